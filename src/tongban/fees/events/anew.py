"""Facts about fees that are laid on the parties anew, or counted on another fee."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tongban.kernel.facts import Fact
from tongban.kernel.money import Money


class AllotmentTakenBack(Fact):
    """A line of the journal by which a fee was laid on its payer is taken back, because who bears it is said anew."""

    case: UUID
    charge: UUID
    line: UUID
    amount: Money


class FeeCounted(Fact):
    """What was paid for the payment order that lapsed into the action counts on the fee of the action (SI 195(1)).

    `earlier`: the fee of the order.
    """

    case: UUID
    charge: UUID
    earlier: UUID
    amount: Money


class FeesLaidAnew(Fact):
    """Who bears the fees of the case is said anew, from `effective` on, after a decision that changed the judgment
    (`document`), or on the review of the decision about them (`review`).
    """

    case: UUID
    anew: UUID
    total: Money
    effective: date
    document: UUID | None
    review: UUID | None
