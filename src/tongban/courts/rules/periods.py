"""When is it due? The periods of the table on the court's calendar (CPL 85; the count itself is in the kernel)."""

from __future__ import annotations

from datetime import date, datetime

from tongban.courts.rules import tables
from tongban.kernel.calendar import Calendar
from tongban.kernel.periods import Due, PeriodRule, compute
from tongban.kernel.refusal import Refusal


def period_rule(rule_id: str) -> PeriodRule | Refusal:
    """The period called `rule_id`; refused with `period.unknown`."""
    return tables.period_rule(rule_id)


def due(rule_id: str, start: date | datetime, calendar: Calendar | None = None) -> Due | Refusal:
    """When the period `rule_id` ends that starts with the event of `start`; the shipped calendar unless one is given.

    The version in force on the day of the event counts. A datetime is taken in its own clock: convert to the court's
    local time first.
    """
    rule = tables.period_rule(rule_id, start.date() if isinstance(start, datetime) else start)
    if isinstance(rule, Refusal):
        return rule
    return compute(rule, start, calendar or tables.calendar())


def period_amount(rule_id: str, on: date | None = None) -> int:
    """How many of its unit the period runs, as it stood on that day: the number that papers and texts quote.

    Raises KeyError for a period that the table lacks: a slip of the programmer, never of a person.
    """
    return tables.known_period(rule_id, on).amount


def period_names(rule_id: str) -> tuple[str, str]:
    """The period's name in Chinese and in English; its id twice when the table has none."""
    rule = tables.period_rule(rule_id)
    return (rule_id, rule_id) if isinstance(rule, Refusal) else (rule.term, rule.name)
