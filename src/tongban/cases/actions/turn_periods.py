"""The time to answer what a turn brought: it runs from service, and something follows when it has run out (CPL 85)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tongban.cases.actions.clocks import meet_clock, start_clock
from tongban.cases.actions.turns import owes, take_turn
from tongban.cases.events import AnswerAwaited
from tongban.cases.queries import case_by_uid, clocks_of
from tongban.cases.queries.turns import appellants_of, clocks_now, turns_in
from tongban.cases.rules import turns as rules
from tongban.cases.rules.procedures.tracks import TRACKS
from tongban.cases.rules.procedures.words import Do, If
from tongban.cases.vocabulary import CaseView
from tongban.cases.vocabulary.turns import TurnView
from tongban.frame.acts import NothingToDo, act
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refused
from tongban.register.queries import entries_of_case
from tongban.register.vocabulary import DueWork

ANSWER_COPY = "appeal_defence_copy"
_OBJECTION_GONE = frozenset({Do.REJECT_OBJECTION, Do.ALLOW_OBJECTION_WITHDRAWAL})


def start_turn_periods(work: DueWork) -> None:
    """Reaction to `PartyServed`: the party's time to answer runs from the service of the papers of a turn.

    The service of a payment order moves its case (CPL 227(2)); a second debtor's time runs from its own service.
    """
    body = work.entry.body
    case = case_by_uid(UUID(body["case"]))
    party = case.party(UUID(body["party"]))
    served = datetime.fromisoformat(body["served_at"])
    sent = [turn for turn in turns_in(case.uid) if {str(uid) for uid in turn.papers} & set(body["papers"])]
    due = [
        (rule, _ruling(rule, turn))
        for turn in sent
        for rule in rules.started_by_service(case.track, Do(turn.act))
        if party
        and owes(case, rule, party)
        and not _runs_since(case, rule, party.uid, turn)
        and rules.is_of_use(case.track, case.stage, Do(turn.act), rule)
    ]
    if party is None or not due:
        return
    office = Actor.office(case.court, "CPL 85: a party's time runs from the service of the papers")
    with act(by=office, at=work.now, fulfils=work) as record:
        for rule, about in dict.fromkeys(due):
            clock = start_clock(record, case, rule, start=served, owed_by=str(party.uid), about=about)
            until = next(c.due for c in clocks_of(case.uid) if c.uid == clock)
            assert until is not None  # noqa: S101 - these periods count days
            record(AnswerAwaited(case=case.uid, party=party.uid, rule=rule, until=until), under="CPL 85", case=case.uid)
        for do in {rules.SERVED_WITH.get(Do(turn.act)) for turn in sent} - {None}:
            if do and TRACKS[case.track].allows(case.stage, do):
                take_turn(record, case.uid, do)


def _ruling(rule: str, turn: TurnView) -> UUID | None:
    """The ruling that is appealed within the period; None for what is no appeal against a ruling."""
    return turn.papers[0] if rule == rules.WITHIN[Do.APPEAL_RULING] else None


def _runs_since(case: CaseView, rule: str, party: UUID, turn: TurnView) -> bool:
    """Whether the party's period began after these papers went out: served again, they start no other."""
    first, about = timezone.localtime(turn.at).date(), _ruling(rule, turn)
    own = [c for c in clocks_of(case.uid) if (c.rule, c.owed_by) == (rule, str(party)) and c.started >= first]
    return any(about is None or one.about == about for one in own)


def note_answer_served(work: DueWork) -> None:
    """Reaction to `PartyServed`: the copy of an answer has reached everybody who appealed (CPL 174)."""
    body = work.entry.body
    case = case_by_uid(UUID(body["case"]))
    answers = [(turn.party, {str(uid) for uid in turn.papers}) for turn in turns_in(case.uid, (Do.ANSWER_APPEAL,))]
    if not any(papers & set(body["papers"]) for _who, papers in answers):
        return
    appellants = appellants_of(case.uid)
    lines = [one.line for one in case.everybody if one.uid in appellants]
    known = [_served_with(case.uid, papers) | {one for one in (who,) if one} for who, papers in answers if papers]
    if any(line.isdisjoint(reached) for reached in known for line in lines):
        return  # another answer, or another appellant, waits
    office = Actor.office(case.court, "CPL 174: the copy of the answer has reached the appellant")
    with act(by=office, at=work.now, fulfils=work) as record:
        meet_clock(record, case.uid, ANSWER_COPY)
        if not record.facts:
            raise NothingToDo


def _served_with(case: UUID, papers: set[str]) -> set[UUID]:
    told = [entry.body for entry in entries_of_case(case, events=("party_served",))]
    return {UUID(one["party"]) for one in told if papers & set(one["papers"])}


def renew_turn_periods(work: DueWork) -> None:
    """Reaction to `ClockRenewed`: a time to answer was counted again; what follows waits for its new last day."""
    body = work.entry.body
    case = case_by_uid(UUID(body["case"]))
    awaited = {rule for turn in turns_in(case.uid) for rule in rules.started_by_service(case.track, Do(turn.act))}
    clock = next((one for one in clocks_of(case.uid) if str(one.uid) == body["clock"]), None)
    if clock is None or clock.rule not in awaited or clock.due is None or body["before"] == clock.due.isoformat():
        return
    office = Actor.office(case.court, "CPL 85: a period was counted again")
    with act(by=office, at=work.now, fulfils=work) as record:
        again = AnswerAwaited(case=case.uid, party=UUID(clock.owed_by), rule=clock.rule, until=clock.due)
        record(again, under=clock.article, case=case.uid)


def pass_by_time(work: DueWork) -> None:
    """Reaction to `AnswerAwaited`, from the day after the last on: what the table lets follow when nobody answered."""
    body = work.entry.body
    _pass(case_by_uid(UUID(body["case"])), body["rule"], work)


def pass_after_objection(work: DueWork) -> None:
    """Reaction to `TurnTaken`: an objection fell away after its period, and what would have followed then follows now.

    While the period still runs, its own end brings it about (SI 436, 437).
    """
    body = work.entry.body
    if body["act"] in _OBJECTION_GONE:
        _pass(case_by_uid(UUID(body["case"])), rules.OBJECTION, work)


def _pass(case: CaseView, rule: str, work: DueWork) -> None:
    do = rules.BY_TIME.get(rule)
    if do is None or not TRACKS[case.track].allows(case.stage, do):
        return
    owing = {str(party.uid) for party in case.parties if owes(case, rule, party)}
    if owing - {clock.owed_by for clock in clocks_now(case.uid) if clock.rule == rule}:
        return  # who is not served yet can still object, or appeal
    why = "CPL 227(3): nobody objected in time" if rule == rules.OBJECTION else "CPL 158: takes effect unappealed"
    with act(by=Actor.office(case.court, why), at=work.now, fulfils=work) as record:
        try:
            take_turn(record, case.uid, do)
        except Refused as no:
            if any(one.reason == f"procedure.{If.PERIOD_OVER}" for one in no.refusals):
                raise NothingToDo from no
            raise
