"""Reading the text of a file that a person sends, without keeping the file."""

from __future__ import annotations

import hashlib
import io
from typing import BinaryIO

from tongban.documents.actions.quarantine import looked_through
from tongban.documents.actions.removal import refuse_removed
from tongban.documents.adapters.inspection import inspect
from tongban.documents.adapters.texts import TextUnreadableError, pdf_texts
from tongban.documents.adapters.word import word_texts
from tongban.documents.rules.intake import safe_name, sniff, told_of_secrets
from tongban.documents.rules.texts import (
    PAGES_READ,
    SIGNS_READ,
    TEXT_LIMITS,
    no_text,
    reading_failed,
    screen_text,
)
from tongban.documents.vocabulary import FileKind, TextRead
from tongban.kernel.refusal import Refused, require


def text_limit() -> int:
    """The largest file of which the text is read, in bytes, for pages to tell before anything is chosen."""
    return TEXT_LIMITS.size


def text_of_upload(content: BinaryIO, name: str, *, secret: str, field: str, asked: str) -> TextRead:
    """The text of a PDF or Word document (`content` is seekable). Raises `Refused` with every finding.

    `secret` is the person's answer, given in the field `asked`, whether any of it is a state secret; without a "no"
    not a byte is read. A long file is read in part, which the answer tells; so it tells pages that are pictures.
    """
    require(told_of_secrets(secret, asked))
    upload = inspect(content, name, TEXT_LIMITS)
    require(screen_text(upload, field_name=field))
    with looked_through(content, name, field=field) as clean:
        clean.seek(0)
        sent = clean.read()
        refuse_removed(hashlib.sha256(sent).hexdigest(), field)
        try:
            found = _read(sent, name, sniff(upload.head))
        except TextUnreadableError as why:
            raise Refused(reading_failed(name, field)) from why
    require(no_text(name, found.texts, field))
    return found


def _read(sent: bytes, name: str, kind: FileKind) -> TextRead:
    if kind is FileKind.PDF:
        texts, pages = pdf_texts(sent, PAGES_READ, SIGNS_READ)
        return TextRead(safe_name(name), tuple(texts), pages)
    texts, whole = word_texts(io.BytesIO(sent), SIGNS_READ)
    return TextRead(safe_name(name), tuple(texts[:PAGES_READ]), len(texts) if whole else len(texts) + 1)
