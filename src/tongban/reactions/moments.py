"""From when due work may be done: business time worked out from the fact itself."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone


def at_once(body: dict[str, Any], at: datetime) -> datetime:
    """As soon as the fact is recorded."""
    del body
    return at


def a_day_later(body: dict[str, Any], at: datetime) -> datetime:
    """When a day has passed since the fact."""
    del body
    return at + timedelta(days=1)


def at_send_at(body: dict[str, Any], at: datetime) -> datetime:
    """When the fact says that something goes out; at once where nothing will."""
    return max(at, datetime.fromisoformat(body["send_at"])) if body["send_at"] else at


def day_after_until(body: dict[str, Any], at: datetime) -> datetime:
    """Midnight, in the platform's zone, after the last day that the fact names in `until`; never before the fact."""
    return _day_after(body["until"], at)


def day_after_due(body: dict[str, Any], at: datetime) -> datetime:
    """The same after the last day that the fact names in `due`."""
    return _day_after(body["due"], at)


def _day_after(last: str, at: datetime) -> datetime:
    day = date.fromisoformat(last) + timedelta(days=1)
    return max(at, timezone.make_aware(datetime.combine(day, time()), timezone.get_default_timezone()))


def on_last_day(body: dict[str, Any], at: datetime) -> datetime:
    """Midnight, in the platform's zone, at which the day begins that the fact names in `decide_by`."""
    day = date.fromisoformat(body["decide_by"])
    return max(at, timezone.make_aware(datetime.combine(day, time()), timezone.get_default_timezone()))
