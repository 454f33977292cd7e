"""What may befall a period while it runs: travel, spans that do not count, new starts, extensions, outages.

Each is told in order of its day and names its ground; whether the period's rule knows that ground is for the count
to say. For the parties' own obstacles see CPL 86; nothing here prolongs a fixed period (SI 127).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tongban.kernel.periods import Approver, Unit


@dataclass(frozen=True, slots=True)
class Travel:
    """Time on the road (在途时间), in days; it is no part of the period (CPL 85(4), SI 227)."""

    days: int


@dataclass(frozen=True, slots=True)
class Span:
    """Days, both ends included, that do not count: excluded (扣除) or standing still (中止), by the named ground."""

    first: date
    last: date
    ground: str


@dataclass(frozen=True, slots=True)
class NewStart:
    """The period starts anew (中断, 重新起算) with the event of this day, which is not counted."""

    on: date
    ground: str


@dataclass(frozen=True, slots=True)
class Prolonged:
    """An extension (延长) approved by someone on a day: so much longer."""

    amount: int
    unit: Unit
    by: Approver
    on: date


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Days that a party lost beyond its control, given back by the court (CPL 86) on an application of `applied`.

    `until`: the last day that the court named, because what was left of the period was over when it decided.
    """

    first: date
    last: date
    applied: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Outage:
    """Hours in which the platform took nothing in, by a signed record. House rule: a last day in it moves on."""

    first: datetime
    last: datetime
    record: str

    @property
    def last_day(self) -> date:
        """Its last day: one that ends at midnight leaves the day that begins then alone."""
        return max(self.first, self.last - timedelta(microseconds=1)).date()


Incident = Travel | Span | NewStart | Prolonged | Obstacle | Outage


def first_day(incident: Incident) -> date:
    """The day by which incidents are put in order; travel, which has none, comes last."""
    match incident:
        case Span() | Obstacle():
            return incident.first
        case NewStart() | Prolonged():
            return incident.on
        case Outage():
            return incident.first.date()
        case Travel():
            return date.max
