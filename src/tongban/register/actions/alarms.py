"""Alarms about ledgers: evidence that was found becomes an alarm, which stays until a president closes it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.conf import settings

import courtlog
from courtlog.conflict import Evidence, head_of
from tongban.frame.acts import act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused
from tongban.register.actions.seal import BusinessClock
from tongban.register.adapters.governing import policies_of
from tongban.register.adapters.watching import Watch, drop_evidence, evidence_of
from tongban.register.events import LedgerAlarmClosed, LedgerAlarmRaised
from tongban.register.models import Alarm
from tongban.register.vocabulary import AlarmKind

LAW = "在线诉讼规则 17"
LONGEST_REASON = 400
KEPT = 50
"""Files of evidence that are kept while an alarm is open: a ledger that goes on lying is found out every minute."""


def watch_once(watch: Watch, home: Path, clock: BusinessClock) -> bool:
    """One round of mirror and monitor, and an alarm for what it found; never reports that it was busy."""
    watch.round()
    raise_alarms(home, clock.now())
    return False


def raise_alarms(home: Path, at: datetime) -> None:
    """Raise an alarm for evidence that no alarm covers, by acts of the office; one for each ledger and kind is open."""
    covered = {name for names in Alarm.objects.values_list("covers", flat=True) for name in names}
    is_open = set(Alarm.objects.filter(closed_at__isnull=True).values_list("origin", "kind"))
    repeated: Counter[tuple[str, str]] = Counter()
    for name, data in evidence_of(home):
        if name in covered:
            continue
        kind, origin = _judged(data, _policies(home))
        if (origin, kind) in is_open:
            repeated[origin, kind] += 1
            if repeated[origin, kind] > KEPT:
                drop_evidence(home, name)
            continue
        is_open.add((origin, kind))
        with act(by=Actor.office("", LAW, settings.TONGBAN.slug), at=at) as record:
            digest = hashlib.sha256(data).hexdigest()
            row = Alarm.objects.create(kind=kind, origin=origin, evidence=data.decode(), sha256=digest, found_at=at)
            record(LedgerAlarmRaised(alarm=row.uid, kind=kind, origin=origin, evidence=digest), under=LAW)


def close_alarm(alarm: UUID, reason: str, *, by: Actor, at: datetime) -> None:
    """A president closes an alarm with a reason that everybody reads.

    Refused: another's act, no reason or one too long, an alarm that was closed before.
    """
    with act(by=by, at=at) as record:
        if by.role != "president" or not by.court:
            raise Refused(Refusal("register.president_alone", LAW))
        row = locked(Alarm.objects.filter(uid=alarm)).first()
        if row is None:
            raise Refused(Refusal("register.no_such_alarm", LAW))
        why = reason.strip()
        if row.closed_at is not None:
            raise Refused(Refusal("register.alarm_closed_before", LAW))
        if not why:
            raise Refused(Refusal("register.reason_missing", LAW, ("reason",)))
        if len(why) > LONGEST_REASON:
            facts = (("limit", str(LONGEST_REASON)),)
            raise Refused(Refusal("register.reason_too_long", "house rule: lengths of answers", ("reason",), facts))
        row.covers = _like(row, settings.TONGBAN.home)
        row.closed_at, row.closed_by, row.court, row.reason = at, by.person, by.court, why
        row.save()
        digest = hashlib.sha256(why.encode()).hexdigest()
        fact = LedgerAlarmClosed(alarm=row.uid, kind=row.kind, origin=row.origin, reason=digest)
        record(fact, under=LAW)


def _like(row: Alarm, home: Path) -> Sequence[str]:
    """The evidence files about the same ledger and of the same kind that are there now."""
    return [name for name, data in evidence_of(home) if _judged(data, _policies(home)) == (row.kind, row.origin)]


def _policies(home: Path) -> tuple[bytes, ...]:
    return tuple(policy for policy, _replaced in policies_of(home))


@lru_cache(maxsize=256)
def _judged(data: bytes, trusted: tuple[bytes, ...]) -> tuple[AlarmKind, str]:
    """What a file of evidence shows under the keys of the court's policies, and about which ledger."""
    evidence = Evidence.parse(data)
    policies = [courtlog.Policy.parse(one) for one in trusted]
    try:
        evidence.judge([key for one in policies for key in (*one.logs, *one.witnesses.values())])
    except courtlog.Conflict:
        return AlarmKind.FORK, head_of(evidence.first).origin
    except courtlog.CourtlogError:
        pass
    return AlarmKind.ROLLBACK, head_of(evidence.first).origin
