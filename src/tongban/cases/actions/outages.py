"""An outage of the platform: one entry in the register, and each open period whose end it hit is counted again."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cases.actions.clocks import befell, counted_with, recount, running_still
from tongban.cases.events import OutageRecorded
from tongban.cases.models import Clock, ClockIncident, Outage
from tongban.cases.queries import outage_view
from tongban.cases.rules.clocks import outage_told
from tongban.cases.vocabulary import Befell, IncidentState
from tongban.cases.vocabulary.outages import OutageView
from tongban.courts.queries import calendar
from tongban.frame.acts import act
from tongban.kernel import incidents
from tongban.kernel.actor import Actor
from tongban.kernel.deadlines import HOUSE_OUTAGE
from tongban.kernel.periods import Due
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.register.vocabulary import DueWork


def record_outage(
    *, court: str, began_at: datetime, ended_at: datetime, record_number: str, by: Actor, at: datetime
) -> OutageView:
    """The operator (for `court` or, when that is "", for all) or the president of a court records an outage that ended.

    One entry lists every period whose end it hit: which move and which stay, each with its reason. One that ran out
    before the outage was recorded stays, and a person sees it. The worker then moves the others one by one. Refused:
    hours that do not fit, no number, a number that was recorded before.
    """
    require(outage_told(by, court=court, began_at=began_at, ended_at=ended_at, record=record_number, at=at))
    number = record_number.strip()
    with act(by=by, at=at) as record:
        if Outage.objects.filter(record=number).exists():
            raise Refused(Refusal("cases.outage_recorded_before", HOUSE_OUTAGE, ("record",), (("record", number),)))
        told = incidents.Outage(timezone.localtime(began_at), timezone.localtime(ended_at), number)
        rows, days = _hit(court, told), calendar()
        before = befell(rows, timezone.localtime(at).date())
        counted = [(clock, counted_with(clock, (*before[clock.id], told), days)) for clock in rows]
        hit = [(clock, _what_follows(clock, found)) for clock, found in counted if _matters(clock, found)]
        row = Outage.objects.create(
            court=court,
            began_at=began_at,
            ended_at=ended_at,
            record=number,
            found=[follows for _clock, follows in hit],
            made_at=at,
        )
        fact = OutageRecorded(
            outage=row.uid,
            court=court,
            began_at=began_at,
            ended_at=ended_at,
            record=number,
            moves=tuple(clock.uid for clock, follows in hit if follows["due"]),
            stays=tuple(clock.uid for clock, follows in hit if not follows["due"]),
        )
        record(fact, under=HOUSE_OUTAGE)
    return outage_view(row)


def move_clocks(work: DueWork) -> None:
    """Reaction to `OutageRecorded`: each period that moves is counted again, one short act after another.

    What was moved before a crash is not moved twice; what was met in the meantime stays.
    """
    body = work.entry.body
    outage = Outage.objects.get(uid=UUID(body["outage"]))
    moved = ClockIncident.objects.filter(outage=outage).values("of_clock")
    rows = Clock.objects.filter(uid__in=body["moves"]).exclude(id__in=moved).order_by("id")
    for clock, court in list(rows.values_list("id", "court")):
        with act(by=Actor.office(court, HOUSE_OUTAGE), at=work.now) as record:
            row = running_still(record, clock)
            ClockIncident.objects.create(
                layer=Layer.PROCESS,
                court=row.court,
                case=row.case,
                of_clock=row,
                kind=Befell.OUTAGE,
                state=IncidentState.HOLDS,
                outage=outage,
                made_at=record.at,
            )
            recount(record, row)


def _hit(court: str, outage: incidents.Outage) -> QuerySet[Clock]:
    """The periods whose last day lies in the outage and that nobody had met; one of hours when its last moment does."""
    rows = Clock.objects.filter(Q(met_at__isnull=True) | Q(met_at__gt=outage.first), void=False).select_related(
        "of_case"
    )
    rows = rows.filter(court=court) if court else rows
    days = rows.filter(due__gte=outage.first.date(), due__lte=outage.last_day)
    hours = rows.filter(due_at__gte=outage.first, due_at__lte=outage.last)
    return (days | hours).order_by("id")


def _matters(clock: Clock, found: Due | Refusal) -> bool:
    """Whether the period runs still; or ran out, and would have moved had the outage been recorded by then."""
    if clock.met_at is None:
        return True
    ran_out = clock.due is not None and timezone.localtime(clock.met_at).date() > clock.due
    return ran_out and _moves(clock, found)


def _moves(clock: Clock, found: Due | Refusal) -> bool:
    return not isinstance(found, Refusal) and found.due != clock.due


def _what_follows(clock: Clock, found: Due | Refusal) -> dict[str, Any]:
    """The day to which the clock moves ("due"), or why it stays ("reason", "law", "facts")."""
    kept: dict[str, Any] = {
        "clock": str(clock.uid),
        "case": str(clock.case),
        "number": clock.of_case.number,
        "rule": clock.rule,
    }
    kept |= {"court": clock.court, "before": (clock.due or timezone.localtime(clock.due_at)).isoformat(), "due": ""}
    if not isinstance(found, Refusal):
        moves = _moves(clock, found)
        if moves and clock.met_at is None:
            return kept | {"due": found.due.isoformat()}
        told = (("rule", clock.rule),)
        found = Refusal("cases.outage_after_the_end" if moves else "cases.outage_leaves_it", HOUSE_OUTAGE, (), told)
    return kept | {"reason": found.reason, "law": found.law, "facts": [list(fact) for fact in found.facts]}
