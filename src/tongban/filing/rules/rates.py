"""Published rates of interest, and published limits, by day: `filing/data/rates.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from importlib import resources
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class RateTable:
    """Rates a year in percent (limits: yuan), each from its day on; `checked`: compared with its source on that day."""

    name: dict[str, str]
    source: str
    checked: date
    rows: tuple[tuple[date, Fraction], ...]

    @property
    def begins(self) -> date:
        """The first day for which it has a rate."""
        return self.rows[0][0]

    def on(self, day: date) -> Fraction | None:
        """The rate that counted on a day; None before the first."""
        return next((rate for start, rate in reversed(self.rows) if start <= day), None)

    def stretches(self, start: date, end: date) -> Iterator[tuple[date, date, Fraction | None]]:
        """The time from `start` to `end` (not counted), cut where the rate changes; None before the first rate."""
        cuts = [start, *(day for day, _rate in self.rows if start < day < end), end]
        for one, next_one in pairwise(cuts):
            yield one, next_one, self.on(one)


@cache
def tables() -> dict[str, RateTable]:
    """Every table by its name."""
    raw = tomllib.loads((resources.files("tongban.filing") / "data" / "rates.toml").read_text(encoding="utf-8"))
    return {
        name: RateTable(
            name=table["name"],
            source=table["source"],
            checked=table["checked"],
            rows=tuple((date.fromisoformat(day), Fraction(rate)) for day, rate in table["rows"]),
        )
        for name, table in raw.items()
    }
