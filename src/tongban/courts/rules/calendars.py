"""A year's working calendar as the court takes it in from a file (全国年节及纪念日放假办法 and the yearly notice).

The file is a table with the columns `day,kind,festival`: `holiday` for a rest day of a festival, weekends inside it
included, and `working` for a weekend day worked in exchange. Plain weekends are not listed.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from tongban.courts.vocabulary import CalendarDay, DayKind
from tongban.kernel.calendar import SATURDAY, Calendar
from tongban.kernel.refusal import Refusal

LAW = "全国年节及纪念日放假办法 2, 7"
COLUMNS = ("day", "kind", "festival")
FIXED_FESTIVALS = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))
"""Month and day of the festivals that fall on the same day each year (article 2)."""
NAMED_EACH_YEAR = ("元旦", "春节", "清明节", "劳动节", "端午节", "国庆节")
"""中秋节 is left out: it may fall into the National Day rest, whose days then bear that name (2020)."""
YEARS = range(2000, 2101)
"""House rule: years outside are taken for typing slips."""
MOST_BYTES = 100_000


def read_year(content: bytes, year: int) -> tuple[CalendarDay, ...] | list[Refusal]:
    """The days of the file, sorted; or everything that is wrong with it at once."""
    if year not in YEARS:
        return [Refusal("calendar.year_beyond_reach", LAW, ("year",), (("year", str(year)),))]
    try:
        text = content[: MOST_BYTES + 1].decode("utf-8-sig")
    except UnicodeDecodeError:
        return [Refusal("calendar.not_a_table", LAW, ("file",))]
    rows = csv.reader(text.splitlines())
    if len(content) > MOST_BYTES or tuple(next(rows, ())) != COLUMNS:
        return [Refusal("calendar.not_a_table", LAW, ("file",))]
    read = [_read_row(number, row) for number, row in enumerate(rows, start=2) if row]
    days = sorted((one for one in read if isinstance(one, CalendarDay)), key=lambda one: one.day)
    flaws = [one for one in read if isinstance(one, Refusal)] + _problems(days, year)
    return flaws or tuple(days)


def _read_row(number: int, row: list[str]) -> CalendarDay | Refusal:
    try:
        day, kind, festival = (cell.strip() for cell in row)
        return CalendarDay(date.fromisoformat(day), DayKind(kind), festival)
    except ValueError:
        facts = (("line", str(number)), ("typed", ",".join(row)[:60]))
        return Refusal("calendar.line_unclear", LAW, ("file",), facts)


def _problems(days: list[CalendarDay], year: int) -> list[Refusal]:
    kinds = {one.day: one.kind for one in days}
    found = [_flaw("day_twice", day) for day, times in sorted(Counter(one.day for one in days).items()) if times > 1]
    for one in days:
        if one.day.year != year:
            found.append(_flaw("other_year", one.day))
        elif one.kind is DayKind.WORKING and one.day.weekday() < SATURDAY:
            found.append(_flaw("worked_weekday", one.day))
        elif one.kind is DayKind.HOLIDAY and not one.festival:
            found.append(_flaw("festival_missing", one.day))
    fixed = (date(year, month, day) for month, day in FIXED_FESTIVALS)
    found += [_flaw("festival_worked", day) for day in fixed if kinds.get(day) is not DayKind.HOLIDAY]
    named = {one.festival for one in days if one.kind is DayKind.HOLIDAY}
    missing = (name for name in NAMED_EACH_YEAR if name not in named)
    return found + [Refusal("calendar.festival_absent", LAW, ("file",), (("festival", name),)) for name in missing]


def _flaw(what: str, day: date) -> Refusal:
    return Refusal(f"calendar.{what}", LAW, ("file",), (("day", day.isoformat()),))


def with_year(calendar: Calendar, year: int, days: Iterable[CalendarDay]) -> Calendar:
    """`calendar` in which `year` is announced as `days`; whatever it knew of that year is forgotten."""
    table = tuple(days)
    rest = {one.day: one.festival for one in table if one.kind is DayKind.HOLIDAY}
    worked = {one.day for one in table if one.kind is DayKind.WORKING}
    kept = {day: name for day, name in calendar.festivals.items() if day.year != year}
    return replace(
        calendar,
        holidays=frozenset({day for day in calendar.holidays if day.year != year} | set(rest)),
        working_weekends=frozenset({day for day in calendar.working_weekends if day.year != year} | worked),
        announced=calendar.announced | {year},
        festivals=MappingProxyType(kept | rest),
    )
