"""Paper as a scanner sees it: written pages, empty pages, separator sheets, as files of the kinds that offices send."""

from __future__ import annotations

import io
import secrets
from collections.abc import Sequence
from uuid import UUID

import segno
from PIL import Image, ImageDraw, ImageFont

from tongban.dossier.law import code_of_sheet

A4 = (1240, 1754)
"""Pixels of a page at 150 dots per inch."""
FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"


def written(*lines: str) -> Image.Image:
    """A page with these lines on it; without any, some that no other page has."""
    page, font = Image.new("L", A4, 255), ImageFont.truetype(FONT, 44)
    draw = ImageDraw.Draw(page)
    for place, line in enumerate(lines or (f"记录 {secrets.token_hex(6)}", "借款人应于到期日归还。")):
        draw.text((140, 160 + 90 * place), line, fill=0, font=font)
    return page


def empty() -> Image.Image:
    """The back of a page: a shadow at the edge and some dust."""
    page = Image.new("L", A4, 248)
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 0, 12, A4[1]), fill=90)
    draw.point([(400, 500), (800, 1200)], fill=60)
    return page


def sheet(item: UUID) -> Image.Image:
    """The separator sheet of an item as it comes back from the scanner, a little askew."""
    code = io.BytesIO()
    segno.make(code_of_sheet(item), error="h", micro=False).save(code, kind="png", scale=6, border=4)
    page = written("分隔页")
    page.paste(Image.open(code).convert("L"), (300, 500))
    return page.rotate(2, fillcolor=255)


def pdf_of(pages: Sequence[Image.Image]) -> io.BytesIO:
    """The pages as one PDF."""
    return _saved(pages, "PDF")


def tiff_of(pages: Sequence[Image.Image]) -> io.BytesIO:
    """The pages as one TIFF, black and white as office machines send it."""
    return _saved([page.convert("1") for page in pages], "TIFF", compression="group4")


def jpeg_of(page: Image.Image, *, turned: int = 1) -> io.BytesIO:
    """A page as a photograph; `turned`: the orientation that the telephone noted (EXIF 274)."""
    out, exif = io.BytesIO(), Image.Exif()
    exif[274] = turned
    page.save(out, "JPEG", exif=exif)
    out.seek(0)
    return out


def _saved(pages: Sequence[Image.Image], kind: str, **options: str) -> io.BytesIO:
    out = io.BytesIO()
    pages[0].save(out, kind, save_all=True, append_images=pages[1:], resolution=150, **options)
    out.seek(0)
    return out
