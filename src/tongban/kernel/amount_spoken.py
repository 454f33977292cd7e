"""Amounts as people say them: 两万三, 3w, 一千八百块, 十来万, five grand, 80k, about 3,000 yuan.

`amount_words` reads what papers write and leaves open what can be read in two ways. In speech 三万五 has one meaning
(35,000; the other number is 三万零五), so it is read here; what is only about so much is told as such, with no sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tongban.kernel.amount_words import number_told
from tongban.kernel.money import LIMIT_MINOR, Money

_FEN = 100
_UNITS = {"万": 10**4, "千": 10**3, "百": 10**2}
_DIGITS = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_CHINESE = re.compile(
    r"(?P<before>大概|差不多|大约|约|将近|快|近|好|上|小|至少|最少|不到|超过|起码)?"
    r"(?<![0-9a-z.])(?P<sum>[0-9]+(?:\.[0-9]+)?\s*(?=[万千百wk元块])|(?=[一二两三四五六七八九十百千万几半]))"
    r"(?P<rest>(?:[一二两三四五六七八九十百千万零〇几半0-9]|[wk](?![a-z]))*)"
    r"(?P<about>[来多余把](?=[万千块元]|$|[^a-z0-9]))?(?P<more>[万千百]*)\s*(?P<yuan>块钱|块|元|圆|人民币|rmb)?"
    r"(?P<after>\s*(?:多|左右|上下|来块|以上|以下))?"
)
_TO_TEN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TENS = {"a": 1, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
_WORDS = {word: number for number, word in enumerate(_TO_TEN, 1)} | _TENS
_NUMBER_WORDS = "|".join(sorted(_WORDS, key=len, reverse=True))
_SIZES = {
    "hundred thousand": 10**5,
    "k": 10**3,
    "w": 10**4,
    "grand": 10**3,
    "thousand": 10**3,
    "hundred": 10**2,
    "million": 10**6,
}
_ENGLISH = re.compile(
    r"(?P<before>\b(?:about|around|roughly|almost|nearly|over|under|some|up to|at least|more than|less than|maybe)\s+)?"
    r"(?P<mark>[¥￥]|\brmb|\bcny)?\s*(?<![0-9a-z.,-])"
    rf"(?P<sum>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+(?:\.[0-9]+)?|(?:{_NUMBER_WORDS})(?=\s))"
    rf"\s*(?P<size>(?:{'|'.join(_SIZES)})(?![a-z]))?\s*(?P<yuan>(?:yuan|rmb|kuai|renminbi|cny)(?![a-z]))?"
    r"(?P<after>\s+(?:or so|odd|something|plus))?(?![0-9万千百元块年月日号])"
)
_COUNTED = re.compile(
    r"\s*(?:[年月日号天个人户斤亩米平岁次分点条头只件台套间粉字篇节车桶瓶吨里步名位口遍倍度页本张场部架双栋楼室级层期]|公[里斤分]|小时|%|％)"
)
"""What is counted behind a number that is no money: 十二万粉丝, 三百斤."""
_PLAIN_END = re.compile(
    r"\s*(?:[.,;!?)]|$|(?:in|from|to|for|last|by|on|and|but|he|she|which|that|when|because|with|of mine|back)\b)"
)
"""What follows a bare figure that is money: lent him 3000, sent 15,000 in three transfers."""
_FEWEST = 3
_MOST_FIGURES = 7


@dataclass(frozen=True, slots=True)
class Spoken:
    """An amount that was told, from where to where it stands; no money where only about how much was said."""

    money: Money | None
    start: int
    end: int


def spoken_amounts(text: str) -> Iterator[Spoken]:
    """Every amount that a story in small letters names, in its order."""
    found = sorted([*_chinese(text), *_english(text)], key=lambda one: (one.start, -one.end))
    last = 0
    for one in found:
        if one.start >= last:
            last = one.end
            yield one


def one_amount(text: str) -> Spoken | None:
    """The amount of a story that names exactly one; None where there are more, or only about how much is told."""
    found = list(spoken_amounts(text))
    return found[0] if len({one.money for one in found}) == 1 and found[0].money else None


def _chinese(text: str) -> Iterator[Spoken]:
    for found in _CHINESE.finditer(text):
        number = (
            re.sub(r"\s", "", f"{found['sum']}{found['rest']}{found['more']}").replace("w", "万").replace("k", "千")
        )
        if not any(unit in number for unit in _UNITS) and not found["yuan"]:
            continue
        if (not found["yuan"] and _COUNTED.match(text, found.end())) or text[: found.start()].endswith("分之"):
            continue
        about = found["before"] or found["about"] or found["after"] or "几" in number
        money = None if about else _money(_said(number))
        if money or about or number[0] not in _UNITS:
            yield Spoken(money, found.start(), found.end())


def _said(number: str) -> Fraction | None:
    """A number as it is said: the last digit alone is of the next smaller unit (两万三, 一千八)."""
    tail = re.fullmatch(r"(.+)([万千百])([一二两三四五六七八九1-9])", number)
    if tail:
        above = number_told(tail[1] + tail[2])
        last = _DIGITS.get(tail[3]) or int(tail[3])
        return None if above is None else above + Fraction(last * _UNITS[tail[2]], 10)
    return number_told(number)


def _english(text: str) -> Iterator[Spoken]:
    for found in _ENGLISH.finditer(text):
        said, size = found["sum"], found["size"]
        if said in _WORDS and not size:
            continue
        named = bool(found["mark"] or found["yuan"] or size)
        figures = len(said.replace(",", ""))
        if not named and not (_FEWEST <= figures <= _MOST_FIGURES and "." not in said and _plain(text, found)):
            continue
        number = Fraction(_WORDS[said]) if said in _WORDS else Fraction(said.replace(",", ""))
        about = found["before"] or found["after"]
        yield Spoken(None if about else _money(number * _SIZES.get(size or "", 1)), found.start(), found.end())


def _plain(text: str, found: re.Match[str]) -> bool:
    """Whether a bare figure stands where money stands, and is no year."""
    year = re.fullmatch("(?:19|20)[0-9]{2}", found["sum"]) is not None
    return not year and _PLAIN_END.match(text, found.end()) is not None


def _money(yuan: Fraction | None) -> Money | None:
    minor = None if yuan is None else yuan * _FEN
    return Money(int(minor)) if minor and minor.denominator == 1 and 0 < minor <= LIMIT_MINOR else None
