"""Amounts as people and papers in China write them: 壹佰万元整, 5万元, 1亿2000万元, ￥20,000.50, 三百元五角.

`parse_amount` (money.py) stays the one form in which an amount is kept; this reads the others, in yuan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tongban.kernel.money import LIMIT_MINOR, Money, parse_amount
from tongban.kernel.refusal import Refusal

_NINE = ("一壹", "二贰貳两兩", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
_DIGITS = {sign: value for value, signs in enumerate(_NINE, 1) for sign in signs}
_BARE = frozenset({*_DIGITS, *"123456789"})
"""A single digit behind a larger unit, which may be meant in the next smaller one: 三万五, 1万2."""
_ONE, _ZERO, _UNITS = "".join(_DIGITS), "零〇○", "十拾百佰千仟万萬亿億"
_WORD = f"{_ONE}{_ZERO}{_UNITS}"
_GROUPS = (("[亿億]", 10**8), ("[万萬]", 10**4))
_PLAIN = r"(?:[0-9]{1,3}(?:[,，][0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_N = rf"(?:{_PLAIN}|[{_ONE}])"
_ZEROS = re.compile(f"[{_ZERO}]")
_SECTION = re.compile(
    rf"[{_ZERO}]*(?:(?P<q>{_N})[千仟])?[{_ZERO}]*(?:(?P<b>{_N})[百佰])?[{_ZERO}]*(?:(?P<s>{_N})?(?P<ten>[十拾]))?"
    rf"[{_ZERO}]*(?P<e>{_N})?"
)
_PIECES = 30
"""Figures and words by turns, in one amount at most."""
_AMOUNT = re.compile(
    rf"(?P<mark>人民币|RMB|CNY|[￥¥])?\s*[￥¥]?\s*(?<![0-9{_WORD}])(?<![0-9][,，.])"
    rf"(?P<sum>(?=[0-9{_WORD}])(?:{_PLAIN})?+(?:(?:\s(?=[{_UNITS}]))?[{_WORD}]++(?:{_PLAIN})?+){{0,{_PIECES}}}+)\s*"
    rf"(?:(?P<yuan>(?:元|圆|圓|块)(?:\s*(?P<jiao>{_N})\s*角)?(?:\s*[{_ZERO}]?(?P<fen>{_N})\s*分(?!之))?)"
    rf"|(?!\s*[余多几]))\s*[整正]?"
)
"""An amount begins where no other number goes on, and is none where it is only about so much (10余万元)."""
_FEN = 100
_LONGEST = 60
"""Signs of a number, or of an amount with its marks; what is longer is none."""


@dataclass(frozen=True, slots=True)
class Written:
    """An amount in a text: what it comes to, and from where to where it stands."""

    money: Money
    start: int
    end: int


def amounts_in(text: str) -> Iterator[Written]:
    """Every amount in yuan that the text names by a mark before it (￥, 人民币) or by the yuan behind it."""
    for found in _AMOUNT.finditer(text):
        money = _money(found) if found["mark"] or found["yuan"] else None
        if money is not None:
            yield Written(money, found.start(), found.end())


def amount_told(text: str) -> Money | None:
    """The amount that the whole text is, with the yuan behind it or not; None when it is none, or none above zero."""
    told = text.strip()
    found = _AMOUNT.fullmatch(told) if len(told) <= _LONGEST else None
    return _money(found) if found else None


def amount_typed(text: str, *, field: str, currency: str = "CNY", zero: bool = False) -> Money | Refusal:
    """The amount that a person typed in digits or in Chinese words (叁万伍仟元), or why it is none."""
    told = amount_told(text) if currency == "CNY" and not text.isascii() else None
    return told or parse_amount(text, field=field, currency=currency, zero=zero)


def number_told(text: str) -> Fraction | None:
    """A number in digits, in Chinese words or in both (5万3千); None when it is none.

    Also None where it can be read in two ways: whether 三万五 is 30,005 or 35,000, a court does not guess.
    """
    if len(text) > _LONGEST:
        return None
    for sign, size in _GROUPS:
        *before, rest = re.split(f"{sign}(?!.*{sign})", text)
        if before:
            above, below = number_told(before[0]), number_told(rest) if rest else Fraction(0)
            bare = rest in _BARE
            return None if bare or not above or below is None else above * size + below
    found = _SECTION.fullmatch(text)
    if found is None or not text:
        return None
    bare = found["e"] in _BARE and not (found["ten"] or _ZEROS.search(text)) and bool(found["q"] or found["b"])
    tens = found["s"] or ("一" if found["ten"] else None)
    parts = ((found["q"], 1000), (found["b"], 100), (tens, 10), (found["e"], 1))
    return None if bare else sum((_one(number) * size for number, size in parts), Fraction(0))


def _money(found: re.Match[str]) -> Money | None:
    whole = number_told(re.sub(r"\s", "", found["sum"]))
    if whole is None:
        return None
    minor = whole * _FEN + _one(found["jiao"]) * 10 + _one(found["fen"])
    return Money(int(minor)) if minor.denominator == 1 and 0 < minor <= LIMIT_MINOR else None


def _one(number: str | None) -> Fraction:
    """One digit, or a number in digits; nothing is nothing."""
    if not number:
        return Fraction(0)
    return Fraction(_DIGITS[number]) if number in _DIGITS else Fraction(re.sub("[,，]", "", number))
