"""What goes over the API: the shapes that the OpenAPI description shows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Field, Schema
from pydantic import ConfigDict


class Body(Schema):
    """What a program sends: a field that nobody asks for is refused, so that it is never taken for granted."""

    model_config = ConfigDict(extra="forbid")


class Token(Schema):
    """A token and how long it holds."""

    token: str
    expires_in: int = Field(description="Seconds")


class Upload(Schema):
    """A file in the content store, with the digests that the court took."""

    upload: str = Field(description="Handle to name in a filing within a day; it works for the same person only")
    name: str
    sha256: str
    sm3: str
    size: int = Field(description="Bytes")
    pages: int


class MaterialIn(Body):
    """An uploaded file as the answer to a question of the form."""

    question: str = Field(description="For instance files.identity, files.iou")
    upload: str


class FilingIn(Body):
    """A filing: the answers to a guided pleading, and files."""

    interview: str = Field(description="For instance private_lending")
    answers: dict[str, str]
    materials: list[MaterialIn] = []


class HandedInOut(Schema):
    """Where the filing went: one of the two is set."""

    filing: UUID | None = Field(description="At a court of this platform")
    errand: UUID | None = Field(description="On its way through the cooperating court")


class FilingOut(Schema):
    """Where a filing stands."""

    uid: UUID
    stage: str
    court: str
    through_court: str
    handed_in_at: datetime
    decide_by: date | None
    case: UUID | None
    findings: list[str]


class CaseLine(Schema):
    """A case in a list."""

    case: UUID
    number: str
    cause: str
    stage: str
    at: datetime


class LogLineOut(Schema):
    """A line of a log: an event by its code, with its basis."""

    at: datetime
    event: str
    law: str = ""
    role: str = ""
    court: str = ""
    facts: dict[str, Any]


class Question(Schema):
    """A question of a guided pleading."""

    id: str
    kind: str
    required: bool
    law: str
    label: dict[str, str]
    choices: dict[str, dict[str, str]]


class CheckedOut(Schema):
    """What anybody may learn of a paper that was issued here: nothing of its content."""

    code: str
    kind: str
    court: str
    court_name: str
    dated: date | None
    stage: str
    digest: str = Field(description="SHA-256 of the newest version")
    current: bool = Field(description="False when the digest asked for belongs to an earlier version")


class ContactOut(Schema):
    """Whom to ask: the court's counter, else the hotline."""

    name: str
    phone: str = ""
    place: str = ""
    hours: str = ""


class ReasonOut(Schema):
    """Why the court says no."""

    reason: str
    law: str
    fields: list[str]
    says: str
    remedy: str


class FindingOut(ReasonOut):
    """The same where it stands alone, with whom to ask."""

    contact: ContactOut


class ProblemOut(Schema):
    """Problem details (RFC 9457) with every reason at once."""

    type: str = "about:blank"
    title: str
    status: int
    reasons: list[ReasonOut] = []
    contact: ContactOut


class BatchOut(Schema):
    """A table of complaints: how far it is."""

    uid: UUID
    interview: str
    key: str
    stage: str = Field(description="checking, checked (nothing is filed yet), filing, filed")
    rows: int
    counts: dict[str, int] = Field(description="How many rows are good, faulty, filed, or known from before")
    taken_at: datetime
    handed_in_at: datetime | None


class RowOut(Schema):
    """What was found in one row; `fields` of a reason names the column. `warnings` stand in the way of nothing."""

    line: int
    ref: str
    reasons: list[FindingOut]
    warnings: list[FindingOut]
