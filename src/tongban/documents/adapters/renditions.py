"""Pages as pictures, for viewing on phones without a PDF program, and small ones for lists."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pi_heif
import pypdfium2
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from tongban.documents.rules.intake import HEAD, sniff
from tongban.documents.vocabulary import FileKind

FORMATS = ("PNG", "JPEG", "TIFF", "HEIF")
"""What Pillow may take a picture for, whatever its bytes say."""
LARGEST_SIDE = 4000
"""Pixels of the longer side of a page picture, whatever is asked for: a page may declare a size of kilometres."""
_WIDTH_READ, _SIDE_READ = 2000, 2800
"""Pixels: a page of A4 at 240 dots per inch, at which small print is still read, and the longer side of it."""
_ENLARGED = 3
"""So many times a small picture is enlarged at most: a screenshot of a screenshot has no more in it."""


class NoRendition(RuntimeError):  # noqa: N818 - the name says what is the matter
    """There is no such page, or this kind of file cannot be shown as a picture here."""


pi_heif.register_heif_opener()


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


def picture_for_screen(content: bytes, page: int = 1, *, side: int = 1600) -> bytes:
    """A photograph, or a page of a TIFF, turned upright and reduced to `side` pixels, as JPEG without its metadata
    (place, device).
    """
    picture = _picture(content, page)
    picture.thumbnail((side, side))
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=85)
    return out.getvalue()


def page_to_read(content: bytes, page: int) -> bytes:
    """Page `page` (from 1) of a PDF or picture as a program reads it: upright by what the file says, in grey, as PNG.

    Raises `NoRendition`.
    """
    if sniff(content[:HEAD]) is FileKind.PDF:
        return _png(Image.open(io.BytesIO(page_picture(content, page, width=_WIDTH_READ))).convert("L"))
    picture = _grey(_picture(content, page))
    times = min(_SIDE_READ / max(picture.size), _ENLARGED)
    across, down = (max(1, round(side * times)) for side in picture.size)
    return _png(picture.resize((across, down), Image.Resampling.LANCZOS))


def _open(pdf: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(pdf)
        document.init_forms()
    except pypdfium2.PdfiumError as error:
        message = "this PDF cannot be shown"
        raise NoRendition(message) from error
    return document


def frame_count(content: bytes) -> int:
    """Pages of a picture: those of a TIFF, else 1. Raises `NoRendition` when it cannot be opened."""
    return int(getattr(_opened(content), "n_frames", 1))


def frames(content: bytes) -> Iterator[Image.Image]:
    """Each page of a picture. Raises `NoRendition` when it cannot be opened, or breaks off."""
    try:
        for frame in ImageSequence.Iterator(_opened(content)):
            yield frame.copy()
    except (OSError, SyntaxError, ValueError) as error:
        message = "this picture breaks off"
        raise NoRendition(message) from error


def _opened(content: bytes) -> Image.Image:
    try:
        return Image.open(io.BytesIO(content), formats=FORMATS)
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        message = "this picture cannot be shown"
        raise NoRendition(message) from error


def _picture(content: bytes, page: int = 1) -> Image.Image:
    picture = _opened(content)
    try:
        picture.seek(page - 1)
        return ImageOps.exif_transpose(picture) or picture
    except (EOFError, OSError, SyntaxError, ValueError) as error:
        message = f"there is no page {page}"
        raise NoRendition(message) from error


def _grey(picture: Image.Image) -> Image.Image:
    """In grey on white: what is transparent would turn black."""
    if not picture.has_transparency_data:
        return picture.convert("L")
    white = Image.new("RGBA", picture.size, "white")
    white.alpha_composite(picture.convert("RGBA"))
    return white.convert("L")


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=False)
    return out.getvalue()
