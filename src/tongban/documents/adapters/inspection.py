"""Opens a file that arrived and says what is inside, without running or fully unpacking anything."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from email.parser import BytesHeaderParser
from email.policy import compat32
from typing import BinaryIO

import pikepdf
from PIL import Image, UnidentifiedImageError

from tongban.documents.adapters.tiff import tiff_pages
from tongban.documents.adapters.word import word_inside
from tongban.documents.rules.intake import HEAD, Inside, Limits, Upload, sniff
from tongban.documents.vocabulary import FileKind

_HEIC_SCAN = 1 << 20
"""Bytes in which a HEIC file keeps its picture sizes (they stand before the pixel data)."""
_TAIL = 2048
"""Bytes at the end of a PDF among which its end mark stands; some programs pad after it."""
_ISPE = struct.Struct(">4xII")
_CHAIN = 50
"""Actions that follow one another (ISO 32000-2, 12.6.2)."""
_DECODED = 10**9
"""Pixels after which a file of many pages is believed: a few bytes can stand for hours of decoding."""
_TOO_MANY = 10**9
"""Pixels reported for a picture so large that Pillow refuses to look at it."""
_DECODERS = {FileKind.PNG: "PNG", FileKind.JPEG: "JPEG", FileKind.TIFF: "TIFF"}


def inspect(content: BinaryIO, name: str, limits: Limits) -> Upload:
    """The upload as the rules see it. `content` is seekable; its position afterwards is the start.

    A file above the size limit, or of a kind that is not accepted, is not opened.
    """
    size = content.seek(0, io.SEEK_END)
    content.seek(0)
    head = content.read(HEAD)
    kind = sniff(head)
    inside = None
    if 0 < size <= limits.size and kind in limits.accepted:
        content.seek(0)
        inside = _opened(content, kind, limits)
    content.seek(0)
    return Upload(name=name, size=size, head=head, inside=inside)


def _opened(content: BinaryIO, kind: FileKind, limits: Limits) -> Inside:
    if kind is FileKind.PDF:
        return _pdf(content, limits)
    if kind is FileKind.ARCHIVE:
        return word_inside(content)
    if kind is FileKind.MAIL:
        return _mail(content)
    # A film is not opened here: it is kept as it is, and whoever looks at it does so on a device of their own.
    return Inside() if kind is FileKind.MP4 else _picture(content, kind, limits)


def _mail(content: BinaryIO) -> Inside:
    """An e-mail names who sent it, and when or under which number (RFC 5322, 3.6)."""
    headers = BytesHeaderParser(policy=compat32).parse(content)
    dated = any(name in headers for name in ("Date", "Message-ID", "Received"))
    return Inside(readable="From" in headers and dated)


def _pdf(content: BinaryIO, limits: Limits) -> Inside:
    """A PDF that opens without a password is not locked, even when its author forbade printing: banks do so.

    One that breaks off is damaged, although the library would repair it: pages may be missing that nobody missed.
    """
    content.seek(-min(_TAIL, content.seek(0, io.SEEK_END)), io.SEEK_END)
    if b"%%EOF" not in content.read():
        return Inside(readable=False)
    content.seek(0)
    try:
        with pikepdf.open(content, suppress_warnings=True) as pdf:
            pages = len(pdf.pages)
            active = _active(pdf) if pages <= limits.pages else ()
            return Inside(readable=pages > 0, pages=pages, active=tuple(active))
    except pikepdf.PasswordError:
        return Inside(readable=False, locked=True)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        # The library's own error, or what its object model raises on tables of the wrong shape.
        return Inside(readable=False)


def _active(pdf: pikepdf.Pdf) -> list[str]:
    """What would run when the file, or one of its pages, is opened."""
    found = []
    if _runs(pdf.Root.get("/OpenAction")):
        found.append("OpenAction")
    if "/AA" in pdf.Root or any(map(_runs, _first_of_pages(pdf))):
        found.append("AA")
    names = pdf.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names:
        found.append("JavaScript")
    return found


def _first_of_pages(pdf: pikepdf.Pdf) -> Iterator[object]:
    """What is done when a page is opened, for those that say so."""
    for page in pdf.pages:
        further = page.obj.get("/AA")
        if isinstance(further, pikepdf.Dictionary):
            yield further.get("/O")


def _runs(action: object) -> bool:
    """Whether an action, or one that follows it, starts a program; a chain too long for any purpose counts as one."""
    ahead = [action]
    for _ in range(_CHAIN):
        one = ahead.pop() if ahead else None
        if isinstance(one, pikepdf.Array):
            ahead += list(one)[:_CHAIN]
        elif isinstance(one, pikepdf.Dictionary):
            if str(one.get("/S", "")) in {"/JavaScript", "/Launch"}:
                return True
            ahead.append(one.get("/Next"))
    return bool(ahead)


def _picture(content: BinaryIO, kind: FileKind, limits: Limits) -> Inside:
    if kind is FileKind.HEIC:
        pixels = _heic_pixels(content.read(_HEIC_SCAN))
        return Inside(readable=pixels > 0, pixels=pixels)
    pages = tiff_pages(content, limits.pages) if kind is FileKind.TIFF else 0
    if kind is FileKind.TIFF and not 0 < pages <= limits.pages:
        return Inside(readable=pages > 0, pages=pages)
    content.seek(0)
    try:
        with Image.open(content, formats=[_DECODERS[kind]]) as picture:
            pixels = decoded = 0
            for frame in range(pages or 1):
                picture.seek(frame)
                size = picture.width * picture.height
                pixels, decoded = max(pixels, size), decoded + size
                if pixels > limits.pixels:
                    break
                if decoded > _DECODED:
                    continue
                # JPEG is decoded at an eighth of its size, enough to see that nothing is missing.
                picture.draft("L", (picture.width // 8 or 1, picture.height // 8 or 1))
                picture.load()
            return Inside(pages=pages, pixels=pixels)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return Inside(pixels=_TOO_MANY)
    except (UnidentifiedImageError, EOFError, OSError, SyntaxError, ValueError, struct.error):
        return Inside(readable=False)


def _heic_pixels(data: bytes) -> int:
    """The largest picture named by an `ispe` box (ISO/IEC 23008-12, 6.5.3); 0 when there is none."""
    largest, at = 0, data.find(b"ispe")
    while at != -1 and at + 4 + _ISPE.size <= len(data):
        width, height = _ISPE.unpack_from(data, at + 4)
        largest, at = max(largest, width * height), data.find(b"ispe", at + 4)
    return largest
