"""Whether a TIFF (TIFF 6.0) is whole: Pillow takes one that breaks off for a shorter one, and no page is missed."""

from __future__ import annotations

import io
import struct
from typing import BinaryIO

_OFFSETS, _COUNTS = (273, 324), (279, 325)
"""Tags: where the strips or tiles of a page lie, and how long each is."""
_SIZES = {1: ("B", 1), 3: ("H", 2), 4: ("I", 4)}
"""Of the kinds of values, those in which these tags may be written."""
_MOST_PARTS = 1 << 16


def tiff_pages(content: BinaryIO, most: int) -> int:
    """The pages of a TIFF, at most `most` + 1 of them counted; 0 when a page or a part of it lies beyond its end."""
    size = content.seek(0, io.SEEK_END)
    content.seek(0)
    order = "<" if content.read(2) == b"II" else ">"
    try:
        content.seek(4)
        at, seen, pages = _numbers(content, order, "I", 1)[0], set[int](), 0
        while at and pages <= most:
            if at in seen:
                return 0
            seen.add(at)
            tags, at = _directory(content, order, at)
            if not _all_there(content, order, tags, size):
                return 0
            pages += 1
    except (struct.error, MemoryError):
        return 0
    return pages


def _directory(content: BinaryIO, order: str, at: int) -> tuple[dict[int, tuple[int, int, bytes]], int]:
    """The tags of one page (kind, count, the value or where it lies), and where the next page's begin."""
    content.seek(at)
    (count,) = _numbers(content, order, "H", 1)
    tags = {}
    for _ in range(count):
        tag, kind, many, value = struct.unpack(f"{order}HHI4s", content.read(12))
        tags[tag] = (kind, many, value)
    return tags, _numbers(content, order, "I", 1)[0]


def _all_there(content: BinaryIO, order: str, tags: dict[int, tuple[int, int, bytes]], size: int) -> bool:
    for offsets, counts in zip(_OFFSETS, _COUNTS, strict=True):
        if offsets in tags and counts in tags:
            starts, lengths = _values(content, order, tags[offsets]), _values(content, order, tags[counts])
            ends = [start + length for start, length in zip(starts, lengths, strict=False)]
            return len(starts) == len(lengths) > 0 and max(ends) <= size
    return False


def _values(content: BinaryIO, order: str, tag: tuple[int, int, bytes]) -> tuple[int, ...]:
    kind, many, value = tag
    form, each = _SIZES.get(kind, ("B", 1))
    if many > _MOST_PARTS:
        return ()
    if many * each <= len(value):
        return struct.unpack(f"{order}{many}{form}", value[: many * each])
    content.seek(struct.unpack(f"{order}I", value)[0])
    return _numbers(content, order, form, many)


def _numbers(content: BinaryIO, order: str, form: str, many: int) -> tuple[int, ...]:
    layout = struct.Struct(f"{order}{many}{form}")
    return layout.unpack(content.read(layout.size))
