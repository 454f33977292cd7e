"""The slip with which a fee is paid at a bank or at a window: the same for parties and at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString, mark_safe

from tongban.face.presentation import money_capitals
from tongban.frame.square import square_code
from tongban.kernel.money import Money


@dataclass(frozen=True, slots=True)
class PaymentSlip:
    """`owed`: what is still to be paid under this `code`; `account`: the court's, by its name."""

    court: str
    number: str
    payer: str
    code: str
    owed: Money
    account: str
    until: date | None

    @property
    def square(self) -> SafeString:
        """The code as a picture; it is drawn here, from a code of digits."""
        return mark_safe(square_code(self.code))  # noqa: S308 # nosec B308 B703 - nobody's text is in it

    @property
    def capitals(self) -> str:
        """The amount in Chinese capitals, where the currency has them."""
        return money_capitals(self.owed) if self.owed.currency == "CNY" else ""
