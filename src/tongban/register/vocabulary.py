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
    FORGOTTEN = "forgotten"
    """More salts are gone than the register says were erased."""
    UNSTAMPED = "unstamped"
    """A head of a day or more ago bears no time stamp, nor does any later one."""


class ReportState(StrEnum):
    """Where the signed report on a seal stands."""

    TOO_EARLY = "too-early"
    """The ledger has not proven the seal yet."""
    AWAITS_STAMP = "awaits-stamp"
    """Proven, but under no head that is time-stamped: the report would lack the witness who is no court."""
    OPEN = "open"
    """It may be asked for."""
    ORDERED = "ordered"
    """Asked for, and not made yet."""
    MADE = "made"
    """Signed; it lies in the bundle."""


class Attack(StrEnum):
    """What somebody who controls a ledger's machine may try."""

    EDIT = "edit"
    ROLL_BACK = "roll-back"
    FORK = "fork"
    BACK_DATE = "back-date"
    CENSOR = "censor"


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where platform and ledger differ: `position` in the ledger, `subject` the uid of what was sealed."""

    mismatch: Mismatch
    position: int | None
    subject: UUID | None


class SealVerdict(StrEnum):
    """What checking sealed content against the ledger gives; the values are the verdicts of `courtlog`."""

    MATCH = "MATCH"
    """自上链时起未被改动"""
    ALTERED = "ALTERED"
    """与上链存入的内容不一致"""
    NOT_PROVEN = "NOT PROVEN"
    """证明所需的内容尚不齐备"""
    CONFLICT = "CONFLICT"
    """账本出现两个相互矛盾的已签名版本"""


@dataclass(frozen=True, slots=True)
class SealCheck:
    """What was found when content was checked against the ledger.

    `since` and `not_before` bound the time of the deposit, None when that is not proved. `witnesses` cosigned the head,
    each with the time it gave. `lacks` are the codes of what is missing or not proved.
    """

    verdict: SealVerdict
    since: datetime | None = None
    not_before: datetime | None = None
    position: int | None = None
    origin: str = ""
    issuer: str = ""
    witnesses: tuple[tuple[str, datetime | None], ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StampsStand:
    """How the time stamps on the ledger's heads stand: the newest covers `size` entries, `beyond` came after it.

    `failure` is what the last attempt said, "" when it succeeded, at `failed_at`; None there, when the newest stamp is
    damaged where it lies.
    """

    size: int
    at: datetime | None
    authority: str
    beyond: int
    failure: str
    failed_at: datetime | None


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


class AlarmKind(StrEnum):
    """Why two signed heads of a ledger raise an alarm."""

    FORK = "fork"
    """A key signed two histories, or turned one back: the heads convict it by themselves."""
    ROLLBACK = "rollback"
    """The ledger shows fewer entries than it signed before."""


@dataclass(frozen=True, slots=True)
class AlarmView:
    """An alarm about the ledger `origin`: two heads, of `sizes` entries.

    Open while `closed_at` is None; then `closed_by`, the president of `court`, gave the `reason`.
    """

    uid: UUID
    kind: AlarmKind
    origin: str
    sizes: tuple[int, int]
    found_at: datetime
    sha256: str
    closed_at: datetime | None
    closed_by: UUID | None
    court: str
    reason: str


class LedgerHealth(StrEnum):
    """How a ledger stands by what a monitor saw, from good to bad."""

    AGREES = "agrees"
    """All that its log, witnesses, mirrors and the other ledgers show belongs to one history."""
    LATE = "late"
    """Nothing contradicts, but it does not answer, or its newest head is old."""
    ALARM = "alarm"
    """Something contradicts what was signed."""
