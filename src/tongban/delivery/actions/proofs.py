"""Another proof of service is taken as the one that counts: its day is the day of service, and periods move with it
(在线诉讼规则 31(4); SI 135(2)). The proof that counted before stays on the file.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from tongban.cases.actions.starts import ends_at_once, move_start
from tongban.cases.events import ClockStarted
from tongban.cases.queries import case_by_uid, clocks_of
from tongban.delivery.actions.dispatch import move, papers_of
from tongban.delivery.events import AttemptArrived, PartyServed, ServiceMoved
from tongban.delivery.models import Attempt, Dispatch, ServiceTask
from tongban.delivery.rules.ways import effective
from tongban.delivery.vocabulary import Arrival, AttemptState, Channel, DispatchAct
from tongban.delivery.vocabulary.owed import DOUBTS, DoubtEnd, TaskKind
from tongban.frame.acts import Recording
from tongban.register.queries import caused_by, entries_of_case


def arrival_of(row: Attempt) -> Arrival:
    """When the papers arrived by this way, as rules compare it."""
    assert row.arrived_at is not None  # noqa: S101 - it has arrived
    return Arrival(Channel(row.channel), timezone.localtime(row.arrived_at), "", row.whole_day)


def other_proof(task: ServiceTask) -> Attempt | None:
    """The proof that would count: the one that shows an earlier day; else the earliest beside that in doubt and those
    that were set aside before; None without one.
    """
    if task.kind == TaskKind.EARLIER_PROOF:
        return task.attempt
    before = ServiceTask.objects.filter(dispatch=task.dispatch, closed_at__isnull=False)
    aside = before.filter(kind=TaskKind.EARLIER_PROOF, end=DoubtEnd.STANDS) | before.filter(
        kind__in=DOUBTS - {TaskKind.EARLIER_PROOF}, end=DoubtEnd.COUNTS
    )
    rows = Attempt.objects.filter(dispatch=task.dispatch, state=AttemptState.ARRIVED, counts=True)
    rows = rows.exclude(id=task.attempt_id or 0).exclude(id__in=aside.values("attempt"))
    others = {arrival_of(row): row for row in rows.order_by("-id")}
    found = effective(others)
    return others[found] if found else None


def still_earlier(dispatch: Dispatch) -> date | None:
    """The earliest day that a proof shows of which nobody has decided; None when all are decided."""
    waiting = ServiceTask.objects.filter(dispatch=dispatch, kind=TaskKind.EARLIER_PROOF, closed_at__isnull=True)
    days = [arrival_of(one.attempt).at.date() for one in waiting.select_related("attempt") if one.attempt]
    return min((day for day in days if day < _day(dispatch)), default=None)


def ran_from(dispatch: Dispatch) -> frozenset[UUID]:
    """The periods that began because of this service, by the register, for the party or who took its place."""
    assert dispatch.case is not None  # noqa: S101 - papers are served in a case
    served = entries_of_case(dispatch.case, (PartyServed.NAME,))
    own = [one for one in served if one.body["dispatch"] == str(dispatch.uid)]
    begun = {told.body["clock"] for one in own for told in caused_by(one.uid) if told.event == ClockStarted.NAME}
    stand = {str(one.uid) for one in case_by_uid(dispatch.case).stand_for(dispatch.party)}
    return frozenset(one.uid for one in clocks_of(dispatch.case) if str(one.uid) in begun and one.owed_by in stand)


def is_over(dispatch: Dispatch) -> bool:
    """Whether a period that ran from this service is over: something was done in it, or the judgment took effect."""
    assert dispatch.case is not None  # noqa: S101 - papers are served in a case
    begun = ran_from(dispatch)
    return any(one.met_at is not None for one in clocks_of(dispatch.case) if one.uid in begun)


def cuts_off(dispatch: Dispatch, proof: Attempt, at: datetime) -> bool:
    """Whether a period of the party that runs still would be over at once by the day of this proof."""
    start, today = arrival_of(proof).at.date(), timezone.localtime(at).date()
    return ends_at_once(ran_from(dispatch), before=_day(dispatch), start=start, today=today)


def take_proof(record: Recording, dispatch: Dispatch, proof: Attempt) -> None:
    """A step: `proof` counts from now on; the caller holds the lock and has decided. The certificate is made anew."""
    assert dispatch.case is not None  # noqa: S101 - papers are served in a case
    assert proof.arrived_at is not None  # noqa: S101 - it has arrived
    assert dispatch.served_at is not None  # noqa: S101 - something counted before
    law, begun, before, moment = _law(proof), ran_from(dispatch), _day(dispatch), dispatch.served_at
    move(record, dispatch, DispatchAct.TAKE_PROOF)
    dispatch.served_at, dispatch.served_by, dispatch.law = proof.arrived_at, proof.channel, law
    dispatch.whole_day = proof.whole_day
    dispatch.save(update_fields=["state", "served_at", "served_by", "law", "whole_day"])
    fact = ServiceMoved(
        case=dispatch.case,
        dispatch=dispatch.uid,
        party=dispatch.party,
        purpose=dispatch.purpose,
        papers=papers_of(dispatch),
        channel=proof.channel,
        served_at=proof.arrived_at,
        whole_day=proof.whole_day,
        attempt=proof.uid,
        before=moment,
    )
    record(fact, under=law, case=dispatch.case)
    move_start(record, begun, before=before, start=_day(dispatch))


def _day(dispatch: Dispatch) -> date:
    assert dispatch.served_at is not None  # noqa: S101 - the caller has looked
    return timezone.localtime(dispatch.served_at).date()


def _law(proof: Attempt) -> str:
    """Under which article the papers arrived by this way, as the register has it."""
    assert proof.case is not None  # noqa: S101 - papers are served in a case
    told = entries_of_case(proof.case, (AttemptArrived.NAME,))
    return next((one.basis for one in reversed(told) if one.body["attempt"] == str(proof.uid)), "在线诉讼规则 31(4)")
