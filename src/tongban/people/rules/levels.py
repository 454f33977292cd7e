"""How surely the court must know a party for an act, and how lately checked (在线诉讼规则 7(1), 7(3)): a dated table.

A row names the fact that the act records, and the name under which the act travels between platforms.
"""

from __future__ import annotations

import csv
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from tongban.kernel.actor import IdentityLevel
from tongban.kernel.refusal import Refusal
from tongban.people.vocabulary import MemberRight

MEMBERS = "民法典 170"
_TABLE = Path(__file__).resolve().parent.parent / "data" / "identity_levels.csv"


@dataclass(frozen=True, slots=True)
class Requirement:
    """What an act needs: `level` once and for all; `again` at most `hours` before the act (NONE: no fresh check).

    `member`: the right that a member of an organisation needs for it (民法典 170); None: no organisation does it.
    """

    fact: str
    act: str
    level: IdentityLevel
    again: IdentityLevel
    hours: int
    article: str
    valid_from: date
    valid_to: date
    member: MemberRight | None = None

    def since(self, at: datetime) -> datetime:
        """The earliest time of a check that is fresh enough for an act at `at`."""
        return at - timedelta(hours=self.hours)


@cache
def requirements() -> tuple[Requirement, ...]:
    """All rows of the table."""
    return tuple(
        Requirement(
            fact=row["fact"],
            act=row["act"],
            level=IdentityLevel(row["level"]),
            again=IdentityLevel(row["again"] or "none"),
            hours=int(row["hours"] or 0),
            article=row["article"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else date.max,
            member=MemberRight(row["member"]) if row["member"] else None,
        )
        for row in csv.DictReader(_TABLE.read_text(encoding="utf-8").splitlines())
    )


def required(name: str, on: date) -> Requirement | None:
    """What a party needs that day for the fact or travelling act called `name`; None: nothing but signing in."""
    return next(
        (
            one
            for one in requirements()
            if name and name in {one.fact, one.act} and one.valid_from <= on <= one.valid_to
        ),
        None,
    )


def judge_level(need: Requirement, level: IdentityLevel) -> Refusal | None:
    """Why a person known at `level` may not do the act; None when the level is enough."""
    if level.rank >= need.level.rank:
        return None
    return Refusal(f"people.needs_{need.level}", need.article)


def judge_freshness(need: Requirement, *, checked: bool) -> Refusal | None:
    """Why the act must wait for a check; `checked`: one of at least the level `again` was made in time."""
    if checked or need.again is IdentityLevel.NONE:
        return None
    return Refusal("people.check_again", need.article, (), (("hours", str(need.hours)),))


def judge_member(need: Requirement, rights: Collection[MemberRight]) -> Refusal | None:
    """Why a member with these rights does not do the act for its organisation."""
    return lacks_right(need.member, rights) if need.member else None


def lacks_right(right: MemberRight, rights: Collection[MemberRight]) -> Refusal | None:
    """Why a member with these `rights` does not do what needs this one (民法典 170)."""
    missing = Refusal("people.member_right_missing", MEMBERS, facts=(("right", right.value),))
    return None if right in rights else missing


def check_rights(rights: Collection[str]) -> list[Refusal]:
    """Whether these are rights that a member can be given."""
    unknown = sorted(set(rights) - set(MemberRight))
    return [Refusal("people.no_such_right", MEMBERS, ("rights",), (("typed", unknown[0][:40]),))] if unknown else []
