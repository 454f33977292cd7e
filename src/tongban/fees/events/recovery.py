"""Facts about fees that a loser does not pay, on their way to enforcement."""

from __future__ import annotations

from uuid import UUID

from tongban.kernel.facts import Fact
from tongban.kernel.money import Money


class RecoveryHandedOver(Fact):
    """The judge of the case handed what is owed over for enforcement; `document` is the paper."""

    case: UUID
    charge: UUID
    recovery: UUID
    amount: Money
    document: UUID


class RecoverySentBack(Fact):
    """The registry sent what was handed over back to the judge; `reasons` is their digest."""

    case: UUID
    charge: UUID
    recovery: UUID
    reasons: str


class RecoveryRegistered(Fact):
    """What was handed over is registered as a case of enforcement, of `amount`."""

    case: UUID
    charge: UUID
    recovery: UUID
    amount: Money
    enforcement: UUID
    number: str
