"""The periods of the law with what may befall them, read once from `courts/data` and cached."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from typing import TypeVar

from tongban.courts.rules.tables import rows, valid_from, valid_to
from tongban.kernel.nearest import nearest
from tongban.kernel.periods import (
    Approver,
    DueKind,
    Extension,
    Ground,
    GroundEffect,
    PeriodRule,
    Question,
    RuleState,
    Side,
    Unit,
)
from tongban.kernel.refusal import Refusal

T = TypeVar("T")


@cache
def period_versions() -> dict[str, tuple[PeriodRule, ...]]:
    """All periods by their id, each with its versions, the oldest first: an amended period is a further row."""
    versions: dict[str, list[PeriodRule]] = {}
    table = list(rows("deadlines.csv"))
    restore_days = next(int(row["amount"]) for row in table if row["id"] == "restore_period")
    for row in table:
        versions.setdefault(row["id"], []).append(_period(row, restore_days=restore_days))
    return {key: tuple(sorted(found, key=lambda rule: rule.valid_from)) for key, found in versions.items()}


def period_rules() -> dict[str, PeriodRule]:
    """The newest version of every period by its id."""
    return {key: versions[-1] for key, versions in period_versions().items()}


def period_rule(rule_id: str, on: date | None = None) -> PeriodRule | Refusal:
    """The period called `rule_id` as it stood `on` that day (the newest without a day), or why there is none.

    On a day before all versions the oldest is given; counting with it is then refused as not in force.
    """
    if rule_id not in period_versions():
        live = {key: rule for key, rule in period_rules().items() if rule.state is RuleState.LIVE}
        near = nearest(rule_id, {key: (key, rule.term, rule.name) for key, rule in live.items()})
        facts = (("rule", rule_id[:60]), *((("instead", "、".join(near)),) if near else ()))
        return Refusal("period.name_loose" if near else "period.unknown", "CPL 85(1)", ("rule",), facts)
    return known_period(rule_id, on)


def known_period(rule_id: str, on: date | None = None) -> PeriodRule:
    """The same for an id that a program writes itself. Raises KeyError when the table lacks it: a slip of the hand."""
    versions = period_versions()[rule_id]
    if on is None:
        return versions[-1]
    return next((rule for rule in reversed(versions) if rule.valid_from <= on), versions[0])


@cache
def grounds() -> tuple[tuple[Ground, tuple[str, ...]], ...]:
    """Every ground on which days do not count or a period starts anew, with the periods (patterns) that know it."""
    return tuple(
        (
            Ground(
                id=row["id"],
                term=row["name"],
                name=row["name_en"],
                effect=GroundEffect(row["effect"]),
                article=row["article"],
                most=int(row["most"]),
                unit=Unit(row["unit"]),
                last_months=int(row["last_months"]),
                after_end=row["after_end"] == "yes",
            ),
            tuple(row["rules"].split()),
        )
        for row in rows("exclusions.csv")
    )


def period_grounds() -> tuple[Ground, ...]:
    """Every ground that some period knows."""
    return tuple(ground for ground, _rules in grounds())


@cache
def _extensions() -> tuple[tuple[Extension, tuple[str, ...]], ...]:
    return tuple(
        (
            Extension(
                approver=Approver(row["approver"]),
                step=int(row["step"]),
                most=int(row["most"]),
                unit=Unit(row["unit"]),
                times=int(row["times"]),
                article=row["article"],
            ),
            tuple(row["rules"].split()),
        )
        for row in rows("extensions.csv")
    )


def _known_to(rule_id: str, table: tuple[tuple[T, tuple[str, ...]], ...]) -> Iterator[T]:
    return (value for value, patterns in table if any(fnmatchcase(rule_id, pattern) for pattern in patterns))


def _period(row: dict[str, str], *, restore_days: int) -> PeriodRule:
    return PeriodRule(
        id=row["id"],
        term=row["name"],
        name=row["name_en"],
        amount=int(row["amount"]),
        unit=Unit(row["unit"]),
        article=row["article"],
        side=Side(row["side"]),
        kind=DueKind(row["kind"]),
        rolls=row["rolls"] == "yes",
        fixed=row["fixed"] == "yes",
        state=RuleState(row["state"]),
        start_event=row["start_event"],
        start_event_zh=row["start_event_zh"],
        obligor=row["obligor"],
        effect=row["effect"],
        effect_zh=row["effect_zh"],
        valid_from=valid_from(row),
        valid_to=valid_to(row),
        basis=row["basis"],
        open=frozenset(Question(word) for word in row["open"].split()),
        day_after=row["day_after"] == "yes",
        least=row["least"] == "yes",
        beside=tuple(row["beside"].split()),
        grounds=() if row["side"] == "before" else tuple(_known_to(row["id"], grounds())),
        extensions=tuple(_known_to(row["id"], _extensions())),
        restore_days=restore_days,
    )
