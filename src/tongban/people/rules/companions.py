"""Who may act beside a person (在线诉讼规则 2(4)), for a minor (民法典 17, 23; CPL 60) or an organisation (CPL 51)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from tongban.kernel.refusal import Refusal
from tongban.people.vocabulary import IdKind

LAW = "在线诉讼规则 2(4)"
GUARDIANS = "民法典 17, 23; CPL 60"
HEADS = "民法典 61; CPL 51"
HEAD_DAYS = 3 * 365
"""Days after which the papers of an organisation's head are looked at again; house rule."""
OF_AGE = 18
"""Years from which a natural person is an adult (民法典 17)."""
LONGEST = 365
"""Days for which a helper may be named at once; house rule."""


def check_helper(days: int) -> list[Refusal]:
    """Whether a helper may be named for so many days."""
    if 1 <= days <= LONGEST:
        return []
    return [Refusal("people.help_too_long", LAW, ("days",), (("limit", str(LONGEST)),))]


def of_age_on(id_kind: str, number: str) -> date | None:
    """The day on which the holder of a resident number becomes an adult; None when the paper does not tell."""
    if id_kind != IdKind.RESIDENT or not number[6:14].isdigit():
        return None
    born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    try:
        return born.replace(year=born.year + OF_AGE)
    except ValueError:  # the 29th of February
        return date(born.year + OF_AGE, 3, 1)


def check_guardian(adult_on: date | None, guardian_adult_on: date | None, today: date) -> list[Refusal]:
    """Whether the one is a minor today and the other an adult, as far as their papers tell."""
    found = [Refusal("people.not_a_minor", GUARDIANS, ("login",))] if adult_on is None or adult_on <= today else []
    if guardian_adult_on is not None and guardian_adult_on > today:
        found.append(Refusal("people.guardian_is_a_minor", GUARDIANS, ("login",)))
    return found


def help_ends(at: datetime, days: int) -> datetime:
    """Until when a helper acts who is named at `at` for so many days."""
    return at + timedelta(days=days)
