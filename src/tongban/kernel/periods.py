"""Periods: from a day and a rule to the day that matters.

CPL 85: the day (or hour) on which a period starts is not counted; a last day on a statutory rest day moves to the
first day after the rest. SI 125: hours count from the next hour; days, months and years from the next day.
Civil Code 202: a period of months or years ends on the corresponding day, or on the month's last day if there is none.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from tongban.kernel.calendar import Calendar
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step, step

LAST_START_YEAR = 2100
"""Starts after this year are taken for a typing slip."""
MONTHS = 12
HOUSE_REACH = "house rule: starts are taken up to the year 2100"


class Unit(StrEnum):
    """What a period is counted in (CPL 85 knows 时, 日, 月, 年; other rules add minutes and working days)."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    YEAR = "year"

    @property
    def term(self) -> str:
        """The Chinese word."""
        return {"minute": "分钟", "hour": "小时", "day": "日", "working_day": "工作日", "month": "个月", "year": "年"}[
            self
        ]


class Side(StrEnum):
    """Whether the period runs on from its event or back from it (开庭三日前)."""

    AFTER = "after"
    BEFORE = "before"


class DueKind(StrEnum):
    """What the computed day means: the last chance, the first possibility, or a service target without sanction."""

    LATEST = "latest"
    EARLIEST = "earliest"
    TARGET = "target"


class RuleState(StrEnum):
    """Whether a row may be computed: in force, displaced by a later rule, or following another period."""

    LIVE = "live"
    SUPERSEDED = "superseded"
    FOLLOWS = "follows"


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """One period of the law.

    `rolls`: a last day on a rest day moves on (CPL 85(3)); false where the table plans for the earlier day.
    `fixed`: 不变期间, never suspended, interrupted or prolonged (SI 127); rolling is counting, not prolonging.
    An `amount` of 0 names a first day: the given day itself. Valid from and to inclusive, by the starting day.
    """

    id: str
    term: str
    name: str
    amount: int
    unit: Unit
    article: str
    side: Side = Side.AFTER
    kind: DueKind = DueKind.LATEST
    rolls: bool = True
    fixed: bool = False
    state: RuleState = RuleState.LIVE
    start_event: str = ""
    obligor: str = ""
    effect: str = ""
    valid_from: date = date.min
    valid_to: date = date.max
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due, and why.

    `due` is a date, or a moment for hours and minutes. `late_after` is the last day on which nobody could call it
    late: where the law is open it lies after `due`, which is the stricter reading to plan by. `provisional`: `due`
    leans on a year whose holidays are not announced. `sent_counts`: handed to the post in time is in time (CPL 85(4)).
    """

    due: date | datetime
    kind: DueKind
    provisional: bool
    article: str
    steps: tuple[Step, ...]
    late_after: date | datetime
    fixed: bool = False
    sent_counts: bool = False

    def __str__(self) -> str:
        sort = {"latest": "at the latest", "earliest": "at the earliest", "target": "as a target"}[self.kind]
        tail = ", provisional" if self.provisional else ""
        return f"{self.due.isoformat()} {sort}{tail} ({self.article}): " + "; ".join(map(str, self.steps))


def compute(rule: PeriodRule, start: date | datetime, calendar: Calendar) -> Due | Refusal:
    """The day that `rule` sets, counted from `start`, the day (or moment) of its event.

    A datetime is taken in its own clock; day rules use its date. Refused: rules that cannot be computed, starts
    outside the rule's validity or beyond reach, and a plain date where hours or minutes count.
    """
    refusal = _unfit(rule, start)
    if refusal:
        return refusal
    count = _COUNTS[rule.unit] if rule.side is Side.AFTER else _backward
    try:
        due = count(rule, start, calendar)
    except (OverflowError, ValueError):
        return Refusal("period.beyond_the_calendar", rule.article, ("start",), (("start", start.isoformat()),))
    if isinstance(due, Refusal) or not rule.fixed:
        return due
    return replace(due, steps=(*due.steps, step("period.fixed", "SI 127")))


def lateness(due: Due, handed_in: date, posted: date | None = None) -> Refusal | None:
    """None when an act of `handed_in` (or posted on `posted`) kept the period; else why it is late (CPL 85(4))."""
    last = _day(due.late_after)
    counted = posted if posted is not None and due.sent_counts else handed_in
    if due.kind is not DueKind.LATEST or counted <= last:
        return None
    return Refusal("period.late", due.article, (), (("due", last.isoformat()), ("done", counted.isoformat())))


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _unfit(rule: PeriodRule, start: date | datetime) -> Refusal | None:
    facts = (("rule", rule.id), ("start", start.isoformat()))
    if rule.state is not RuleState.LIVE:
        return Refusal(f"period.{rule.state}", rule.article, (), facts)
    if rule.amount < 0:
        return Refusal("period.negative", rule.article, ("amount",), facts)
    day = _day(start)
    if day.year > LAST_START_YEAR:
        return Refusal("period.start_beyond_reach", HOUSE_REACH, ("start",), facts)
    if not rule.valid_from <= day <= rule.valid_to:
        valid = (("from", rule.valid_from.isoformat()), ("to", rule.valid_to.isoformat()))
        return Refusal("period.not_in_force", rule.article, ("start",), facts + valid)
    if rule.unit in {Unit.HOUR, Unit.MINUTE} and not isinstance(start, datetime):
        return Refusal("period.needs_the_hour", rule.article, ("start",), facts)
    return None


def _minutes(rule: PeriodRule, start: date | datetime, _calendar: Calendar) -> Due | Refusal:
    moment = start if isinstance(start, datetime) else datetime.combine(start, datetime.min.time())
    due = moment + timedelta(minutes=rule.amount)
    steps = (step("period.minutes_run", rule.article, start=start.isoformat(), amount=rule.amount),)
    return Due(due, rule.kind, False, rule.article, steps, due, rule.fixed)


def _hours(rule: PeriodRule, start: date | datetime, _calendar: Calendar) -> Due | Refusal:
    moment = start if isinstance(start, datetime) else datetime.combine(start, datetime.min.time())
    first = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    due = first + timedelta(hours=rule.amount)
    steps = (
        step("period.first_hour_left_out", "CPL 85(2); SI 125", start=moment.isoformat(), first=first.isoformat()),
        step("period.hours_counted", rule.article, amount=rule.amount, end=due.isoformat()),
    )
    return Due(due, rule.kind, False, rule.article, steps, due, rule.fixed)


def _days(rule: PeriodRule, start: date | datetime, calendar: Calendar) -> Due | Refusal:
    day = _day(start)
    if rule.amount == 0:
        steps = (step("period.begins_on_the_day", rule.article, start=day),)
        return Due(day, rule.kind, False, rule.article, steps, day, rule.fixed)
    return _rolled(rule, day, day + timedelta(days=rule.amount), calendar)


def _months(rule: PeriodRule, start: date | datetime, calendar: Calendar) -> Due | Refusal:
    day = _day(start)
    months = rule.amount * (MONTHS if rule.unit is Unit.YEAR else 1)
    year, month0 = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    last_of_month = monthrange(year, month0 + 1)[1]
    end = date(year, month0 + 1, min(day.day, last_of_month))
    extra = () if day.day <= last_of_month else (step("period.no_such_day", "Civil Code 202", day=day.day, end=end),)
    return _rolled(rule, day, end, calendar, extra)


def _rolled(rule: PeriodRule, start: date, end: date, calendar: Calendar, extra: tuple[Step, ...] = ()) -> Due:
    """Close a forward count of calendar days at `end`: move it off a rest day, or say until when it is not late."""
    counted = f"period.{rule.unit}s_counted"
    steps = [
        step("period.first_day_left_out", "CPL 85(2); SI 125", start=start),
        step(counted, rule.article, amount=rule.amount, end=end),
        *extra,
    ]
    open_day = calendar.next_working_day(end)
    if open_day != end:
        code = "period.rest_day_moves" if rule.rolls else "period.rest_day_stays"
        steps.append(step(code, "CPL 85(3)", end=end, rest=calendar.rest_name(end), open=open_day))
    due = open_day if rule.rolls else end
    provisional = rule.rolls and _leans_on_unknown(calendar, end, open_day)
    if provisional:
        steps.append(step("period.year_not_announced", "", year=open_day.year))
    return Due(due, rule.kind, provisional, rule.article, tuple(steps), open_day, rule.fixed, sent_counts=rule.rolls)


def _working_days(rule: PeriodRule, start: date | datetime, calendar: Calendar) -> Due | Refusal:
    first = day = _day(start)
    for _ in range(rule.amount):
        day = calendar.next_working_day(day + timedelta(days=1))
    steps = [
        step("period.first_day_left_out", "CPL 85(2); SI 125", start=first),
        step("period.working_days_counted", rule.article, amount=rule.amount, end=day),
    ]
    provisional = rule.amount > 0 and _leans_on_unknown(calendar, first + timedelta(days=1), day)
    if provisional:
        steps.append(step("period.year_not_announced", "", year=day.year))
    return Due(day, rule.kind, provisional, rule.article, tuple(steps), day, rule.fixed)


def _backward(rule: PeriodRule, start: date | datetime, calendar: Calendar) -> Due | Refusal:
    """`amount` days before the event.

    Whether "three days before" wants three full days between is open. `due` follows the stricter reading (full days
    between, and the working day before when that is a rest day); `late_after` the milder one.
    """
    if rule.unit is not Unit.DAY:
        return Refusal("period.backward_unit", rule.article, (), (("rule", rule.id), ("unit", rule.unit)))
    event = _day(start)
    milder = event - timedelta(days=rule.amount)
    stricter = milder - timedelta(days=1)
    due = calendar.last_working_day(stricter)
    steps = [
        step("period.full_days_before", rule.article, event=event, amount=rule.amount, end=stricter),
        step("period.milder_reading", rule.article, end=milder),
    ]
    if due != stricter:
        steps.append(step("period.working_day_before", "house rule", end=stricter, open=due))
    provisional = _leans_on_unknown(calendar, due, stricter)
    if provisional:
        steps.append(step("period.year_not_announced", "", year=due.year))
    return Due(due, rule.kind, provisional, rule.article, tuple(steps), milder, rule.fixed)


def _leans_on_unknown(calendar: Calendar, first: date, last: date) -> bool:
    return any(calendar.provisional(year) for year in range(first.year, last.year + 1))


_COUNTS: dict[Unit, Callable[[PeriodRule, date | datetime, Calendar], Due | Refusal]] = {
    Unit.MINUTE: _minutes,
    Unit.HOUR: _hours,
    Unit.DAY: _days,
    Unit.WORKING_DAY: _working_days,
    Unit.MONTH: _months,
    Unit.YEAR: _months,
}
