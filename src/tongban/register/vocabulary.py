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
