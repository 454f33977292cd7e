"""The working calendar: which days are rest days. Built from data that a court administers; nothing is computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Rest days of a jurisdiction.

    `holidays` are the rest days announced by name (weekend days inside a festival may stand among them);
    `working_weekends` the Saturdays and Sundays worked in exchange (调休); `announced` the years whose yearly notice
    is known. In any other year only the days of the decree and the weekends count, and whatever leans on them is
    provisional. `festivals` names a holiday by its Chinese name.
    """

    holidays: frozenset[date]
    working_weekends: frozenset[date]
    announced: frozenset[int]
    festivals: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}), compare=False, repr=False)

    @property
    def first_year(self) -> int:
        """The first year whose notice is known; rest days before it are not in the table. 0 when none is."""
        return min(self.announced, default=0)

    def is_rest_day(self, day: date) -> bool:
        """True on a statutory rest day (法定休假日): an announced holiday, or a weekend that is not worked."""
        if day in self.holidays:
            return True
        return day.weekday() >= SATURDAY and day not in self.working_weekends

    def next_working_day(self, day: date) -> date:
        """`day` itself when it is worked, else the first working day after it.

        Raises OverflowError beyond the last day that the computer's calendar can write.
        """
        while self.is_rest_day(day):
            day += ONE_DAY
        return day

    def last_working_day(self, day: date) -> date:
        """`day` itself when it is worked, else the last working day before it."""
        while self.is_rest_day(day):
            day -= ONE_DAY
        return day

    def provisional(self, year: int) -> bool:
        """True when the notice for `year` is not known, so that a rest day there may still move."""
        return year not in self.announced

    def rest_name(self, day: date) -> str:
        """The festival of a rest day by its Chinese name, 周末 for a plain one, "" for a working day."""
        if not self.is_rest_day(day):
            return ""
        return self.festivals.get(day, "周末")
