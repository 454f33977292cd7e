"""What follows from service: periods run, the certificate is made, a judgment goes on its way."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tongban.cases.actions.clocks import start_clock
from tongban.cases.actions.move import step_case
from tongban.cases.events import JoinAwaited
from tongban.cases.law import TRACKS
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
        _await_joining(record, case, UUID(body["party"]))
        fact = PeriodsStarted(case=case.uid, dispatch=UUID(body["dispatch"]), rules=rules)
        record(fact, under="CPL 85", case=case.uid)


def _await_joining(record: Recording, case: CaseView, uid: UUID) -> None:
    """A step: who was asked to join by the letter has as long as the defence takes (在线诉讼规则 10)."""
    party = party_of(case, uid)
    running = [clock for clock in clocks_of(case.uid) if clock.rule == TIME_TO_JOIN and clock.owed_by == str(uid)]
    if not party.joined and running and running[0].due:
        record(JoinAwaited(case=case.uid, party=uid, until=running[0].due), under="在线诉讼规则 10", case=case.uid)


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
