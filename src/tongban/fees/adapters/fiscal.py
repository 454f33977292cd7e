"""Speaking to the treasury's receipt system (财政电子票据系统), as a service that shares a key with the court
(signed_service.py).

`POST /receipts` with number, item, amount, currency, payer, kind, credit_code, case, payment_code gives `state`:
`issued` with code, bill, check, day, issuer, amount and `view_at`, or `refused` with reason and words.
`POST /reversals` with number (of the reversal), receipt, code, bill gives the same of the red receipt.
`GET /receipts/DAY` gives what was issued and reversed on a day. Each may be asked again and answers the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from tongban.fees.adapters.signed_service import SignedService, web_address
from tongban.fees.rules.fiscal import reversal_number
from tongban.fees.vocabulary import FiscalBill, FiscalFlaw, FiscalLine, FiscalOrder, FiscalRefused
from tongban.kernel.money import Money

_WORDS = 300


@dataclass(frozen=True, slots=True)
class Treasury(SignedService):
    """A receipt system of the treasury. Everything raises `ServiceSilent`."""

    CALLED: ClassVar[str] = "the treasury"

    def issue(self, order: FiscalOrder, *, at: datetime) -> tuple[FiscalBill, Money] | FiscalRefused:
        """Ask for a receipt: it and the amount on it, or why there is none. The same number is issued once."""
        sent = {
            "number": order.number,
            "item": order.item,
            "amount": order.amount.decimal_text,
            "currency": order.amount.currency,
            "payer": order.title.name,
            "kind": order.title.kind.value,
            "credit_code": order.title.credit_code,
            "case": order.case_number,
            "payment_code": order.payment_code,
        }
        return self._bill(self.asked("POST", "/receipts", at, sent))

    def reverse(self, number: str, bill: FiscalBill, *, at: datetime) -> tuple[FiscalBill, Money] | FiscalRefused:
        """Have the receipt with the court's `number` reversed: the red one, or why there is none. Done once."""
        sent = {"number": reversal_number(number), "receipt": number, "code": bill.code, "bill": bill.number}
        return self._bill(self.asked("POST", "/reversals", at, sent))

    def issued(self, day: date, *, at: datetime) -> tuple[FiscalLine, ...]:
        """What the treasury issued and reversed for the court on a day."""
        return tuple(self._line(one) for one in self.lines(f"/receipts/{day.isoformat()}", at))

    def _bill(self, told: Mapping[str, Any]) -> tuple[FiscalBill, Money] | FiscalRefused:
        if told.get("state") == "refused":
            return FiscalRefused(FiscalFlaw.of(str(told.get("reason", ""))), str(told.get("words", ""))[:_WORDS])
        if told.get("state") != "issued":
            raise self.silent("does not say what became of a receipt")
        try:
            bill = FiscalBill(
                code=str(told["code"]),
                number=str(told["bill"]),
                check=str(told["check"]),
                day=date.fromisoformat(str(told["day"])),
                issuer=str(told["issuer"])[:100],
                view_at=web_address(told.get("view_at", "")),
            )
        except (KeyError, ValueError):
            raise self.silent("tells of a receipt not in the agreed form") from None
        return bill, self.money(told)

    def _line(self, told: Mapping[str, Any]) -> FiscalLine:
        bill = f"{told.get('code', '')}-{told.get('bill', '')}"
        return FiscalLine(str(told.get("number", ""))[:40], bill[:40], self.money(told), told.get("red") is True)
