"""Whether a case number names a court and a type that exist (法〔2015〕137号 3-8); its form is read in the kernel."""

from __future__ import annotations

from datetime import date
from functools import cache

from tongban.courts.rules import tables
from tongban.courts.rules.hierarchy import tree_on
from tongban.courts.vocabulary import CaseType
from tongban.kernel.casenumber import LAW, CaseNumber, parse
from tongban.kernel.refusal import Refusal

LAST_DAY = (12, 31)


@cache
def _by_characters() -> dict[str, tuple[CaseType, ...]]:
    found: dict[str, tuple[CaseType, ...]] = {}
    for row in tables.case_types():
        if row.characters:
            found[row.characters] = (*found.get(row.characters, ()), row)
    return found


def types_of(characters: str, day: date) -> tuple[CaseType, ...] | Refusal:
    """The case types written with these characters on `day` (破 stands for several)."""
    found = tuple(row for row in _by_characters().get(characters, ()) if row.valid_from <= day <= row.valid_to)
    return found or Refusal("case_number.type_unknown", f"{LAW} 7", ("case_number",), (("type", characters[:20]),))


def known_number(text: str) -> CaseNumber | Refusal:
    """The number in `text` when its court and its type existed in its year; else the first thing that is wrong."""
    number = parse(text)
    if isinstance(number, Refusal):
        return number
    day = date(number.year, *LAST_DAY)
    court = tree_on(day).court(number.court)
    if isinstance(court, Refusal):
        return Refusal("case_number.court_unknown", f"{LAW} 4-6", ("case_number",), (("court", number.court),))
    types = types_of(number.type_chars, day)
    return types if isinstance(types, Refusal) else number
