"""Facts about the review of a decision about fees."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tongban.kernel.facts import Fact
from tongban.kernel.money import Money


class FeeReviewAsked(Fact):
    """A party asks the court for a review of a decision about its fee (交纳办法 43), to be decided until `due`."""

    case: UUID
    charge: UUID
    review: UUID
    about: str
    due: date


class FeeReviewed(Fact):
    """The president decided the review: on which ground the decision stands or is changed; `words` is their digest.

    `less`: what is not asked for any more, or goes back, where the fee had been worked out wrongly.
    """

    case: UUID
    charge: UUID
    review: UUID
    changed: bool
    ground: str
    words: str
    less: Money
