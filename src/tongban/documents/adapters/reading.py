"""Reads the text of pages that are pictures (OCR): tesseract, as a program of its own.

The port is `Reader`. Where there is none, or it fails, the page says so; nobody takes silence for an empty page.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from typing import Protocol

from PIL import Image

from tongban.documents.vocabulary import PageRead

_PATIENCE = 120.0
"""Seconds for one look at a page."""
LANGUAGES = ("chi_sim", "eng")
"""The first reads Latin letters too, and is asked first."""
_TURN = re.compile(r"^Rotate: (\d+)$", re.MULTILINE)
_CLEAR = 75
"""Of a hundred: where so much is sure on average, the page lies upright. One that does not is far below."""
_LATIN = 0.8
"""A page of which so much is Latin letters and digits is in no Chinese."""
_TAKEN_FOR = str.maketrans("〈〉", "（）")
"""Signs that stand in no complaint, and what the program takes for them."""
_WORD = "5"
"""The level of a word in the table that tesseract writes (TSV)."""
_KEPT = ("PATH", "TESSDATA_PREFIX")
"""What the program sees of the environment: where it finds itself and its languages."""


class ReaderFailed(RuntimeError):  # noqa: N818 - it names what happened
    """The program did not read the page; the text says what it said."""


class Reader(Protocol):
    """What reads a page."""

    @property
    def name(self) -> str:
        """What it is called, for whoever looks at the text it made."""
        ...

    def read(self, picture: bytes) -> PageRead:
        """What stands on a picture (PNG), whichever way it lies; no text when there is none in it.

        Raises `ReaderFailed`.
        """
        ...


@dataclass(frozen=True, slots=True)
class Tesseract:
    """tesseract at `path` with the languages it has; `turns`: whether it can tell which way a page lies."""

    path: str
    languages: tuple[str, ...]
    turns: bool = False

    @property
    def name(self) -> str:
        """See `Reader`."""
        return f"tesseract ({', '.join(self.languages)})"

    def read(self, picture: bytes) -> PageRead:
        """See `Reader`. The program gets what was drawn here, never the bytes that a stranger sent.

        The page is read as it most likely lies. When little of that is sure it is read in the other ways, too, and the
        one of which the most is sure counts.
        """
        likely = self._turn(picture)
        upright = _turned(picture, likely or 0)
        best = self._as_it_lies(upright, self.languages[0])
        if likely is None and not best.text:
            return best  # too few signs to tell which way they stand, and none that can be read
        for turn in (180, 90, 270) if _average(best) < _CLEAR else ():
            other = _turned(upright, turn)
            found = self._as_it_lies(other, self.languages[0])
            upright, best = max((upright, best), (other, found), key=lambda one: _worth(one[1]))
        # All languages at once would take Chinese signs for Latin letters, and much longer.
        others = self.languages[1:] if _is_latin(best) else ()
        return max([best, *(self._as_it_lies(upright, one) for one in others)], key=_worth)

    def _turn(self, picture: bytes) -> int | None:
        """How the page is to be turned by what the program makes of it; None when it cannot tell."""
        if not self.turns:
            return None
        small = io.BytesIO()
        _opened(picture).reduce(2).save(small, "PNG")  # the way a page lies is seen from further off
        try:
            told = _TURN.search(self._run(small.getvalue(), "-l", "osd", "--psm", "0"))
        except ReaderFailed:
            return None  # it says so of a page with few signs
        # It names the turn to the right.
        return -int(told[1]) % 360 if told else None

    def _as_it_lies(self, picture: bytes, language: str) -> PageRead:
        return page_of(self._run(picture, "-l", language, "--psm", "3", "-c", "tessedit_create_tsv=1"))

    def _run(self, picture: bytes, *how: str) -> str:
        seen = {name: os.environ[name] for name in _KEPT if name in os.environ}
        try:
            done = subprocess.run(
                [self.path, "stdin", "stdout", *how],
                input=picture,
                capture_output=True,
                timeout=_PATIENCE,
                check=False,
                env={**seen, "OMP_THREAD_LIMIT": "1"},
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise ReaderFailed(type(error).__name__) from error
        if done.returncode:
            raise ReaderFailed(done.stderr.decode("utf-8", "replace").strip()[:200])
        return done.stdout.decode("utf-8", "replace")


def page_of(table: str) -> PageRead:
    """The text of the words in a table of tesseract (TSV), line by line, an empty line between blocks."""
    rows = [row.translate(_TAKEN_FOR).split("\t", 11) for row in table.splitlines()]
    words = [row for row in rows if len(row) == 12 and row[0] == _WORD and row[11].strip()]  # noqa: PLR2004 - its columns
    blocks = (
        [_line(list(line)) for _place, line in groupby(block, lambda row: row[3:5])]
        for _place, block in groupby(words, lambda row: row[1:3])
    )
    text = "\n\n".join("\n".join(block) for block in blocks)
    sure = "".join(str(min(9, max(0, int(float(row[10]) // 10)))) * len("".join(row[11].split())) for row in words)
    return PageRead(text, sure)


def _line(words: Sequence[list[str]]) -> str:
    """The words of a line; there are blanks between Latin words, none between Chinese ones."""
    texts = [" ".join(row[11].split()) for row in words]
    return texts[0] + "".join(_parted(texts))


def _parted(texts: Sequence[str]) -> Iterator[str]:
    for one, two in pairwise(texts):
        yield f" {two}" if one[-1].isascii() and two[0].isascii() else two


def _opened(picture: bytes) -> Image.Image:
    try:
        return Image.open(io.BytesIO(picture), formats=["PNG"])
    except OSError as error:
        message = "no picture"
        raise ReaderFailed(message) from error


def _turned(picture: bytes, degrees: int) -> bytes:
    """The picture turned to the left."""
    if not degrees:
        return picture
    out = io.BytesIO()
    _opened(picture).rotate(degrees, expand=True).save(out, "PNG")
    return out.getvalue()


def _is_latin(page: PageRead) -> bool:
    signs = [sign for sign in page.text if sign.isalnum()]
    return bool(signs) and sum(map(str.isascii, signs)) >= _LATIN * len(signs)


def _average(page: PageRead) -> float:
    """How much is sure on average, of a hundred."""
    return sum(10 * int(digit) + 5 for digit in page.sure) / len(page.sure) if page.sure else 0.0


def _worth(page: PageRead) -> int:
    """How much was read surely: what is less than half sure speaks against a way to lie."""
    return sum(int(digit) - 4 for digit in page.sure)


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
    there = told.stdout.decode("utf-8", "replace").split()
    known = tuple(one for one in LANGUAGES if one in there)
    return Tesseract(path, known, "osd" in there) if known else None
