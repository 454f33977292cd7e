"""Facts about parties that die or can no longer act themselves."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tongban.kernel.facts import Fact


class PartyLost(Fact):
    """It was noted that a party died, or can no longer act itself, since the day `day` (CPL 153(1)(i)-(ii))."""

    case: UUID
    party: UUID
    loss: str
    day: date


class PartySucceeded(Fact):
    """`heir` took the place of a dead `party`; what that did stays done (SI 55)."""

    case: UUID
    party: UUID
    heir: UUID
