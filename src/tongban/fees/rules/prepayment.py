"""Who pays in advance, until when, what if nothing comes (交纳办法 20, 22, 23; SI 194, 199, 213, 318)."""

from __future__ import annotations

from datetime import date

from tongban.courts.rules.periods import due
from tongban.fees.rules.tables import prepayments
from tongban.fees.vocabulary import Advance, Moment, Payer, ReliefStanding, Unpaid, UnpaidAnswer
from tongban.kernel.calendar import Calendar
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import step


def advance(payer: Payer, start: date | None = None, calendar: Calendar | None = None) -> Advance | Refusal:
    """When `payer` pays: where a period runs, the last day from the notice (counterclaim: from filing it) on `start`.

    Refused with `fees.start_missing` where a period runs and its first day is not given, and as the table of periods.
    """
    row = prepayments()[payer]
    told = step("fees.paid_when", row.article, payer=payer.term, moment=row.moment.term)
    if not row.period:
        return Advance(payer, row.moment, None, row.article, (told,))
    if start is None:
        return Refusal("fees.start_missing", row.article, ("start",), (("payer", payer.term),))
    last = due(row.period, start, calendar)
    if isinstance(last, Refusal):
        return last
    return Advance(payer, row.moment, last, row.article, (told, *last.steps))


def plaintiff_of(cause: str) -> Payer:
    """In which position the plaintiff of a case of this cause stands: who claims wages need not pay in advance."""
    return Payer.WAGES if cause in prepayments()[Payer.WAGES].causes else Payer.PLAINTIFF


def unpaid(
    payer: Payer,
    *,
    paid: bool,
    last_day: date | None,
    today: date,
    relief: ReliefStanding = ReliefStanding.NONE,
    new_day: date | None = None,
) -> UnpaidAnswer:
    """What is proposed on `today`; a person confirms it.

    `last_day`: of the period to pay, None while it is not running. `new_day`: the day that the court set after it
    refused relief. While an application for relief is pending nothing happens (22(4)); after a reduction the rest is
    payable as before.
    """
    row = prepayments()[payer]
    late = row.moment in {Moment.AFTER_ENFORCEMENT, Moment.AFTER_LIQUIDATION, Moment.AFTER_THE_CASE}
    until = new_day or last_day
    if paid:
        return _proposed(Unpaid.NOTHING, "fees.is_paid", row.article)
    if late:
        return _proposed(Unpaid.NOTHING, "fees.not_in_advance", row.article, payer=payer.term, moment=row.moment.term)
    if relief is ReliefStanding.PENDING:
        return _proposed(Unpaid.WAIT, "fees.relief_pending", "交纳办法 22(4)")
    if relief is ReliefStanding.GRANTED:
        return _proposed(Unpaid.NOTHING, "fees.relief_granted", "交纳办法 44, 51")
    if relief is ReliefStanding.REFUSED and new_day is None:
        return _proposed(Unpaid.SET_A_NEW_DAY, "fees.new_day_needed", "交纳办法 22(4); SI 213")
    if until is None or today <= until:
        shown = until.isoformat() if until else "-"
        return _proposed(Unpaid.WAIT, "fees.time_is_running", row.article, until=shown)
    facts = {"until": until.isoformat(), "proposal": row.unpaid.term}
    return _proposed(row.unpaid, "fees.unpaid_proposal", row.sanction, **facts)


def _proposed(what: Unpaid, code: str, law: str, **facts: str) -> UnpaidAnswer:
    return UnpaidAnswer(what, law, (step(code, law, **facts),))
