"""Whether a message of the payment gateway is believed: by its signature, its time, its order, its amount.

What is signed: the time in whole seconds, a line feed, the body, by HMAC-SHA256 under the key that court and gateway
share. A message that is repeated, late or out of turn says the same as the first; what it may not do is to contradict.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from tongban.fees.vocabulary import CallbackFlaw, GatewayMessage, OrderFacts
from tongban.kernel.money import Money, known_currencies, parse_amount

LAW = "house rule: the payment gateway is believed by its signature"
SKEW = 300
"""Seconds by which the gateway's clock may differ; what comes later, the court asks for."""
LARGEST = 16 * 1024
_NAME = re.compile(r"[A-Za-z0-9-]{4,40}")


def signed(key: str, seconds: str, body: bytes) -> str:
    """The signature of `body` at `seconds` since 1970, in hexadecimal."""
    return hmac.new(key.encode(), seconds.encode("utf-8", "replace") + b"\n" + body, hashlib.sha256).hexdigest()


def authentic(key: str, seconds: str, signature: str, body: bytes, now: datetime) -> CallbackFlaw | None:
    """None when the gateway signed `body`, not long ago; the signature is judged first."""
    if not hmac.compare_digest(signed(key, seconds, body).encode(), signature.encode("utf-8", "replace")):
        return CallbackFlaw.SIGNATURE
    if not re.fullmatch(r"[0-9]{1,12}", seconds) or abs(now.timestamp() - int(seconds)) > SKEW:
        return CallbackFlaw.TIME
    return None


def read_message(body: bytes) -> GatewayMessage | CallbackFlaw:
    """The message in `body`, or `MALFORMED`."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return CallbackFlaw.MALFORMED
    return message_of(told) if isinstance(told, dict) else CallbackFlaw.MALFORMED


def message_of(told: Mapping[str, Any]) -> GatewayMessage | CallbackFlaw:
    """The message from its fields."""
    names = [told.get(name) for name in ("event", "order", "transaction")]
    if not all(isinstance(name, str) and _NAME.fullmatch(name) for name in names):
        return CallbackFlaw.MALFORMED
    currency, amount, day = told.get("currency"), told.get("amount"), told.get("paid_on")
    if not (isinstance(currency, str) and isinstance(amount, str) and isinstance(day, str)):
        return CallbackFlaw.MALFORMED
    if currency not in known_currencies():
        return CallbackFlaw.MALFORMED
    money = parse_amount(amount, field="amount", currency=currency)
    try:
        paid_on = date.fromisoformat(day)
    except ValueError:
        return CallbackFlaw.MALFORMED
    if not isinstance(money, Money):
        return CallbackFlaw.MALFORMED
    return GatewayMessage(str(names[0]), str(names[1]), str(names[2]), money, paid_on)


def fits(message: GatewayMessage, order: OrderFacts | None) -> CallbackFlaw | None:
    """None when the message can be true of this order."""
    if order is None:
        return CallbackFlaw.UNKNOWN_ORDER
    if message.amount != order.amount:
        return CallbackFlaw.AMOUNT
    if order.transaction and order.transaction != message.transaction:
        return CallbackFlaw.CONTRADICTS
    return None
