"""Papers put together for a printer: one file, every set beginning on a fresh sheet."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Iterator

import pikepdf
from PIL import ImageOps

from tongban.documents.adapters.renditions import NoRendition, frames

log = logging.getLogger(__name__)
PRINTABLE = frozenset({"application/pdf", "image/jpeg", "image/png", "image/heic", "image/tiff"})
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
                for made in _as_pdfs(content, media_type):
                    with pikepdf.open(io.BytesIO(made)) as one:
                        whole.pages.extend(one.pages)
            if (len(whole.pages) - before) % 2:
                whole.add_blank_page()
        out = io.BytesIO()
        whole.save(out, compress_streams=True)
    return out.getvalue()


def _as_pdfs(content: bytes, media_type: str) -> Iterator[bytes]:
    """The content as PDF; of a picture each page, upright. One that breaks off ends there, and holds no letter up."""
    if media_type == "application/pdf":
        yield content
        return
    try:
        for frame in frames(content):
            picture = (ImageOps.exif_transpose(frame) or frame).convert("RGB")
            picture.thumbnail(_A4)
            out = io.BytesIO()
            picture.save(out, "PDF", resolution=150)
            yield out.getvalue()
    except NoRendition as broken:
        log.warning("a picture was not printed whole: %s", broken)
