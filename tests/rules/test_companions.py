"""Who is a minor, by the paper; for how long a helper may be named."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tongban.people.rules.companions import check_guardian, check_helper, help_ends, of_age_on

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("kind", "number", "day"),
    [
        ("resident", "990101200811230017", date(2026, 11, 23)),
        ("resident", "990101200811240017", date(2026, 11, 24)),
        ("resident", "990101200802290017", date(2026, 3, 1)),
        ("resident", "", None),
        ("passport", "E12345678901234", None),
        ("credit_code", "91500000MA5U000000", None),
    ],
)
def test_the_day_of_majority_stands_in_the_number(kind: str, number: str, day: date | None) -> None:
    assert of_age_on(kind, number) == day


@pytest.mark.parametrize(
    ("minor", "guardian", "reasons"),
    [
        (date(2030, 1, 1), date(2000, 1, 1), []),
        (date(2026, 11, 24), None, []),
        (TODAY, date(2000, 1, 1), ["people.not_a_minor"]),
        (None, date(2000, 1, 1), ["people.not_a_minor"]),
        (date(2030, 1, 1), date(2026, 11, 24), ["people.guardian_is_a_minor"]),
        (None, date(2030, 1, 1), ["people.not_a_minor", "people.guardian_is_a_minor"]),
    ],
)
def test_a_guardian_is_an_adult_and_acts_for_a_minor(
    minor: date | None, guardian: date | None, reasons: list[str]
) -> None:
    assert [no.reason for no in check_guardian(minor, guardian, TODAY)] == reasons


@pytest.mark.parametrize(("days", "fine"), [(1, True), (365, True), (0, False), (-1, False), (366, False)])
def test_a_helper_is_named_for_a_year_at_most(days: int, fine: bool) -> None:
    assert (check_helper(days) == []) is fine


def test_help_ends_after_so_many_days() -> None:
    assert help_ends(datetime(2026, 11, 23, 2, tzinfo=UTC), 2) == datetime(2026, 11, 25, 2, tzinfo=UTC)
