"""Periods that ran from a service of papers begin on another day, because another proof of it counts (CPL 85(2))."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from tongban.cases.actions.clocks import counted, recount
from tongban.cases.models import Clock
from tongban.frame.acts import Recording, locked
from tongban.kernel.periods import Due, day_of


def ends_at_once(clocks: Collection[UUID], *, before: date, start: date, today: date) -> bool:
    """For acts: whether one of these periods runs still, and would be over already if it had begun on `start`."""
    for clock in _begun(clocks, before):
        due, clock.started = clock.due, start
        found = counted(clock, today=today)
        if isinstance(found, Due) and due is not None and day_of(found.due) < today <= due:
            return True
    return False


def move_start(record: Recording, clocks: Collection[UUID], *, before: date, start: date) -> None:
    """A step: those of `clocks` that run, and began on `before`, begin on `start`, and are counted again from there.

    What was done stays done, and a day that the court set itself stays set.
    """
    for clock in locked(_begun(clocks, before)).order_by("id"):
        clock.started = start
        clock.save(update_fields=["started"])
        recount(record, clock)


def _begun(clocks: Collection[UUID], day: date) -> QuerySet[Clock]:
    return Clock.objects.filter(
        uid__in=clocks, started=day, met_at__isnull=True, due__isnull=False, days_set__isnull=True
    )
