"""Reads the text of pages that are pictures (OCR): tesseract, as a program of its own.

The port is `Reader`. Where there is none, or it fails, the page says so; nobody takes silence for an empty page.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from typing import Protocol

_PATIENCE = 120.0
"""Seconds for one page."""
LANGUAGES = ("chi_sim", "eng")


class ReaderFailed(RuntimeError):  # noqa: N818 - it names what happened
    """The program did not read the page; the text says what it said."""


class Reader(Protocol):
    """What reads a page."""

    @property
    def name(self) -> str:
        """What it is called, for whoever looks at the text it made."""
        ...

    def read(self, picture: bytes) -> str:
        """The text of a picture (PNG), "" when there is none in it. Raises `ReaderFailed`."""
        ...


@dataclass(frozen=True, slots=True)
class Tesseract:
    """tesseract at `path` with the languages it has."""

    path: str
    languages: tuple[str, ...]

    @property
    def name(self) -> str:
        """See `Reader`."""
        return f"tesseract ({', '.join(self.languages)})"

    def read(self, picture: bytes) -> str:
        """See `Reader`. The program gets what was drawn here, never the bytes that a stranger sent."""
        command = [self.path, "stdin", "stdout", "-l", "+".join(self.languages), "--psm", "1"]
        try:
            done = subprocess.run(
                command,
                input=picture,
                capture_output=True,
                timeout=_PATIENCE,
                check=False,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise ReaderFailed(type(error).__name__) from error
        if done.returncode:
            raise ReaderFailed(done.stderr.decode("utf-8", "replace").strip()[:200])
        return done.stdout.decode("utf-8", "replace").replace("\f", "").strip()


@cache
def reader_here() -> Reader | None:
    """The reader of this machine; None when no program is installed, or none of its languages is ours."""
    path = shutil.which("tesseract")
    if path is None:
        return None
    try:
        told = subprocess.run([path, "--list-langs"], capture_output=True, timeout=_PATIENCE, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    known = tuple(one for one in LANGUAGES if one in told.stdout.decode("utf-8", "replace").split())
    return Tesseract(path, known) if known else None
