"""The count: from a day, a rule and what befell it to the day that matters, with every step.

CPL 85: the day (or hour) on which a period starts is not counted; a last day on a statutory rest day moves to the
first day after the rest. SI 125: hours count from the next hour; days, months and years from the next day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from tongban.kernel.calendar import Calendar
from tongban.kernel.course import FIRST_DAY_OUT, Course, add_months
from tongban.kernel.incidents import Incident, Outage, Travel, first_day
from tongban.kernel.periods import (
    AS_SHIPPED,
    Backward,
    Due,
    DueKind,
    Notice,
    PeriodRule,
    Question,
    Readings,
    RestDay,
    RuleState,
    Side,
    Unit,
    day_of,
)
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step, step

LAST_START_YEAR = 2100
"""Starts after this year are taken for a typing slip."""
HOUSE_REACH = "house rule: starts are taken up to the year 2100"
HOUSE_OUTAGE = "house rule: a last day on which the platform was out of order moves on"
HOUSE_WORKING_DAY = "house rule: what falls on a rest day is done on the working day before"
MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}
HEARING_TRAVEL = "SI 227"
"""Before a hearing, days on the road are left for whoever lives elsewhere; other periods know CPL 85(4) only."""
CLOCK = frozenset({Unit.HOUR, Unit.MINUTE})


def compute(
    rule: PeriodRule,
    start: date | datetime,
    calendar: Calendar,
    incidents: Iterable[Incident] = (),
    readings: Readings = AS_SHIPPED,
) -> Due | Refusal:
    """The day that `rule` sets, counted from `start`, the day (or moment) of its event.

    A datetime is taken in its own clock; day rules use its date. `incidents` may come in any order: they take effect
    in that of their days. Refused: rules that cannot be computed, starts outside the rule's validity or beyond reach,
    a plain date where hours or minutes count, and incidents that the law does not know for this period.
    """
    happened = sorted(incidents, key=first_day) if incidents else []
    refusal = _unfit(rule, start) or (_unfit_incidents(rule, happened) if happened else None)
    if refusal:
        return refusal
    try:
        due = _count(rule, start, calendar, happened, readings)
    except (OverflowError, ValueError):
        return Refusal("period.beyond_the_calendar", rule.article, ("start",), (("start", start.isoformat()),))
    if isinstance(due, Refusal) or not rule.fixed:
        return due
    return replace(due, steps=(*due.steps, step("period.fixed", "SI 127")))


def _count(
    rule: PeriodRule, start: date | datetime, calendar: Calendar, happened: list[Incident], readings: Readings
) -> Due | Refusal:
    if rule.side is Side.BEFORE:
        return _backward(rule, start, calendar, _travel(happened), readings)
    if rule.unit in CLOCK:
        return _clock(rule, start, _travel(happened))
    if rule.amount == 0:
        day = day_of(start)
        steps = (step("period.begins_on_the_day", rule.article, start=day),)
        return Due(day, rule.kind, False, rule.article, steps, day, rule.fixed)
    course = Course(rule, day_of(start), calendar, readings)
    for incident in happened:
        refusal = course.befall(incident)
        if refusal:
            return refusal
    if happened and (days := _travel(happened)):
        course.travel(days)
    return _closed(course, calendar, [one for one in happened if isinstance(one, Outage)])


def _travel(happened: list[Incident]) -> int:
    return sum(one.days for one in happened if isinstance(one, Travel))


def _unfit(rule: PeriodRule, start: date | datetime) -> Refusal | None:
    facts = (("rule", rule.id), ("start", start.isoformat()))
    if rule.state is not RuleState.LIVE:
        told = (*facts, ("instead", "、".join(rule.beside)))
        return Refusal(f"period.{rule.state}", rule.article, ("rule",), told)
    if rule.amount < 0:
        return Refusal("period.negative", rule.article, ("amount",), facts)
    day = day_of(start)
    if day.year > LAST_START_YEAR:
        return Refusal("period.start_beyond_reach", HOUSE_REACH, ("start",), facts)
    if not rule.valid_from <= day <= rule.valid_to:
        ended = day > rule.valid_to
        told = (("start", day.isoformat()), ("from", rule.valid_from.isoformat()), ("to", rule.valid_to.isoformat()))
        reason = "period.no_longer_in_force" if ended else "period.not_in_force"
        return Refusal(reason, rule.article, ("start",), (("rule", rule.id), *told[: 3 if ended else 2]))
    if rule.unit in CLOCK and not isinstance(start, datetime):
        return Refusal("period.needs_the_hour", rule.article, ("start",), facts)
    return None


def _unfit_incidents(rule: PeriodRule, happened: list[Incident]) -> Refusal | None:
    others = [one for one in happened if not isinstance(one, Travel)]
    facts = (("rule", rule.id),)
    if rule.fixed and others:
        return Refusal("period.fixed_stays", "SI 127", ("incidents",), facts)
    if rule.amount == 0 or (others and (rule.side is Side.BEFORE or rule.unit in CLOCK)):
        return Refusal("period.incident_unfit", rule.article, ("incidents",), facts)
    for one in happened:
        if isinstance(one, Travel) and one.days < 1:
            return Refusal("period.travel_negative", "CPL 85(4)", ("travel",), facts)
        if isinstance(one, Outage) and not (one.record.strip() and one.first <= one.last):
            return Refusal("period.outage_without_record", HOUSE_OUTAGE, ("outage",), facts)
    return None


def _clock(rule: PeriodRule, start: date | datetime, travel: int) -> Due:
    """Minutes run at once; hours count from the next full hour, even when the event fell on a full one."""
    moment = start if isinstance(start, datetime) else datetime.combine(start, datetime.min.time())
    if rule.unit is Unit.MINUTE:
        due = moment + timedelta(minutes=rule.amount)
        steps = [step("period.minutes_run", rule.article, start=_hour(moment), amount=rule.amount, end=_hour(due))]
    else:
        first = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        due = first + timedelta(hours=rule.amount)
        steps = [
            step("period.first_hour_left_out", FIRST_DAY_OUT, start=_hour(moment), first=_hour(first)),
            step("period.hours_counted", rule.article, amount=rule.amount, end=_hour(due)),
        ]
    if travel:
        due += timedelta(days=travel)
        steps.append(step("period.travel_left_out", "CPL 85(4)", days=travel, end=_hour(due)))
    return Due(due, rule.kind, False, rule.article, tuple(steps), due, rule.fixed)


def _hour(moment: datetime) -> str:
    """A moment as people write it: 2026-03-02 10:20."""
    return moment.isoformat(" ", "minutes")


def _closed(course: Course, calendar: Calendar, outages: list[Outage]) -> Due:
    """Close a forward count: the day of notice, rest days, outages, years that are not announced."""
    rule, steps = course.rule, course.steps
    end = _notice_end(course)
    if rule.unit is Unit.WORKING_DAY:
        unsure = _unsure(calendar, course.start + timedelta(days=1), end)
        steps += unsure
        return Due(end, rule.kind, bool(unsure), rule.article, tuple(steps), end, rule.fixed)
    is_open = Question.REST_DAY in rule.open
    rolls = rule.rolls
    if is_open and course.readings.rest_day is not RestDay.TABLE:
        rolls = course.readings.rest_day is RestDay.MOVES
    due = late = open_day = calendar.next_working_day(end)
    if not rolls:
        due, late = end, open_day if is_open else end
    if open_day != end:
        steps.append(_rest_step(calendar, end, open_day, _rest_code(rule, rolls=rolls, is_open=is_open)))
        if rolls and is_open:
            steps.append(step("period.rest_day_other_reading", "CPL 85(3)", end=end))
    for outage in outages:
        moved = calendar.next_working_day(outage.last_day + timedelta(days=1))
        if rolls and outage.first.date() <= due <= outage.last_day:
            steps.append(step("period.outage_moves", HOUSE_OUTAGE, end=due, record=outage.record, open=moved))
            due = late = moved
        else:
            steps.append(step("period.outage_elsewhere", HOUSE_OUTAGE, end=due, record=outage.record))
    unsure = _unsure(calendar, end, due) if rolls else []
    steps += unsure
    if rule.day_after:
        due, late = due + timedelta(days=1), late + timedelta(days=1)
        steps.append(step("period.day_after", rule.article, day=due))
    told = tuple(steps)
    return Due(
        due, rule.kind, bool(unsure), rule.article, told, late, rule.fixed, sent_counts=rule.rolls, least=rule.least
    )


def _rest_code(rule: PeriodRule, *, rolls: bool, is_open: bool) -> str:
    if rolls:
        return "period.rest_day_moves"
    if not is_open:
        return "period.rest_day_no_matter"
    return "period.rest_day_counts" if rule.kind is DueKind.EARLIEST else "period.rest_day_stays"


def _rest_step(calendar: Calendar, end: date, open_day: date, code: str) -> Step:
    return step(code, "CPL 85(3)", end=end, rest=calendar.rest_name(end), open=open_day)


def _notice_end(course: Course) -> date:
    """The day of service by public notice: the last day of the notice, or the day after, as the court reads it."""
    end = course.end
    if Question.NOTICE_DAY not in course.rule.open:
        return end
    after = end + timedelta(days=1)
    takes_after = course.readings.notice is Notice.DAY_AFTER
    day, other = (after, end) if takes_after else (end, after)
    course.steps.append(step("period.notice_day", course.rule.article, end=day, other=other))
    return day


def _backward(
    rule: PeriodRule, start: date | datetime, calendar: Calendar, travel: int, readings: Readings
) -> Due | Refusal:
    """So much before the event; the day itself must be a working day, because somebody has to act on it.

    Whether "three days before" wants three full days between is open. The default follows the stricter reading (full
    days between); `late_after` is the milder one, the plain difference.
    """
    if rule.unit in CLOCK:
        return Refusal("period.backward_unit", rule.article, ("rule",), (("rule", rule.id), ("unit", rule.unit.term)))
    event = day_of(start)
    milder = _before(rule, event, calendar) - timedelta(days=travel)
    stricter = milder - timedelta(days=1)
    full = readings.backward is Backward.FULL_DAYS
    chosen, other = (stricter, milder) if full else (milder, stricter)
    due = calendar.last_working_day(chosen)
    code = "period.full_before" if full else "period.plain_before"
    steps = [step(code, rule.article, event=event, amount=rule.amount, unit=rule.unit.term, end=chosen)]
    if travel:
        law = HEARING_TRAVEL if HEARING_TRAVEL in rule.article else "CPL 85(4)"
        steps.insert(0, step("period.travel_before", law, days=travel))
    steps.append(step("period.milder_reading" if full else "period.stricter_reading", rule.article, end=other))
    if due != chosen:
        steps.append(step("period.working_day_before", HOUSE_WORKING_DAY, end=chosen, open=due))
    unsure = _unsure(calendar, due, chosen)
    steps += unsure
    return Due(due, rule.kind, bool(unsure), rule.article, tuple(steps), milder, rule.fixed)


def _before(rule: PeriodRule, event: date, calendar: Calendar) -> date:
    if rule.unit is Unit.DAY:
        return event - timedelta(days=rule.amount)
    if rule.unit is not Unit.WORKING_DAY:
        return add_months(event, -rule.amount * MONTHS[rule.unit])
    for _ in range(rule.amount):
        event = calendar.last_working_day(event - timedelta(days=1))
    return event


def _unsure(calendar: Calendar, first: date, last: date) -> list[Step]:
    """A step for the latest year from `first` to `last` whose rest days are not known; none when all are."""
    for year in range(last.year, first.year - 1, -1):
        if calendar.provisional(year):
            code = "period.year_not_announced" if year > calendar.first_year else "period.year_not_in_table"
            return [step(code, "全国年节及纪念日放假办法", year=year)]
    return []
