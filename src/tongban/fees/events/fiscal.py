"""Facts about receipts of the treasury for fees."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tongban.fees.events import ChargePaid, PaymentAssigned, RefundFailed, RefundPaid
from tongban.fees.events.anew import AllotmentTakenBack, FeeCounted
from tongban.kernel.facts import Fact
from tongban.kernel.money import Money


class FiscalAsked(Fact):
    """A receipt of the treasury is asked for, for what the court keeps of a fee, in the name of `whose`."""

    case: UUID
    charge: UUID
    receipt: UUID
    number: str
    amount: Money
    whose: str


class FiscalIssued(Fact):
    """The treasury has issued the receipt `bill` (code and number)."""

    case: UUID
    charge: UUID
    receipt: UUID
    bill: str
    amount: Money
    issued_on: date


class FiscalFailed(Fact):
    """The treasury refused to issue, or to reverse, a receipt: a clerk looks at it."""

    case: UUID
    charge: UUID
    receipt: UUID
    flaw: str


class FiscalPutRight(Fact):
    """A clerk put a receipt right: tried again, asked for no longer, or to be reversed; `reasons` is their digest."""

    case: UUID
    charge: UUID
    receipt: UUID
    act: str
    reasons: str


class FiscalOutdated(Fact):
    """Money went back or came in: a receipt says too much or too little, and is to be reversed or not asked for."""

    case: UUID
    charge: UUID
    receipt: UUID
    act: str
    kept: Money


class FiscalReversed(Fact):
    """The treasury has reversed a receipt by the red one `bill`."""

    case: UUID
    charge: UUID
    receipt: UUID
    bill: str
    reversed_on: date


class FiscalListTaken(Fact):
    """A list of the treasury about receipts was taken in: how many rows changed something, and how many are bad."""

    digest: str
    rows: int
    taken: int
    bad: int


MOVES = (
    ChargePaid,
    PaymentAssigned,
    RefundPaid,
    RefundFailed,
    AllotmentTakenBack,
    FeeCounted,
    FiscalIssued,
    FiscalFailed,
    FiscalOutdated,
    FiscalReversed,
)
"""Whatever moves the money of a fee, or a receipt of the treasury for it."""
