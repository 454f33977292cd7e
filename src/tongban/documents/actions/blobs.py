"""Content by its digest: what a peer sends, and reading what a viewer may see."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import BinaryIO
from uuid import UUID

from tongban.access.vocabulary import Viewer
from tongban.documents.actions.quarantine import looked_through
from tongban.documents.actions.removal import refuse_removed
from tongban.documents.adapters.in_place import in_place
from tongban.documents.adapters.renditions import (
    NoRendition,
    frame_count,
    page_count,
    page_picture,
    picture_for_screen,
    thumbnail,
)
from tongban.documents.adapters.store import CheckedReader
from tongban.documents.queries import versions
from tongban.documents.rules.intake import HEAD, sniff
from tongban.documents.vocabulary import PICTURES, FileKind, Kept, VersionView
from tongban.kernel.refusal import Refusal, Refused


def keep_blob(content: bytes | BinaryIO, *, expected_sha256: str = "") -> Kept:
    """Put content from outside into the store; with `expected_sha256`, only when that is its digest. Raises `Refused`.

    Content alone changes no state of a case: a row that points to it is written by an act.
    """
    data = content if isinstance(content, bytes) else content.read()
    if expected_sha256 and hashlib.sha256(data).hexdigest() != expected_sha256:
        raise Refused(Refusal("documents.digest_differs", "OLR 16", ("content",), (("expected", expected_sha256),)))
    with looked_through(BytesIO(data), expected_sha256[:16], field="content") as clean:
        kept = in_place().store.put(clean)
    refuse_removed(kept.sha256, "content")
    return kept


def keep_made(content: bytes) -> Kept:
    """Put content into the store that the platform itself made."""
    return in_place().store.put(content)


def read_blob(sha256: str) -> bytes:
    """Content by its digest, whole; for acts that pack or send it."""
    return in_place().store.get(sha256)


def drop_blob(sha256: str) -> None:
    """Let go of content; the caller knows that nothing names it any more."""
    in_place().store.remove(sha256)


def open_content(viewer: Viewer, uid: UUID, number: int | None = None) -> tuple[VersionView, CheckedReader] | None:
    """A version (the newest without `number`) and its bytes as a stream, for a download; None when hidden."""
    found = [v for v in versions(viewer, uid) if number in (None, v.number)]
    return (found[-1], in_place().store.open(found[-1].sha256)) if found else None


def page_for_screen(viewer: Viewer, uid: UUID, page: int, *, width: int = 1080) -> tuple[bytes, str] | None:
    """Page `page` (from 1) of the newest version as a picture, with its media type; None when hidden.

    Raises `NoRendition` when there is no such page or this kind cannot be shown.
    """
    found = versions(viewer, uid)
    if not found:
        return None
    content = in_place().store.get(found[-1].sha256)
    if sniff(content[:HEAD]) is FileKind.PDF:
        return page_picture(content, page, width=width), "image/png"
    return picture_for_screen(content, page, side=max(width, 480)), "image/jpeg"


def small_picture(viewer: Viewer, uid: UUID, *, side: int = 240) -> bytes | None:
    """The first page in small, as PNG; None when hidden."""
    found = versions(viewer, uid)
    if not found:
        return None
    content = in_place().store.get(found[-1].sha256)
    return thumbnail(content, sniff(content[:HEAD]), side=side)


def open_blob(sha256: str) -> CheckedReader:
    """Content by its digest, for a download. The caller has found the digest in what the viewer may see."""
    return in_place().store.open(sha256)


def blob_page(sha256: str, page: int, *, width: int = 1080) -> tuple[bytes, str] | None:
    """Page `page` (from 1) of content as a picture, with its media type; for a caller as in `open_blob`.

    None when there is no such page or this kind cannot be shown.
    """
    content = in_place().store.get(sha256)
    try:
        if sniff(content[:HEAD]) is FileKind.PDF:
            return page_picture(content, page, width=width), "image/png"
        return picture_for_screen(content, page, side=max(width, 480)), "image/jpeg"
    except NoRendition:
        return None


def blob_pages(sha256: str) -> int:
    """How many pages of content can be shown as pictures; 0 when this kind cannot be shown. As in `open_blob`."""
    content = in_place().store.get(sha256)
    kind = sniff(content[:HEAD])
    try:
        if kind is FileKind.PDF:
            return page_count(content)
        return frame_count(content) if kind in PICTURES else 0
    except NoRendition:
        return 0
