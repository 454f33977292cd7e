"""The law data of this domain, read once from `courts/data` and cached: courts, calendar, causes, types.

The periods stand in `clocks`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from tongban.courts.vocabulary import CaseType, Cause, CauseLevel, Court, CourtLevel
from tongban.kernel.calendar import Calendar

DATA = Path(__file__).resolve().parent.parent / "data"


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one CSV file of `courts/data`."""
    text = (DATA / name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def valid_from(row: dict[str, str]) -> date:
    """The first day on which a row holds; the first of all days when none is given."""
    return date.fromisoformat(row["valid_from"]) if row["valid_from"] else date.min


def valid_to(row: dict[str, str]) -> date:
    """The last day on which a row holds; the last of all days when none is given."""
    return date.fromisoformat(row["valid_to"]) if row["valid_to"] else date.max


@cache
def all_courts() -> tuple[Court, ...]:
    """Every court of the shipped table, in its order (a parent may stand after its child)."""
    return tuple(
        Court(
            code=row["code"],
            name=row["name"],
            level=CourtLevel(row["level"]),
            parent=row["parent"],
            division_code=row["division_code"],
            valid_from=valid_from(row),
            valid_to=valid_to(row),
            basis=row["basis"],
        )
        for row in rows("courts.csv")
    )


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone with a court of its own and no division code: its court, and the division in which it mostly lies."""

    court: str
    division: str


@cache
def zones() -> dict[str, Zone]:
    """Zones by their name."""
    return {row["zone"]: Zone(row["court"], row["division"]) for row in rows("venue_zones.csv")}


@cache
def provinces() -> dict[str, str]:
    """Names of all provinces by the first two digits of their division codes."""
    return {row["digits"]: row["name"] for row in rows("provinces.csv")}


@cache
def calendar() -> Calendar:
    """The working calendar of the mainland courts, 2015 to the last year of the table."""
    holidays, working, festivals = set(), set(), {}
    for row in rows("calendar_days.csv"):
        day = date.fromisoformat(row["day"])
        if row["kind"] == "holiday":
            holidays.add(day)
            festivals[day] = row["festival"]
        else:
            working.add(day)
    announced = frozenset(int(row["year"]) for row in rows("calendar_years.csv") if row["announced"] == "yes")
    return Calendar(frozenset(holidays), frozenset(working), announced, MappingProxyType(festivals))


@cache
def causes() -> tuple[Cause, ...]:
    """The list of causes with its dates; a case keeps the list under which it was filed."""
    return tuple(
        Cause(
            code=row["code"],
            level=CauseLevel(row["level"]),
            name=row["name"],
            parent=row["parent"],
            initials=row["initials"],
            valid_from=valid_from(row),
            valid_to=valid_to(row),
            article=row["article"],
            pinyin=row["pinyin"],
        )
        for row in rows("causes.csv")
    )


@cache
def case_types() -> tuple[CaseType, ...]:
    """Case types, groups and classes; several rows may share characters (破)."""
    return tuple(
        CaseType(
            type_code=row["type_code"],
            name=row["name"],
            characters=row["characters"],
            kind=row["kind"],
            parent=row["parent"],
            valid_from=valid_from(row),
            valid_to=valid_to(row),
            levels=frozenset(map(CourtLevel, row["levels"].split())),
            levels_article=row["levels_article"],
        )
        for row in rows("case_types.csv")
    )


@cache
def special_characters() -> tuple[tuple[str, str, date, date], ...]:
    """Special-trial characters (专门审判代字): the character, what it stands for, its first and last day."""
    return tuple(
        (row["character"], row["meaning"], valid_from(row), valid_to(row)) for row in rows("special_characters.csv")
    )
