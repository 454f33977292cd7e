"""Words of the correction of a name or an identity number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tongban.kernel.terms import Term


class CorrectionStage(Term):
    """Where a correction stands."""

    ASKED = "asked", "待复核"
    DONE = "done", "已更正"
    REFUSED = "refused", "不予更正"


class CorrectionAct(Term):
    """What the second person does."""

    CONFIRM = "confirm", "复核同意更正"
    REFUSE = "refuse", "复核不同意更正"


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction as the desk reads it, with what was on record before and what the paper says."""

    uid: UUID
    person: UUID
    court: str
    stage: CorrectionStage
    before: tuple[str, str, str]
    after: tuple[str, str, str]
    """Name, kind of paper, number."""
    evidence: str
    reason: str
    asked_by: UUID
    asked_at: datetime
    decided_by: UUID | None
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class Corrected:
    """That a person's record was corrected, without what it says: for the file of a case and for the person."""

    person: UUID
    fields: tuple[str, ...]
    court: str
    at: datetime
