"""Identity documents that can be taken for nothing but specimens: no emblem, no portrait, the mark across the face."""

from __future__ import annotations

from PIL import Image, ImageDraw

from tongban.cli.demo.materials.ink import png, sans
from tongban.cli.demo.materials.people import BORROWER, CARPENTER, LENDER, SHOPKEEPER, Somebody

_SIZE = (1012, 638)
_LABEL, _TEXT, _MARK = (70, 110, 160), (25, 28, 32), (196, 50, 42)


def lender() -> bytes:
    """Of Lin Xiaomei."""
    return _card(LENDER)


def borrower() -> bytes:
    """Of Zhou Zhiqiang."""
    return _card(BORROWER)


def carpenter() -> bytes:
    """Of Wu Dalin."""
    return _card(CARPENTER)


def shopkeeper() -> bytes:
    """Of Zheng Xiaolan."""
    return _card(SHOPKEEPER)


def _card(person: Somebody) -> bytes:
    picture = Image.new("RGB", _SIZE, (232, 240, 246))
    draw = ImageDraw.Draw(picture)
    for offset in range(-_SIZE[1], _SIZE[0], 26):
        draw.line((offset, 0, offset + _SIZE[1], _SIZE[1]), fill=(222, 232, 240), width=3)
    draw.rounded_rectangle((6, 6, _SIZE[0] - 6, _SIZE[1] - 6), 34, outline=(150, 175, 200), width=4)
    year, month, day = person.born.split("-")
    rows = (
        (70, "姓名", person.name),
        (150, "性别", f"{person.sex}        民族    汉"),
        (230, "出生", f"{year}  年  {int(month)}  月  {int(day)}  日"),
        (310, "住址", person.address),
    )
    for y, label, value in rows:
        draw.text((60, y), label, font=sans(32), fill=_LABEL)
        lines = (value[:13], value[13:]) if label == "住址" else (value,)
        for number, line in enumerate(lines):
            draw.text((160, y - 2 + number * 48), line, font=sans(36), fill=_TEXT)
    draw.text((60, 520), "公民身份号码", font=sans(32), fill=_LABEL)
    draw.text((300, 514), " ".join(person.id_number), font=sans(38), fill=_TEXT)
    draw.rectangle((720, 90, 940, 370), outline=(150, 175, 200), width=3)
    draw.text((830, 230), "无照片\n样本", font=sans(36), fill=_LABEL, anchor="mm", align="center")
    return png(_stamped(picture))


def _stamped(picture: Image.Image) -> Image.Image:
    """The mark across the whole face, and again along the foot."""
    layer = Image.new("RGBA", (1400, 160), (0, 0, 0, 0))
    ImageDraw.Draw(layer).text((700, 80), "样本 SPECIMEN 演示·无效", font=sans(92), fill=(*_MARK, 120), anchor="mm")
    turned = layer.rotate(24, expand=True)
    where = ((_SIZE[0] - turned.width) // 2, (_SIZE[1] - turned.height) // 2)
    picture.paste(turned, where, turned)
    ImageDraw.Draw(picture).text((60, 590), "样本 SPECIMEN · 号码不属于任何人", font=sans(24), fill=_MARK)
    return picture
