"""An outage of the platform at which a correction is handed in, for a court of another platform (house rule; CPL 86).

The cooperating court's platform tells of it in the signed envelope of the correction, and the competent court judges.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from tongban.cases.law import outage_told
from tongban.kernel.actor import Actor
from tongban.kernel.calendar import ONE_DAY, Calendar
from tongban.kernel.deadlines import HOUSE_OUTAGE
from tongban.kernel.incidents import Outage
from tongban.kernel.refusal import Refusal

MOST = 20
"""Outages that are told with one correction; house rule."""


def moved(until: date, outages: Iterable[Outage], calendar: Calendar) -> tuple[date, tuple[Outage, ...]]:
    """The last day after all outages, and those that moved it: one that it lies in moves it to the next working day."""
    used = []
    for one in sorted(outages, key=lambda one: one.first):
        if one.first.date() <= until <= one.last_day:
            until = calendar.next_working_day(one.last_day + ONE_DAY)
            used.append(one)
    return until, tuple(used)


def believed(outages: Iterable[Outage], *, peer: str, handed_in_at: datetime) -> list[Refusal]:
    """Why an outage that another platform tells of is not counted: what would stand against recording it here.

    It was over when the person handed in.
    """
    by = Actor.office("", HOUSE_OUTAGE, peer)
    return [
        no
        for one in outages
        for no in outage_told(by, court="", began_at=one.first, ended_at=one.last, record=one.record, at=handed_in_at)
    ]
