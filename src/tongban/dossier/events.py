"""Facts about the paper side of a file: ids and codes; names, places and reasons stay with the rows."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tongban.kernel.facts import Fact


class PapersTaken(Fact):
    """Somebody handed over papers or objects at the counter and got a receipt (CPL 69)."""

    receipt: UUID
    person: UUID
    case: UUID | None
    items: tuple[UUID, ...]


class PapersPutToCase(Fact):
    """What was handed over before there was a case belongs to this one."""

    receipt: UUID
    case: UUID
    items: tuple[UUID, ...]


class ItemMoved(Fact):
    """An item changed its place or the person who has it; `what`: the act, `source` and `target`: its stages."""

    item: UUID
    case: UUID | None
    what: str
    source: str
    target: str


class OriginalAsked(Fact):
    """The court requires an original; `reasons` as digest."""

    case: UUID
    request: UUID
    subject: UUID
    party: UUID
    trigger: str
    until: date
    reasons: str


class OriginalAnswered(Fact):
    """The party said what it will do; its words as digest."""

    case: UUID
    request: UUID
    party: UUID
    reply: str
    words: str


class OriginalBrought(Fact):
    """The original lies at the court."""

    case: UUID
    request: UUID


class OriginalCured(Fact):
    """The electronic form counts as the original, on one of five grounds."""

    case: UUID
    subject: UUID
    cure: str


class DocumentCompared(Fact):
    """A document was compared with its original by staff of the court; `where` as digest, "" when identical."""

    case: UUID
    comparison: UUID
    document: UUID
    version: UUID
    item: UUID | None
    outcome: str
    way: str
    where: str


class ScansTaken(Fact):
    """A stack of scans came in; `files` are the SHA-256 of what it is made of."""

    batch: UUID
    files: tuple[str, ...]


class ScansSplit(Fact):
    """A stack was taken apart at its separator sheets."""

    batch: UUID
    pages: int
    parts: tuple[UUID, ...]


class ScansUnfit(Fact):
    """A stack could not be taken apart; `problem`: why."""

    batch: UUID
    problem: str


class ScanFiled(Fact):
    """A part is the picture of an item, and a document from now on."""

    part: UUID
    item: UUID
    document: UUID
    case: UUID | None


class ScanDiscarded(Fact):
    """A part was put aside; `reason` as digest."""

    part: UUID
    reason: str


class ScanPutOnFile(Fact):
    """The picture of an item lies on the file of the case: all parties see it."""

    case: UUID
    item: UUID
    document: UUID
