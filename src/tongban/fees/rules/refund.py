"""What goes back to whoever paid, and until when (交纳办法 21, 24-28, 53; SI 199, 207)."""

from __future__ import annotations

from datetime import date

from tongban.courts.rules.periods import due, period_amount
from tongban.fees.rules.tables import refund_rows
from tongban.fees.vocabulary import RefundAnswer, RefundEvent
from tongban.kernel.calendar import Calendar
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import step

PERIOD = "fee_refund"
_SI_207 = "SI 207(1)"


def refund(
    event: RefundEvent,
    paid: Money,
    to: str,
    *,
    still_due: Money | None = None,
    effective: date | None = None,
    directly: bool = False,
    calendar: Calendar | None = None,
) -> RefundAnswer | Refusal:
    """What `to` gets back of what was paid; what is kept and what goes back add up to it.

    `still_due`: what falls on `to` after the event, where that decides. `effective`: when the paper took effect; the
    court pays back within 15 days of it (53). `directly`: the winner bears the fees of its own will, or agreed that the
    loser pays it directly, so that the court pays nothing back (SI 207).
    """
    row = refund_rows()[event]
    if paid.minor < 0:
        return Refusal("fees.amount_negative", row.article, ("paid",), (("amount", str(paid)), ("kind", event.term)))
    if row.part == "rest" and still_due is None:
        return Refusal("fees.still_due_missing", row.article, ("still_due",), (("event", event.term),))
    if still_due is not None and (still_due.currency != paid.currency or still_due.minor < 0):
        facts = (("amount", str(still_due)), ("kind", event.term))
        return Refusal("fees.amount_negative", row.article, ("still_due",), facts)
    back = _back(row.part, paid, still_due)
    told = [
        step(f"fees.refund_{row.part}", row.article, event=event.term, paid=paid.decimal_text, refund=back.decimal_text)
    ]
    if directly and back.minor and event is RefundEvent.DECIDED:
        told.append(step("fees.refund_directly", _SI_207, refund=back.decimal_text))
        back = Money(0, paid.currency)
    last = None
    if back.minor and effective is not None:
        found = due(PERIOD, effective, calendar)
        if isinstance(found, Refusal):
            return found
        last = found
        told.extend(found.steps)
    elif back.minor:
        told.append(step("fees.refund_day_open", "交纳办法 53(2)", days=period_amount(PERIOD)))
    article = row.article if not back.minor else f"{row.article}; 交纳办法 53(2)"
    return RefundAnswer(back, paid - back, to, last, article, tuple(told))


def _back(part: str, paid: Money, still_due: Money | None) -> Money:
    """The amount that goes back; half of an odd fen goes back whole."""
    if part == "all":
        return paid
    if part == "half":
        return Money((paid.minor + 1) // 2, paid.currency)
    if part == "rest" and still_due is not None:
        return Money(max(paid.minor - still_due.minor, 0), paid.currency)
    return Money(0, paid.currency)
