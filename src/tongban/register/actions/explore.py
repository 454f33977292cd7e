"""The court's ledger as anybody may look at it: heads, witnesses, delays, entries. It changes nothing.

The ledger holds opaque numbers and salted commitments, so nothing here tells what a case is about.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from statistics import median

from django.conf import settings

import courtlog
from courtlog.issue import content_of
from courtlog.merkle import leaf_hash
from courtlog.service import Service
from courtlog.web import Answer
from tongban.register.adapters.governing import policy_for
from tongban.register.adapters.ledger import reader_of
from tongban.register.models import Seal
from tongban.register.queries import newest_audit
from tongban.register.vocabulary import EntryView

RECENT = 200
"""Seals whose delay is looked at."""


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A published head: how many entries it covers, how many it added, since when, and who cosigned."""

    size: int
    added: int
    root: str
    at: datetime | None
    witnesses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Face:
    """What the first page of the explorer shows; `delay` is the median in seconds from asking to a published head."""

    origin: str
    heads: tuple[HeadLine, ...]
    policy: str
    waiting: int
    delay: float | None
    audit: EntryView | None


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One entry as the ledger holds it. `earliest` and `latest` bound the time of its deposit.

    `content` is what an entry that explains itself says: a policy, a change of a key, another ledger's head; else "".
    `following` is the next entry's position, None for the newest.
    """

    position: int
    kind: str
    issuer: str
    subject: str
    stated_at: datetime
    sha256: str
    sm3: str
    leaf: str
    earliest: datetime | None
    latest: datetime | None
    head_size: int
    witnesses: tuple[str, ...]
    content: str
    following: int | None


def ledger_face(count: int) -> Face | None:
    """The ledger now, with its newest `count` heads; None before the platform has a ledger."""
    reader = reader_of(settings.TONGBAN.home)
    if reader is None:
        return None
    policy = reader.policy()
    heads = reader.heads(count + 1)
    sizes = [head.checkpoint.size for head in heads] + ([0] if len(heads) <= count else [])
    lines = [_line(head, before) for head, before in zip(heads, sizes[1:], strict=False)]
    noted = Seal.objects.filter(proven_at__isnull=False).order_by("-id").values_list("asked_at", "proven_at")[:RECENT]
    delays = [(proven - asked).total_seconds() for asked, proven in noted if proven]
    waiting = Seal.objects.filter(proven_at__isnull=True).count()
    delay = median(delays) if delays else None
    return Face(reader.origin, tuple(lines), policy.decode(), waiting, delay, newest_audit())


def ledger_entry(position: int) -> LedgerEntry | None:
    """One entry; None when no published head includes it."""
    reader = reader_of(settings.TONGBAN.home)
    if reader is None or not 0 <= position < reader.size:
        return None
    entry, proof = reader.entry(position), reader.proof(position)
    signed = courtlog.SignedStatement.parse(entry).statement
    before = reader.head_before(position)
    since, witnesses = _times(proof.head)
    return LedgerEntry(
        position,
        signed.kind.value,
        signed.issuer,
        signed.subject,
        datetime.fromtimestamp(signed.at, UTC),
        signed.commitments.sha256.hex(),
        signed.commitments.sm3.hex(),
        leaf_hash(entry).hex(),
        _times(before.note)[0] if before else None,
        since,
        proof.checkpoint.size,
        witnesses,
        _told(entry),
        position + 1 if position + 1 < reader.size else None,
    )


def ledger_answer(path: str, method: str) -> Answer | None:
    """What the ledger's own address `path` answers: checkpoint, tiles, proofs, as every reader of such logs asks.

    None before the platform has a ledger. Deposits are refused here: they come from acts alone.
    """
    reader = reader_of(settings.TONGBAN.home)
    return Service(reader).answer({"PATH_INFO": path, "REQUEST_METHOD": method}) if reader else None


def _line(head: courtlog.SignedHead, before: int) -> HeadLine:
    at, witnesses = _times(head.note)
    size = head.checkpoint.size
    return HeadLine(size, size - before, head.checkpoint.root.hex(), at, witnesses)


def _times(note: bytes) -> tuple[datetime | None, tuple[str, ...]]:
    return _times_under(policy_for(settings.TONGBAN.home, note), note)


@lru_cache(maxsize=64)
def _times_under(policy: bytes, note: bytes) -> tuple[datetime | None, tuple[str, ...]]:
    """Since when the quorum of a head was complete, and who cosigned it; nothing when the policy does not hold."""
    try:
        found = courtlog.Policy.parse(policy).check(note)
    except courtlog.CourtlogError:
        return None, ()
    since = datetime.fromtimestamp(found.since.time, UTC) if found.since else None
    return since, tuple(one.name for one in found.cosignatures)


def _told(entry: bytes) -> str:
    try:
        found = content_of(entry)
    except courtlog.CourtlogError:
        return ""
    return found[1].decode(errors="replace") if found else ""
