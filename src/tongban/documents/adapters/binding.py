"""Stacks of paper that came through a scanner: bound to one PDF, looked at page by page, cut into parts.

Heavy: only the worker and the page that takes a stack import this.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf
import pypdfium2
import zxingcpp
from PIL import Image, ImageOps

from tongban.documents.adapters.renditions import NoRendition, frames
from tongban.documents.rules.intake import HEAD, sniff
from tongban.documents.vocabulary import FileKind

_LOOK = 150
"""Dots per inch at which a page is looked at: enough for a square code of 4 cm, and for specks."""
_POINT = 72
_DARK, _SPOT, _SHARE = 140, 8, 0.12
"""A grey darker than this is ink. A page on which no square of so many pixels holds this share of ink is empty but for
dust: a full stop is seen.
"""
_MARGIN = 0.04
"""Share of each side at which scanners leave shadows."""


class Unfit(ValueError):  # noqa: N818 - it names what happened
    """A file of a stack cannot be opened."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one page shows: the words of its square code ("" when it has none), and whether it is empty."""

    code: str
    blank: bool


def bound(files: Sequence[bytes]) -> bytes:
    """All pages of `files` (PDF or pictures) in their order as one PDF; pictures are turned upright, not reduced.

    Raises `Unfit` for what cannot be opened.
    """
    out = io.BytesIO()
    try:
        with pikepdf.new() as whole:
            for content in files:
                for made in [content] if sniff(content[:HEAD]) is FileKind.PDF else _pictures(content):
                    with pikepdf.open(io.BytesIO(made)) as part:
                        whole.pages.extend(part.pages)
            whole.save(out)
    except (NoRendition, pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise Unfit(str(error)) from error
    return out.getvalue()


def looked_at(pdf: bytes) -> Iterator[Look]:
    """Each page of a bound stack, one at a time in memory."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(len(document)):
            page = document[number]
            side = max(page.get_size())
            scale = min(_LOOK / _POINT, 4000 / max(side, 1))
            picture = page.render(scale=scale, grayscale=True).to_pil().convert("L")
            page.close()
            yield Look(_code(picture), _blank(picture))
    finally:
        document.close()


def cut(pdf: bytes, pages: Sequence[int]) -> bytes:
    """The `pages` (from 1) of a bound stack as a PDF of their own."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as whole, pikepdf.new() as part:
        part.pages.extend(whole.pages[number - 1] for number in pages)
        part.remove_unreferenced_resources()
        part.save(out)
    return out.getvalue()


def _pictures(content: bytes) -> Iterator[bytes]:
    """Each frame of a picture as a PDF, one at a time in memory."""
    for frame in frames(content):
        upright, out = ImageOps.exif_transpose(frame) or frame, io.BytesIO()
        drawn = upright if upright.mode in {"1", "L", "RGB"} else upright.convert("RGB")
        drawn.save(out, "PDF", resolution=float(frame.info.get("dpi", (_LOOK, _LOOK))[0]) or _LOOK)
        yield out.getvalue()


def _code(picture: Image.Image) -> str:
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return found[0].text if found else ""


def _blank(picture: Image.Image) -> bool:
    across, down = (int(side * _MARGIN) for side in picture.size)
    inner = picture.crop((across, down, picture.width - across, picture.height - down))
    ink = inner.point(lambda grey: 255 if grey < _DARK else 0)
    _least, most = ink.reduce(_SPOT).getextrema()
    return int(most) < 255 * _SHARE  # type: ignore[arg-type]
