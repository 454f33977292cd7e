"""The IOU (借条), written by hand on lined paper and photographed with a phone on a table."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tongban.cli.demo.materials.ink import font, noise, sans
from tongban.cli.demo.materials.people import BORROWER, LENDER

_SHEET = (1240, 1500)
_PHOTO = (1440, 1800)
_LINE = 92
_LEFT, _RIGHT = 110, 1140
_GLYPH = 50
_INK = (28, 38, 84)
_TEXT = (
    f"    今向{LENDER.name}借到人民币壹拾捌万陆仟伍佰元整（¥186,500.00），用于资金周转，"
    "于2025年12月31日前一次性还清。如发生争议，由借款人住所地人民法院管辖。"
)
_SIGNED = (f"借款人：{BORROWER.name}", f"身份证号：{BORROWER.id_number}", "2025年3月12日")


def photograph() -> bytes:
    """The photograph as JPEG."""
    rng = random.Random(20250312)  # noqa: S311 - a repeatable drawing, no secret # nosec B311
    sheet = _paper(rng)
    _write(sheet, rng)
    photo = _on_table(sheet, rng)
    out = io.BytesIO()
    photo.save(out, "JPEG", quality=84)
    return out.getvalue()


def _paper(rng: random.Random) -> Image.Image:
    """Cream paper with grain, faint lines and a fold."""
    grain = noise(rng, _SHEET, 0, 14).filter(ImageFilter.GaussianBlur(0.8))
    sheet = ImageChops.subtract(Image.new("RGB", _SHEET, (250, 246, 234)), Image.merge("RGB", (grain, grain, grain)))
    draw = ImageDraw.Draw(sheet)
    for y in range(300, _SHEET[1] - 60, _LINE):
        draw.line((70, y, _SHEET[0] - 70, y), fill=(198, 208, 214), width=2)
    fold = Image.new("L", _SHEET, 0)
    ImageDraw.Draw(fold).line((0, 760, _SHEET[0], 752), fill=60, width=5)
    sheet.paste((120, 112, 98), (0, 0), fold.filter(ImageFilter.GaussianBlur(4)))
    draw.text((_SHEET[0] - 330, _SHEET[1] - 50), "样本 SPECIMEN · 演示材料", font=sans(24), fill=(190, 120, 110))
    return sheet


def _write(sheet: Image.Image, rng: random.Random) -> None:
    """Title, text and signature, glyph by glyph."""
    _stroke(sheet, rng, "借  条", 520, 190, 78)
    x, y = _LEFT, 300
    for glyph in _TEXT:
        width = _advance(glyph)
        if x + width > _RIGHT and glyph not in "，。、":
            x, y = _LEFT + rng.randint(-8, 8), y + _LINE
        _stroke(sheet, rng, glyph, x, y, _GLYPH)
        x += width + rng.randint(-2, 3)
    for number, line in enumerate(_SIGNED):
        _stroke(sheet, rng, line, 430, y + _LINE * (number + 3) - 92, _GLYPH - (6 if number == 1 else 0))


def _advance(glyph: str) -> int:
    return 26 if glyph == " " else 31 if glyph.isascii() else _GLYPH + 3


def _stroke(sheet: Image.Image, rng: random.Random, text: str, x: int, y: int, size: int) -> None:
    """Glyphs with a hand's unevenness: each turned, slanted, scaled and lifted a little; `y` is the line below."""
    for glyph in text:
        actual = max(20, int(size * rng.uniform(0.93, 1.07)))
        tile = Image.new("L", (size * 2, size * 2), 0)
        ImageDraw.Draw(tile).text((size // 2, size // 3), glyph, font=font("NotoSerifCJK-Regular", actual), fill=255)
        slant = rng.uniform(0.06, 0.2)
        bend = (1, slant, -slant * size, rng.uniform(-0.06, 0.06), 1, 0)
        tile = tile.transform(tile.size, Image.Transform.AFFINE, bend, Image.Resampling.BICUBIC)
        tile = tile.rotate(rng.uniform(-5, 5), Image.Resampling.BICUBIC)
        pressure = rng.uniform(0.72, 0.98)
        tile = tile.filter(ImageFilter.GaussianBlur(0.7)).point([int(value * pressure) for value in range(256)])
        sheet.paste(_INK, (x - size // 2, y - int(size * 1.55) + rng.randint(-4, 4)), tile)
        x += int(_advance(glyph) * size / _GLYPH)


def _on_table(sheet: Image.Image, rng: random.Random) -> Image.Image:
    """The sheet seen from slightly aside, on dark wood, with the light falling off to a corner."""
    table = Image.new("RGB", _PHOTO, (94, 68, 48))
    grain = noise(rng, (_PHOTO[0] // 24, _PHOTO[1]), 0, 60).resize(_PHOTO).filter(ImageFilter.GaussianBlur(2))
    table = ImageChops.subtract(table, Image.merge("RGB", (grain, grain, grain)))
    corners = ((120, 150), (1345, 118), (1378, 1660), (92, 1702))
    coefficients = _perspective(corners, ((0, 0), (_SHEET[0], 0), _SHEET, (0, _SHEET[1])))
    seen = sheet.transform(_PHOTO, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC)
    mask = Image.new("L", _PHOTO, 0)
    ImageDraw.Draw(mask).polygon(corners, fill=255)
    shadow = ImageChops.offset(mask, 14, 18).filter(ImageFilter.GaussianBlur(16)).point([v // 2 for v in range(256)])
    table.paste((20, 14, 10), (0, 0), shadow)
    table.paste(seen, (0, 0), mask.filter(ImageFilter.GaussianBlur(0.8)))
    light = Image.radial_gradient("L").resize((2600, 3000)).crop((700, 760, 700 + _PHOTO[0], 760 + _PHOTO[1]))
    shade = light.point([value // 3 for value in range(256)])
    return ImageChops.subtract(table, Image.merge("RGB", (shade, shade, shade)))


def _perspective(seen: tuple[tuple[int, int], ...], flat: tuple[tuple[int, int], ...]) -> list[float]:
    """The eight coefficients by which Pillow finds the point of the flat sheet for each point of the photograph."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for column in range(8):  # Gauss-Jordan with the largest pivot
        pivot = max(range(column, 8), key=lambda r: abs(rows[r][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for other in range(8):
            if other != column:
                factor = rows[other][column]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[column], strict=True)]
    return [row[8] for row in rows]
