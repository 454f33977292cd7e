"""Money: integer minor units and a currency; never a float."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal

from tongban.kernel.refusal import Refusal

_WHOLE = ("JPY", "KRW", "VND")
_HUNDREDTHS = (
    *("CNY", "HKD", "MOP", "TWD"),
    *("AUD", "CAD", "CHF", "EUR", "GBP", "KGS", "PEN", "RUB", "SGD", "THB", "USD"),
)
_MINOR_DIGITS = dict.fromkeys(_WHOLE, 0) | dict.fromkeys(_HUNDREDTHS, 2)
# More digits than any amount has are read, so that the answer can say what is wrong with them.
_PLAIN = re.compile(r"[0-9]{1,60}(\.[0-9]{1,60})?")
_GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3}){1,20}(\.[0-9]{1,60})?")
_TYPED_WIDE = str.maketrans("０１２３４５６７８９，．￥", "0123456789,.¥")
"""What a Chinese keyboard types for digits and marks."""
_MARKS = {"CNY": ("¥", "元"), "JPY": ("¥", "円")}
"""Marks that may stand before and behind the digits; beside any other currency they contradict it."""
_EXACT = Context(prec=130)
LIMIT_MINOR = 10**15
"""Largest amount taken, in minor units (10 trillion yuan): above it a typing slip is certain."""


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in minor units (fen for CNY)."""

    minor: int
    currency: str = "CNY"

    @property
    def decimal_text(self) -> str:
        """Digits with the currency's decimals: 186500 fen -> "1865.00"."""
        digits = _MINOR_DIGITS[self.currency]
        return str(Decimal(self.minor).scaleb(-digits)) if digits else str(self.minor)

    @property
    def grouped_text(self) -> str:
        """Digits in groups of three, as on papers: "1,865.00"."""
        digits = _MINOR_DIGITS[self.currency]
        return f"{Decimal(self.minor).scaleb(-digits):,.{digits}f}"

    def __str__(self) -> str:
        return f"{self.currency} {self.decimal_text}"

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            message = f"cannot mix {self.currency} and {other.currency}"
            raise ValueError(message)


def known_currencies() -> frozenset[str]:
    """The currencies in which amounts are taken, by ISO 4217."""
    return frozenset(_MINOR_DIGITS)


def parse_amount(text: str, *, field: str, currency: str = "CNY", zero: bool = False) -> Money | Refusal:
    """The amount a person typed, or why it is none: only digits, at most the currency's decimals, above zero.

    `zero`: nothing is an amount too.
    """
    before, behind = _MARKS.get(currency, ("", ""))
    typed = text.strip().translate(_TYPED_WIDE).removeprefix(before).removesuffix(behind).strip()
    if not (_PLAIN.fullmatch(typed) or _GROUPED.fullmatch(typed)):
        return Refusal("amount.not_digits", "CPL 124(3)", (field,), (("typed", text[:40]),))
    amount = Decimal(typed.replace(",", ""))
    minor = amount.scaleb(_MINOR_DIGITS[currency], _EXACT)
    if minor != minor.to_integral_value():
        return Refusal("amount.too_fine", "CPL 124(3)", (field,), (("typed", text[:40]),))
    if minor < 0 or (minor == 0 and not zero):
        return Refusal("amount.not_positive", "CPL 124(3)", (field,), (("typed", text[:40]),))
    if minor > LIMIT_MINOR:
        return Refusal("amount.too_large", "CPL 124(3)", (field,), (("typed", text[:40]),))
    return Money(int(minor), currency)
