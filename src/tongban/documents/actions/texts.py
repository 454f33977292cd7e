"""Reading the text of a file that a person sends: typed at once without keeping the file, pictures by the worker."""

from __future__ import annotations

import hashlib
import io
import logging
import secrets
from time import monotonic
from typing import BinaryIO

from tongban.documents.actions.quarantine import looked_through
from tongban.documents.actions.removal import refuse_removed
from tongban.documents.adapters.drawing import drawn
from tongban.documents.adapters.in_place import in_place
from tongban.documents.adapters.inspection import inspect
from tongban.documents.adapters.reading import ReaderFailed
from tongban.documents.adapters.renditions import NoRendition
from tongban.documents.adapters.texts import TextUnreadableError, pdf_texts
from tongban.documents.adapters.word import word_texts
from tongban.documents.models.content import NotKept
from tongban.documents.queries import taken_out
from tongban.documents.rules.intake import safe_name, sniff, told_of_secrets
from tongban.documents.rules.texts import (
    PAGES_READ,
    SIGNS_READ,
    TEXT_LIMITS,
    legible,
    no_text,
    pages_to_recognise,
    reading_failed,
    screen_text,
    waiting_texts,
)
from tongban.documents.vocabulary import PICTURES, FileKind, PageRead, ReadState, Recognised, TextRead
from tongban.frame.keyring import Damaged
from tongban.kernel.refusal import Refused, require

log = logging.getLogger(__name__)
_APART = 32
"""Random bytes before a file that waits: nothing else has its digest, so that it can go as soon as it has served."""
_ENOUGH = 600.0
"""Seconds after which no further page of a file is begun: others wait behind it."""


def text_limit() -> int:
    """The largest file of which the text is read, in bytes, for pages to tell before anything is chosen."""
    return TEXT_LIMITS.size


def text_of_upload(content: BinaryIO, name: str, *, secret: str, field: str, asked: str) -> TextRead:
    """The text of a PDF or Word document (`content` is seekable). Raises `Refused` with every finding.

    `secret` is the person's answer, given in the field `asked`, whether any of it is a state secret; without a "no"
    not a byte is read. A long file is read in part, which the answer tells. A picture, and a PDF some pages of which
    are pictures, is kept for `recognise`, until `let_go`; the caller names it in a row for as long.
    """
    require(told_of_secrets(secret, asked))
    upload = inspect(content, name, TEXT_LIMITS)
    require(screen_text(upload, field_name=field))
    kind = sniff(upload.head)
    pages = (upload.inside.pages if upload.inside else 0) or 1
    with looked_through(content, name, field=field) as clean:
        clean.seek(0)
        sent = clean.read()
    digest = hashlib.sha256(sent).hexdigest()
    refuse_removed(digest, field)
    if kind in PICTURES:
        texts, marks = [""] * min(pages, PAGES_READ), [True] * min(pages, PAGES_READ)
    else:
        try:
            texts, marks, pages = _read(sent, kind)
        except TextUnreadableError as why:
            raise Refused(reading_failed(name, field)) from why
    waiting = pages_to_recognise(texts, marks)
    if not waiting:
        require(no_text(name, texts, field))
        return TextRead(safe_name(name), tuple(texts), pages, digest)
    kept = in_place().store.put(secrets.token_bytes(_APART) + sent).sha256
    return TextRead(safe_name(name), waiting_texts(texts, waiting), pages, digest, kept, waiting)


def recognise(read: TextRead) -> Recognised:
    """Recognise the pages of `read` that wait: takes minutes, for the worker.

    What cannot be drawn or read within its limits counts as a page without words; where none could, it has failed.
    Nothing is kept, and nothing of what was read is logged.
    """
    reader = in_place().reader
    if reader is None:
        return Recognised(ReadState.NO_PROGRAM, {})
    try:
        content = b"" if taken_out([read.sha256]) else in_place().store.get(read.kept)[_APART:]
    except (NotKept, Damaged):
        content = b""
    begun, tried, left, found = monotonic(), 0, SIGNS_READ, dict[int, PageRead]()
    for page in read.waiting if content else ():
        if monotonic() - begun > _ENOUGH:
            break
        try:
            seen = reader.read(drawn(content, page))
        except (NoRendition, ReaderFailed) as failed:
            log.warning("page %s of an own paper was not recognised: %s", page, type(failed).__name__)
            continue
        tried += 1
        left -= len(seen.text)
        if left < 0:
            break
        if legible(seen):
            found[page] = seen
    return Recognised(ReadState.READ if tried else ReadState.FAILED, found)


def let_go(kept: str) -> None:
    """Let go of what was kept for `recognise`, once it has served."""
    in_place().store.remove(kept)


def _read(sent: bytes, kind: FileKind) -> tuple[list[str], list[bool], int]:
    """The texts of the first pages, whether anything stands on each that could be recognised, and all pages."""
    if kind is FileKind.PDF:
        return pdf_texts(sent, PAGES_READ, SIGNS_READ)
    texts, whole = word_texts(io.BytesIO(sent), SIGNS_READ)
    read = texts[:PAGES_READ]
    return read, [False] * len(read), len(texts) if whole else len(texts) + 1
