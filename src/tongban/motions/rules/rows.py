"""What one kind of motion is made of, and what one decision about it: the rows of the table of kinds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from tongban.cases.law import Do, check_result
from tongban.cases.vocabulary import Act, CaseView, PartyView
from tongban.cases.vocabulary.agents import Power
from tongban.kernel.moves import Procedure
from tongban.kernel.refusal import Refusal
from tongban.motions.rules.reading import Told, day
from tongban.motions.vocabulary import Answer, Field, Ground, Kind

STATUTE, INTERPRETATION = "《中华人民共和国民事诉讼法》", "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》"


class Served(StrEnum):
    """Who gets the decision."""

    ALL = "all"
    APPLICANT = "applicant"
    LATER = "later"
    """The applicant sees it at once; it is served on all when the measure has been carried out (CPL 106(1))."""


class Remedy(StrEnum):
    """What one can do against a decision."""

    NONE = "none"
    APPEAL = "appeal"
    REVIEW = "review"
    ON_RECEIPT = "on_receipt"
    """Review, asked for on receiving the decision (CPL 50)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rules must know of the case.

    `until`: the last day on which this may be asked for, where a period of the applicant's runs; `asked`: who has an
    open motion of this kind; `countering`: whose counterclaim is heard; `counterclaim_waits`: one is not decided yet;
    `fits`: the case fits its track also after the decision; `secured`: security was given; `debated`: nothing is
    changed in the claims any more; `court_names`: by code. Of an amendment: how far the hearing was when it was handed
    in, `inquiry_begun`, `inquiry_over`. Of recusal: `bench`: names of judge and clerk by office;
    `begun`: the court's inquiry has begun; `debate_over`: the parties have said their last word; `committee`: its
    decision is entered; `reviewed`: what was decided is looked at again. Of a period: `periods`: those of the applicant
    that can be restored, by uid; `restored`: the last day when the days told are given back, until a day that the court
    names.
    """

    case: CaseView
    party: PartyView
    today: date
    until: date | None = None
    asked: frozenset[UUID] = frozenset()
    countering: frozenset[UUID] = frozenset()
    counterclaim_waits: bool = False
    fits: bool = True
    secured: bool = False
    debated: bool = False
    court_names: Mapping[str, str] = field(default_factory=dict)
    bench: Mapping[str, str] = field(default_factory=dict)
    inquiry_begun: bool = False
    inquiry_over: bool = False
    begun: bool = False
    debate_over: bool = False
    committee: bool = False
    reviewed: bool = False
    periods: Mapping[str, str] = field(default_factory=dict)
    restored: Callable[[Told, date | None], date | Refusal] = lambda _asked, until: until or date.max

    @property
    def opponents(self) -> tuple[PartyView, ...]:
        """The parties whom the applicant faces."""
        return self.case.facing(self.party.side)

    @property
    def in_time(self) -> bool:
        """Whether the applicant's period still runs, or none runs."""
        return self.until is None or self.today <= self.until


Check = Callable[[Told, Standing], list[Refusal]]
Judge = Callable[[Told, Told, Standing], list[Refusal]]
Says = Callable[[Told, Told, Standing], tuple[str, ...]]


def _nothing(*_facts: object) -> list[Refusal]:
    return []


def _no_power(*_facts: object) -> frozenset[Power]:
    return frozenset()


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody may do about a motion: what is asked for, what the paper says, who gets it.

    `title`: of the paper; empty where none is made. `quoted`: the provisions as the paper quotes them. `check` gets
    what was asked for, what is decided, and the case. `sets`: under which name the paper tells the claims that stand
    from now on, for who writes the judgment. `handed_in`: what a party does with words of its own is a paper of the
    party, with this title; `says` is then what it asks for. `above`: it is the court above that decided; it is recorded
    with the paper of that court.
    """

    fields: tuple[Field, ...] = ()
    title: str = ""
    quoted: str = ""
    says: Says = lambda _asked, _told, _standing: ()
    served: Served = Served.ALL
    remedy: Remedy = Remedy.NONE
    check: Judge = _nothing
    sets: str = ""
    handed_in: str = ""
    above: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of motion.

    `asks`: the act of the table of the case's track; `procedure`: where the motion then stands; `title`: of the
    application; `request`: what is asked for, as the paper says it. `quiet`: the other side learns of it when it has
    been carried out, because a warned opponent would make it useless (CPL 106(1)). `roles`: what the application calls
    who asks and whom it faces; empty: as they stand in the case. `says`: the powers that an agent needs for what these
    answers say, beside the power for asking at all (CPL 62(2)).
    """

    kind: Kind
    asks: Act
    procedure: Procedure
    title: str
    fields: tuple[Field, ...]
    request: Callable[[Told, Standing], tuple[str, ...]]
    decisions: Mapping[Do, Decision]
    check: Check = _nothing
    says: Callable[[Told, Standing], frozenset[Power]] = _no_power
    quiet: bool = False
    roles: tuple[str, str] = ("申请人", "")


def _of_above(_asked: Told, told: Told, standing: Standing) -> list[Refusal]:
    """What cannot be; what is missing, the form itself tells."""
    found = check_result(told.get("number", ""), day(told, "dated"), day(told, "effective"), today=standing.today)
    return [one for one in found if told.get(one.fields[0])]


ABOVE = Decision(
    fields=(
        Field("number", "CPL 178, 182", Answer.LINE),
        Field("dated", "CPL 178, 182", Answer.DAY),
        Field("effective", "CPL 158, 182", Answer.DAY),
    ),
    check=_of_above,
    above=True,
)
"""What the court above decided about an appeal against a ruling, from its paper (CPL 178)."""


def words(name: str, law: str, *, needed: bool = True) -> Field:
    """An answer in one's own words."""
    return Field(name, law, Answer.WORDS, (), needed)


def line(name: str, law: str, *, needed: bool = True) -> Field:
    """An answer that stands in one line: a name, a number, an address."""
    return Field(name, law, Answer.LINE, (), needed)


def grounds(law: str, *choices: Ground) -> Field:
    """Why the court says no: one of these."""
    return Field("ground", law, Answer.CHOICE, choices)


def reasons(law: str) -> Field:
    """The reasons of a decision, in the words of who decides."""
    return words("reasons", law)


def ground_told(told: Told) -> str:
    """The ground as a paper says it; empty without one."""
    return Ground(told["ground"]).term if told.get("ground") else ""
