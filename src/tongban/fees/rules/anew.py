"""Who bears the fees of a case is said anew: a court above changed the judgment (交纳办法 30, 32), or the president of
the court the decision about them (43(2)).

What was booked before is taken back line by line, as far as the money is still there; the new shares are then carried
out like the first ones. What was paid back already stays paid back: whoever got it is asked for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from tongban.cases.law import At
from tongban.fees.vocabulary import RefundState
from tongban.kernel.amount_words import amount_typed
from tongban.kernel.casenumber import CaseNumber, parse
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal

LAW = "交纳办法 30, 32"
SAID_ABOVE = frozenset({At.CHANGED, At.SETTLED})
"""Stages of a case after which the paper of the court above says who bears the fees of both instances."""
STOPPABLE = frozenset({RefundState.PROPOSED, RefundState.CHECKED, RefundState.FAILED})
"""Refunds of which the money is still here, and no order to the bank is on its way."""
_KINDS = ("终", "再")
"""Signs in the number of a decision of the court above, and of a retrial."""


def shares_told(typed: Mapping[UUID, str]) -> dict[UUID, Money] | list[Refusal]:
    """What each party bears, or what is wrong in what was typed; nothing typed is nothing borne."""
    found: list[Refusal] = []
    shares: dict[UUID, Money] = {}
    for party, text in typed.items():
        amount = amount_typed(text, field=str(party), zero=True) if text.strip() else Money(0)
        if isinstance(amount, Refusal):
            found.append(amount)
        else:
            shares[party] = amount
    return found or shares


def sum_flaw(shares: Mapping[UUID, Money], total: int) -> list[Refusal]:
    """That the shares do not add up to the fees of the case, in fen."""
    told = sum(share.minor for share in shares.values())
    facts = (("asked", Money(total).decimal_text), ("total", Money(told).decimal_text))
    return [Refusal("fees.new_shares_do_not_match", LAW, (), facts)] if told != total else []


def paper_flaws(number: str, effective: date | None, *, today: date) -> list[Refusal]:
    """What is missing or impossible in the decision that changed a judgment which was in effect."""
    read = parse(number)
    found = []
    if not isinstance(read, CaseNumber) or not any(kind in read.type_chars for kind in _KINDS):
        found.append(Refusal("fees.change_number", LAW, ("number",), (("typed", number[:40]),)))
    if effective is None or effective > today:
        found.append(Refusal("fees.change_day", LAW, ("effective",)))
    return found


def lightened(before: Money, after: Money) -> Money | Refusal:
    """How much less a party bears that asked for a review; it is asked for no more by it."""
    if after.minor >= before.minor:
        facts = (("asked", before.decimal_text),)
        return Refusal("fees.review_burden_not_less", "交纳办法 43(2)", (), facts)
    return before - after
