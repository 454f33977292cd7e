"""Words of the payment gateway: an order as it stands, and what the gateway tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tongban.fees.vocabulary.refunds import GatewayState
from tongban.kernel.money import Money


@dataclass(frozen=True, slots=True)
class GatewayMessage:
    """The gateway says that an order was paid; `event` is its number for the message, `transaction` for the money."""

    event: str
    order: str
    transaction: str
    amount: Money
    paid_on: date


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order that may be paid: `code` is that of its charge, `pay_at` where the payer goes, until when."""

    number: str
    code: str
    amount: Money
    pay_at: str
    until: datetime


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """What the court knows of an order; `transaction` is that of the money that paid it, "" before."""

    amount: Money
    state: GatewayState
    transaction: str
