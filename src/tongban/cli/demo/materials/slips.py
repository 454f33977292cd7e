"""Short IOUs on plain paper, for the people whose cases wait on the desks after the story."""

from __future__ import annotations

from PIL import Image, ImageDraw

from tongban.cli.demo.materials.ink import png, sans

_SIZE = (1000, 720)
_PAPER, _INK, _MARK = (250, 248, 240), (30, 34, 60), (196, 50, 42)


def carpenter() -> bytes:
    """Feng Dahai owes Wu Dalin 22,000 yuan."""
    return _slip(
        "今借到吴大林人民币贰万贰仟元（22000元），", "用于店面装修，2025年10月31日前还清。", "冯大海", "2025年4月2日"
    )


def shopkeeper() -> bytes:
    """Qian Youwei owes Zheng Xiaolan 8,600 yuan."""
    return _slip("今借到郑小兰人民币捌仟陆佰元（8600元），", "2026年1月31日前还清。", "钱有为", "2025年6月18日")


def lender() -> bytes:
    """He Zhijun owes Lin Xiaomei 30,000 yuan."""
    return _slip("今借到林晓梅人民币叁万元（30000元），", "2026年2月28日前还清。", "何志军", "2025年9月1日")


def _slip(first: str, second: str, debtor: str, day: str) -> bytes:
    picture = Image.new("RGB", _SIZE, _PAPER)
    draw = ImageDraw.Draw(picture)
    draw.text((_SIZE[0] // 2, 110), "借  条", font=sans(56), fill=_INK, anchor="mm")
    draw.text((140, 220), first, font=sans(36), fill=_INK)
    draw.text((80, 300), second, font=sans(36), fill=_INK)
    draw.text((580, 440), f"借款人：{debtor}", font=sans(36), fill=_INK)
    draw.text((580, 510), day, font=sans(36), fill=_INK)
    draw.text((80, 640), "样本 SPECIMEN · 演示·无效", font=sans(32), fill=_MARK)
    return png(picture)
