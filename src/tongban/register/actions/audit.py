"""The audit (法发〔2022〕16号, 9-12): does the platform still hold what the ledger says it sealed.

Whoever changes a row, a paper or a note of a seal behind the platform's back is found by the next audit, for the
ledger's copy of the commitment cannot be changed with it.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils import timezone

import courtlog
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.register.actions.seal import BusinessClock
from tongban.register.adapters import entries as ledger
from tongban.register.adapters import stamps
from tongban.register.events import LedgerAudited, SealsForgotten
from tongban.register.models import Entry, Seal
from tongban.register.queries import canonical_entry
from tongban.register.vocabulary import Difference, Mismatch, SealKind

log = logging.getLogger(__name__)

Lookup = Callable[[UUID], str | None]
"""Gives the SHA-256 (hex) of sealed content as it stands now, "" when it is gone, None when it is another domain's."""
PATIENCE = timedelta(days=1)
"""How long a seal may wait for the ledger before the audit says so."""
EXAMPLES = 50
"""Differences that are named in the register; all are counted."""
RULE = "法发〔2022〕16号 9-12"


@dataclass(slots=True)
class Audit:
    """What one audit found. `compared` counts the seals whose content was there to be measured again."""

    checked: int = 0
    compared: int = 0
    forgotten: int = 0
    """Seals whose salt is gone, because their person was erased."""
    faults: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """True when platform and ledger agree and the ledger's files are whole."""
        return not self.faults and not self.differences


def audit(home: Path, lookups: Sequence[Lookup], now: datetime) -> Audit:
    """Compare every seal with the ledger's entry and with its content as it stands. Changes nothing."""
    found = Audit(faults=[*ledger.faults_of(home), *stamps.faults_of(home)])
    end = 0
    try:
        for first, entries in ledger.entries_of(home):
            end = first + len(entries)
            _compare(found, first, entries, lookups)
    except courtlog.CourtlogError as error:
        found.faults.append(str(error))
        return found
    if found.forgotten > _forgotten_by_act():
        found.differences.append(Difference(Mismatch.FORGOTTEN, None, None))
    beyond = Seal.objects.filter(position__gte=end, proven_at__lt=now - PATIENCE)
    found.differences += [Difference(Mismatch.MISSING, row.position, row.subject) for row in beyond]
    # After a standstill the audit may come before the stamp that the same restart brings: the next one judges it.
    since, before = stamps.unstamped_since(home), _last_audit()
    if since is not None and before is not None and since < min(before.at, now - PATIENCE):
        found.differences.append(Difference(Mismatch.UNSTAMPED, None, None))
    waiting = Seal.objects.filter(position__isnull=True, asked_at__lt=now - PATIENCE)
    found.differences += [Difference(Mismatch.WAITING, None, row.subject) for row in waiting]
    return found


def audit_once(home: Path, lookups: Sequence[Lookup], clock: BusinessClock) -> bool:
    """The day's audit, if it was not made yet, as an act of the office clock; False when there is nothing to do."""
    now = clock.now()
    last = _last_audit()
    if last is not None and timezone.localdate(last.at) >= timezone.localdate(now):
        return False
    found = audit(home, lookups, now)
    for fault in found.faults:
        log.error("The ledger's own check: %s", fault)
    examples = tuple((one.mismatch.value, one.position, one.subject) for one in found.differences[:EXAMPLES])
    fact = LedgerAudited(
        checked=found.checked,
        compared=found.compared,
        faults=len(found.faults),
        differences=len(found.differences),
        examples=examples,
    )
    with act(by=Actor.office("", RULE, settings.TONGBAN.slug), at=now) as record:
        record(fact, under=RULE)
    return True


def _last_audit() -> Entry | None:
    return Entry.objects.filter(event=LedgerAudited.NAME).order_by("id").last()


def _compare(found: Audit, first: int, entries: list[bytes], lookups: Sequence[Lookup]) -> None:
    rows = {row.position: row for row in Seal.objects.filter(position__gte=first, position__lt=first + len(entries))}
    noted = set(Seal.objects.filter(uid__in=_strangers(first, entries, rows)).values_list("uid", flat=True))
    now = _entry_digests([row.subject for row in rows.values() if row.kind == SealKind.ENTRY])
    for position, entry in enumerate(entries, first):
        found.checked += 1
        row = rows.get(position)
        if row is None and ledger.explains_itself(entry):
            continue
        if row is None:
            # The sealer was interrupted between the deposit and its note: it makes the same deposit again.
            if (subject := _subject(entry)) not in noted:
                found.differences.append(Difference(Mismatch.UNKNOWN, position, subject))
        else:
            found.differences += _differences(found, row, entry, now, lookups)


def _differences(
    found: Audit, row: Seal, entry: bytes, entries_now: dict[UUID, str], lookups: Sequence[Lookup]
) -> Iterator[Difference]:
    if bytes(row.statement or b"") != entry:
        yield Difference(Mismatch.STATEMENT, row.position, row.subject)
        return
    if not (row.salt or row.sha256 or row.sm3):
        found.forgotten += 1
        return
    if not _agrees(row, entry):
        yield Difference(Mismatch.COMMITMENT, row.position, row.subject)
        return
    if row.kind == SealKind.ENTRY:
        digest: str | None = entries_now.get(row.subject, "")
    else:
        digest = next((one for one in (lookup(row.subject) for lookup in lookups) if one is not None), None)
    if digest is None:
        return
    found.compared += 1
    if digest != row.sha256:
        yield Difference(Mismatch.CONTENT if digest else Mismatch.GONE, row.position, row.subject)


def _forgotten_by_act() -> int:
    """How many salts were erased by recorded acts."""
    bodies = Entry.objects.filter(event=SealsForgotten.NAME).values_list("body", flat=True)
    return sum(int(json.loads(body)["seals"]) for body in bodies)


def _agrees(row: Seal, entry: bytes) -> bool:
    """False as well when what is noted can be no digest and no salt: only an intruder writes that."""
    try:
        return ledger.agrees(row, entry)
    except (ValueError, courtlog.CourtlogError):
        return False


def _entry_digests(subjects: list[UUID]) -> dict[UUID, str]:
    return {row.uid: _digest(row) for row in Entry.objects.filter(uid__in=subjects)}


def _digest(row: Entry) -> str:
    """The SHA-256 of the entry as it stands; what has no canonical form any more has no digest that could agree."""
    try:
        return hashlib.sha256(canonical_entry(row)).hexdigest()
    except (TypeError, ValueError):
        return "unreadable"


def _strangers(first: int, entries: list[bytes], rows: dict[int | None, Seal]) -> list[UUID]:
    """The seals that entries without a note here name."""
    named = [_subject(entry) for position, entry in enumerate(entries, first) if position not in rows]
    return [uid for uid in named if uid]


def _subject(entry: bytes) -> UUID | None:
    try:
        return UUID(ledger.subject_of(entry))
    except (ValueError, courtlog.CourtlogError):
        return None
