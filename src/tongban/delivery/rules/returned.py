"""What follows when a letter comes back, and when mail is said not to have arrived (邮寄送达规定 6, 11; SI 135)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tongban.delivery.vocabulary import AddressGround, Arrival, ReturnReason
from tongban.kernel.refusal import Refusal

TRIES = 3
"""How often the post tries within five days before it may bring a letter back as not collected (邮寄送达规定 6)."""
FICTION = "邮寄送达 11(1)"
"""The day on which the letter came back counts as the day of service."""
_OWN_ADDRESS = frozenset({ReturnReason.UNKNOWN_ADDRESS, ReturnReason.MOVED})


def counts_when_returned(reason: ReturnReason, ground: AddressGround) -> str:
    """The article under which a returned letter counts as served on the day of its return; "" when it does not.

    It does when what stood in the way was the recipient's own doing: the address that the recipient gave or confirmed
    was wrong or has changed untold, none was given after the consequences were explained, or the recipient or the
    named receiver would not take the letter. Nobody at home, or a stranger's refusal, is not the recipient's doing.
    """
    own = ground is AddressGround.CONFIRMED and reason in _OWN_ADDRESS
    if own or ground is AddressGround.WITHHELD or reason is ReturnReason.REFUSED:
        return FICTION
    return ""


def returned_early(reason: ReturnReason, tries: int) -> bool:
    """Whether the post gave up before it had to: three tries are needed before a letter is not collected."""
    return reason is ReturnReason.NOT_COLLECTED and tries < TRIES


def return_problem(day: date, *, posted: date, today: date) -> Refusal | None:
    """Why a day cannot be the day on which a letter posted on `posted` came back."""
    facts = (("day", day.isoformat()), ("posted", posted.isoformat()))
    if day < posted:
        return Refusal("delivery.returned_before_posting", FICTION, ("day",), facts)
    if day > today:
        return Refusal("delivery.returned_ahead", FICTION, ("day",), facts)
    return None


def leans_on(doubted: Arrival, arrivals: Iterable[Arrival]) -> bool:
    """Whether the service rests on the arrival in doubt: no other valid one is on an earlier or the same day."""
    others = [one for one in arrivals if one != doubted]
    return all(one.at.date() > doubted.at.date() for one in others)
