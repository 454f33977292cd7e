"""Words of the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class SealKind(StrEnum):
    """What a ledger statement is about; the values are the statement types of `courtlog`."""

    EVIDENCE = "evidence"
    FILE_VERSION = "e-file-version"
    RECEIPT = "service-receipt"
    ENTRY = "register-batch"


class Mismatch(StrEnum):
    """What an audit finds where platform and ledger differ."""

    STATEMENT = "statement"
    """The platform noted another statement than the ledger holds at that position."""
    COMMITMENT = "commitment"
    """The digests or the salt that the platform noted do not give the commitment on the ledger."""
    CONTENT = "content"
    """What was sealed is no longer what it was: it has another digest now."""
    GONE = "gone"
    """What was sealed is not there any more."""
    UNKNOWN = "unknown"
    """The ledger holds an entry that the platform knows nothing of."""
    MISSING = "missing"
    """The platform believes something sealed at a position that the ledger does not have."""
    WAITING = "waiting"
    """Asked for a day or more ago, and still not on the ledger."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where platform and ledger differ: `position` in the ledger, `subject` the uid of what was sealed."""

    mismatch: Mismatch
    position: int | None
    subject: UUID | None


@dataclass(frozen=True, slots=True)
class EntryView:
    """A register entry as others read it."""

    id: int
    uid: UUID
    at: datetime
    actor: dict[str, Any]
    event: str
    version: int
    body: dict[str, Any]
    basis: str
    case: UUID | None


@dataclass(frozen=True, slots=True)
class DueWork:
    """A piece of due work in the hands of a worker: what happened, and the business time now."""

    id: int
    entry_id: int
    reaction: str
    entry: EntryView
    now: datetime


@dataclass(frozen=True, slots=True)
class SealView:
    """Where a deposit stands: asked, promised or proven."""

    subject: UUID
    kind: str
    sha256: str
    position: int | None
    promised: bool
    proven_at: datetime | None
