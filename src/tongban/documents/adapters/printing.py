"""Papers put together for a printer: one file, every set beginning on a fresh sheet."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pikepdf
from PIL import Image, ImageOps

PRINTABLE = frozenset({"application/pdf", "image/jpeg", "image/png"})
"""Media types that become pages; sound, video and mail do not."""
_A4 = (1240, 1754)
"""Pixels of a sheet at 150 dots per inch."""


def joined(sets: Iterable[Iterable[tuple[bytes, str]]]) -> bytes:
    """All `sets` of (content, media type) as one PDF; a set with an odd number of pages gets a blank one behind it.

    So a printer that prints on both sides never puts two letters on one sheet.
    """
    with pikepdf.new() as whole:
        for papers in sets:
            before = len(whole.pages)
            for content, media_type in papers:
                with pikepdf.open(io.BytesIO(_as_pdf(content, media_type))) as one:
                    whole.pages.extend(one.pages)
            if (len(whole.pages) - before) % 2:
                whole.add_blank_page()
        out = io.BytesIO()
        whole.save(out, compress_streams=True)
    return out.getvalue()


def _as_pdf(content: bytes, media_type: str) -> bytes:
    if media_type == "application/pdf":
        return content
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(content))).convert("RGB")
    picture.thumbnail(_A4)
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=150)
    return out.getvalue()
