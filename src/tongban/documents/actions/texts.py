"""Reading the text of a file that a person sends, without keeping the file."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from typing import BinaryIO

from tongban.documents.actions.quarantine import looked_through
from tongban.documents.actions.removal import refuse_removed
from tongban.documents.adapters import pdf_text
from tongban.documents.adapters.inspection import inspect
from tongban.documents.adapters.word import WordUnreadableError, word_texts
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

_PATIENCE = 2.0 * pdf_text.SECONDS
"""Seconds by the wall after which the reading of a PDF is stopped."""


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
        refuse_removed(hashlib.file_digest(clean, "sha256").hexdigest(), field)
        clean.seek(0)
        try:
            found = _pdf(clean, name) if sniff(upload.head) is FileKind.PDF else _word(clean, name)
        except (WordUnreadableError, subprocess.SubprocessError, ValueError, KeyError) as why:
            raise Refused(reading_failed(name, field)) from why
    require(no_text(name, found.texts, field))
    return found


def _pdf(content: BinaryIO, name: str) -> TextRead:
    asked = [sys.executable, "-I", pdf_text.__file__, str(PAGES_READ), str(SIGNS_READ)]
    done = subprocess.run(asked, input=content.read(), capture_output=True, timeout=_PATIENCE, check=True, env={})
    said = json.loads(done.stdout)
    return TextRead(safe_name(name), tuple(map(str, said["texts"])), int(said["pages"]))


def _word(content: BinaryIO, name: str) -> TextRead:
    texts, whole = word_texts(content, SIGNS_READ)
    read = tuple(texts[:PAGES_READ])
    return TextRead(safe_name(name), read, len(texts) if whole else len(texts) + 1)
