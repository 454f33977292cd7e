"""A year's calendar from a file: what is taken, everything that is wrong with it, and what it does to a period."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.test_courts_wording import gaps
from tongban.courts.rules.calendars import MOST_BYTES, read_year, with_year
from tongban.courts.rules.periods import due
from tongban.courts.rules.tables import calendar, rows
from tongban.courts.vocabulary import CalendarDay, DayKind
from tongban.kernel.periods import Due
from tongban.kernel.refusal import Refusal

pytestmark = pytest.mark.once

HEAD = "day,kind,festival\n"
FICTIONAL_2027 = (
    HEAD
    + """2027-01-01,holiday,元旦
2027-01-02,holiday,元旦
2027-01-03,holiday,元旦
2027-02-05,holiday,春节
2027-02-06,holiday,春节
2027-02-07,holiday,春节
2027-02-08,holiday,春节
2027-02-09,holiday,春节
2027-02-10,holiday,春节
2027-02-11,holiday,春节
2027-02-20,working,春节
2027-04-05,holiday,清明节
2027-05-01,holiday,劳动节
2027-05-02,holiday,劳动节
2027-06-09,holiday,端午节
2027-09-15,holiday,中秋节
2027-10-01,holiday,国庆节
2027-10-02,holiday,国庆节
2027-10-03,holiday,国庆节
"""
)
"""Made up for tests: the real notice is not known."""


def read(text: str, year: int = 2027) -> list[str]:
    found = read_year(text.encode(), year)
    assert isinstance(found, list)
    assert [gap for one in found for gap in gaps(one)] == []
    return [one.reason for one in found]


def taken() -> tuple[CalendarDay, ...]:
    found = read_year(FICTIONAL_2027.encode(), 2027)
    assert isinstance(found, tuple), [str(one) for one in found]
    return found


@pytest.mark.parametrize("year", sorted(calendar().announced))
def test_each_shipped_year_would_be_taken_as_a_file(year: int) -> None:
    lines = [row for row in rows("calendar_days.csv") if row["day"].startswith(str(year))]
    text = HEAD + "".join(f"{row['day']},{row['kind']},{row['festival']}\n" for row in lines)
    days = read_year(text.encode(), year)
    assert isinstance(days, tuple), [str(one) for one in days]
    again = with_year(calendar(), year, days)
    assert again == calendar()
    assert again.festivals == calendar().festivals


def test_a_file_saved_by_a_spreadsheet_is_read_too() -> None:
    saved = "\ufeff" + FICTIONAL_2027.replace("\n", "\r\n")
    assert read_year(saved.encode(), 2027) == taken()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "calendar.not_a_table"),
        ("Tag,Art,Fest\n", "calendar.not_a_table"),
        (HEAD + "x" * MOST_BYTES, "calendar.not_a_table"),
        (FICTIONAL_2027 + "2027-02-30,holiday,春节\n", "calendar.line_unclear"),
        (FICTIONAL_2027 + "2027-03-03,closed,春节\n", "calendar.line_unclear"),
        (FICTIONAL_2027 + "2027-03-03,holiday\n", "calendar.line_unclear"),
        (FICTIONAL_2027 + "2027-01-01,holiday,元旦\n", "calendar.day_twice"),
        (FICTIONAL_2027 + "2026-12-31,holiday,元旦\n", "calendar.other_year"),
        (FICTIONAL_2027 + "2027-03-03,working,\n", "calendar.worked_weekday"),
        (FICTIONAL_2027 + "2027-03-03,holiday,\n", "calendar.festival_missing"),
        (FICTIONAL_2027.replace("2027-10-02,holiday", "2027-10-02,working"), "calendar.festival_worked"),
        (FICTIONAL_2027.replace("2027-05-01,holiday,劳动节\n", ""), "calendar.festival_worked"),
        (FICTIONAL_2027.replace("2027-06-09,holiday,端午节\n", ""), "calendar.festival_absent"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(content: str, reason: str) -> None:
    assert read(content) == [reason]


def test_all_flaws_are_told_at_once() -> None:
    flawed = FICTIONAL_2027.replace("2027-06-09,holiday,端午节\n", "") + "2027-03-03,working,\nnonsense\n"
    assert sorted(read(flawed)) == ["calendar.festival_absent", "calendar.line_unclear", "calendar.worked_weekday"]


def test_other_bytes_and_other_years_are_refused() -> None:
    latin = read_year(FICTIONAL_2027.encode("gb18030"), 2027)
    assert isinstance(latin, list)
    assert latin[0].reason == "calendar.not_a_table"
    assert read(FICTIONAL_2027, 1912) == ["calendar.year_beyond_reach"]


@given(content=st.binary(max_size=300), year=st.integers(-5, 9999))
def test_any_bytes_are_read_or_refused_with_a_law(content: bytes, year: int) -> None:
    found = read_year(content, year)
    assert found
    assert all(isinstance(one, Refusal) and one.law for one in found)


def test_an_announced_year_is_no_longer_provisional_and_moves_what_leans_on_it() -> None:
    days = with_year(calendar(), 2027, taken())
    before = due("appeal_judgment", date(2027, 1, 25))
    after = due("appeal_judgment", date(2027, 1, 25), days)
    assert isinstance(before, Due)
    assert isinstance(after, Due)
    assert (before.due, before.provisional) == (date(2027, 2, 9), True)
    assert (after.due, after.provisional) == (date(2027, 2, 12), False)
    assert days.rest_name(date(2027, 2, 9)) == "春节"
    assert not days.is_rest_day(date(2027, 2, 20))


def test_other_years_stay_as_they_were() -> None:
    days = with_year(calendar(), 2027, taken())
    for n in range(365):
        day = date(2026, 1, 1) + timedelta(days=n)
        assert days.is_rest_day(day) is calendar().is_rest_day(day)
    assert {one.kind for one in taken()} == set(DayKind)
