"""The value of a claim: what fees and the level of the court are measured by (交纳办法 13(1); SI 201).

Several money claims are added (SI 201(2)). Interest claimed "until paid" counts with what has accrued on the day of
filing. Interest on a loan is simple interest on a year of 365 days, the first day counted and the last not.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from tongban.fees.rules.exact import FEN, rounded, text
from tongban.fees.vocabulary import ClaimPart, ClaimValue
from tongban.kernel.money import LIMIT_MINOR, Money
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step, step

DAYS_OF_YEAR = 365
PERCENT = 100
HIGHEST_RATE = Decimal(1000)


def claim_value(parts: Iterable[tuple[ClaimPart, Money]], *, accrual: tuple[Step, ...] = ()) -> ClaimValue | Refusal:
    """The sum of the money claims with its parts; `accrual` the steps by which interest was reached."""
    listed = tuple(parts)
    if not listed:
        return Refusal("fees.nothing_claimed", "CPL 122(3)", ("claims",))
    currencies = {amount.currency for _, amount in listed}
    if len(currencies) > 1:
        return Refusal(
            "fees.currencies_mixed", "交纳办法 55", ("claims",), (("currencies", ", ".join(sorted(currencies))),)
        )
    below = [part.term for part, amount in listed if amount.minor < 0]
    if below:
        return Refusal("fees.amount_negative", "CPL 122(3)", ("claims",), (("amount", "、".join(below)),))
    total = Money(sum(amount.minor for _, amount in listed), currencies.pop())
    if total.minor > LIMIT_MINOR:
        law = "house rule: amounts are taken up to 10 trillion"
        return Refusal("fees.amount_beyond_reach", law, ("claims",), (("amount", total.decimal_text),))
    steps = [step("fees.claim_part", "SI 201(2)", part=part.term, amount=amount) for part, amount in listed]
    return ClaimValue(
        total, listed, "交纳办法 13(1); SI 201", (*accrual, *steps, step("fees.claim_total", "SI 201(2)", total=total))
    )


def loan_interest(
    principal: Money, rate: str, start: date, end: date, *, ceiling: str | None = None
) -> tuple[Money, tuple[Step, ...]] | Refusal:
    """Simple interest at `rate` percent a year from `start` to `end` (not counted), rounded half up to the fen.

    `ceiling`: four times the one-year LPR when the contract was made, in percent; a higher agreed rate counts only up
    to it (民间借贷规定 25). The product ships no LPR table: the caller states the ceiling.
    """
    agreed, highest = _rate(rate), _rate(ceiling) if ceiling is not None else HIGHEST_RATE
    if agreed is None or highest is None:
        return Refusal("fees.rate_malformed", "民间借贷规定 25", ("rate",), (("typed", rate[:20]),))
    if principal.minor < 0:
        return Refusal("fees.amount_negative", "CPL 122(3)", ("principal",), (("amount", principal.decimal_text),))
    if end < start:
        return Refusal(
            "fees.interest_ends_first", "民间借贷规定 28", ("end",), (("start", str(start)), ("end", str(end)))
        )
    steps = []
    if agreed > highest:
        steps.append(step("fees.rate_capped", "民间借贷规定 25", agreed=f"{agreed}%", ceiling=f"{highest}%"))
    days = (end - start).days
    exact = Fraction(principal.minor, FEN) * Fraction(min(agreed, highest)) / PERCENT * days / DAYS_OF_YEAR
    interest = rounded(exact)
    facts = {"principal": principal, "rate": f"{min(agreed, highest)}%", "days": days, "interest": interest}
    steps.append(step("fees.interest", "民间借贷规定 25, 28", **facts, exact=text(exact)))
    return Money(interest.minor, principal.currency), tuple(steps)


def _rate(typed: str) -> Decimal | None:
    try:
        value = Decimal(typed.strip().removesuffix("%"))
    except InvalidOperation:
        return None
    return value if value.is_finite() and 0 <= value <= HIGHEST_RATE else None
