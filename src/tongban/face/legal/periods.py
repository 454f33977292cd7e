"""Periods as data: when one ends, and what the table says of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tongban.courts.law import due, period_versions, readings_of
from tongban.face.legal.incidents import CPL_85, Befell, Unclear, day, incidents_of, moment, option
from tongban.face.legal.told import Told
from tongban.kernel.periods import Due, PeriodRule, lateness
from tongban.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class PeriodQuestion:
    """A period, the day or moment that starts it, and what befell it, as typed.

    `readings`: NAME=CHOICE; `handed_in`, `posted`: was it in time, handed in or post-marked then?
    """

    rule: str
    start: str
    befell: Befell = field(default_factory=Befell)
    readings: tuple[str, ...] = ()
    handed_in: str | None = None
    posted: str | None = None


def period_asked(asked: PeriodQuestion) -> Told | Refusal:
    """When the period ends, and whether what was handed in came in time; refused when it came too late."""
    if not asked.start:
        return Refusal("period.start_missing", CPL_85, ("start",))
    try:
        start = moment(asked.start, "start")
        readings = readings_of(dict(option(text, "reading", "backward=plain") for text in asked.readings))
        if isinstance(readings, Refusal):
            return readings
        found = due(asked.rule, start, None, incidents_of(asked.befell), readings)
        if isinstance(found, Refusal):
            return found
        mark = day(asked.posted, "posted") if asked.posted is not None else None
        arrived = moment(asked.handed_in, "handed_in") if asked.handed_in is not None else mark
    except Unclear as unclear:
        return unclear.refusal
    told = due_told(found)
    if arrived is None:
        return told
    late = lateness(found, arrived, mark)
    return late or Told({**told.data, "in_time": True}, told.steps)


def due_told(found: Due) -> Told:
    """The day or moment on which a period ends."""
    data = {
        "due": iso(found.due),
        "kind": found.kind.value,
        "provisional": found.provisional,
        "article": found.article,
        "late_after": iso(found.late_after),
        "fixed": found.fixed,
    }
    return Told(data, found.steps)


def iso(value: date | datetime) -> str:
    """A day, or a moment to the minute."""
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()


def all_versions() -> list[PeriodRule]:
    """Every version of every period, by id and then by date."""
    versions = [rule for rules in period_versions().values() for rule in rules]
    return sorted(versions, key=lambda rule: (rule.id, rule.valid_from))


def rule_data(rule: PeriodRule) -> dict[str, Any]:
    """One version of a period."""
    return {
        "id": rule.id,
        "name": rule.term,
        "name_en": rule.name,
        "amount": rule.amount,
        "unit": rule.unit.value,
        "side": rule.side.value,
        "kind": rule.kind.value,
        "rolls": rule.rolls,
        "fixed": rule.fixed,
        "state": rule.state.value,
        "open": sorted(rule.open),
        "starts_with": rule.start_event,
        "starts_with_zh": rule.start_event_zh,
        "obligor": rule.obligor,
        "article": rule.article,
        "effect": rule.effect,
        "effect_zh": rule.effect_zh,
        "valid_from": rule.valid_from.isoformat(),
        "valid_to": None if rule.valid_to == date.max else rule.valid_to.isoformat(),
        "basis": rule.basis,
        "beside": list(rule.beside),
        "grounds": [{"id": one.id, "effect": one.effect.value, "article": one.article} for one in rule.grounds],
        "extensions": [
            {"by": one.approver.value, "most": one.most, "unit": one.unit.value, "times": one.times}
            | {"article": one.article}
            for one in rule.extensions
        ],
    }
