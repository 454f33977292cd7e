"""What follows from service: periods run, the certificate is made, a judgment goes on its way."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tongban.cases.actions.clocks import start_clock
from tongban.cases.actions.move import step_case
from tongban.cases.events import JoinAwaited
from tongban.cases.law import TIME_TO_LINK, TRACKS
from tongban.cases.queries import case_by_uid, clocks_of
from tongban.cases.vocabulary import Act, CaseView
from tongban.delivery.actions.dispatch import party_of
from tongban.delivery.events import AllServed, PeriodsStarted
from tongban.delivery.queries import all_served
from tongban.delivery.rules.effects import TIME_TO_JOIN, periods_of
from tongban.delivery.vocabulary import Purpose
from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor
from tongban.register.vocabulary import DueWork

_CERTIFICATE = "在线诉讼规则 31(3); CPL 87"


def start_periods(work: DueWork) -> None:
    """Reaction to `PartyServed`: the times to answer and to hand in evidence run (CPL 128; SI 99, 266)."""
    body = work.entry.body
    case = case_by_uid(UUID(body["case"]))
    rules = periods_of(Purpose(body["purpose"]), case.track)
    if not rules:
        return
    served = datetime.fromisoformat(body["served_at"])
    with act(by=Actor.office(case.court, "CPL 85: periods run from service"), at=work.now, fulfils=work) as record:
        for rule in rules:
            start_clock(record, case, rule, start=served, owed_by=body["party"])
        if TIME_TO_JOIN in rules:
            _await_joining(record, case, UUID(body["party"]), served)
        fact = PeriodsStarted(case=case.uid, dispatch=UUID(body["dispatch"]), rules=rules)
        record(fact, under="CPL 85", case=case.uid)


def _await_joining(record: Recording, case: CaseView, uid: UUID, served: datetime) -> None:
    """A step: who is asked by the letter links the case in the time of 在线诉讼规则 10, or goes on offline.

    The code of the letter goes on opening the case, as long as the table lets a party join.
    """
    if party_of(case, uid).joined:
        return
    clock = start_clock(record, case, TIME_TO_LINK, start=served, owed_by=str(uid))
    until = next(one.due for one in clocks_of(case.uid) if one.uid == clock)
    assert until is not None  # noqa: S101 - a period of days ends on a day
    record(JoinAwaited(case=case.uid, party=uid, until=until), under="在线诉讼规则 10", case=case.uid)


def note_all_served(work: DueWork) -> None:
    """Reaction to `PartyServed`: when the judgment has reached every party, the case goes on (CPL 171)."""
    body = work.entry.body
    case = case_by_uid(UUID(body["case"]))
    if (
        body["purpose"] != Purpose.JUDGMENT
        or not TRACKS[case.track].allows(case.stage, Act.NOTE_ALL_SERVED)
        or not all_served(case.uid, body["purpose"])
    ):
        return
    office = Actor.office(case.court, "CPL 171: the judgment has reached every party")
    with act(by=office, at=work.now, fulfils=work) as record:
        _, law = step_case(record, case.uid, Act.NOTE_ALL_SERVED)
        record(AllServed(case=case.uid, purpose=body["purpose"]), under=law, case=case.uid)
