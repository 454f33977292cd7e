"""Who is a minor, by the paper; for how long a helper may be named."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tongban.people.rules.companions import (
    birthday,
    capacity,
    check_ground,
    check_guardian,
    check_helper,
    check_minor,
    ease,
    help_ends,
    of_age_on,
)
from tongban.people.rules.identity_papers import born_by_number
from tongban.people.vocabulary import Capacity, Ease, GuardianGround

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
    assert of_age_on(born_by_number(kind, number)) == day


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


@pytest.mark.parametrize(
    ("born", "capable"),
    [
        (date(2018, 11, 24), Capacity.NONE),
        (date(2018, 11, 23), Capacity.LIMITED),
        (date(2008, 11, 24), Capacity.LIMITED),
        (date(2008, 11, 23), Capacity.FULL),
        (None, Capacity.FULL),
    ],
)
def test_capacity_follows_age(born: date | None, capable: Capacity) -> None:
    assert capacity(born, TODAY) is capable


def test_who_was_born_on_a_leap_day_has_a_birthday_each_year() -> None:
    assert birthday(date(2008, 2, 29), 8) == date(2016, 2, 29)
    assert birthday(date(2008, 2, 29), 18) == date(2026, 3, 1)


@pytest.mark.parametrize(("capable", "article"), [(Capacity.LIMITED, "19"), (Capacity.NONE, "20")])
def test_a_minor_acts_by_the_guardian(capable: Capacity, article: str) -> None:
    no = check_minor(capable, guardian=False)
    assert no is not None
    assert article in no.law
    assert check_minor(capable, guardian=True) is None
    assert check_minor(Capacity.FULL, guardian=False) is None


@pytest.mark.parametrize("ground", list(GuardianGround))
def test_who_is_no_parent_shows_why(ground: GuardianGround) -> None:
    found = check_ground(ground, " ")
    assert [no.reason for no in found] == ([] if ground is GuardianGround.PARENT else ["people.ground_paper"])
    assert all(no.law == ground.law for no in found)
    assert check_ground(ground, "村委会同意书") == []


def test_an_unknown_ground_is_none() -> None:
    assert [no.reason for no in check_ground("friend", "paper")] == ["people.ground_unknown"]


@pytest.mark.parametrize(
    ("born", "asks", "why"),
    [
        (date(1966, 11, 23), False, (Ease.OLD,)),
        (date(1966, 11, 24), False, ()),
        (date(2008, 11, 23), False, ()),
        (date(2008, 11, 24), False, (Ease.MINOR,)),
        (date(1950, 1, 1), True, (Ease.OLD, Ease.STATED)),
        (None, False, ()),
        (None, True, (Ease.STATED,)),
    ],
)
def test_help_is_offered_to_children_the_old_and_whoever_says_so(
    born: date | None, asks: bool, why: tuple[Ease, ...]
) -> None:
    assert ease(born, TODAY, asks=asks) == why
