"""When is it due? The periods of the table on the court's calendar (CPL 85; the count itself is in the kernel)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from tongban.courts.rules import clocks, tables
from tongban.kernel.calendar import Calendar
from tongban.kernel.deadlines import compute
from tongban.kernel.incidents import Incident
from tongban.kernel.periods import AS_SHIPPED, Due, PeriodRule, Question, Readings, Side, Unit, day_of
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import step

HOUSE_READINGS = "house rule: a court chooses among the readings of docs/law/periods.md"


def period_rule(rule_id: str, on: date | None = None) -> PeriodRule | Refusal:
    """The period called `rule_id` as it stood on that day (the newest without one); refused with `period.unknown`."""
    return clocks.period_rule(rule_id, on)


def due(
    rule_id: str,
    start: date | datetime,
    calendar: Calendar | None = None,
    incidents: Iterable[Incident] = (),
    readings: Readings = AS_SHIPPED,
    *,
    days_set: int | None = None,
) -> Due | Refusal:
    """When the period `rule_id` ends that starts with the event of `start`; the shipped calendar unless one is given.

    `days_set`: so many days, as the court itself has set them in place of the table's (CPL 85(1)).

    The version in force on the day of the event counts. A datetime is taken in its own clock: convert to the court's
    local time first. `incidents`: what befell the period; `readings`: how the court reads what the law leaves open.
    """
    rule = clocks.period_rule(rule_id, day_of(start))
    if isinstance(rule, Refusal):
        return rule
    rule = rule if days_set is None else replace(rule, amount=days_set, unit=Unit.DAY)
    days = calendar or tables.calendar()
    found = compute(rule, start, days, incidents, readings)
    if isinstance(found, Refusal) or not rule.beside:
        return found
    return _with_other_clocks(found, rule, start, days, readings)


def due_in(days: int, start: date, calendar: Calendar, *, article: str) -> Due | Refusal:
    """When a period of `days` ends that the court itself sets (人民法院指定的期间, CPL 85(1)) under `article`."""
    rule = PeriodRule("set_by_court", "指定期间", "Period set by the court", days, Unit.DAY, article)
    return compute(rule, start, calendar)


def _with_other_clocks(
    found: Due, rule: PeriodRule, start: date | datetime, calendar: Calendar, readings: Readings
) -> Due:
    """Name the clocks that run beside this one, with the day they come to when counted from the same start."""
    steps = list(found.steps)
    for other_id in rule.beside:
        other = clocks.period_rule(other_id, day_of(start))
        day = other if isinstance(other, Refusal) else compute(other, start, calendar, (), readings)
        if isinstance(other, PeriodRule) and isinstance(day, Due):
            told = {"rule": other.id, "start_event": other.start_event, "end": day.due}
            steps.append(step("period.other_clock", other.article, **told))
    return replace(found, steps=tuple(steps))


def readings_of(chosen: Mapping[str, str]) -> Readings | Refusal:
    """The readings that a court chose, by name: `{"backward": "plain"}`. Refused with what may be chosen."""
    known: dict[str, type[StrEnum]] = {one.name: type(getattr(AS_SHIPPED, one.name)) for one in fields(Readings)}
    wanted: dict[str, Any] = {}
    for name, value in chosen.items():
        if name not in known:
            facts = (("name", name[:40]), ("known", ", ".join(known)))
            return Refusal("period.reading_unknown", HOUSE_READINGS, ("readings",), facts)
        if value not in set(known[name]):
            facts = (("name", f"{name}={value[:40]}"), ("known", ", ".join(f"{name}={one}" for one in known[name])))
            return Refusal("period.reading_unknown", HOUSE_READINGS, ("readings",), facts)
        wanted[name] = known[name](value)
    return replace(AS_SHIPPED, **wanted)


def is_open(rule: PeriodRule, reading: str) -> bool:
    """Whether the law leaves open about this period what the reading of that name settles."""
    if reading == "backward":
        return rule.side is Side.BEFORE
    question = {"rest_day": Question.REST_DAY, "notice": Question.NOTICE_DAY, "limitation": Question.LIMITATION}[
        reading
    ]
    return question in rule.open


def period_amount(rule_id: str, on: date | None = None) -> int:
    """How many of its unit the period runs, as it stood on that day: the number that papers and texts quote.

    Raises KeyError for a period that the table lacks: a slip of the programmer, never of a person.
    """
    return clocks.known_period(rule_id, on).amount


def period_effects(rule_id: str, on: date | None = None) -> tuple[str, str]:
    """What follows when the period is over, in Chinese and in English; empty where the law names nothing."""
    if rule_id not in clocks.period_versions():
        return "", ""
    rule = clocks.known_period(rule_id, on)
    return rule.effect_zh, rule.effect


def period_names(rule_id: str) -> tuple[str, str]:
    """The period's name in Chinese and in English; its id twice when the table has none."""
    if rule_id not in clocks.period_versions():
        return rule_id, rule_id
    rule = clocks.known_period(rule_id)
    return rule.term, rule.name
