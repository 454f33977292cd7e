"""Pages as pictures, for viewing on phones without a PDF program, and small ones for lists."""

from __future__ import annotations

import io

import pypdfium2
from PIL import Image, ImageOps, UnidentifiedImageError

from tongban.documents.vocabulary import FileKind

LARGEST_SIDE = 4000
"""Pixels of the longer side of a page picture, whatever is asked for: a page may declare a size of kilometres."""


class NoRendition(RuntimeError):  # noqa: N818 - the name says what is the matter
    """There is no such page, or this kind of file cannot be shown as a picture here (HEIC)."""


def page_count(pdf: bytes) -> int:
    """Pages of `pdf`. Raises `NoRendition` when it cannot be opened."""
    document = _open(pdf)
    try:
        return len(document)
    finally:
        document.close()


def page_picture(pdf: bytes, number: int, *, width: int = 1080) -> bytes:
    """Page `number` (from 1) as PNG, `width` pixels wide."""
    document = _open(pdf)
    try:
        if not 1 <= number <= len(document):
            message = f"there is no page {number}"
            raise NoRendition(message)
        page = document[number - 1]
        across, down = page.get_size()
        scale = min(width / max(across, 1), LARGEST_SIDE / max(across, down, 1))
        return _png(page.render(scale=scale, may_draw_forms=True).to_pil())
    finally:
        document.close()


def thumbnail(content: bytes, kind: FileKind, *, side: int = 240) -> bytes:
    """The first page or the picture, at most `side` pixels either way, as PNG."""
    if kind is FileKind.PDF:
        picture: Image.Image = Image.open(io.BytesIO(page_picture(content, 1, width=side * 2)))
    else:
        picture = _picture(content)
    picture.thumbnail((side, side))
    return _png(picture)


def picture_for_screen(content: bytes, *, side: int = 1600) -> bytes:
    """A photograph turned upright and reduced to `side` pixels, as JPEG without its metadata (place, device)."""
    picture = _picture(content)
    picture.thumbnail((side, side))
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=85)
    return out.getvalue()


def _open(pdf: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(pdf)
        document.init_forms()
    except pypdfium2.PdfiumError as error:
        message = "this PDF cannot be shown"
        raise NoRendition(message) from error
    return document


def _picture(content: bytes) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(content), formats=["PNG", "JPEG"])
        return ImageOps.exif_transpose(picture) or picture
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        message = "this picture cannot be shown"
        raise NoRendition(message) from error


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=False)
    return out.getvalue()
