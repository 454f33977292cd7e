"""Asking the ledger to seal something, and the sealer that does it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import IO, Protocol
from uuid import UUID

from django.conf import settings

import courtlog
from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor
from tongban.register.adapters.ledger import Ledger
from tongban.register.events import ContentSealed
from tongban.register.models import Seal
from tongban.register.vocabulary import SealKind

GROUP = 500
"""Deposits in one group commit."""
LAW = "在线诉讼规则 16"


class BusinessClock(Protocol):
    """The house's clock, as `wiring` provides it."""

    def now(self) -> datetime:
        """Business time."""
        ...


@dataclass(frozen=True, slots=True)
class Measured:
    """Content measured for the ledger with its own salt. Measuring a large file takes time: do it before the act."""

    salt: courtlog.Salt
    digests: courtlog.FileDigests


def measure(content: bytes | IO[bytes]) -> Measured:
    """Read `content` once and measure it."""
    salt = courtlog.Salt.new()
    return Measured(salt, courtlog.measure(BytesIO(content) if isinstance(content, bytes) else content, salt))


def seal(record: Recording, kind: SealKind, subject: UUID, measured: Measured, *, case: UUID | None = None) -> None:
    """A step: ask for a deposit; the worker makes it after the act has committed.

    A salted commitment goes on the ledger, never a bare digest: short forms and identity papers can be guessed.
    """
    digests = measured.digests
    record.later(
        Seal(
            kind=kind,
            subject=subject,
            case=case,
            sha256=digests.sha256.hex(),
            sm3=digests.sm3.hex(),
            size=digests.size,
            chunks=digests.chunks.hex() if digests.chunks else "",
            salt=measured.salt.value,
            asked_at=record.at,
        )
    )


def seal_once(ledger: Ledger, clock: BusinessClock) -> bool:
    """Deposit what waits, as one group, and note what has come into a published head; False when nothing changed.

    Killed between the deposit and the note of it, the next pass makes the same deposits, which the ledger knows.
    """
    fresh = list(Seal.objects.filter(position__isnull=True).order_by("id")[:GROUP])
    for row, (statement, deposited) in zip(fresh, ledger.deposit(fresh) if fresh else [], strict=True):
        row.statement = statement
        row.position = deposited.index
        row.promise = deposited.promise.decode()
    Seal.objects.bulk_update(fresh, ["statement", "position", "promise"])
    promised = Seal.objects.filter(position__isnull=False, proven_at__isnull=True)
    if not promised.exists():
        return False
    published = ledger.publish()
    proven = list(promised.filter(position__lt=ledger.proven).order_by("id")[:GROUP])
    _note_proven(proven, clock.now())
    return bool(fresh or proven) and published


def _note_proven(rows: list[Seal], now: datetime) -> None:
    for row in rows:
        row.proven_at = now
    Seal.objects.bulk_update([row for row in rows if row.kind == SealKind.ENTRY], ["proven_at"])
    for row in rows:
        if row.kind == SealKind.ENTRY:
            continue
        with act(by=Actor.office("", "ledger: note what is sealed", settings.TONGBAN.slug), at=now) as record:
            row.save(update_fields=["proven_at"])
            assert row.position is not None  # noqa: S101 - only what has a position is proven
            fact = ContentSealed(seal=row.uid, subject=row.subject, kind=row.kind, position=row.position)
            record(fact, under=LAW, case=row.case)
