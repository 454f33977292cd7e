"""The law data of this domain, read once from `courts/data` and cached: courts, calendar, causes, periods, types."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tongban.courts.vocabulary import CaseType, Cause, CauseLevel, Court, CourtLevel
from tongban.kernel.calendar import Calendar
from tongban.kernel.periods import DueKind, PeriodRule, RuleState, Side, Unit
from tongban.kernel.refusal import Refusal


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one CSV file of `courts/data`."""
    text = files("tongban.courts").joinpath("data", name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def _from(row: dict[str, str]) -> date:
    return date.fromisoformat(row["valid_from"]) if row["valid_from"] else date.min


def _to(row: dict[str, str]) -> date:
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
            valid_from=_from(row),
            valid_to=_to(row),
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
            valid_from=_from(row),
            valid_to=_to(row),
            article=row["article"],
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
            valid_from=_from(row),
            valid_to=_to(row),
        )
        for row in rows("case_types.csv")
    )


@cache
def period_versions() -> dict[str, tuple[PeriodRule, ...]]:
    """All periods by their id, each with its versions, the oldest first: an amended period is a further row."""
    versions: dict[str, list[PeriodRule]] = {}
    for row in rows("deadlines.csv"):
        versions.setdefault(row["id"], []).append(_period(row))
    return {key: tuple(sorted(found, key=lambda rule: rule.valid_from)) for key, found in versions.items()}


def period_rules() -> dict[str, PeriodRule]:
    """The newest version of every period by its id."""
    return {key: versions[-1] for key, versions in period_versions().items()}


def _period(row: dict[str, str]) -> PeriodRule:
    return PeriodRule(
        id=row["id"],
        term=row["name"],
        name=row["name_en"],
        amount=int(row["amount"]),
        unit=Unit(row["unit"]),
        article=row["article"],
        side=Side(row["side"]),
        kind=DueKind(row["kind"]),
        rolls=row["rolls"] == "yes",
        fixed=row["fixed"] == "yes",
        state=RuleState(row["state"]),
        start_event=row["start_event"],
        obligor=row["obligor"],
        effect=row["effect"],
        valid_from=_from(row),
        valid_to=_to(row),
        basis=row["basis"],
    )


def period_rule(rule_id: str, on: date | None = None) -> PeriodRule | Refusal:
    """The period called `rule_id` as it stood `on` that day (the newest without a day), or why there is none.

    On a day before all versions the oldest is given; counting with it is then refused as not in force.
    """
    versions = period_versions().get(rule_id)
    if versions is None:
        return Refusal("period.unknown", "CPL 85(1)", ("rule",), (("rule", rule_id[:60]),))
    if on is None:
        return versions[-1]
    return next((rule for rule in reversed(versions) if rule.valid_from <= on), versions[0])
