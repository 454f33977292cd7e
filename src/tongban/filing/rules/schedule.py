"""The schedule of claims that computes itself: each line with its basis, days, rate and amount, exact to the end.

Interest is simple, the first day counted and the last not; every line is rounded once, half up to the fen. Where a
published rate or the principal changes in between, each stretch is a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from tongban.fees.law import rounded
from tongban.filing.rules.expressions import parsed
from tongban.filing.rules.rates import tables
from tongban.filing.rules.told import Told
from tongban.filing.rules.writing import number_text
from tongban.filing.vocabulary import Answers, Interview, ScheduleLine
from tongban.filing.vocabulary.interviews import Line, Rate
from tongban.kernel.money import LIMIT_MINOR, Money
from tongban.kernel.refusal import Refusal

_PERCENT, _FEN = 100, 100


def schedule(interview: Interview, answers: Answers, *, today: date) -> tuple[tuple[ScheduleLine, ...], Told]:
    """The lines that these answers make, in the order of the data, and the answers as seen with their sums."""
    told = Told(interview, answers, today)
    sums: dict[str, Fraction] = {}
    lines: list[ScheduleLine] = []
    for line in interview.lines:
        told = replace(told, lines=sums)
        made = [one for row in told.in_rows(line.each) if row.holds(line.when) for one in _lines(line, row)]
        lines += made
        for one in made:
            sums = sums | {one.id: sums.get(one.id, Fraction(0)) + Fraction(one.amount.minor, _FEN)}
    return tuple(lines), replace(told, lines=sums)


def claim_in(interview: Interview, lines: tuple[ScheduleLine, ...]) -> Money | Refusal:
    """The amount in dispute: the sum of the lines that count (SI 201). Nothing, where no money need be claimed."""
    total = sum(line.amount.minor for line in lines if line.counts)
    if total > LIMIT_MINOR:
        return Refusal("amount.too_large", "CPL 124(3)", (), (("typed", Money(total).decimal_text),))
    if total <= 0 and interview.money:
        named = tuple(dict.fromkeys(n for line in interview.lines if line.amount for n in _answers(line.amount)))
        return Refusal("filing.nothing_left_to_claim", "CPL 122(3)", named)
    return Money(max(total, 0))


def claim_of(interview: Interview, answers: Answers, *, today: date) -> Money | Refusal:
    """The amount in dispute on these answers; refused when an amount must be claimed and none is left."""
    return claim_in(interview, schedule(interview, answers, today=today)[0])


def _answers(text: str) -> Iterator[str]:
    return (name for name in sorted(parsed(text).names) if not name.startswith(("line.", "computed.")))


def _lines(line: Line, told: Told) -> Iterator[ScheduleLine]:
    if line.rate is None:
        amount = parsed(line.amount).number(told)
        if amount is not None and amount > 0:
            yield ScheduleLine(line.id, line.label, line.law, rounded(amount), counts=line.counts)
        return
    principal = parsed(line.principal).number(told)
    start, end = parsed(line.start).day(told), parsed(line.end).day(told)
    if principal is not None and principal > 0 and start is not None and end is not None:
        yield from _account(line, line.rate, told, principal, (start, end))


@dataclass(slots=True)
class _Stretch:
    """A time with one rate and one principal, and how much of its interest is open."""

    first: date
    last: date
    rate: Fraction
    principal: Fraction
    open: Fraction


def _account(
    line: Line, rate: Rate, told: Told, principal: Fraction, time: tuple[date, date]
) -> Iterator[ScheduleLine]:
    """The interest that is open, stretch by stretch, and what payments left of the principal (Civil Code 561)."""
    stretches: list[_Stretch] = []
    start, end = time
    for day, amount in [*_payments(line.paid, told, time), (end, Fraction(0))]:
        for first, last, counted in _stretches(rate, told, start, day):
            interest = principal * counted / _PERCENT * (last - first).days / line.year
            stretches.append(_Stretch(first, last, counted, principal, interest))
        start, rest = max(start, day), amount
        for one in stretches:
            taken = min(rest, one.open)
            one.open, rest = one.open - taken, rest - taken
        principal = max(principal - rest, Fraction(0))
    for one in stretches:
        if rounded(one.open).minor > 0:
            days, text = (one.last - one.first).days, number_text(one.rate)
            bearing = rounded(one.principal)
            yield ScheduleLine(
                line.id, line.label, line.law, rounded(one.open), one.first, one.last, days, text, bearing, line.counts
            )
    if line.left and rounded(principal).minor > 0:
        yield ScheduleLine(line.left, line.label, line.law, rounded(principal), counts=line.counts)


def _payments(group: str, told: Told, time: tuple[date, date]) -> list[tuple[date, Fraction]]:
    """What was paid within the time, by day; earlier payments count on its first day."""
    found = []
    for row in told.in_rows(group) if group else ():
        day, amount = row.value(f"{group}.day"), row.value(f"{group}.amount")
        if isinstance(day, date) and isinstance(amount, Fraction) and day <= time[1]:
            found.append((max(day, time[0]), amount))
    return sorted(found)


def _stretches(rate: Rate, told: Told, start: date, end: date) -> Iterator[tuple[date, date, Fraction]]:
    """The times with the rate that counts in each, the ceiling applied; a time without a rate bears nothing.

    Where the day whose rate counts lies before the table, its first rate counts, from its first day on.
    """
    if end <= start:
        return
    highest = _ceiling(rate, told)
    if rate.percent:
        parts: Iterator[tuple[date, date, Fraction | None]] = iter([(start, end, parsed(rate.percent).number(told))])
    elif rate.on:
        day, table = parsed(rate.on).day(told), tables()[rate.table]
        since = max(start, table.begins)
        parts = iter([(since, end, table.on(max(day, table.begins)))] if day and since < end else [])
    else:
        parts = tables()[rate.table].stretches(start, end)
    times = Fraction(1) if rate.percent else parsed(rate.times).number(told) or Fraction(0)
    for first, last, published in parts:
        if published is not None:
            counted = published * times
            yield first, last, counted if highest is None else min(counted, highest)


def _ceiling(rate: Rate, told: Told) -> Fraction | None:
    """The highest rate that counts; None without one."""
    if not rate.cap_table:
        return None
    day = parsed(rate.cap_on).day(told) if rate.cap_on else told.today
    published = tables()[rate.cap_table].on(day) if day else None
    times = parsed(rate.cap_times or "1").number(told)
    return None if published is None or times is None else published * times


def begins_before_rates(interview: Interview, told: Told) -> tuple[str, ...]:
    """The tables of rates that begin only within the time of a line: for the time before, nothing is worked out.

    `told`: the answers with the sums of the schedule.
    """
    early: set[str] = set()
    for line in interview.lines:
        name = line.rate.table if line.rate else ""
        for row in told.in_rows(line.each) if name else ():
            start, end = parsed(line.start).day(row), parsed(line.end).day(row)
            bears = row.holds(line.when) and (parsed(line.principal).number(row) or 0) > 0
            if bears and start and end and start < min(end, tables()[name].begins):
                early.add(name)
    return tuple(sorted(early))


def runs_past_rates(interview: Interview, lines: tuple[ScheduleLine, ...]) -> tuple[str, ...]:
    """The tables of rates that a schedule uses beyond the day on which they were compared with their source."""
    used = {line.id: line.rate.table for line in interview.lines if line.rate and line.rate.table and not line.rate.on}
    late = {
        used[line.id] for line in lines if line.id in used and line.end and line.end > tables()[used[line.id]].checked
    }
    return tuple(sorted(late))
