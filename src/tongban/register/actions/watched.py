"""How this court's ledger and those of the other courts stand, as its monitor saw them last. It changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from tongban.register.adapters.ledger import reader_of
from tongban.register.adapters.watching import status_of
from tongban.register.queries import alarms
from tongban.register.vocabulary import AlarmView, LedgerHealth

OLD = 600
"""Seconds after which a report says nothing about now, unless rounds are as far apart."""
_LATE = frozenset({"stale", "quorum"})
"""Heads that must not be relied on yet; while courts take a new policy one after the other that is no lie."""
_SHOWN_AS_ALARMS = frozenset({"conflict", "rollback"})


@dataclass(frozen=True, slots=True)
class Place:
    """A witness or a mirror of a ledger: the last size that it knows, how many entries that is behind, and since when.

    What could not be reached has no `size`.
    """

    name: str
    mirror: bool
    size: int | None
    behind: int | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Anchor:
    """The newest head of a ledger that stands in another one, `holder`: its size, the entry, and the time stated."""

    holder: str
    size: int
    entry: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """An entry by which a key was replaced by `new`, or revoked, or a policy taken (`policy`, its SHA-256)."""

    entry: int
    at: datetime
    policy: str
    old: str
    new: str
    since: datetime | None


@dataclass(frozen=True, slots=True)
class WatchedLog:
    """One ledger. `size` is None when it did not answer; `troubles` are kinds of the monitor's alarms that hold now."""

    origin: str
    own: bool
    health: LedgerHealth
    size: int | None
    root: str
    since: datetime | None
    places: tuple[Place, ...]
    anchors: tuple[Anchor, ...]
    changes: tuple[Change, ...]
    troubles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Watched:
    """All ledgers that are watched, this court's first; `health` is that of the worst."""

    at: datetime
    health: LedgerHealth
    logs: tuple[WatchedLog, ...]
    open: tuple[AlarmView, ...]
    closed: tuple[AlarmView, ...]


def watched(now: datetime) -> Watched | None:
    """What the monitor saw last; None where none is turned on or it has made no round yet."""
    report, reader = status_of(settings.TONGBAN.home), reader_of(settings.TONGBAN.home)
    if report is None or reader is None:
        return None
    found = alarms()
    pending = tuple(one for one in found if one.closed_at is None)
    at = _instant(report["at"])
    late = (now - at).total_seconds() > max(OLD, 2 * settings.TONGBAN.watch)
    by_origin = {one["origin"]: one for one in report["logs"]}
    logs = [_log(one, by_origin, reader.origin, pending, late=late) for one in report["logs"]]
    logs.sort(key=lambda one: not one.own)
    health = max((one.health for one in logs), key=list(LedgerHealth).index, default=LedgerHealth.LATE)
    return Watched(at, health, tuple(logs), pending, tuple(one for one in found if one.closed_at))


def _log(
    one: dict[str, Any], others: dict[str, Any], own: str, pending: tuple[AlarmView, ...], *, late: bool
) -> WatchedLog:
    origin = one["origin"]
    anchors = [
        Anchor(holder, head["size"], head["entry"], _instant(head["stated"]))
        for holder, other in others.items()
        if (head := other["anchored"].get(origin))
    ]
    troubles = tuple(dict.fromkeys(alarm["kind"] for alarm in one["alarms"]))
    hit = any(alarm.origin == origin for alarm in pending)
    return WatchedLog(
        origin=origin,
        own=origin == own,
        health=_health(troubles, hit=hit, late=late or one["size"] is None),
        size=one["size"],
        root=one.get("root") or "",
        since=_instant(one["since"]) if one["since"] else None,
        places=tuple(_places(one)),
        anchors=tuple(anchors),
        changes=tuple(_change(int(entry), told) for entry, told in one.get("changes", {}).items()),
        troubles=tuple(kind for kind in troubles if kind not in _SHOWN_AS_ALARMS),
    )


def _health(troubles: tuple[str, ...], *, hit: bool, late: bool) -> LedgerHealth:
    if hit or set(troubles) - _LATE - _SHOWN_AS_ALARMS:
        return LedgerHealth.ALARM
    return LedgerHealth.LATE if late or troubles else LedgerHealth.AGREES


def _places(one: dict[str, Any]) -> list[Place]:
    """The witnesses, then the mirrors; also those that were asked and did not answer."""
    silent = {notice.partition(": ")[0] for notice in one["notices"]}
    names = [*one["places"], *sorted(silent - set(one["places"]))]
    found = []
    for name in names:
        kind, _, where = name.partition(" ")
        if kind not in {"witness", "mirror"}:
            continue
        shown = one["places"].get(name, {})
        at = _instant(shown["at"]) if shown.get("at") else None
        found.append(Place(where, kind == "mirror", shown.get("size"), shown.get("behind"), at))
    return sorted(found, key=lambda place: (place.mirror, place.name))


def _change(entry: int, told: dict[str, Any]) -> Change:
    since = told.get("since")
    at = _instant(told["stated"])
    keys = (told.get("old", ""), told.get("new") or "")
    return Change(entry, at, told.get("policy", ""), *keys, _instant(since) if since else None)


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
