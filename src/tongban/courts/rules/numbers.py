"""Case numbers against the dated tables (法〔2015〕137号 3-10): which court, which type, do they fit.

The form of a number is read in the kernel. What the tables do not hold is said plainly when a number is read, and
refused when one is to be made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from tongban.courts.rules import tables
from tongban.courts.vocabulary import CaseType, Court, CourtLevel
from tongban.kernel.casenumber import LAW, PADDED, CaseNumber, parse
from tongban.kernel.refusal import Refusal

TRIES = 1000
"""Draws after which a series of random serials counts as used up."""


@dataclass(frozen=True, slots=True)
class NumberReading:
    """A number with what the tables say of it.

    `court` is None and `types` is empty where the tables of its year hold none; `doubts` says each thing that is wrong
    or not known. The name of several types under the same characters (破) cannot be told from the number.
    """

    number: CaseNumber
    court: Court | None
    types: tuple[CaseType, ...]
    doubts: tuple[Refusal, ...]


@cache
def _types() -> dict[str, tuple[CaseType, ...]]:
    found: dict[str, tuple[CaseType, ...]] = {}
    for row in tables.case_types():
        if row.characters:
            found[row.characters] = (*found.get(row.characters, ()), row)
    return found


@cache
def _courts() -> dict[str, tuple[Court, ...]]:
    found: dict[str, tuple[Court, ...]] = {}
    for court in tables.all_courts():
        found[court.code] = (*found.get(court.code, ()), court)
    return found


@cache
def _provinces() -> frozenset[str]:
    """First characters of the codes whose basic courts are in the table; of the others it does not know all."""
    return frozenset(court.code[0] for court in tables.all_courts() if court.level is CourtLevel.BASIC)


def _in_year(first: date, last: date, year: int) -> bool:
    return first.year <= year <= last.year


def types_of(characters: str, day: date) -> tuple[CaseType, ...] | Refusal:
    """The case types written with these characters on `day` (破 stands for several)."""
    found = tuple(row for row in _types().get(characters, ()) if row.valid_from <= day <= row.valid_to)
    return found or Refusal("case_number.type_unknown", f"{LAW} 7", ("type",), (("type", characters[:20]),))


@lru_cache(maxsize=4096)
def _types_in(characters: str, year: int) -> tuple[CaseType, ...] | Refusal:
    known = _types().get(characters, ())
    found = tuple(row for row in known if _in_year(row.valid_from, row.valid_to, year))
    if found:
        return found
    if not known:
        return Refusal("case_number.type_unknown", f"{LAW} 7", ("type",), (("type", characters[:20]),))
    facts = (("type", characters), ("year", str(year)), ("first", _day(known[0].valid_from)))
    return Refusal("case_number.type_not_then", f"{LAW} 7", ("type",), (*facts, ("last", _day(known[-1].valid_to))))


@lru_cache(maxsize=4096)
def _court_in(code: str, special: str, year: int) -> Court | Refusal:
    """The court of a number; a court with a special-trial character of its own (最高法知) goes before."""
    known = _courts().get(code + special) or _courts().get(code, ())
    found = next((court for court in known if _in_year(court.valid_from, court.valid_to, year)), None)
    if found is not None:
        return found
    if known:
        facts = (("court", known[0].name), ("year", str(year)), ("first", _day(known[0].valid_from)))
        return Refusal(
            "case_number.court_not_then", f"{LAW} 4-6", ("court",), (*facts, ("last", _day(known[-1].valid_to)))
        )
    covered = code[:1] in _provinces()
    return Refusal(
        "case_number.court_unknown" if covered else "case_number.court_outside_table",
        f"{LAW} 4-6",
        ("court",),
        (("court", code[:20]),),
    )


def _day(day: date) -> str:
    return "…" if day in (date.min, date.max) else day.isoformat()


@lru_cache(maxsize=256)
def _special_problem(special: str, year: int) -> Refusal | None:
    known = [row for row in tables.special_characters() if row[0] == special]
    if not special or any(_in_year(first, last, year) for _, _, first, last in known):
        return None
    return Refusal(
        "case_number.special_not_then", "法〔2018〕335号", ("special",), (("special", special), ("year", str(year)))
    )


def _level_problem(types: tuple[CaseType, ...], court: Court) -> Refusal | None:
    """Why a court of this level takes no case of these types; None when one of them is open to it."""
    if any(not row.levels or court.level in row.levels for row in types):
        return None
    allowed = "、".join(level.term for level in CourtLevel if any(level in row.levels for row in types))
    facts = (("type", types[0].characters), ("court", court.name), ("levels", allowed))
    return Refusal("case_number.level", types[0].levels_article, ("type",), facts)


def read_number(number: CaseNumber) -> NumberReading:
    """What the tables of the number's year say of its court and its type, and whether they fit together."""
    court = _court_in(number.court, number.special, number.year)
    types = _types_in(number.type_chars, number.year)
    doubts = [
        found for found in (court, types, _special_problem(number.special, number.year)) if isinstance(found, Refusal)
    ]
    if isinstance(court, Court) and isinstance(types, tuple) and (level := _level_problem(types, court)):
        doubts.append(level)
    return NumberReading(
        number,
        court if isinstance(court, Court) else None,
        types if isinstance(types, tuple) else (),
        tuple(doubts),
    )


def known_number(text: str) -> CaseNumber | Refusal:
    """The number in `text` when its court and its type existed in its year; else the first thing that is wrong."""
    number = parse(text)
    if isinstance(number, Refusal):
        return number
    doubts = read_number(number).doubts
    return doubts[0] if doubts else number


def make_number(number: CaseNumber) -> CaseNumber | tuple[Refusal, ...]:
    """The number when it may be given: its form reads back, and court, type, special character and level are known."""
    problem = number.problem()
    return (problem,) if problem else read_number(number).doubts or number


def series_problems(*, year: int, court: str, type_chars: str, special: str = "") -> tuple[Refusal, ...]:
    """Why no number of this series may be given; empty when it may."""
    made = make_number(CaseNumber(year, court, special, type_chars, 1))
    return made if isinstance(made, tuple) else ()


def is_drawn(type_chars: str) -> bool:
    """True when serials of this type are drawn at random and never in order (法〔2015〕137号 10)."""
    return type_chars in PADDED


def draw_serial(type_chars: str, chance: Callable[[int], int], taken: Callable[[int], bool]) -> int | Refusal:
    """A random serial that is not `taken`; `chance(n)` gives a number of 0 to n-1 that nobody can foresee.

    Refused when a thousand draws find none free: the year's numbers are as good as used up.
    """
    highest = 10 ** PADDED[type_chars] - 1
    for _ in range(TRIES):
        serial = chance(highest) + 1
        if not taken(serial):
            return serial
    return Refusal("case_number.none_left", f"{LAW} 10", ("type",), (("type", type_chars),))


def main_number(number: CaseNumber) -> CaseNumber:
    """The number of the case itself, without 之一."""
    return replace(number, derived=0)
