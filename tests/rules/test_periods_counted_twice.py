"""The periods counted a second time: day by day, with the rest days of a package that the program does not use."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seed_calendar import main as seed

from tongban.courts.rules.clocks import period_versions
from tongban.courts.rules.periods import due
from tongban.courts.rules.tables import DATA, calendar
from tongban.kernel.periods import Due, PeriodRule, Question, RuleState, Side, Unit

pytestmark = pytest.mark.once

ONE = timedelta(days=1)
FIRST, LAST = date(2015, 1, 1), date(2026, 12, 31)
VERSIONS = [
    rule
    for versions in period_versions().values()
    for rule in versions
    if rule.state is RuleState.LIVE and rule.unit not in {Unit.HOUR, Unit.MINUTE} and rule.amount
]


def rests(day: date) -> bool:
    return bool(chinese_calendar.is_holiday(day)) if FIRST <= day <= LAST else calendar().is_rest_day(day)


def nominal(rule: PeriodRule, start: date) -> date:
    """Day by day, month by month: no arithmetic that the program uses."""
    step = ONE if rule.side is Side.AFTER else -ONE
    day, left = start, rule.amount
    if rule.unit in {Unit.MONTH, Unit.YEAR}:
        wanted = start.year * 12 + start.month - 1 + left * (12 if rule.unit is Unit.YEAR else 1)
        while day.year * 12 + day.month - 1 < wanted:
            day += step
        while day.day < start.day and (day + ONE).month == day.month:
            day += step
        return day
    while left:
        day += step
        left -= rule.unit is Unit.DAY or not rests(day)
    return day


def second_count(rule: PeriodRule, start: date) -> date:
    day = nominal(rule, start)
    if rule.side is Side.BEFORE:
        day -= ONE
        while rests(day):
            day -= ONE
        return day
    while rule.rolls and rests(day):
        day += ONE
    return day + ONE if rule.day_after else day


@settings(max_examples=300)
@given(rule=st.sampled_from(VERSIONS), start=st.dates(FIRST, date(2027, 12, 31)))
def test_both_counts_agree_on_every_row_and_start(rule: PeriodRule, start: date) -> None:
    if not rule.valid_from <= start <= rule.valid_to:
        return
    found = due(rule.id, start)
    assert isinstance(found, Due), str(found)
    assert found.due == second_count(rule, start), str(found)


def test_the_calendar_agrees_with_the_package_on_every_day() -> None:
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    assert [day for day in days if calendar().is_rest_day(day) != chinese_calendar.is_holiday(day)] == []


def test_two_packages_that_must_agree_give_the_shipped_tables(tmp_path: Path) -> None:
    seed(tmp_path)
    for name in ("calendar_days.csv", "calendar_years.csv"):
        assert (tmp_path / name).read_text(encoding="utf-8") == (DATA / name).read_text(encoding="utf-8")


def test_the_year_that_is_not_announced_is_provisional() -> None:
    assert [year for year in range(2015, 2028) if calendar().provisional(year)] == [2027]


def test_a_row_that_is_not_open_has_one_day_only() -> None:
    for rule in VERSIONS:
        if Question.REST_DAY in rule.open or rule.side is Side.BEFORE:
            continue
        found = due(rule.id, max(rule.valid_from, date(2026, 2, 1)) if rule.valid_to > LAST else rule.valid_from)
        assert isinstance(found, Due)
        assert found.late_after == found.due, str(found)
