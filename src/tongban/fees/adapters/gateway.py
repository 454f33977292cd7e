"""Speaking to the payment gateway, as a service that shares a key with the court (signed_service.py).

`POST /orders` with number, amount, currency, expires gives `pay_at`, where the payer goes; `GET /orders/NUMBER` gives
`state` and, once it is paid, the fields of a message; `POST /refunds` with code, transaction, amount, currency gives
`state` (`done`, `refused`); `GET /settlements/DAY` gives what was taken and given back on a day. Each may be asked
again and answers the same. No payer stands in any text of this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from tongban.fees.adapters.signed_service import SignedService, web_address
from tongban.fees.rules.gateway import message_of
from tongban.fees.vocabulary import CallbackFlaw, GatewayMessage, GatewayState, MoneyLine
from tongban.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Gateway(SignedService):
    """A payment gateway. Everything raises `ServiceSilent`."""

    CALLED: ClassVar[str] = "the gateway"

    def create(self, number: str, amount: Money, expires: datetime, *, at: datetime) -> str:
        """Lay an order down; returns where the payer goes. The same number again is the same order."""
        sent = {
            "number": number,
            "amount": amount.decimal_text,
            "currency": amount.currency,
            "expires": expires.isoformat(),
        }
        address = web_address(self.asked("POST", "/orders", at, sent).get("pay_at", ""))
        if not address:
            raise self.silent("names no page to pay at")
        return address

    def ask(self, number: str, *, at: datetime) -> GatewayMessage | GatewayState:
        """How an order stands: the message that it was paid, or its state."""
        told = self.asked("GET", f"/orders/{number}", at)
        if told.get("state") != GatewayState.PAID:
            return GatewayState.CLOSED if told.get("state") == GatewayState.CLOSED else GatewayState.OPEN
        found = message_of(told)
        if isinstance(found, CallbackFlaw):
            raise self.silent("tells of an order not in the agreed form")
        return found

    def refund(self, code: str, transaction: str, amount: Money, *, at: datetime) -> bool:
        """Give money back; True when it is done, False when the gateway refuses. The same code again is done once."""
        sent = {
            "code": code,
            "transaction": transaction,
            "amount": amount.decimal_text,
            "currency": amount.currency,
        }
        state = self.asked("POST", "/refunds", at, sent).get("state")
        if state not in ("done", "refused"):
            raise self.silent("does not say what became of a refund")
        return state == "done"

    def settlement(self, day: date, *, at: datetime) -> tuple[MoneyLine, ...]:
        """What the gateway took for the court and gave back on a day."""
        return tuple(self._line(one, day) for one in self.lines(f"/settlements/{day.isoformat()}", at))

    def _line(self, told: Mapping[str, Any], day: date) -> MoneyLine:
        out, mark = told.get("out") is True, str(told.get("mark", ""))
        return MoneyLine(str(told.get("transaction", "")), self.money(told), day, out, mark)
