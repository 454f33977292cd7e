"""Speaking to the treasury's receipt system (财政电子票据系统): HTTP and JSON, signed both ways like the gateway's.

`POST /receipts` with number, item, amount, currency, payer, kind, credit_code, case, payment_code gives `state`:
`issued` with code, bill, check, day, issuer, amount and `view_at`, or `refused` with reason and words.
`POST /reversals` with number (of the reversal), receipt, code, bill gives the same of the red receipt.
`GET /receipts/DAY` gives what was issued and reversed on a day. Each may be asked again and answers the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

import httpx

from tongban.fees.rules.fiscal import reversal_number
from tongban.fees.rules.gateway import LARGEST, authentic, signed
from tongban.fees.vocabulary import FiscalBill, FiscalFlaw, FiscalLine, FiscalOrder, FiscalRefused
from tongban.frame.outbound import line
from tongban.kernel.money import Money, parse_amount

_PATIENCE = httpx.Timeout(8.0, connect=4.0)
_DAY_LIMIT = 16 * 2**20
_OK = range(200, 300)
_WORDS = 300


class TreasurySilent(RuntimeError):  # noqa: N818 - it is what the caller sees of the treasury
    """The treasury's system does not answer, or not as agreed; it may be asked again."""


@dataclass(frozen=True, slots=True)
class Treasury:
    """A receipt system of the treasury: its address, and the key that it shares with the court."""

    address: str
    key: str = field(repr=False)

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
        return _answer(self._asked("POST", "/receipts", at, sent))

    def reverse(self, number: str, bill: FiscalBill, *, at: datetime) -> tuple[FiscalBill, Money] | FiscalRefused:
        """Have the receipt with the court's `number` reversed: the red one, or why there is none. Done once."""
        sent = {"number": reversal_number(number), "receipt": number, "code": bill.code, "bill": bill.number}
        return _answer(self._asked("POST", "/reversals", at, sent))

    def issued(self, day: date, *, at: datetime) -> tuple[FiscalLine, ...]:
        """What the treasury issued and reversed for the court on a day."""
        told = self._asked("GET", f"/receipts/{day.isoformat()}", at)
        return tuple(_line(one) for one in told.get("lines", ()) if isinstance(one, dict))

    def _asked(self, method: str, path: str, at: datetime, sent: Mapping[str, str] | None = None) -> dict[str, Any]:
        body = json.dumps(sent, ensure_ascii=False).encode() if sent is not None else b""
        seconds = str(int(at.timestamp()))
        headers = {"x-seconds": seconds, "x-signature": signed(self.key, seconds, path.encode() + b"\n" + body)}
        got = bytearray()
        try:
            with (
                line(timeout=_PATIENCE) as client,
                client.stream(method, self.address + path, content=body, headers=headers) as answer,
            ):
                for piece in answer.iter_bytes():
                    got += piece
                    if len(got) > (_DAY_LIMIT if method == "GET" else LARGEST):
                        raise TreasurySilent("the treasury's answer is too long")
        except (httpx.HTTPError, httpx.InvalidURL) as broken:
            raise TreasurySilent(f"the treasury does not answer ({type(broken).__name__})") from None
        if answer.status_code not in _OK:
            raise TreasurySilent(f"the treasury answers {answer.status_code}")
        told = answer.headers.get("x-signature", "")
        flaw = authentic(self.key, answer.headers.get("x-seconds", ""), told, path.encode() + b"\n" + bytes(got), at)
        if flaw:
            raise TreasurySilent(f"the treasury's answer is not believed ({flaw.value})")
        try:
            found = json.loads(got)
        except (ValueError, RecursionError):
            raise TreasurySilent("the treasury's answer is not in the agreed form") from None
        return found if isinstance(found, dict) else {}


def _answer(told: Mapping[str, Any]) -> tuple[FiscalBill, Money] | FiscalRefused:
    if told.get("state") == "refused":
        return FiscalRefused(FiscalFlaw.of(str(told.get("reason", ""))), str(told.get("words", ""))[:_WORDS])
    if told.get("state") != "issued":
        raise TreasurySilent("the treasury does not say what became of a receipt")
    address = str(told.get("view_at", ""))[:_WORDS]
    try:
        bill = FiscalBill(
            code=str(told["code"])[:12],
            number=str(told["bill"])[:12],
            check=str(told["check"])[:20],
            day=date.fromisoformat(str(told["day"])),
            issuer=str(told["issuer"])[:100],
            view_at=address if urlsplit(address).scheme in {"https", "http"} else "",
        )
    except (KeyError, ValueError):
        raise TreasurySilent("the treasury's receipt is not in the agreed form") from None
    return bill, _money(told)


def _line(told: Mapping[str, Any]) -> FiscalLine:
    bill = f"{told.get('code', '')}-{told.get('bill', '')}"
    return FiscalLine(str(told.get("number", ""))[:40], bill[:40], _money(told), told.get("red") is True)


def _money(told: Mapping[str, Any]) -> Money:
    amount = parse_amount(str(told.get("amount", "")), field="amount", currency=str(told.get("currency", "CNY")))
    if not isinstance(amount, Money):
        raise TreasurySilent("the treasury tells an amount that is none")
    return amount
