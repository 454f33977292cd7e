"""Setting the day of a hearing (CPL 139, 163; SI 227, 261)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from tongban.cases.vocabulary import Track
from tongban.courts.law import due, period_amount
from tongban.kernel.periods import Due, day_of
from tongban.kernel.refusal import Refusal

NOTICE = "hearing_notice"
"""The notice in ordinary procedure (CPL 139); simplified procedure is not bound by it (CPL 163)."""
AHEAD = timedelta(days=365)
"""A day further off is a slip of the pen: house rule."""
PLACE_LIMIT = 60


def check_hearing(*, place: str, starts_at: datetime | None, now: datetime, track: Track) -> list[Refusal]:
    """Everything that stands against this place and time. Times are in the court's own zone."""
    found = []
    if not place.strip():
        found.append(Refusal("hearings.place_missing", "CPL 139", ("place",)))
    if len(place.strip()) > PLACE_LIMIT:
        facts = (("limit", str(PLACE_LIMIT)),)
        found.append(Refusal("hearings.too_long", "house rule: lengths of answers", ("place",), facts))
    if starts_at is None:
        return [*found, Refusal("hearings.time_missing", "CPL 139", ("starts_at",))]
    if starts_at <= now:
        found.append(Refusal("hearings.time_past", "CPL 139", ("starts_at",)))
    elif starts_at - now > AHEAD:
        found.append(Refusal("hearings.time_too_far", "house rule: hearings within a year", ("starts_at",)))
    elif not track.simple and _too_late_for_notice(starts_at, now):
        facts = (("days", str(period_amount(NOTICE, starts_at.date()))),)
        found.append(Refusal("hearings.notice_too_short", "CPL 139", ("starts_at",), facts))
    return found


def _too_late_for_notice(starts_at: datetime, now: datetime) -> bool:
    """Whether nobody could call a notice of today in time any more."""
    latest = due(NOTICE, starts_at)
    return isinstance(latest, Due) and now.date() > day_of(latest.late_after)


def may_open(*, set_for: date, today: date) -> Refusal | None:
    """A hearing is not opened before the day for which the parties were summoned."""
    if today < set_for:
        return Refusal("hearings.not_that_day", "CPL 139", facts=(("day", set_for.isoformat()),))
    return None
