"""Words about who may act for others by profession: licences of lawyers and legal workers, and their firms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tongban.kernel.terms import Term


class LicenceKind(Term):
    """Whose licence it is (CPL 61(2)(i))."""

    LAWYER = "lawyer", "律师"
    LEGAL_WORKER = "legal_worker", "基层法律服务工作者"


class LicenceStatus(Term):
    """Whether the judicial administration lets the holder practise."""

    IN_FORCE = "in_force", "执业"
    SUSPENDED = "suspended", "停止执业"
    REVOKED = "revoked", "吊销"
    CANCELLED = "cancelled", "注销"


class Assessment(Term):
    """The result of the annual check (年度考核)."""

    NONE = "none", ""
    COMPETENT = "competent", "称职"
    BASIC = "basic", "基本称职"
    FAILED = "failed", "不称职"


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence as the judicial administration tells it.

    `id_number` is the holder's identity number, "" when the register keeps it back; `firm_code` the firm's unified
    social credit code; `province` the two digits of GB/T 2260; `status_until` the last day of a suspension, None when
    it has no end; `valid_until` the last day of the certificate, None when it names none; `assessed` the newest year
    whose annual check was made, 0 when none was.
    """

    kind: LicenceKind
    number: str
    name: str
    id_number: str
    firm_code: str
    firm: str
    province: str
    granted: date
    status: LicenceStatus
    status_since: date | None
    status_until: date | None
    valid_until: date | None
    assessed: int
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class LicenceView:
    """A licence with the days for which the register knew it so: from `since` until `until` (exclusive)."""

    licence: Licence
    since: date
    until: date | None
    source: str


@dataclass(frozen=True, slots=True)
class LetterView:
    """A firm's letter: who of the firm acts for whom in which matter (律师事务所函、基层法律服务所介绍信)."""

    uid: UUID
    firm: UUID
    firm_name: str
    number: str
    holder: str
    holder_name: str
    client: str
    matter: str
    at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class OrganisationRecord:
    """An organisation as the registration authority tells it: whether it exists under this code, its name, its state.

    `dissolved`: its registration was cancelled (注销), so that it can be no party any more (CPL 51).
    """

    code: str
    name: str
    representative: str
    dissolved: bool
    reference: str
