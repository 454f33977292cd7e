"""Who may act beside a person (在线诉讼规则 2(4)), for a minor (民法典 17, 23; CPL 60) or an organisation (CPL 51)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from tongban.kernel.refusal import Refusal
from tongban.people.vocabulary import Capacity, Ease, GuardianGround

LAW = "在线诉讼规则 2(4)"
GUARDIANS = "民法典 17, 23; CPL 60"
HEADS = "民法典 61; CPL 51"
HEAD_DAYS = 3 * 365
"""Days after which the papers of an organisation's head are looked at again; house rule."""
EIGHT = 8
"""Years from which a minor acts within limits (民法典 19, 20)."""
OF_AGE = 18
"""Years from which a natural person is an adult (民法典 17)."""
OLD = 60
"""Years from which a natural person is old (老年人权益保障法 2)."""
LONGEST = 365
"""Days for which a helper may be named at once; house rule."""


def check_helper(days: int) -> list[Refusal]:
    """Whether a helper may be named for so many days."""
    if 1 <= days <= LONGEST:
        return []
    return [Refusal("people.help_too_long", LAW, ("days",), (("limit", str(LONGEST)),))]


def birthday(born: date, years: int) -> date:
    """The day on which somebody has lived so many years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:  # the 29th of February
        return date(born.year + years, 3, 1)


def of_age_on(born: date | None) -> date | None:
    """The day on which somebody becomes an adult; None when the day of birth is not known."""
    return birthday(born, OF_AGE) if born else None


def capacity(born: date | None, on: date) -> Capacity:
    """How far somebody acts alone that day; whose day of birth is not known counts as an adult."""
    if born is None or birthday(born, OF_AGE) <= on:
        return Capacity.FULL
    return Capacity.LIMITED if birthday(born, EIGHT) <= on else Capacity.NONE


def ease(born: date | None, on: date, *, asks: bool) -> tuple[Ease, ...]:
    """Why somebody is offered the assisted way that day: a child, an old person, whoever says so. Nobody must take it.

    `asks`: the own statement, for which no reason is asked: a disability is nobody's business but the person's.
    """
    held = {
        Ease.MINOR: capacity(born, on) is not Capacity.FULL,
        Ease.OLD: born is not None and birthday(born, OLD) <= on,
        Ease.STATED: asks,
    }
    return tuple(why for why, holds in held.items() if holds)


def check_minor(capable: Capacity, *, guardian: bool) -> Refusal | None:
    """Why a minor does no act of litigation: the guardian acts for him (CPL 60), whether he is eight or not."""
    if capable is Capacity.FULL or guardian:
        return None
    law = {Capacity.LIMITED: "CPL 60; 民法典 19, 23", Capacity.NONE: "CPL 60; 民法典 20, 23"}[capable]
    return Refusal("people.minor_needs_guardian", law)


def check_ground(ground: str, paper: str) -> list[Refusal]:
    """Who is no parent shows why there is no parent to act, or who made him guardian (民法典 27(2)-31)."""
    if ground not in set(GuardianGround):
        return [Refusal("people.ground_unknown", GUARDIANS, ("ground",))]
    missing = ground != GuardianGround.PARENT and not paper.strip()
    return [Refusal("people.ground_paper", GuardianGround(ground).law, ("paper",))] if missing else []


def check_guardian(adult_on: date | None, guardian_adult_on: date | None, today: date) -> list[Refusal]:
    """Whether the one is a minor today and the other an adult, as far as their papers tell."""
    found = [Refusal("people.not_a_minor", GUARDIANS, ("login",))] if adult_on is None or adult_on <= today else []
    if guardian_adult_on is not None and guardian_adult_on > today:
        found.append(Refusal("people.guardian_is_a_minor", GUARDIANS, ("login",)))
    return found


def help_ends(at: datetime, days: int) -> datetime:
    """Until when a helper acts who is named at `at` for so many days."""
    return at + timedelta(days=days)
