"""Putting money against a charge: the exact amount, under the exact code, while the case waits for it (交纳办法 22).

Whatever else comes in is kept and shown to a person: less, more, twice, without a code, under a code that nobody owns.
"""

from __future__ import annotations

from dataclasses import dataclass

from tongban.fees.rules.codes import parse_code
from tongban.fees.vocabulary import ChargeState, Held
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Claim:
    """What is known of the charge under a code: what is still owed; `waiting`: the case can still take the payment."""

    amount: Money
    state: ChargeState
    waiting: bool


def match(code: str, amount: Money, claim: Claim | None) -> Held | None:
    """None when `amount` settles the charge; else the first reason why a person must look at it."""
    if not code.strip():
        return Held.NO_CODE
    if isinstance(parse_code(code), Refusal):
        return Held.CODE_WRONG
    if claim is None:
        return Held.CODE_UNKNOWN
    if amount.currency != claim.amount.currency:
        return Held.CURRENCY
    reasons = (
        (claim.state is ChargeState.PAID, Held.PAID_BEFORE),
        (claim.state is ChargeState.CLOSED, Held.CASE_NOT_WAITING),
        (amount < claim.amount, Held.AMOUNT_LESS),
        (amount > claim.amount, Held.AMOUNT_MORE),
        (not claim.waiting, Held.CASE_NOT_WAITING),
    )
    return next((reason for holds, reason in reasons if holds), None)


def assignable(waiting: Money, owed: Money, *, over: bool) -> tuple[Money, Money] | Refusal:
    """What of `waiting` pays for a charge, and what is more than is owed; or why a person may not put it there.

    `over`: the case is withdrawn or closed, so that nothing may be paid for it any more.
    """
    if waiting.currency != owed.currency:
        facts = (("paid", str(waiting)), ("currency", owed.currency))
        return Refusal("fees.foreign_currency", "交纳办法 55", ("code",), facts)
    if over:
        return Refusal("fees.case_over", "交纳办法 22", ("code",))
    if not owed.minor:
        return Refusal("fees.nothing_owed", "交纳办法 22", ("code",))
    taken = min(waiting, owed)
    return taken, waiting - taken
