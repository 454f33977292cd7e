"""Words of the documents floor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from tongban.access.vocabulary import Label
from tongban.kernel.terms import Term


class FileKind(StrEnum):
    """What a file is by its own bytes, whatever its name says."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    HEIC = "heic"
    TIFF = "tiff"
    GIF = "gif"
    WEBP = "webp"
    ARCHIVE = "archive"
    """ZIP and its children: Word, Excel, WPS of today."""
    OFFICE = "office"
    """The older Word, Excel and WPS container."""
    MP4 = "mp4"
    """Film in the container of ISO/IEC 14496-12: MP4, MOV, 3GP."""
    MAIL = "mail"
    """One e-mail with all its headers (RFC 5322)."""
    VIDEO = "video"
    AUDIO = "audio"
    PROGRAM = "program"
    MARKUP = "markup"
    """HTML, SVG, XML: may carry scripts."""
    UNKNOWN = "unknown"


MEDIA_TYPES: dict[FileKind, str] = {
    FileKind.PDF: "application/pdf",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
    FileKind.HEIC: "image/heic",
    FileKind.TIFF: "image/tiff",
    FileKind.MP4: "video/mp4",
    FileKind.MAIL: "message/rfc822",
}
"""Media types of the kinds that can be taken in."""

ACCEPTED = frozenset({FileKind.PDF, FileKind.PNG, FileKind.JPEG, FileKind.HEIC, FileKind.TIFF})
"""What every form takes; a form for evidence takes more."""

SHOWN = frozenset(MEDIA_TYPES[kind] for kind in ACCEPTED - {FileKind.TIFF})
"""Media types that a browser may show in place; whatever else is on file is for downloading alone."""

EXTENSIONS: dict[FileKind, tuple[str, ...]] = {
    FileKind.PDF: ("pdf",),
    FileKind.PNG: ("png",),
    FileKind.JPEG: ("jpg", "jpeg", "jpe", "jfif"),
    FileKind.HEIC: ("heic", "heif"),
    FileKind.TIFF: ("tif", "tiff"),
    FileKind.MP4: ("mp4", "mov", "m4v", "3gp"),
    FileKind.MAIL: ("eml",),
}
"""Name endings that agree with a kind; the first is the one given to a name without any."""

OFFERED = ",".join(f".{ending}" for kind in EXTENSIONS if kind in ACCEPTED for ending in EXTENSIONS[kind])
"""What a form lets people choose from (`accept`): the endings of what it takes."""

NOT_LOOKED_THROUGH = "documents.not_looked_through"
"""The refusal while the scanner is silent: the same file may pass later."""

PICTURES = frozenset({FileKind.PNG, FileKind.JPEG, FileKind.HEIC, FileKind.TIFF})


class Origin(StrEnum):
    """Where a document comes from."""

    UPLOAD = "upload"
    """Handed in by a person; its bytes are the person's and are never changed."""
    PAPER = "paper"
    """Issued on this platform from frozen data and a template."""


class ReadState(StrEnum):
    """Whether the text of a document that is a picture was read."""

    READ = "read"
    NO_PROGRAM = "no_program"
    FAILED = "failed"


class Stage(StrEnum):
    """The life of a document."""

    KEPT = "kept"
    """An upload, stored. Nothing further happens to it."""
    ORDERED = "ordered"
    """A paper whose data is frozen; the worker has yet to render it."""
    RENDERED = "rendered"
    """Version 1 exists. A paper that nobody signs rests here."""
    SIGNED = "signed"
    """The last version carries the signature that closes the paper; any later change of it can be detected."""


class PaperAct(StrEnum):
    """What may be done to a paper."""

    RENDER = "render"
    COUNTERSIGN = "countersign"
    """A signature that leaves the paper open for the next one."""
    SIGN = "sign"
    """The signature that closes the paper."""


@dataclass(frozen=True, slots=True)
class TextRead:
    """The text of a file: its name, the `texts` of the pages that were read, its `pages` in all, its SHA-256.

    Where some of these pages are pictures, they are empty here and `waiting` (numbers from 1) to be recognised; under
    `kept` the file lies in the store for that.
    """

    name: str
    texts: tuple[str, ...]
    pages: int
    sha256: str = ""
    kept: str = ""
    waiting: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PageRead:
    """What was recognised on a picture of a page.

    `sure`: how surely, by the program's own word: a digit for each sign of the text that is no blank, from 0 for less
    than ten in a hundred to 9 for ninety or more.
    """

    text: str
    sure: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """How recognising went, and each page (from 1) on which words were found."""

    state: ReadState
    pages: Mapping[int, PageRead]


@dataclass(frozen=True, slots=True)
class Kept:
    """What the store says about content it holds: lower-case hex digests and the size in bytes."""

    sha256: str
    sm3: str
    size: int


@dataclass(frozen=True, slots=True)
class Material:
    """A file that a person hands in, known by its digest; `question` names what it answers: a question of a form."""

    question: str
    name: str
    sha256: str
    sm3: str
    size: int
    media_type: str
    pages: int = 1


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version as other floors read it."""

    uid: UUID
    number: int
    sha256: str
    sm3: str
    size: int
    media_type: str
    name: str
    pages: int
    signed: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document as other floors read it; `newest` is None while a paper is only ordered."""

    uid: UUID
    origin: Origin
    stage: Stage
    kind: str
    title: str
    subject: UUID | None
    made_at: datetime
    paper: str
    language: str
    dated: date | None
    code: str
    label: Label
    newest: VersionView | None


@dataclass(frozen=True, slots=True)
class TextView:
    """The text of the newest version of a document, a string a page, with the program that read it."""

    state: ReadState
    program: str
    said: str
    at: datetime
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MadePaper:
    """A paper that the court ordered: its template, its label, and how far it is made.

    `rendered`: there is something to read; `signed`: it bears the closing signature.
    """

    uid: UUID
    paper: str
    title: str
    subject: UUID | None
    label: Label
    made_at: datetime
    rendered: bool
    signed: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """What the public verification page may say: nothing of the content.

    `court` is a court code; `digest` the SHA-256 of the newest version; `current` False when the digest asked for
    belongs to an earlier version (the paper before its signature).
    """

    code: str
    kind: str
    court: str
    dated: date | None
    stage: Stage
    digest: str
    current: bool


class RemovalStage(Term):
    """Where the removal of a state secret stands."""

    ASKED = "asked", "已移出，待复核"
    DONE = "done", "已清除"
    REFUSED = "refused", "不予清除"


class RemovalAct(Term):
    """What the second person does."""

    CONFIRM = "confirm", "复核清除"
    REFUSE = "refuse", "不予清除"


@dataclass(frozen=True, slots=True)
class RemovalView:
    """A removal as pages read it: who and why, and nothing of the content. `held_by`: peers that hold a copy."""

    uid: UUID
    stage: RemovalStage
    reason: str
    files: int
    asked_by: UUID
    asked_role: str
    asked_at: datetime
    decided_by: UUID | None
    decided_at: datetime | None
    digests: tuple[str, ...]
