"""The text of a person's own complaint in lines as they were meant: a line that only ran to the margin goes on."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tongban.filing.rules.own_words import PAPERS, any_of, words
from tongban.filing.vocabulary.own_paper import Found

QUOTED = 60
"""Signs that are quoted around what was read."""
_ORDINAL = "一二三四五六七八九十"
NUMBERED = rf"(?:[{_ORDINAL}]{{1,3}}[、.．]|[0-9]{{1,2}}(?:[、．)）]|[.](?![0-9]))|[（(][{_ORDINAL}0-9]{{1,3}}[)）])"
"""How an item of a list begins."""
_PARTS = ("plaintiff", "defendant", "third", "agent", "guardian")
_SHOWS_SOMEBODY = f"男|女|汉族|{any_of('credit_code', 'id_number', 'address_of_seat')}"
ROLE = re.compile(
    rf"\s*(?:{NUMBERED}\s*)?(?P<role>{any_of(*_PARTS)})(?:[{_ORDINAL}0-9]{{1,2}})?\s*"
    rf"(?:[（(][^（）()]{{0,20}}[)）]\s*)?(?:[:：]|$|(?=[^，,。；;：:]{{1,30}}[，,]\s*(?:{_SHOWS_SOMEBODY})))"
)
"""A line that begins with the part that somebody has in the case."""
_HEADS, _ENDING = any_of("claims", "facts", "evidence"), any_of("end")
HEADING = re.compile(rf"\s*(?:{NUMBERED}\s*)?(?:(?P<head>{_HEADS})\s*(?:如下)?\s*(?:[:：]|$)|(?P<end>{_ENDING}))")
"""A line that begins a section."""
_KEPT = frozenset("，。；：（）！？、“”‘’《》【】～")
"""Chinese punctuation, which the compatibility forms would turn into Latin."""
_RADICALS = str.maketrans(
    "⺠⻅⻆⻉⻋⻓⻔⻙⻚⻛⻜⻝⻢⻥⻦⻧⻨⻩⻬⻮⻰⻳", "民见角贝车长门韦页风飞食马鱼鸟卤麦黄齐齿龙龟"
)
"""Radicals that some programs write into a PDF in place of the characters, and that have no compatibility form."""
_HAN_PLANES = ("\U00020000", "\U0003fffd")
"""Where rare characters stand, and new ones will."""
_CIRCLED = {0x2460 + place: f"({place + 1})" for place in range(20)}
"""① to ⑳ number a list; their compatibility forms would be digits of what follows them."""
_PAGE_NUMBER = re.compile(r"[-—–\s]*(?:第\s*)?\d{1,3}\s*(?:页)?(?:\s*[/／,，]?\s*(?:共\s*)?\d{1,3}\s*页?)?[-—–\s]*")
_ENDS = tuple("。；;：:！？!?")
_LABELS = ("name", "id_number", *PAPERS, "credit_code", "phone", "email", "representative", "other")
_ADDRESSES = ("address", "address_of_seat", "address_of_register")
_BEGINS = re.compile(rf"{ROLE.pattern}|{HEADING.pattern}|\s*{NUMBERED}|\s*(?:{any_of(*_LABELS, *_ADDRESSES)})\s*[:：]")
_SPREAD = "|".join(
    " ?".join(map(re.escape, word))
    for word in words(*_PARTS, "claims", "facts", "evidence", "end", *_LABELS, *_ADDRESSES)
)
_SPREAD_OUT = re.compile(
    rf"(\s*(?:{NUMBERED}\s*)?)({_SPREAD})(?=\s*(?:如下)?\s*(?:[:：（(]|[{_ORDINAL}0-9]{{1,2}}\s*[:：]|$))"
)
"""A word that begins a line, with blanks between its characters, as people set 原　告 below 被　告."""
_TITLE = re.compile(r"(?:民\s*事\s*)?(?:起\s*诉\s*(?:状|书)|诉\s*状)(?:[（(].*[)）])?")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; `marks` are the places in it at which a page begins."""

    text: str
    marks: tuple[tuple[int, int], ...]

    def page(self, place: int = 0) -> int:
        """The page on which the sign at `place` stands."""
        return self.marks[max(0, bisect_right(self.marks, (place, 10**9)) - 1)][1]

    def found(self, value: str, start: int, end: int) -> Found:
        """What was read between two places, with the words around it."""
        before = max(0, start - (QUOTED - min(QUOTED, end - start)) // 2)
        quote = " ".join(self.text[before : max(end, before + QUOTED)][:QUOTED].split())
        return Found(value, self.page(start), quote)

    def part(self, start: int, end: int | None = None) -> Line:
        """The line between two places."""
        end = len(self.text) if end is None else end
        marks = [(max(0, place - start), page) for place, page in self.marks if start < place < end]
        return Line(self.text[start:end], ((0, self.page(start)), *marks))

    def with_next(self, other: Line, between: str) -> Line:
        """Two lines as one; a page that goes on has its mark already."""
        shift, last = len(self.text) + len(between), self.marks[-1][1]
        marks = tuple((place + shift, page) for place, page in other.marks if page != last)
        return Line(f"{self.text}{between}{other.text}", (*self.marks, *marks))


def lines_of(texts: Sequence[str]) -> tuple[Line, ...]:
    """The lines of a text that is given page by page, as they were meant."""
    found: list[Line] = []
    goes_on = False
    for number, text in enumerate(texts, 1):
        rows = [_closed(" ".join(row.split())) for row in plain(text).splitlines()]
        for row in _without_numbers(rows):
            if row and goes_on and not (_BEGINS.match(row) or _ends(found[-1].text)):
                between = " " if found[-1].text[-1].isascii() and row[0].isascii() else ""
                found[-1] = found[-1].with_next(Line(row, ((0, number),)), between)
            elif row:
                found.append(Line(row, ((0, number),)))
            goes_on = bool(row)
        # A sentence that runs over the end of a page goes on, whatever stands between the pages.
        goes_on = bool(found)
    return tuple(found)


def joined(lines: Iterable[Line]) -> Line:
    """Lines one below the other, as one text."""
    whole = Line("", ((0, 1),))
    for line in lines:
        whole = whole.with_next(line, "\n") if whole.text else line
    return whole


def plain(text: str) -> str:
    """Letters, digits and characters in their usual forms; signs that nobody sees are gone, punctuation stays."""
    listed = text.translate(_CIRCLED)
    usual = "".join(sign if sign in _KEPT else unicodedata.normalize("NFKC", sign) for sign in listed)
    return "".join(sign for sign in usual.translate(_RADICALS) if _is_seen(sign))


def _is_seen(sign: str) -> bool:
    """Not what steers a printer or comes out of a font of symbols; a rare character of a name may be newer than the
    tables of this program.
    """
    return sign in "\n\t" or unicodedata.category(sign)[0] != "C" or _HAN_PLANES[0] <= sign <= _HAN_PLANES[1]


def _closed(row: str) -> str:
    """The row without the blanks within the word that begins it."""
    head = _SPREAD_OUT.match(row)
    return f"{head[1]}{head[2].replace(' ', '')}{row[head.end() :]}" if head else row


def _ends(text: str) -> bool:
    return text.endswith(_ENDS) or bool(_TITLE.fullmatch(text) or HEADING.fullmatch(text))


def _without_numbers(rows: list[str]) -> list[str]:
    """The rows of a page without the page's own number at its top or foot."""
    there = [place for place, row in enumerate(rows) if row]
    edges = {place for place in (*there[:1], *there[-1:]) if _PAGE_NUMBER.fullmatch(rows[place])}
    return [row for place, row in enumerate(rows) if place not in edges]
