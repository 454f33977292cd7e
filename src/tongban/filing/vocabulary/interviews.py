"""Words of guided pleadings (要素式起诉状): interviews as data. How the parts are read stands in `rules/reading.py`.

Texts by language code are `Texts`; conditions and sums are written in the small language of `rules/expressions.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from tongban.cases.vocabulary import Track

Texts = dict[str, str]
"""One text by language code; English and simplified Chinese are always there."""
Answers = dict[str, str]
"""What a person answered, by question id; files are kept apart. Of several choices the codes, joined by commas."""
_ROW_DIGITS = 4
"""Digits of the number of a row: no page has so many."""


class Kind(StrEnum):
    """Kinds of answers in an interview."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    AMOUNT = "amount"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    SEVERAL = "several"
    YES_NO = "yes_no"
    DIVISION = "division"
    ID_NUMBER = "id_number"
    CREDIT_CODE = "credit_code"
    CASE_NUMBER = "case_number"
    PHONE = "phone"
    EMAIL = "email"
    FILES = "files"
    PARTY_LIST = "party_list"
    """Several people, one line for each: rows of its page are made of them."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of an interview.

    `show_if`: the condition under which it is asked; `usual`: the choice that is shown as chosen, and counts, until
    another one is chosen; `stops`: the choice with which the matter does not belong on this platform, so that nothing
    of its page is taken in then; `past`: a day that cannot lie ahead; `written`: how a paper writes a choice, where not
    as the person read it; `paper` and `proves`: of files, how a complaint calls them and
    what they are to prove (登记立案 4); `read`: the words beside which the answer stands in a person's own complaint,
    of choices by code, else under ""; `row`: which row of a repeated page it belongs to, from 1.
    """

    id: str
    kind: Kind
    label: Texts
    hint: Texts
    required: bool
    law: str
    choices: dict[str, Texts]
    show_if: str = ""
    usual: str = ""
    stops: str = ""
    past: bool = False
    written: dict[str, str] = field(default_factory=dict)
    paper: str = ""
    proves: str = ""
    read: dict[str, tuple[str, ...]] = field(default_factory=dict)
    row: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an interview: one thing at a time.

    `repeat`: the first part of the names of its answers, where the page may be answered several times (several
    defendants, several payments), up to `most` times. The first row is named `paid.amount`, the second `paid.2.amount`.
    """

    id: str
    title: Texts
    lead: Texts
    questions: tuple[Question, ...]
    show_if: str = ""
    repeat: str = ""
    most: int = 1


@dataclass(frozen=True, slots=True)
class Case:
    """A value that holds under a condition; the empty condition always holds."""

    value: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """A claim or a paragraph of facts. {name} is filled; a part in [brackets] is left out when a name in it is empty.

    `each`: written once for every row of that group: each by itself, or with `joined` as one sentence.
    """

    text: str
    when: str = ""
    each: str = ""
    joined: str = ""


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate of interest a year, in percent: `percent` as the answers tell it, or `times` the published `table`.

    `on`: the day whose published rate counts throughout; empty, every change of the table counts from its day. A rate
    over `cap_times` the rate of `cap_table` on `cap_on` counts up to that only.
    """

    percent: str = ""
    table: str = ""
    times: str = "1"
    on: str = ""
    cap_table: str = ""
    cap_times: str = ""
    cap_on: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the schedule of claims: a sum, or interest on a principal over a time.

    `amount`: the sum; or `principal`, `rate`, `start` and `end` (the first day counted, the last not) on a `year` of
    so many days. `each`: one line for every row of that group. `paid`: the group of payments (`<group>.day`,
    `<group>.amount`) that are put first against the interest open on their day, then against the principal (Civil Code
    561); what is left of the principal is then a line of its own, called `left`. `counts`: whether it belongs to the
    amount in dispute.
    """

    id: str
    label: Texts
    law: str
    when: str = ""
    each: str = ""
    amount: str = ""
    principal: str = ""
    rate: Rate | None = None
    start: str = ""
    end: str = ""
    year: int = 365
    paid: str = ""
    left: str = ""
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """What the answers show: an obstacle that `stops` the filing, else a warning.

    `reason` names a refusal whose words the house has already; without one `says`, `remedy` and `contact` tell it.
    """

    id: str
    when: str
    law: str
    fields: tuple[str, ...]
    stops: bool
    reason: str = ""
    says: Texts = field(default_factory=dict)
    remedy: Texts = field(default_factory=dict)
    contact: Texts = field(default_factory=dict)
    each: str = ""


@dataclass(frozen=True, slots=True)
class Venue:
    """What the answers say about jurisdiction: words of `courts`, each with the answer or condition that gives it.

    `courts`: what a court did before, by the answer that holds the number of its case.
    """

    matter: tuple[Case, ...]
    claim: tuple[Case, ...] = ()
    specialty: tuple[Case, ...] = ()
    places: dict[str, str] = field(default_factory=dict)
    circumstances: dict[str, str] = field(default_factory=dict)
    courts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The case from which a filing starts; its parties are those of the new case.

    `act`: what handing in does in that case by the table of its procedure; "" where it does nothing there, and then
    `stages` are the stages at which it may be asked for. `up`: it is handed in where that case was decided, and goes
    from there to the court above; until then `decide` is the period of that court. `favoured`: only the side to which
    the decision gives something asks for it (申请执行人). `here`: only while no court above has upheld what was
    decided, because it goes to the court above the one that decided last.
    """

    act: str = ""
    stages: tuple[str, ...] = ()
    up: bool = False
    decide: str = ""
    favoured: bool = False
    here: bool = False


@dataclass(frozen=True, slots=True)
class Suit:
    """The action that an application becomes when it fails: the form of its complaint, and the answers from which it
    is made, each a text in which {names} stand for what was answered before.
    """

    interview: str
    answers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Opens:
    """What case a filing opens when the court accepts it, where that is no civil action of first instance.

    `numbers`: type characters of its number, of several the first whose condition the answers meet; `accepts`: the act
    of the table of `track` by which the court takes it up ("" none: it stands at the first stage); `decide`: the period
    in which the court decides about the filing; `paper` and `sides`: how the petition and the two sides are called on
    papers. `within`: the period in which it is asked for, which begins on the day in the answer `since`, or, without
    one, is the person's own running in the earlier case; `late`: what being late does, "stops" or "warns". `joins`: it
    opens none, but is heard in the earlier case, which others began: who brings it comes from outside (CPL 59(1)).
    """

    track: Track
    numbers: tuple[Case, ...]
    accepts: str
    decide: str
    paper: str
    sides: tuple[str, str]
    within: tuple[Case, ...] = ()
    since: str = ""
    late: str = "stops"
    earlier: Earlier | None = None
    suit: Suit | None = None
    joins: bool = False


@dataclass(frozen=True, slots=True)
class Tells:
    """A question that a story may answer: an amount or a day `beside` these cues, `never` with those; else a name."""

    answer: str
    beside: tuple[str, ...]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """What a person reads before beginning: what can be done, where, how long, and how often an agreement is found.

    `words` are what people say of such a dispute, `perhaps` what they also say of others, `against` what they say of
    others only (`rules/cues.py`); `said` whole stories of it (`rules/likeness.py`); `tells` what a story answers
    already (`rules/story_facts.py`); `causes` the codes of the causes of action that lead here; `mediation` is
    "likely", "possible" or "rare".
    """

    group: str
    words: tuple[str, ...]
    perhaps: tuple[str, ...]
    against: tuple[str, ...]
    said: tuple[str, ...]
    tells: tuple[Tells, ...]
    causes: tuple[str, ...]
    can: Texts
    where: Texts
    first: Texts
    mediation: str


@dataclass(frozen=True, slots=True)
class Interview:
    """A guided pleading for one kind of dispute, as data with a version.

    `costs` is the claim about the costs, which stands last; `fee` the item of the tariff by case.
    """

    id: str
    version: str
    cause: tuple[Case, ...]
    title: Texts
    pages: tuple[Page, ...]
    claims: tuple[Wording, ...]
    costs: Wording
    facts: tuple[Wording, ...]
    computed: dict[str, str]
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]
    venue: Venue
    fee: tuple[Case, ...]
    guide: Guide
    bars: tuple[Case, ...] = ()
    """What speaks against a track (`cases.vocabulary.Circumstance`): every one whose condition holds."""
    money: bool = True
    """Whether an amount must be claimed."""
    opens: Opens | None = None
    """What case it opens; None: a civil action of first instance."""

    def question(self, answer: str) -> Question | None:
        """The question that an answer of this name belongs to, in whatever row."""
        asked = next((q for page in self.pages for q in page.questions if q.id == answer), None)
        if asked is not None:
            return asked
        group, _, rest = answer.partition(".")
        number, _, name = rest.partition(".")
        plain = number.isascii() and number.isdigit() and len(number) <= _ROW_DIGITS
        if not plain or number != str(int(number)):
            return None
        for page in self.pages:
            if page.repeat == group and 1 < int(number) <= page.most:
                return next((q for q in page.questions if q.id == f"{group}.{name}"), None)
        return None

    def repeated(self, group: str) -> Page | None:
        """The page that may be answered several times under this name."""
        return next((page for page in self.pages if page.repeat == group), None)
