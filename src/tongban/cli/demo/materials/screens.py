"""Two screenshots of a chat in which the borrower admits the debt and promises to pay; no real messenger's look."""

from __future__ import annotations

from PIL import Image, ImageDraw

from tongban.cli.demo.materials.ink import png, sans
from tongban.cli.demo.materials.people import BORROWER

_SIZE = (1080, 1920)
_GROUND, _THEIRS, _OWN = (240, 242, 245), (255, 255, 255), (205, 226, 250)
_TEXT, _QUIET, _MARK = (30, 34, 40), (130, 136, 145), (190, 60, 50)
_SIDE, _BUBBLE, _ROW = 150, 640, 56

_FIRST = (
    ("time", "2025年9月15日 19:42"),
    ("own", "志强，三月份借的18万6千5，你8月还了一万，剩下的17万6千5什么时候能还？"),
    ("theirs", "梅姐，真不好意思，最近货款没回来，手头紧。"),
    ("theirs", "借条我认，年底之前一定还清。"),
    ("own", "借条上写的就是12月31日前，到时候别再拖了。"),
    ("theirs", "放心，肯定不拖。"),
    ("time", "2025年11月28日 20:10"),
    ("own", "还有一个月就到期了，你准备得怎么样？"),
    ("theirs", "在凑了，年底见。"),
)
_SECOND = (
    ("time", "2026年1月3日 09:05"),
    ("own", "已经过了12月31日，钱还没到账。"),
    ("theirs", "梅姐，再给我一点时间，欠你的176500我都认。"),
    ("own", "上次也是这么说的。给个准日子。"),
    ("theirs", "1月10日之前先还5万，剩下的春节前还。"),
    ("time", "2026年1月11日 21:30"),
    ("own", "10号过了，一分钱没收到。再不还我只能去法院起诉了。"),
    ("theirs", "实在拿不出来，你看着办吧。"),
)


def first() -> bytes:
    """Promises before the due day."""
    return _screen(_FIRST, "20:12")


def second() -> bytes:
    """Broken promises after it."""
    return _screen(_SECOND, "21:34")


def _screen(messages: tuple[tuple[str, str], ...], clock: str) -> bytes:
    picture = Image.new("RGB", _SIZE, _GROUND)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, _SIZE[0], 190), fill=(250, 250, 252))
    draw.text((48, 24), clock, font=sans(34), fill=_TEXT)
    draw.text((48, 100), "〈", font=sans(46), fill=_TEXT)
    draw.text((_SIZE[0] / 2, 126), BORROWER.name, font=sans(44), fill=_TEXT, anchor="mm")
    draw.line((0, 190, _SIZE[0], 190), fill=(220, 223, 228), width=2)
    y = 230
    for kind, text in messages:
        y = _time(draw, text, y) if kind == "time" else _bubble(draw, text, y, own=kind == "own")
    draw.rectangle((0, _SIZE[1] - 120, _SIZE[0], _SIZE[1]), fill=(250, 250, 252))
    draw.rounded_rectangle((60, _SIZE[1] - 96, 1020, _SIZE[1] - 24), 36, fill=(238, 240, 243))
    draw.text((_SIZE[0] / 2, _SIZE[1] - 60), "样本 SPECIMEN · 演示材料", font=sans(30), fill=_MARK, anchor="mm")
    return png(picture)


def _time(draw: ImageDraw.ImageDraw, text: str, y: int) -> int:
    draw.text((_SIZE[0] / 2, y + 24), text, font=sans(30), fill=_QUIET, anchor="mm")
    return y + 78


def _bubble(draw: ImageDraw.ImageDraw, text: str, y: int, *, own: bool) -> int:
    """One message with its sender's disc; returns where the next one starts."""
    face = sans(40)
    lines = _wrapped(draw, text)
    width = max(draw.textlength(line, font=face) for line in lines) + 60
    height = len(lines) * _ROW + 44
    left = _SIZE[0] - _SIDE - width if own else _SIDE
    draw.rounded_rectangle((left, y, left + width, y + height), 24, fill=_OWN if own else _THEIRS)
    for number, line in enumerate(lines):
        draw.text((left + 30, y + 18 + number * _ROW), line, font=face, fill=_TEXT)
    centre = _SIZE[0] - 84 if own else 84
    draw.ellipse((centre - 44, y, centre + 44, y + 88), fill=(120, 150, 190) if own else (170, 150, 120))
    draw.text((centre, y + 44), "梅" if own else "周", font=face, fill=(255, 255, 255), anchor="mm")
    return y + max(height, 88) + 38


def _wrapped(draw: ImageDraw.ImageDraw, text: str) -> list[str]:
    lines = [""]
    for glyph in text:
        if draw.textlength(lines[-1] + glyph, font=sans(40)) > _BUBBLE and glyph not in "，。？！、":
            lines.append("")
        lines[-1] += glyph
    return lines
