"""Files from outside wait in quarantine until they are looked through for malicious programs.

Nothing is served from there: what is kept under a digest has passed. What was found stays nowhere; what a process left
behind when it died is removed by the next one.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from django.conf import settings

from tongban.documents.adapters.in_place import in_place
from tongban.documents.adapters.scanning import ScannerSilent
from tongban.documents.rules.intake import safe_name
from tongban.documents.vocabulary import NOT_LOOKED_THROUGH
from tongban.kernel.refusal import Refusal, Refused

_LAW = "house rule: files are looked through for malicious programs"
_LEFT_BEHIND = 3600.0
"""Seconds after which nobody looks at a file in quarantine any more."""
FOLDER = "quarantine"


@contextmanager
def looked_through(content: BinaryIO, name: str, *, field: str = "file") -> Iterator[BinaryIO]:
    """The content, once nothing was found in it; the bytes that were looked at are the bytes that are given.

    Raises `Refused` when something was found, or when the scanner does not answer. Without a scanner the content is
    given as it came; the page of operations says so.
    """
    scanner = in_place().scanner
    if scanner is None:
        yield content
        return
    with _waiting() as waiting:
        content.seek(0)
        shutil.copyfileobj(content, waiting)
        waiting.seek(0)
        try:
            found = scanner.scan(waiting)
        except ScannerSilent as silent:
            raise Refused(Refusal(NOT_LOOKED_THROUGH, _LAW, (field,), _about(name))) from silent
        if found:
            facts = (*_about(name), ("found", found[:80]))
            raise Refused(Refusal("documents.malicious", _LAW, (field,), facts))
        waiting.seek(0)
        yield waiting


def scanner_answers() -> bool | None:
    """Whether the scanner can be asked now; None when there is none."""
    scanner = in_place().scanner
    return scanner.answers() if scanner else None


def _about(name: str) -> tuple[tuple[str, str], ...]:
    return (("name", safe_name(name)),)


@contextmanager
def _waiting() -> Iterator[BinaryIO]:
    """A file for the time of waiting. Where content rests under a key, it lies outside the home and has no name."""
    if settings.TONGBAN.rest_key:
        with TemporaryFile() as waiting:
            yield waiting
        return
    path = _room() / secrets.token_hex(16)
    try:
        with path.open("xb+") as waiting:
            path.chmod(0o600)
            yield waiting
    finally:
        path.unlink(missing_ok=True)


def _room() -> Path:
    room = Path(settings.TONGBAN.home) / FOLDER
    room.mkdir(mode=0o700, parents=True, exist_ok=True)
    now = settings.TONGBAN_CLOCK.wall().timestamp()
    for old in room.iterdir():
        with suppress(FileNotFoundError):  # another process may be done with it meanwhile
            if old.stat().st_mtime < now - _LEFT_BEHIND:
                old.unlink()
    return room
