"""The appeal periods run, and the judgment takes effect (CPL 158, 171; SI 244)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from tongban.cases.actions.clocks import start_clock
from tongban.cases.actions.move import step_case
from tongban.cases.law import TRACKS, Do
from tongban.cases.queries import case_by_uid
from tongban.cases.queries.turns import clocks_now
from tongban.cases.vocabulary import Act, CaseView, PartyView
from tongban.delivery.events import PartyServed
from tongban.delivery.vocabulary import Purpose
from tongban.frame.acts import Recording, act, locked
from tongban.judgments.events import AppealPeriodRuns, JudgmentEffective
from tongban.judgments.models import Judgment
from tongban.judgments.rules.effect import APPEAL_RULE, effective_from, last_day, may_be_appealed
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused
from tongban.register.queries import entries_of_case
from tongban.register.vocabulary import DueWork

LAW = "CPL 171; SI 244"


def start_appeal_period(work: DueWork) -> None:
    """Reaction to `PartyServed`: the party served with the judgment may appeal; its own period runs (SI 244).

    Who is served when the others' periods run already, as heirs of who had died unknown, may be the last.
    """
    body = work.entry.body
    case = case_by_uid(UUID(body["case"]))
    if body["purpose"] != Purpose.JUDGMENT or not may_be_appealed(case.track) or body["party"] in _running(case.uid):
        return
    served = datetime.fromisoformat(body["served_at"])
    office = Actor.office(case.court, "SI 244: the appeal period runs from the party's own service")
    with act(by=office, at=work.now, fulfils=work) as record:
        start_clock(record, case, APPEAL_RULE, start=served, owed_by=body["party"])
        if TRACKS[case.track].allows(case.stage, Act.TAKE_EFFECT) and not _waiting(case):
            _note_last_day(record, case.uid)


def run_appeal_periods(work: DueWork) -> None:
    """Reaction to `CaseMoved` into the appeal period: every party is served; note the last day of the last period.

    So it is when the court restored the period of a party after the judgment took effect (CPL 86): it binds no more.
    Refused, and so tried again, while another worker has yet to start the period of a party.
    """
    body = work.entry.body
    case = case_by_uid(UUID(body["case"]))
    if not TRACKS[case.track].allows(body["target"], Act.TAKE_EFFECT):
        return
    waiting = _waiting(case)
    if any(one.dead or one.heir_of for one in waiting):
        return  # whose service brings it about
    if waiting:
        raise Refused(Refusal("judgments.periods_not_running", LAW))
    office = Actor.office(case.court, "CPL 171: the last appeal period ends")
    with act(by=office, at=work.now, fulfils=work) as record:
        _note_last_day(record, case.uid)


def renew_appeal_periods(work: DueWork) -> None:
    """Reaction to `ClockRenewed`: the last day of the last appeal period is noted anew when it moved."""
    body = work.entry.body
    row = Judgment.objects.filter(of_case=UUID(body["case"]), quashed_on=None).first()
    if body["rule"] != APPEAL_RULE or row is None or not row.appeal_until or row.effective_on:
        return
    until = _last_day(row.of_case)
    if until == row.appeal_until:
        return
    office = Actor.office(row.court, "CPL 85: a period was counted again")
    with act(by=office, at=work.now, fulfils=work) as record:
        _note_last_day(record, row.of_case)


def take_effect(work: DueWork) -> None:
    """Reaction to `AppealPeriodRuns`, from the day after the last day on: nobody appealed, the judgment binds.

    Nothing happens when the last day was renewed to a later one: that day has its own `AppealPeriodRuns`. Nor when
    somebody appealed: the table then knows no such step. Nor while a party has no period yet, because the judgment came
    after its death: its heirs are to be served (SI 55).
    """
    case = UUID(work.entry.body["case"])
    row, view = Judgment.objects.filter(of_case=case, quashed_on=None).first(), case_by_uid(case)
    if row is None or not TRACKS[view.track].allows(view.stage, Act.TAKE_EFFECT):
        return
    if row.effective_on or _waiting(view) or timezone.localtime(work.now).date() <= _last_day(case):
        return
    with act(by=Actor.office(row.court, "CPL 158: takes effect unappealed"), at=work.now, fulfils=work) as record:
        _, law = step_case(record, case, Act.TAKE_EFFECT)
        bind(record, case, effective_from(_last_day(case)), law)


def bind_when_served(work: DueWork) -> None:
    """Reaction to `CaseMoved` when all were served: a judgment that nobody may appeal binds from then on (CPL 158)."""
    body = work.entry.body
    case = case_by_uid(UUID(body["case"]))
    if body["act"] != Act.NOTE_ALL_SERVED or may_be_appealed(case.track):
        return
    told = [entry.body for entry in entries_of_case(case.uid, events=(PartyServed.NAME,))]
    served = max(datetime.fromisoformat(b["served_at"]) for b in told if b["purpose"] == Purpose.JUDGMENT)
    with act(by=Actor.office(case.court, "CPL 165: the first judgment is final"), at=work.now, fulfils=work) as record:
        bind(record, case.uid, timezone.localtime(served).date(), "CPL 158, 165")


def bind_when_appeal_lapses(work: DueWork) -> None:
    """Reaction to `TurnTaken`: an appeal of which the fee was not paid counts as withdrawn; the judgment binds."""
    body = work.entry.body
    if body["act"] != Do.LAPSE_APPEAL:
        return
    case, on = case_by_uid(UUID(body["case"])), timezone.localtime(work.entry.at).date()
    with act(by=Actor.office(case.court, "SI 318: the appeal lapsed"), at=work.now, fulfils=work) as record:
        bind(record, case.uid, on, "SI 318")


def bind(record: Recording, case: UUID, on: date, law: str) -> None:
    """A step: the judgment binds from the day `on`."""
    row = locked(Judgment.objects.filter(of_case=case, quashed_on=None)).get()
    row.effective_on = on
    row.save(update_fields=["effective_on"])
    record(JudgmentEffective(case=case, judgment=row.uid, document=row.document, on=on), under=law, case=case)


def _running(case: UUID) -> dict[str, date]:
    """The last day of each party's appeal period, by the party's uid."""
    return {clock.owed_by: clock.due for clock in clocks_now(case) if clock.rule == APPEAL_RULE and clock.due}


def _waiting(case: CaseView) -> list[PartyView]:
    """The parties that have no appeal period yet, and had none in the place of which they stand."""
    running = _running(case.uid)
    return [party for party in case.parties if running.keys().isdisjoint(map(str, party.line))]


def _note_last_day(record: Recording, case: UUID) -> None:
    """A step: the last day of the last period, from whose end on the judgment may bind."""
    until = _last_day(case)
    row = locked(Judgment.objects.filter(of_case=case, quashed_on=None)).get()
    row.appeal_until, row.effective_on = until, None
    row.save(update_fields=["appeal_until", "effective_on"])
    record(AppealPeriodRuns(case=case, judgment=row.uid, until=until), under=LAW, case=case)


def _last_day(case: UUID) -> date:
    until = last_day(_running(case).values())
    assert until is not None  # noqa: S101 - every party of the case has a period by now
    return until
