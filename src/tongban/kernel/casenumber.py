"""Case numbers (案号): （2026）渝0103民初1号.

法〔2015〕137号 as amended by 法〔2018〕335号: bracketed Gregorian year of intake, court code, special-trial character
if any, type characters, serial number, 号 (articles 1-3, 9); derived documents add 之一, 之二.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from tongban.kernel.refusal import Refusal

LAW = "法〔2015〕137号"
FIRST_YEAR, LAST_YEAR = 2016, 2100
"""The rules are in force from 2016-01-01; numbers given before have another form."""
PROVINCES = "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新军兵"
"""First characters of court codes (article 4, with the exceptions 内, 军, 兵)."""
SPECIALS = "知"
"""Special-trial characters between court code and type (article 3 as amended)."""
PADDED = {"刑核": 8}
"""Types whose serial is random and keeps its leading zeros: digits written (article 10, criminal review)."""
MAX_TYPE, MAX_SERIAL_DIGITS, MAX_DERIVED = 4, 8, 99

# Invisible characters come along when a number is copied from a page or a PDF.
_GAPS = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]+")
# NFKC would read 民初1² as 民初12: what is no digit of a number is left to be malformed.
_CURIOUS = re.compile(
    "[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209f\u2150-\u218f\u2460-\u24ff\u2776-\u2793\u3220-\u33ff]"
)
_BRACKETS = str.maketrans(dict.fromkeys("〔[［【", "(") | dict.fromkeys("〕]］】", ")"))
_COURT = rf"最高法|[{PROVINCES}](?:[0-9]{{4}}|[0-9]{{2}})?"
_NUMBER = re.compile(
    rf"\((?P<year>[0-9]{{4}})\)(?P<court>{_COURT})(?P<special>[{SPECIALS}]?)(?P<type>[\u4e00-\u9fff]{{1,{MAX_TYPE}}}?)"
    rf"(?P<serial>[0-9]{{1,{MAX_SERIAL_DIGITS}}})号(?:之(?P<derived>[一二三四五六七八九十]{{1,3}}))?"
)
_OLD = re.compile(r"\([0-9]{4}\)[\u4e00-\u9fff]+字第?[0-9]+(?:-[0-9]+)?号.*")
# 之一审判决 goes on with 一审; a year in brackets before a bare count, 法〔2015〕137号, cites a rule and no case.
_IN_TEXT = re.compile(
    r"[（(〔\[［【]\s*[0-9０-９]{4}\s*[）)〕\]］】](?!\s*第?\s*[0-9０-９]+\s*号)"
    r"[^（(〔\[［【）)〕\]］】，,。；;、\n]{1,40}?号(?:\s*之\s*[一二三四五六七八九十]{1,3}(?!审))?"
)
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True, order=True)
class CaseNumber:
    """A case number in its parts; sorts by year, court, special character, type, serial, derived document.

    `derived` is 0 for the case itself and 1-99 for 之一 to 之九十九.
    """

    year: int
    court: str
    special: str
    type_chars: str
    serial: int
    derived: int = 0

    def __str__(self) -> str:
        digits = f"{self.serial:0{PADDED.get(self.type_chars, 1)}d}"
        branch = f"之{_chinese(self.derived)}" if self.derived else ""
        return f"（{self.year}）{self.court}{self.special}{self.type_chars}{digits}号{branch}"

    @property
    def series(self) -> tuple[int, str, str, str]:
        """What one serial counts in: year, court, special character, type (article 9)."""
        return (self.year, self.court, self.special, self.type_chars)

    def problem(self) -> Refusal | None:
        """Why this number cannot stand, or None: it must read back as itself."""
        if not 0 <= self.derived <= MAX_DERIVED:
            return _refusal("derived", "1-3", str(self.derived))
        if self.serial < 1 or len(str(self.serial)) > MAX_SERIAL_DIGITS:
            return _refusal("serial_zero" if self.serial == 0 else "serial_digits", "9-10", str(self.serial))
        if self.special and self.special not in SPECIALS:
            return _refusal("special_unknown", "3", self.special)
        found = parse(str(self))
        if isinstance(found, Refusal):
            return found
        return None if found == self else Refusal("case_number.malformed", f"{LAW} 1-3", facts=(("typed", str(self)),))


def parse(text: str) -> CaseNumber | Refusal:
    """The number in `text`, whatever the width of its brackets and digits and wherever spaces crept in.

    Refused: anything else, the forms before 2016, a year out of range, a serial of 0 or with leading zeros.
    """
    known = text if _CURIOUS.search(text) else unicodedata.normalize("NFKC", text)
    plain = _GAPS.sub("", known).translate(_BRACKETS)
    match = _NUMBER.fullmatch(plain)
    if match is None or match["type"].endswith(("字", "第")):
        old = _OLD.fullmatch(plain) is not None
        what = "empty" if not plain else "old_form" if old else "malformed"
        return _refusal(what, "1-3", text)
    year, serial, padded = int(match["year"]), match["serial"], PADDED.get(match["type"])
    derived = _NUMERALS.get(match["derived"]) if match["derived"] else 0
    wrong_digits = len(serial) != padded if padded else serial.startswith("0")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _refusal("year", "3", text)
    if int(serial) == 0 or wrong_digits:
        return _refusal("serial_zero" if int(serial) == 0 else "serial_digits", "9-10", text)
    if derived is None:
        return _refusal("malformed", "1-3", text)
    return CaseNumber(year, match["court"], match["special"], match["type"], int(serial), derived)


@dataclass(frozen=True, slots=True)
class NumberInText:
    """What looks like a case number in a text: its place (start, end), as typed, and what it reads as."""

    start: int
    end: int
    typed: str
    answer: CaseNumber | Refusal


def find_numbers(text: str) -> tuple[NumberInText, ...]:
    """What looks like a case number in `text`, in order, read or refused; 法〔2015〕137号 cites a rule and is none."""
    return tuple(
        NumberInText(match.start(), match.end(), match[0], parse(match[0])) for match in _IN_TEXT.finditer(text)
    )


def _refusal(what: str, articles: str, typed: str) -> Refusal:
    return Refusal(f"case_number.{what}", f"{LAW} {articles}", ("case_number",), (("typed", typed.strip()[:60]),))


def _chinese(number: int) -> str:
    """1-99 in Chinese numerals: 3 -> 三, 12 -> 十二, 20 -> 二十."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")


_NUMERALS = {_chinese(number): number for number in range(1, MAX_DERIVED + 1)}
