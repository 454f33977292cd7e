"""Facts about motions."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tongban.kernel.facts import Fact


class MotionHandedIn(Fact):
    """A party asked for something within the case; the digest is that of the application's data."""

    case: UUID
    motion: UUID
    kind: str
    party: UUID
    document: UUID
    digest: str


class MotionMoved(Fact):
    """Somebody did `act` about a motion; `ground`: on which ground; the digest is that of what was said."""

    case: UUID
    motion: UUID
    kind: str
    act: str
    source: str
    target: str
    ground: str
    digest: str
    ruling: UUID | None


class MeasureTold(Fact):
    """A measure was carried out, and the other side is told (CPL 106(1)); it lasts until `ends_on`, if to a day."""

    case: UUID
    motion: UUID
    kind: str
    ends_on: date | None


class RulingPeriodRuns(Fact):
    """A decision was served on everybody; it may be appealed until the end of this day."""

    case: UUID
    motion: UUID
    kind: str
    until: date
