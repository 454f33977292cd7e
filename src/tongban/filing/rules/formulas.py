"""What expressions may reckon with: days, months and years between days, choices between values."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tongban.filing.rules.rates import tables

_MONTHS_OF_YEAR = 12
_BIRTH = slice(6, 14)
_ID_LENGTH = 18
_INSURER = re.compile("保险|保險|insurance|страхов", re.IGNORECASE)


def days(start: object, end: object) -> Fraction | None:
    """Days from `start` to `end`, the first counted and the last not."""
    return Fraction((end - start).days) if isinstance(start, date) and isinstance(end, date) else None


def months(start: object, end: object) -> Fraction | None:
    """Full calendar months from `start` to `end`: a month is full on the same day of a later month, or on its last."""
    if not (isinstance(start, date) and isinstance(end, date)):
        return None
    count = (end.year - start.year) * _MONTHS_OF_YEAR + end.month - start.month
    return Fraction(count - (shifted(start, count) > end))


def months_begun(start: object, end: object) -> Fraction | None:
    """Calendar months from `start` to `end`, one that has only begun counted as a whole."""
    full = months(start, end)
    if full is None or not isinstance(start, date) or not isinstance(end, date):
        return None
    return full + (shifted(start, int(full)) < end)


def years(start: object, end: object) -> Fraction | None:
    """Full years from `start` to `end`."""
    full = months(start, end)
    return None if full is None else Fraction(full // _MONTHS_OF_YEAR)


def shifted(start: date, count: int) -> date:
    """The day `count` months after `start`; the last day of the month where it has no such day."""
    year, month = divmod(start.year * _MONTHS_OF_YEAR + start.month - 1 + count, _MONTHS_OF_YEAR)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def shift(start: object, count: object) -> date | None:
    """The day so many full months after a day; None beyond the calendar."""
    if not (isinstance(start, date) and isinstance(count, Fraction)):
        return None
    try:
        return shifted(start, int(count))
    except (ValueError, OverflowError):
        return None


def days_after(start: object, count: object) -> date | None:
    """The day so many days after a day; None beyond the calendar."""
    if not (isinstance(start, date) and isinstance(count, Fraction)):
        return None
    try:
        return start + timedelta(days=int(count))
    except OverflowError:
        return None


def born(number: object) -> date | None:
    """The day of birth in a resident identity number (GB 11643)."""
    if not isinstance(number, str) or len(number) != _ID_LENGTH:
        return None
    try:
        return date.fromisoformat(number[_BIRTH])
    except ValueError:
        return None


def insurers(names: Iterable[object]) -> Fraction:
    """How many of the names are those of insurance companies."""
    return Fraction(sum(isinstance(name, str) and bool(_INSURER.search(name)) for name in names))


def _least(*values: object) -> Any:  # noqa: ANN401 - numbers or days, whichever the expression compares
    return min(_of_one_kind(values), default=None)


def _most(*values: object) -> Any:  # noqa: ANN401 - as above
    return max(_of_one_kind(values), default=None)


def _of_one_kind(values: tuple[object, ...]) -> list[Any]:
    """The numbers, else the days, among `values`: what is not there does not count."""
    numbers = [value for value in values if isinstance(value, Fraction)]
    return numbers or [value for value in values if isinstance(value, date)]


def published(table: object, day: object) -> Fraction | None:
    """The rate a year in percent that a table of `data/rates.toml` gives for a day."""
    known = tables().get(table) if isinstance(table, str) else None
    return known.on(day) if known and isinstance(day, date) else None


def _floor(number: object) -> Fraction | None:
    return Fraction(number // 1) if isinstance(number, Fraction) else None


def _chosen(condition: object, yes: Any, no: Any) -> Any:  # noqa: ANN401 - either value, of any kind
    return yes if condition is True else no


FUNCTIONS: dict[str, tuple[int, int, Callable[..., Any]]] = {
    "days": (2, 2, days),
    "months": (2, 2, months),
    "months_begun": (2, 2, months_begun),
    "years": (2, 2, years),
    "shift": (2, 2, shift),
    "days_after": (2, 2, days_after),
    "born": (1, 1, born),
    "min": (1, 9, _least),
    "max": (1, 9, _most),
    "published": (2, 2, published),
    "floor": (1, 1, _floor),
    "if": (3, 3, _chosen),
}
"""By name: how many values at least and at most, and the work."""
