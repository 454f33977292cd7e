"""Fees on appeal and in retrial: only what is contested counts (交纳办法 9, 17, 19; SI 202)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tongban.fees.rules.joined import Setting, claim_fee
from tongban.fees.rules.table import tariff
from tongban.fees.rules.tariff import misplaced
from tongban.fees.vocabulary import Bill, Claim, Fee, FeeKind, RetrialGround
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import step

LATER_INSTANCES = (15,)
"""Articles that halve beyond the first instance: appeals and retrials are never heard in the simplified procedure
(CPL 160; SI 257(4)), and 18 speaks of claims that are joined to an action."""


def appeal_fee(contested: Claim, setting: Setting, *, claimed: Money | None = None) -> Fee | Refusal:
    """The fee of an appeal: on the amount contested (17), or the fee of the first instance where there is no amount.

    `claimed`: the amount in dispute at first instance; contesting more is refused with `fees.contested_exceeds`, an
    appeal where none bears a fee with `fees.no_appeal_fee`, reasons to halve of the first instance with
    `fees.halved_at_first_instance`. A rate of exchange is that of the day on which the court of first instance took the
    case (55).
    """
    refusal = _unfit(contested, setting)
    if refusal:
        return refusal
    amount = contested.amount
    if claimed is not None and amount is not None and (amount.currency != claimed.currency or amount > claimed):
        facts = (("contested", str(amount)), ("claimed", str(claimed)))
        return Refusal("fees.contested_exceeds", "交纳办法 17", ("appealed",), facts)
    owed = claim_fee(contested, setting)
    if isinstance(owed, Refusal) or amount is None:
        return owed
    said = step("fees.contested", "交纳办法 17", amount=amount)
    return replace(owed, steps=(said, *owed.steps), article=f"{owed.article}; 交纳办法 17")


def appeals(contested: Sequence[tuple[str, Claim]], setting: Setting) -> Bill | Refusal:
    """Several appeals: each appellant pays on what they contest; those who appeal together, once (SI 202).

    Name those who appeal together in one line.
    """
    if not contested:
        return Refusal("fees.nothing_claimed", "SI 202", ("claims",))
    lines = []
    for name, claim in contested:
        owed = appeal_fee(claim, setting)
        if isinstance(owed, Refusal):
            return owed
        lines.append((name, owed))
    total = Money(sum(owed.payable.minor for _, owed in lines))
    steps = (step("fees.appeals_apart", "SI 202", count=len(lines)),) if len(lines) > 1 else ()
    return Bill(tuple(lines), total, "交纳办法 17; SI 202", steps)


def retrial_fee(ground: RetrialGround, contested: Claim, setting: Setting) -> Fee | Refusal:
    """The fee of a retrial: none, but with new evidence or where nobody appealed (9) on what is contested (19)."""
    if ground is RetrialGround.OTHER:
        return claim_fee(Claim(FeeKind.RETRIAL_WITHOUT_FEE), setting)
    refusal = _unfit(contested, setting)
    if refusal:
        return refusal
    owed = claim_fee(contested, setting)
    if isinstance(owed, Refusal):
        return owed
    said = step("fees.retrial_bears_fee", "交纳办法 9, 19", ground=ground.term)
    return replace(owed, steps=(said, *owed.steps), article=f"{owed.article}; 交纳办法 9, 19")


def _unfit(contested: Claim, setting: Setting) -> Refusal | None:
    """Why no fee of a later instance is due for this, or why it is not halved."""
    item = tariff().items[contested.kind]
    if not item.halves:
        return Refusal("fees.no_appeal_fee", item.article, ("kind",), (("kind", contested.kind.term),))
    return misplaced(setting.halvings, LATER_INSTANCES)
