"""Amounts, dates, sizes and digests as people read them. Pure: the language is an argument where it matters."""

from __future__ import annotations

import re
from datetime import date, datetime

from tongban.kernel.money import Money

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_SMALL_UNITS = ("", "拾", "佰", "仟")
_GROUP_UNITS = ("", "万", "亿", "万亿")
_GROUP = 10_000
_CAPITALS_LIMIT = _GROUP ** len(_GROUP_UNITS)
_ZH_WEEKDAYS = "一二三四五六日"
_EN_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EN_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTHS = {
    "es": (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
    "ru": (
        *("января", "февраля", "марта", "апреля", "мая", "июня"),
        *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
    ),
    "ky": (
        *("январь", "февраль", "март", "апрель", "май", "июнь"),
        *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
    ),
    "vi": tuple(f"tháng {number}" for number in range(1, 13)),
    "en": _EN_MONTHS,
}
_WEEKDAYS = {
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "ru": ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
    "ky": ("дүйшөмбү", "шейшемби", "шаршемби", "бейшемби", "жума", "ишемби", "жекшемби"),
    "vi": ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"),
    "en": _EN_WEEKDAYS,
}
_DAYS = {
    "es": ("{day} de {month} de {year}", "{weekday}, {date}"),
    "ru": ("{day} {month} {year} г.", "{weekday}, {date}"),
    "ky": ("{year}-ж., {day}-{month}", "{date}, {weekday}"),
    "vi": ("ngày {day} {month} năm {year}", "{weekday}, {date}"),
    "en": ("{day} {month} {year}", "{weekday} {date}"),
}
"""How a date is written, without and with its weekday. The month is a word, so that no reader takes it for the day."""
_NUMBERS = {"es": str.maketrans(",.", ".,"), "vi": str.maketrans(",.", ".,")} | dict.fromkeys(
    ("ru", "ky"), str.maketrans(",.", "\N{NO-BREAK SPACE},")
)
"""How the signs between digits change from English."""
_ZH_UNITS = {"CNY": "元", "USD": "美元", "EUR": "欧元", "VND": "越南盾", "KGS": "索姆", "PEN": "索尔"}
_KIB = 1024
_QUOTIENT = re.compile(r"(-?)([0-9]+)/([0-9]+)")


def is_chinese(language: str | None) -> bool:
    """Whether `language` is read with Chinese dates and units."""
    return (language or "").lower().startswith("zh")


def _tongue(language: str) -> str:
    """The language whose dates and numbers are used: English where there are none of its own."""
    return language if language in _DAYS else "en"


def grouped(amount: Money) -> str:
    """Digits in groups of three: 18650000 fen -> "186,500.00"."""
    whole, _, decimals = amount.decimal_text.partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.lstrip('-')):,}" + (f".{decimals}" if decimals else "")


def quotient(exact: str) -> str:
    """A sum that no decimal can write, as people check it: "4030/3" is "4030÷3 = 1343.33…"; anything else as it is."""
    parts = _QUOTIENT.fullmatch(exact)
    if not parts or not int(parts[3]):
        return exact
    above, below = int(parts[2]), int(parts[3])
    cents = above * 100 // below
    return f"{parts[1]}{above}÷{below} = {parts[1]}{cents // 100}.{cents % 100:02d}…"


def money(amount: Money, language: str) -> str:
    """The amount with its unit where readers of `language` expect it."""
    if is_chinese(language):
        return f"{grouped(amount)} {_ZH_UNITS.get(amount.currency, amount.currency)}"
    return f"{amount.currency} {grouped(amount).translate(_NUMBERS.get(_tongue(language), {}))}"


def money_capitals(amount: Money) -> str:
    """The amount in Chinese capitals, as documents and vouchers write it.

    Follows the rules on writing bills and settlement vouchers (支付结算办法, annex 1): one 零 for a run of zeros
    inside, none before a unit, 零 between 元 and 分 when 角 is zero, 整 after 元 and 角, nothing after 分. Where the
    rules leave the 零 to the writer (a zero at the 万 or 元 place, a digit after it), none is written.
    """
    if amount.currency != "CNY":
        message = f"Chinese capitals are defined for CNY, not {amount.currency}"
        raise ValueError(message)
    if amount.minor < 0:
        message = "an amount in capitals cannot be negative"
        raise ValueError(message)
    yuan, fen = divmod(amount.minor, 100)
    if yuan >= _CAPITALS_LIMIT:
        message = "amount too large for capitals"
        raise ValueError(message)
    jiao, fen = divmod(fen, 10)
    text = "人民币"
    if yuan or not (jiao or fen):
        text += _whole_capitals(yuan) + "元"
    if not (jiao or fen):
        return text + "整"
    if jiao:
        text += _DIGITS[jiao] + "角"
    elif yuan:
        text += "零"
    return text + (_DIGITS[fen] + "分" if fen else "整")


def _whole_capitals(number: int) -> str:
    """A whole number in capitals, in groups of four digits."""
    if number == 0:
        return _DIGITS[0]
    groups: list[int] = []
    while number:
        number, group = divmod(number, _GROUP)
        groups.append(group)
    text = ""
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            continue
        higher = groups[place + 1 :]
        if text and (group < _GROUP // 10 or higher[0] == 0):
            text += _DIGITS[0]
        text += _group_capitals(group) + _group_unit(groups, place)
    return text


def _group_unit(groups: list[int], place: int) -> str:
    """The unit after a group; 万亿 loses its 亿 when a group of 亿 follows and carries it."""
    if place == len(_GROUP_UNITS) - 1 and groups[place - 1]:
        return "万"
    return _GROUP_UNITS[place]


def _group_capitals(group: int) -> str:
    """Up to four digits in capitals, one 零 for a run of zeros between digits."""
    text, zero = "", False
    for power in (3, 2, 1, 0):
        digit = group // 10**power % 10
        if not digit:
            zero = bool(text)
            continue
        text += (_DIGITS[0] if zero else "") + _DIGITS[digit] + _SMALL_UNITS[power]
        zero = False
    return text


def day(value: date, language: str, *, weekday: bool = False) -> str:
    """A date: 2026年11月22日, 22 November 2026, 22 ноября 2026 г.; with the weekday when asked."""
    if is_chinese(language):
        text = f"{value.year}年{value.month}月{value.day}日"
        return f"{text} 星期{_ZH_WEEKDAYS[value.weekday()]}" if weekday else text
    tongue = _tongue(language)
    plain, full = _DAYS[tongue]
    text = plain.format(day=value.day, month=_MONTHS[tongue][value.month - 1], year=value.year)
    return full.format(weekday=_WEEKDAYS[tongue][value.weekday()], date=text) if weekday else text


def moment(value: datetime, language: str) -> str:
    """A date with the time of day, in the zone that `value` already carries."""
    separator = " " if is_chinese(language) else ", "
    return f"{day(value, language)}{separator}{value:%H:%M}"


def size(number: int) -> str:
    """Bytes in the largest unit that gives at least one: 1468006 -> "1.4 MB"."""
    amount, unit = float(number), "B"
    for larger in ("KB", "MB", "GB", "TB"):
        if amount < _KIB:
            break
        amount, unit = amount / _KIB, larger
    return f"{number} B" if unit == "B" else f"{amount:.1f}".removesuffix(".0") + f" {unit}"


def digest_groups(digest: str) -> list[str]:
    """A digest in groups of eight, so that two people can compare it by voice."""
    return [digest[start : start + 8] for start in range(0, len(digest), 8)]
