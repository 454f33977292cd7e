"""Keeping what a person hands in: first the bytes, outside any transaction, then the row, as a step of an act."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import BinaryIO
from uuid import UUID

from tongban.access.vocabulary import Label
from tongban.documents.actions.quarantine import looked_through
from tongban.documents.actions.removal import refuse_removed
from tongban.documents.adapters.in_place import in_place
from tongban.documents.adapters.inspection import inspect
from tongban.documents.events import UploadKept
from tongban.documents.models import Document, Version
from tongban.documents.queries import version_view
from tongban.documents.rules.intake import HEAD, Limits, safe_name, screen_upload, sniff, told_of_secrets
from tongban.documents.vocabulary import MEDIA_TYPES, FileKind, Kept, Origin, Stage, VersionView
from tongban.frame.acts import Recording
from tongban.kernel.refusal import require
from tongban.register.actions.seal import Measured, measure, seal
from tongban.register.vocabulary import SealKind

_BASIS = "OLR 11"


@dataclass(frozen=True, slots=True)
class Received:
    """A file that passed and whose bytes are kept; nothing points to them until `keep_upload`."""

    kept: Kept
    kind: FileKind
    media_type: str
    name: str
    pages: int
    measured: Measured


def upload_limit() -> int:
    """The largest file taken, in bytes, for pages to tell before anything is chosen."""
    return Limits().size


def receive_upload(
    content: BinaryIO,
    name: str,
    *,
    secret: str,
    limits: Limits | None = None,
    also: frozenset[FileKind] = frozenset(),
    field: str = "file",
    asked: str = "state_secret",
) -> Received:
    """Screen `content` (seekable) and put it into the store. Raises `Refused` with every finding.

    `secret` is the person's answer, given in the field `asked`, whether any of it is a state secret; without a "no"
    not a byte is read. `also` are kinds that this form takes beyond what every form takes.
    """
    require(told_of_secrets(secret, asked))
    limits = limits or Limits()
    limits = replace(limits, accepted=limits.accepted | also)
    upload = inspect(content, name, limits)
    require(screen_upload(upload, limits, field_name=field))
    kind = sniff(upload.head)
    pages = (upload.inside.pages if upload.inside else 0) or 1
    with looked_through(content, name, field=field) as clean:
        kept = in_place().store.put(clean)
    refuse_removed(kept.sha256, field)
    return Received(kept, kind, MEDIA_TYPES[kind], safe_name(name, kind), pages, _measured(kept.sha256))


def receive_made(content: bytes, name: str, media_type: str) -> Received:
    """The same for a file that the platform itself made as evidence: what we made is not screened."""
    kept = in_place().store.put(content)
    return Received(kept, sniff(content[:HEAD]), media_type, name, 1, measure(content))


def recall_upload(sha256: str, name: str, *, also: frozenset[FileKind] = frozenset(), field: str = "file") -> Received:
    """The same of content that lies in the store already: in a draft, or brought by a peer, who screens as it likes."""
    limits = Limits()
    limits = replace(limits, accepted=limits.accepted | also)
    refuse_removed(sha256, field)
    with in_place().store.view(sha256) as content:
        upload = inspect(content, name, limits)
        require(screen_upload(upload, limits, field_name=field))
        kind = sniff(upload.head)
        pages = (upload.inside.pages if upload.inside else 0) or 1
        measured = measure(content)
    kept = Kept(sha256, measured.digests.sm3.hex(), measured.digests.size)
    return Received(kept, kind, MEDIA_TYPES[kind], safe_name(name, kind), pages, measured)


def _measured(sha256: str) -> Measured:
    with in_place().store.open(sha256) as stream:
        return measure(stream)  # type: ignore[arg-type]


def keep_upload(
    record: Recording, received: Received, *, kind: str, title: str, label: Label, subject: UUID | None = None
) -> tuple[UUID, VersionView]:
    """A step: the document of an upload and its only version; returns the document's uid and the version."""
    document, version = _rows(record, received, kind=kind, title=title, label=label, subject=subject)
    fact = UploadKept(
        document=document.uid,
        version=version.uid,
        kind=kind,
        digest=version.sha256,
        sm3=version.sm3,
        size=version.size,
        media_type=version.media_type,
    )
    record(fact, under=_BASIS, case=label.case)
    seal(record, SealKind.EVIDENCE, version.uid, received.measured, case=label.case)
    return document.uid, version_view(version)


def keep_unrecorded(
    record: Recording, received: Received, *, kind: str, title: str, label: Label, subject: UUID
) -> str:
    """A step: the document of an upload that neither register nor ledger names; returns its SHA-256.

    For what lies behind the wall of a mediation: the court reads its register, so not even a digest stands there.
    """
    return _rows(record, received, kind=kind, title=title, label=label, subject=subject)[1].sha256


def _rows(
    record: Recording, received: Received, *, kind: str, title: str, label: Label, subject: UUID | None
) -> tuple[Document, Version]:
    document = Document.objects.create(
        origin=Origin.UPLOAD,
        stage=Stage.KEPT,
        kind=kind,
        title=title,
        subject=subject,
        made_at=record.at,
        **columns(label),
    )
    version = Version.objects.create(
        document=document,
        number=1,
        sha256=received.kept.sha256,
        sm3=received.kept.sm3,
        size=received.kept.size,
        media_type=received.media_type,
        name=received.name,
        pages=received.pages,
        made_at=record.at,
    )
    return document, version


def show_again(record: Recording, document: UUID, *, kind: str, title: str, label: Label, subject: UUID) -> UUID:
    """A step: the newest content of `document` under a label of its own, for somebody who sees nothing else of it.

    Returns the uid of what was made; the act records why. What is removed as a state secret is removed with its copies.
    """
    del record  # proves that an act is open
    newest = Version.objects.filter(document__uid=document).latest("number")
    made = Document.objects.create(
        origin=Origin.UPLOAD,
        stage=Stage.KEPT,
        kind=kind,
        title=title[:160],
        subject=subject,
        made_at=newest.made_at,
        **columns(label),
    )
    same = {name: getattr(newest, name) for name in ("sha256", "sm3", "size", "media_type", "name", "pages", "made_at")}
    Version.objects.create(document=made, number=1, **same)
    return made.uid


def columns(label: Label) -> dict[str, object]:
    """The label as the columns of a row."""
    return {
        "layer": label.layer,
        "court": label.court,
        "case": label.case,
        "holder": label.holder,
        "until": label.until,
    }
