"""Periods of cases that are worked out again when the calendar they leaned on is announced."""

from __future__ import annotations

from datetime import datetime

from tongban.cases.events import ClockRenewed
from tongban.cases.models import Clock
from tongban.courts.law import due
from tongban.courts.queries import calendar, readings
from tongban.frame.acts import act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.calendar import Calendar
from tongban.kernel.periods import Due
from tongban.register.vocabulary import DueWork

BASIS = "CPL 85(3): the calendar of the year is announced"


def renew_clocks(work: DueWork) -> None:
    """Reaction to `CalendarAnnounced`: each running period that was provisional is counted again from its start.

    One short act per period, so that nobody waits; whatever is left after a crash is renewed when the work is retried.
    """
    days = calendar()
    waiting = Clock.objects.filter(provisional=True, met_at__isnull=True, due__isnull=False)
    for clock_id in list(waiting.order_by("id").values_list("id", flat=True)):
        _renew(clock_id, days, work.now)


def _renew(clock_id: int, days: Calendar, now: datetime) -> None:
    clock = Clock.objects.get(id=clock_id)
    found = due(clock.rule, clock.started, days, readings=readings(clock.court))
    if not isinstance(found, Due) or isinstance(found.due, datetime) or found.provisional:
        return
    with act(by=Actor.office(clock.court, BASIS), at=now) as record:
        row = locked(Clock.objects.filter(id=clock_id)).get()
        before, row.due, row.provisional = row.due, found.due, False
        row.steps = [str(step) for step in found.steps]
        row.save(update_fields=["due", "provisional", "steps"])
        fact = ClockRenewed(case=row.of_case.uid, clock=row.uid, rule=row.rule, before=before, due=found.due)
        record(fact, under=found.article, case=row.of_case.uid)
