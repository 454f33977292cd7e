"""The course of a period that runs forward: where it ends, and what each incident does to that end.

Months and years are added up before days, so that an extension of six months to a limit of six months ends as one of
twelve would (Civil Code 202: on the corresponding day, or on the month's last day if there is none).
"""

from __future__ import annotations

from datetime import date, timedelta

from tongban.kernel.calendar import Calendar
from tongban.kernel.incidents import Incident, NewStart, Obstacle, Prolonged, Span
from tongban.kernel.periods import (
    Extension,
    Ground,
    GroundEffect,
    Limitation,
    PeriodRule,
    Readings,
    Unit,
)
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step, step

MONTHS = 12
SHORTEST_MONTH = 28
FIRST_DAY_OUT = "CPL 85(2); SI 125"


def add_months(day: date, months: int) -> date:
    """The corresponding day so many months later (earlier when negative), or the last day of that month."""
    year, month0 = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    if day.day <= SHORTEST_MONTH:
        return date(year, month0 + 1, day.day)
    next_year, next_month0 = divmod(year * MONTHS + month0 + 1, MONTHS)
    last = date(next_year, next_month0 + 1, 1) - timedelta(days=1)
    return last.replace(day=min(day.day, last.day))


class Course:
    """One forward count: `end` is its last day before rest days are looked at; `steps` tell how it came about."""

    __slots__ = (
        "_calendar",
        "_covered",
        "_days",
        "_floor",
        "_given",
        "_months",
        "_shift",
        "_travel",
        "_working",
        "readings",
        "rule",
        "start",
        "steps",
    )

    def __init__(self, rule: PeriodRule, start: date, calendar: Calendar, readings: Readings) -> None:
        self.rule, self.readings, self._calendar = rule, readings, calendar
        self._floor = date.min
        self._travel = 0
        self._covered = start
        self._begin(start)
        self.steps: list[Step] = [
            step("period.first_day_left_out", FIRST_DAY_OUT, start=start),
            step(f"period.{rule.unit.value}s_counted", rule.article, amount=rule.amount, end=self.end),
        ]
        if self._months and self.end.day != start.day:
            self.steps.append(step("period.no_such_day", "Civil Code 202", day=start.day, end=self.end))

    def _begin(self, start: date) -> None:
        self.start = start
        self._months = self._days = self._working = 0
        self._given: list[Extension] = []
        self._lengthen(self.rule.amount, self.rule.unit)
        self._shift = max(0, (self._covered - start).days)

    def _lengthen(self, amount: int, unit: Unit) -> None:
        if unit is Unit.WORKING_DAY:
            self._working += amount
        elif unit is Unit.DAY:
            self._days += amount
        else:
            self._months += amount * (MONTHS if unit is Unit.YEAR else 1)

    @property
    def end(self) -> date:
        """The last day of the period, as far as the incidents told until now."""
        day = add_months(self.start, self._months) if self._months else self.start
        day += timedelta(days=self._days)
        for _ in range(self._working):
            day = self._calendar.next_working_day(day + timedelta(days=1))
        day += timedelta(days=self._shift)
        day = max(day, self._floor) + timedelta(days=self._travel)
        return self._calendar.next_working_day(day) if self._working else day

    def befall(self, incident: Incident) -> Refusal | None:
        """Let one incident happen; refused when the law knows none of its kind for this period."""
        if isinstance(incident, Span):
            return self._span(incident)
        if isinstance(incident, NewStart):
            return self._new_start(incident)
        if isinstance(incident, Prolonged):
            return self._prolonged(incident)
        if isinstance(incident, Obstacle):
            return self._obstacle(incident)
        return None

    def travel(self, days: int) -> None:
        """Time on the road is no part of the period."""
        self._travel += days
        self.steps.append(step("period.travel_left_out", "CPL 85(4)", days=days, end=self.end))

    def _no(self, reason: str, law: str, **facts: object) -> Refusal:
        told = (("rule", self.rule.id), *((name, str(value)) for name, value in facts.items()))
        return Refusal(reason, law, ("incidents",), told)

    def _ground(self, name: str, *effects: GroundEffect) -> Ground | Refusal:
        for ground in self.rule.grounds:
            if ground.id == name and ground.effect in effects:
                return ground
        known = "、".join(ground.id for ground in self.rule.grounds if ground.effect in effects)
        reason = "period.ground_unknown" if known else "period.knows_no_ground"
        return self._no(reason, self.rule.article, ground=name[:60], known=known)

    def _outside(self, first: date, last: date) -> Refusal | None:
        facts = {"first": first, "last": last}
        if last < first:
            return self._no("period.span_backwards", self.rule.article, **facts)
        if last <= self.start or first > self.end:
            return self._no("period.span_outside", self.rule.article, start=self.start, end=self.end, **facts)
        return None

    def _span(self, span: Span) -> Refusal | None:
        ground = self._ground(span.ground, GroundEffect.EXCLUDES, GroundEffect.SUSPENDS)
        if isinstance(ground, Refusal):
            return ground
        refusal = self._outside(span.first, span.last)
        if refusal:
            return refusal
        last = span.last
        if ground.most:
            most = Unit(ground.unit)
            longest = add_months(span.first, ground.most) if most is Unit.MONTH else span.first + timedelta(ground.most)
            last = min(last, longest - timedelta(days=1))
        if last != span.last:
            told = {"ground": ground.term, "amount": ground.most, "unit": ground.unit.term, "last": last}
            self.steps.append(step("period.span_capped", ground.article, **told))
        if ground.effect is GroundEffect.SUSPENDS and ground.last_months:
            return self._limitation(ground, span.first, last)
        code = "period.days_left_out" if ground.effect is GroundEffect.EXCLUDES else "period.stood_still"
        self._lose(code, ground.article, span.first, last, ground=ground.term)
        return None

    def _lose(self, code: str, law: str, first: date, last: date, **facts: object) -> None:
        """Days of the span that are not left out already do not count."""
        lost = max(0, (last - max(first, self._covered + timedelta(days=1))).days + 1)
        self._covered = max(self._covered, last)
        longer = self.end + timedelta(days=lost)
        self._shift += lost
        self._floor = longer if self.end < longer else self._floor
        self.steps.append(step(code, law, first=first, last=last, days=lost, end=self.end, **facts))

    def _limitation(self, ground: Ground, first: date, last: date) -> Refusal | None:
        """A limitation stands still only in its last months; how it goes on afterwards is open."""
        months = ground.last_months
        window = add_months(self.end, -months) + timedelta(days=1)
        if last < window:
            return self._no(
                "period.suspension_too_early", ground.article, first=first, last=last, window=window, months=months
            )
        anew = max(self.end, add_months(last, months))
        self._lose("period.stood_still", ground.article, max(first, window), last, ground=ground.term)
        if self.readings.limitation is Limitation.SIX_MONTHS:
            rest, self._floor = self.end, max(self._floor, anew)
            self._shift = 0
            self.steps.append(step("period.months_run", "Civil Code 194", end=anew, other=rest, months=months))
        else:
            self.steps.append(step("period.rest_runs", ground.article, end=self.end, other=anew, months=months))
        return None

    def _new_start(self, new: NewStart) -> Refusal | None:
        ground = self._ground(new.ground, GroundEffect.RESTARTS)
        if isinstance(ground, Refusal):
            return ground
        end = self.end
        if new.on < self.start or (new.on > end and not ground.after_end):
            return self._no("period.restart_outside", ground.article, on=new.on, start=self.start, end=end)
        self._floor = end
        self._begin(new.on)
        self.steps.append(step("period.starts_anew", ground.article, ground=ground.term, on=new.on, end=self.end))
        return None

    def _prolonged(self, more: Prolonged) -> Refusal | None:
        allowed = next((one for one in self.rule.extensions if one.approver is more.by), None)
        if allowed is None:
            known = "、".join(one.approver for one in self.rule.extensions)
            reason = "period.extension_unknown" if known else "period.never_prolonged"
            return self._no(reason, self.rule.article, by=more.by.term, known=known)
        end = self.end
        if not self.start <= more.on <= end:
            return self._no("period.extension_untimely", allowed.article, on=more.on, start=self.start, end=end)
        if allowed.times and self._given.count(allowed) >= allowed.times:
            return self._no("period.extension_used_up", allowed.article, by=more.by.term, times=allowed.times)
        if allowed.step > 1 and not any(one.step == allowed.step - 1 for one in self._given):
            return self._no("period.extension_order", allowed.article, by=more.by.term)
        if more.amount < 1 or more.unit in {Unit.HOUR, Unit.MINUTE}:
            return self._no("period.extension_empty", allowed.article)
        if allowed.most and self._end_with(more.amount, more.unit) > self._end_with(allowed.most, allowed.unit):
            told = {"by": more.by.term, "amount": allowed.most, "unit": allowed.unit.term}
            return self._no("period.extension_too_long", allowed.article, **told)
        self._given.append(allowed)
        self._lengthen(more.amount, more.unit)
        told = {"by": more.by.term, "on": more.on, "amount": more.amount, "unit": more.unit.term}
        self.steps.append(step("period.prolonged", allowed.article, end=self.end, **told))
        return None

    def _end_with(self, amount: int, unit: Unit) -> date:
        self._lengthen(amount, unit)
        end = self.end
        self._lengthen(-amount, unit)
        return end

    def _obstacle(self, lost: Obstacle) -> Refusal | None:
        if not self.rule.rolls:
            return self._no("period.obstacle_of_a_court", "CPL 86")
        refusal = self._outside(lost.first, lost.last)
        if refusal:
            return refusal
        until = self._calendar.next_working_day(lost.last + timedelta(days=self.rule.restore_days))
        if not lost.first <= lost.applied <= until:
            return self._no("period.restoration_too_late", "CPL 86", applied=lost.applied, last=lost.last, until=until)
        self._lose("period.restored", "CPL 86", lost.first, lost.last, applied=lost.applied)
        if lost.until and lost.until > self.end:
            self._floor = lost.until
            self.steps.append(step("period.restored_until", "CPL 86", end=self.end))
        return None
