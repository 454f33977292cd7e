"""Word documents of today (OOXML, ISO/IEC 29500): what is inside, and their text; nothing is run or unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, cast
from xml.etree.ElementTree import ParseError  # nosec B405 - the error alone; what reads is defusedxml

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from tongban.documents.adapters.texts import TextUnreadableError
from tongban.documents.rules.intake import Inside

_TEXT, _TYPES = "word/document.xml", "[Content_Types].xml"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LOCKED = 0x1
_PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""The ways of packing that OOXML knows (ISO/IEC 29500-2); others may ask for any amount of memory."""
_MOST_PARTS = 5000
_UNPACKED = 32 * 1024 * 1024
"""Bytes of the text part that are unpacked at most, whatever the directory says."""
_MOST_MARKS = 400_000
"""Beginnings and ends of elements that are read at most."""
_TURNED, _BROKEN_BY_HAND = "\f", "\v"
"""Marks in the text: a page ended here when the file was last shown; its author began a new page here."""
_GONE = frozenset({"Fallback", "moveFrom", "del"})
"""Parts that repeat or take back what stands elsewhere."""
_WRONG = (
    *(zipfile.BadZipFile, zlib.error, OSError, EOFError, LookupError, ValueError, RuntimeError),
    *(NotImplementedError, ParseError, DefusedXmlException),
)


def word_inside(content: BinaryIO) -> Inside:
    """What the rules ask of a document; whatever other archive it is, is not readable."""
    try:
        with zipfile.ZipFile(content) as parts:
            entries = parts.infolist()
            names = {one.filename for one in entries}
            if len(entries) > _MOST_PARTS or not {_TEXT, _TYPES} <= names:
                return Inside(readable=False)
            if parts.getinfo(_TEXT).compress_type not in _PACKED:
                return Inside(readable=False)
            locked = any(one.flag_bits & _LOCKED for one in entries)
    except _WRONG:
        return Inside(readable=False)
    runs = sorted({what for name in names for what in ("vbaProject", "activeX") if what.lower() in name.lower()})
    return Inside(readable=not locked, locked=locked, active=tuple(runs))


def word_texts(content: BinaryIO, signs: int) -> tuple[list[str], bool]:
    """The text page by page as it was last shown, at most `signs` signs, and whether that is all of it.

    A paragraph ends with an empty line. Raises `TextUnreadableError`.
    """
    found: list[str] = []
    size, whole = 0, True
    try:
        with zipfile.ZipFile(content) as parts, parts.open(_TEXT) as part:
            for piece in _pieces(_AtMost(cast(BinaryIO, part))):
                found.append(piece)
                size += len(piece)
                if size > signs:
                    whole = False
                    break
    except _WRONG as why:
        raise TextUnreadableError from why
    text = "".join(found)[:signs]
    if _TURNED in text:
        return text.replace(_BROKEN_BY_HAND, "").split(_TURNED), whole
    return text.split(_BROKEN_BY_HAND), whole


class _AtMost(io.RawIOBase):
    """A stream that fails where it grows beyond all measure."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._left = stream, _UNPACKED

    def read(self, size: int = -1) -> bytes:
        """The next bytes; fails once too many were read."""
        got = self._stream.read(min(size, 65536) if size >= 0 else 65536)
        self._left -= len(got)
        if self._left < 0:
            message = "the text of the document is too large"
            raise ValueError(message)
        return got


def _pieces(stream: io.RawIOBase) -> Iterator[str]:
    """Text and marks in the order of the document."""
    gone = 0
    for number, (event, element) in enumerate(iterparse(stream, events=("start", "end"))):
        if number > _MOST_MARKS:
            raise TextUnreadableError
        kind = str(element.tag).rpartition("}")[2]
        if kind in _GONE:
            gone += 1 if event == "start" else -1
        elif event == "end" and not gone:
            yield _told(kind, element)
        if event == "end" and kind == "p":
            element.clear()


def _told(kind: str, element: Any) -> str:  # noqa: ANN401 - the library's elements have no published type
    match kind:
        case "t":
            return (element.text or "").replace(_TURNED, " ").replace(_BROKEN_BY_HAND, " ")
        case "tab":
            return "\t"
        case "br":
            return _BROKEN_BY_HAND if element.get(f"{{{_MAIN}}}type") == "page" else "\n"
        case "lastRenderedPageBreak":
            return _TURNED
        case "p":
            return "\n\n"
        case _:
            return ""
