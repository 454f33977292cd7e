"""Speaking to the payment gateway: HTTP and JSON, each message signed both ways.

`POST /orders` with number, amount, currency, expires gives `pay_at`, where the payer goes; `GET /orders/NUMBER` gives
`state` and, once it is paid, the fields of a message; `POST /refunds` with code, transaction, amount, currency gives
`state` (`done`, `refused`); `GET /settlements/DAY` gives what was taken and given back on a day. Each may be asked
again and answers the same. Neither key nor payer stands in any text of this module.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

import httpx

from tongban.fees.rules.gateway import LARGEST, authentic, message_of, signed
from tongban.fees.vocabulary import CallbackFlaw, GatewayMessage, GatewayState, MoneyLine
from tongban.frame.outbound import line
from tongban.kernel.money import Money, parse_amount

_PATIENCE = httpx.Timeout(8.0, connect=4.0)
_DAY_LIMIT = 16 * 2**20
_OK = range(200, 300)


class GatewaySilent(RuntimeError):  # noqa: N818 - it is what the caller sees of the gateway
    """The gateway does not answer, or not as agreed; it may be asked again."""


@dataclass(frozen=True, slots=True)
class Gateway:
    """A payment gateway: its address, and the key that it shares with the court."""

    address: str
    key: str = field(repr=False)

    def create(self, number: str, amount: Money, expires: datetime, *, at: datetime) -> str:
        """Lay an order down; returns where the payer goes. The same number again is the same order."""
        told = self._asked(
            "POST",
            "/orders",
            at,
            {
                "number": number,
                "amount": amount.decimal_text,
                "currency": amount.currency,
                "expires": expires.isoformat(),
            },
        )
        address = str(told.get("pay_at", ""))
        if urlsplit(address).scheme not in {"https", "http"}:
            raise GatewaySilent("the gateway names no page to pay at")
        return address

    def ask(self, number: str, *, at: datetime) -> GatewayMessage | GatewayState:
        """How an order stands: the message that it was paid, or its state."""
        told = self._asked("GET", f"/orders/{number}", at)
        if told.get("state") != GatewayState.PAID:
            return GatewayState.CLOSED if told.get("state") == GatewayState.CLOSED else GatewayState.OPEN
        found = message_of(told)
        if isinstance(found, CallbackFlaw):
            raise GatewaySilent("the gateway's answer about an order is not in the agreed form")
        return found

    def refund(self, code: str, transaction: str, amount: Money, *, at: datetime) -> bool:
        """Give money back; True when it is done, False when the gateway refuses. The same code again is done once."""
        sent = {
            "code": code,
            "transaction": transaction,
            "amount": amount.decimal_text,
            "currency": amount.currency,
        }
        state = self._asked("POST", "/refunds", at, sent).get("state")
        if state not in {"done", "refused"}:
            raise GatewaySilent("the gateway does not say what became of a refund")
        return state == "done"

    def settlement(self, day: date, *, at: datetime) -> tuple[MoneyLine, ...]:
        """What the gateway took for the court and gave back on a day."""
        told = self._asked("GET", f"/settlements/{day.isoformat()}", at)
        lines = [_line(one, day) for one in told.get("lines", ()) if isinstance(one, dict)]
        return tuple(lines)

    def _asked(self, method: str, path: str, at: datetime, sent: Mapping[str, str] | None = None) -> dict[str, Any]:
        body = json.dumps(sent, ensure_ascii=False).encode() if sent is not None else b""
        seconds = str(int(at.timestamp()))
        # The path is signed with the body: an answer to one question fits no other.
        headers = {"x-seconds": seconds, "x-signature": signed(self.key, seconds, path.encode() + b"\n" + body)}
        got = bytearray()
        try:
            with (
                line(timeout=_PATIENCE) as client,
                client.stream(method, self.address + path, content=body, headers=headers) as answer,
            ):
                for piece in answer.iter_bytes():
                    got += piece
                    if len(got) > (_DAY_LIMIT if path.startswith("/settlements/") else LARGEST):
                        raise GatewaySilent("the gateway's answer is too long")
        except (httpx.HTTPError, httpx.InvalidURL) as broken:
            raise GatewaySilent(f"the gateway does not answer ({type(broken).__name__})") from None
        if answer.status_code not in _OK:
            raise GatewaySilent(f"the gateway answers {answer.status_code}")
        told = answer.headers.get("x-signature", "")
        flaw = authentic(self.key, answer.headers.get("x-seconds", ""), told, path.encode() + b"\n" + bytes(got), at)
        if flaw:
            raise GatewaySilent(f"the gateway's answer is not believed ({flaw.value})")
        found = json.loads(got)
        return found if isinstance(found, dict) else {}


def _line(told: Mapping[str, Any], day: date) -> MoneyLine:
    amount = parse_amount(str(told.get("amount", "")), field="amount", currency=str(told.get("currency", "CNY")))
    if not isinstance(amount, Money):
        raise GatewaySilent("the gateway's settlement holds an amount that is none")
    return MoneyLine(str(told.get("transaction", "")), amount, day, told.get("out") is True, str(told.get("mark", "")))
