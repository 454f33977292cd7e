"""Amounts in other currencies, converted at the rate of the day of acceptance (交纳办法 55).

The day is that on which the court of first instance decided to take the case, for appeals and retrials too. Converting
rounds nothing: the fee is worked out on the exact amount.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from tongban.fees.rules.exact import FEN, rounded, text
from tongban.fees.rules.table import tariff
from tongban.kernel.money import LIMIT_MINOR, Money
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step, step

_LAW = "交纳办法 55"
_RATE = re.compile(r"[0-9]{1,9}(\.[0-9]{1,12})?")


@dataclass(frozen=True, slots=True)
class Base:
    """An amount in yuan as `fen`/`scale`, exact; `money` the same to the fen, to be shown."""

    money: Money
    fen: int
    scale: int
    steps: tuple[Step, ...]


def exchange_rate(typed: str) -> Fraction | Refusal:
    """Yuan for one unit of the other currency, as typed; refused with `fees.exchange_rate_malformed`."""
    plain = typed.strip()
    rate = Fraction(plain) if _RATE.fullmatch(plain) else Fraction(0)
    return rate or Refusal("fees.exchange_rate_malformed", _LAW, ("rate",), (("typed", typed[:40]),))


def base_in_yuan(amount: Money, rate: Fraction | None) -> Base | Refusal:
    """The amount in yuan; refused without a rate, or with one that is not needed."""
    if amount.currency == tariff().currency:
        if rate is not None:
            return Refusal("fees.rate_not_needed", _LAW, ("rate",), (("amount", str(amount)),))
        return Base(amount, amount.minor, 1, ())
    if rate is None:
        return Refusal("fees.currency", _LAW, ("rate",), (("amount", str(amount)),))
    if rate <= 0:
        return Refusal("fees.exchange_rate_malformed", _LAW, ("rate",), (("typed", str(rate)),))
    exact = Fraction(amount.decimal_text) * rate
    fen, money = exact * FEN, rounded(exact)
    if money.minor > LIMIT_MINOR:
        law = "house rule: amounts are taken up to 10 trillion"
        return Refusal("fees.amount_beyond_reach", law, ("amount",), (("amount", f"{money}"),))
    said = step("fees.converted", _LAW, amount=amount, rate=text(rate), exact=text(exact))
    return Base(money, fen.numerator, fen.denominator, (said,))
