"""Filings that open no civil action: from which case they start, in which time, and how far they have gone.

Appeal (CPL 171-176), enforcement (CPL 247, 250; SI 481), payment order (CPL 225-228), preservation before an action
(CPL 104), retrial (CPL 210-216). What differs stands in the data of their interviews; this is what they share.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID

from tongban.cases.law import OF_RULINGS, TRACKS, Do, may_still_appeal
from tongban.cases.vocabulary import CaseView, ClockView, PartyData, Side, Track
from tongban.cases.vocabulary.turns import AppealableRuling
from tongban.courts.law import due
from tongban.filing.rules.interview import forms
from tongban.filing.rules.pleading import value_of
from tongban.filing.rules.reading_opens import EARLIER
from tongban.filing.rules.told import MORE, NO, YES, Told, named
from tongban.filing.rules.writing import in_writing
from tongban.filing.vocabulary import DATED, RULING, Answers, Interview, Kind
from tongban.kernel.lookup_forms import identity_form, name_form
from tongban.kernel.periods import day_of
from tongban.kernel.refusal import Refusal
from tongban.people.vocabulary import IdKind, PersonKind

LAW = "CPL 173, 174"
_NAME = re.compile(r"\{([a-z_.]+)\}")
FILING, ANSWER = "filing_decision", "appeal_defence"
IDENTIFIES = ("kind", "name", "id_kind", "id_number", "credit_code")
"""What tells a party apart; it is that of the earlier case, whatever is typed."""


def starting_from(
    case: CaseView,
    clocks: Sequence[ClockView],
    party: UUID,
    today: date,
    *,
    upheld: bool,
    rulings: Sequence[AppealableRuling] = (),
) -> tuple[Interview, ...]:
    """The forms that the party may begin from this case as it stands, by the table of its procedure, in time.

    `upheld`: a court above has upheld what was decided in it; `rulings`: those that the party may appeal today.
    """
    mine = case.party(party)
    beside = mine is not None and mine.side is Side.THIRD_PARTY and not mine.claims
    able = [one for one in forms().values() if may_start(one, case, upheld=upheld) and (beside or not is_joining(one))]
    return tuple(one for one in able if (rulings if is_against_ruling(one) else _in_time(one, clocks, party, today)))


def is_action(interview: Interview) -> bool:
    """Whether it begins an action, civil or administrative: what cannot be judged in time is registered first (登记立案
    8).
    """
    return interview.opens is None or interview.opens.track is Track.ADMINISTRATIVE


def is_joining(interview: Interview) -> bool:
    """Whether it is heard in a case that others began (CPL 59(1))."""
    return interview.opens is not None and interview.opens.joins


def between_them(case: CaseView, answers: Answers) -> bool:
    """Whether the answers name a plaintiff and a defendant of the case, and nobody else: who knows no more of it than
    its number learns nothing of it here.
    """
    known = {name_form(one.name): one.side for one in case.parties}
    named = [known.get(name_form(one)) for one in _named_defendants(answers)]
    return None not in named and {Side.PLAINTIFF, Side.DEFENDANT} <= set(named)


def _named_defendants(answers: Answers) -> list[str]:
    found, row = [], 1
    while name := answers.get(named(f"{Side.DEFENDANT.value}.name", row), "").strip():
        found.append(name)
        row += 1
    return found


def stands_against(case: CaseView, person: UUID, answers: Answers) -> Refusal | None:
    """Why this person claims nothing as a third party: it is plaintiff or defendant itself, or claims already."""
    number = identity_form(answers.get("plaintiff.id_number") or answers.get("plaintiff.credit_code") or "")
    own = [one for one in case.parties if one.person == person or (number and identity_form(one.id_number) == number)]
    if any(one.claims for one in own):
        return Refusal("filing.third_claim_before", "CPL 59(1); SI 81", (EARLIER,))
    if any(one.side is not Side.THIRD_PARTY for one in own):
        return Refusal("filing.is_a_side", "CPL 59(1)", (EARLIER,))
    return None


def is_against_ruling(interview: Interview) -> bool:
    """Whether it is an appeal against a ruling, of which a party may have several before it."""
    earlier = interview.opens.earlier if interview.opens else None
    return earlier is not None and earlier.act in OF_RULINGS


def may_start(interview: Interview, case: CaseView, *, upheld: bool) -> bool:
    """Whether the case stands where such a filing may begin."""
    earlier = interview.opens.earlier if interview.opens else None
    if earlier is None or (earlier.here and upheld):
        return False
    if earlier.act:
        return TRACKS[case.track].allows(case.stage, Do(earlier.act))
    return case.stage in earlier.stages


def _in_time(interview: Interview, clocks: Sequence[ClockView], party: UUID, today: date) -> bool:
    """Whether the party's own period in the case runs, where the filing hangs on one."""
    opens = interview.opens
    if opens is None or not opens.within or opens.since:
        return True
    rule = opens.within[-1].value
    own = [one for one in clocks if (one.rule, one.owed_by, one.met_at) == (rule, str(party), None)]
    return any(one.due is not None and today <= one.due for one in own)


def standing_alone() -> tuple[Interview, ...]:
    """The forms of other procedures that start from no case of one's own."""
    return tuple(one for one in forms().values() if one.opens and (one.opens.earlier is None or one.opens.joins))


def known_answers(number: str, parties: Sequence[PartyData]) -> Answers:
    """What the court knows of the case `number` and its parties, as answers: it is not asked again."""
    told: Answers = {EARLIER: number}
    for side in Side:
        mine = [party for party in parties if party.side is side]
        for row, party in enumerate(mine, start=1):
            told |= {named(f"{side.value}.{name}", row): value for name, value in _told(party).items() if value}
            told[named(f"{side.value}.{MORE}", row)] = YES if row < len(mine) else NO
    return told


def fixed_answers(answers: Answers, known: Answers) -> Answers:
    """The answers with what the earlier case settles: its number, and who the parties are."""
    settled = {key: value for key, value in known.items() if key == EARLIER or key.rpartition(".")[2] in IDENTIFIES}
    rows = {key: value for key, value in known.items() if key.rpartition(".")[2] == MORE}
    return answers | settled | rows


def ruling_meant(rulings: Iterable[AppealableRuling], answers: Answers) -> AppealableRuling | Refusal | None:
    """Which of the `rulings` the appeal is against; None where none of them is of its kind.

    Refused: several of the kind are before the party and the day does not tell which, or none is of that day.
    """
    of_kind = [one for one in rulings if one.what == answers.get(RULING)]
    dated = answers.get(DATED, "")
    meant = [one for one in of_kind if dated in ("", one.dated.isoformat())]
    if len(meant) == 1 or not of_kind:
        return next(iter(meant), None)
    facts = (("days", "、".join(sorted({one.dated.isoformat() for one in of_kind}))),)
    return Refusal("filing.which_ruling", "CPL 157(2), 172", (DATED,), facts)


def lateness(interview: Interview, answers: Answers, today: date, *, stops: bool) -> Iterator[Refusal]:
    """That the period in which it is asked for is over: an obstacle, or a warning where the law lets the court take it.

    The period of an appeal runs in the earlier case and is judged there.
    """
    opens = interview.opens
    if opens is None or not opens.since or (opens.late == "stops") is not stops:
        return
    told = Told(interview, answers, today)
    start, rule = told.value(opens.since), value_of(opens.within, told)
    found = due(rule, start) if rule and isinstance(start, date) else None
    if found is None or isinstance(found, Refusal) or today <= day_of(found.due):
        return
    reason = "filing.period_over" if stops else "filing.period_over_warned"
    fields = (opens.since,) if interview.question(opens.since) else ()
    yield Refusal(reason, found.article, fields, (("until", day_of(found.due).isoformat()),))


def may_go_up(others: Iterable[UUID], clocks: Iterable[ClockView], today: date, *, rule: str) -> Refusal | None:
    """Why the file does not go to the court above yet: one of the `others`, who did not appeal, still can (SI 244).

    `rule`: the period in which it can.
    """
    no = Refusal("filing.others_may_appeal", "CPL 171, 174; SI 244")
    return no if may_still_appeal(others, clocks, today, rule=rule) else None


def answered_or_over(others: Iterable[Collection[UUID]], clocks: Iterable[ClockView], today: date) -> Refusal | None:
    """Why the file does not go up yet: one of the `others` has not answered and still may (CPL 174).

    Each of them is told with those whose place it took: what these answered stands.
    """
    own = [clock for clock in clocks if clock.rule == ANSWER]
    waits = {clock.owed_by for clock in own if clock.met_at is None and (clock.due is None or clock.due >= today)}
    done = {clock.owed_by for clock in own} - waits
    lines = [set(map(str, line)) for line in others]
    return (
        None if all(line & done and not line & waits for line in lines) else Refusal("filing.answer_awaited", "CPL 174")
    )


def answers_of_suit(interview: Interview, answers: Answers, today: date) -> Answers:
    """The answers of the complaint that a failed application becomes; who the parties are stays as it was told."""
    opens = interview.opens
    assert opens is not None  # noqa: S101 - the caller asks for forms that become an action
    assert opens.suit is not None  # noqa: S101 - as above
    told = Told(interview, answers, today)

    def word(name: str) -> str:
        question = interview.question(name)
        return in_writing(name, told) if question and question.kind is Kind.CHOICE else told.text(name)

    form = forms()[opens.suit.interview]
    kept = {key: value for key, value in answers.items() if form.question(key)}
    made = {key: _NAME.sub(lambda gap: word(gap[1]), text) for key, text in opens.suit.answers.items()}
    return kept | made


def _told(party: PartyData) -> dict[str, str]:
    """Telephone and e-mail of the other side are left out: the court has them, and the law does not ask for them."""
    code, other = party.id_kind == IdKind.CREDIT_CODE, party.side is Side.DEFENDANT
    return {
        "kind": party.kind or PersonKind.NATURAL,
        "name": party.name,
        "id_kind": "" if code else party.id_kind,
        "id_number": "" if code else party.id_number,
        "credit_code": party.id_number if code else "",
        "phone": "" if other else party.phone,
        "email": "" if other else party.email,
        "division": party.division,
        "address": party.address,
        "where": "here" if other else "",
    }
