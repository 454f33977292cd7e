"""Who bears the fees in the end, to the fen (交纳办法 29-42, 50; SI 203, 204, 207).

Shares are made by the largest remainder: each party first gets its share without the broken fen, and the fen left over
go to the largest broken parts, of equal ones to the party named first. So the shares add up to the total always. The
decree does not say how to share a fen: this is the house's choice.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tongban.fees.rules.tables import OutcomeRow, outcome_rows
from tongban.fees.vocabulary import Allocation, Outcome
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step, step

_LARGEST = "house rule: shares by the largest remainder"


@dataclass(frozen=True, slots=True)
class Bearer:
    """A party that bears: `weight` in whole units of any measure (an interest, a percentage, an amount lost)."""

    party: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a party still gets from the court, and what it owes, after what it paid in advance (SI 207)."""

    party: str
    share: Money
    refund: Money
    owes: Money


def allocate(
    total: Money,
    outcome: Outcome,
    bearers: Sequence[Bearer],
    *,
    borne_first: Sequence[tuple[str, Money]] = (),
    relieved: Collection[str] = (),
) -> Allocation | Refusal:
    """Each party's share of `total` after `outcome`.

    `bearers`: those in the position that the law names (the loser, the applicant, the debtor), with weights where
    several share: by interest, as agreed, or as the judge sees it (29(2), 29(3), 31, 33). `borne_first`: what a party
    bears whatever the outcome, such as the part of a claim that it reduced late (35). `relieved`: who was granted
    relief; if such a party bears, the court may waive or reduce it (50).
    """
    row = outcome_rows()[outcome]
    refusal = _unfit(total, outcome, row, bearers, borne_first)
    if refusal:
        return refusal
    first = sum(money.minor for _, money in borne_first)
    rest = Money(total.minor - first, total.currency)
    made = [("、".join(bearer.party for bearer in bearers), rest)] if row.together else shares(rest, bearers)
    steps = [
        step(
            "fees.borne_by",
            row.article,
            who=row.who,
            parties="、".join(b.party for b in bearers),
            total=rest.decimal_text,
        )
    ]
    if row.weighed and len(bearers) > 1:
        steps.append(step("fees.shares_weighed", row.article, weights=":".join(str(b.weight) for b in bearers)))
    if row.together:
        steps.append(step("fees.borne_together", row.article))
    elif len(bearers) > 1:
        steps.append(step("fees.largest_remainder", _LARGEST))
    if row.claimable:
        steps.append(step("fees.may_be_claimed", row.article))
    return _told(total, row, made, borne_first, steps, relieved)


def shares(total: Money, bearers: Sequence[Bearer]) -> list[tuple[str, Money]]:
    """`total` by weight and largest remainder; the sum is exact. The weights must not all be nothing."""
    whole = sum(bearer.weight for bearer in bearers)
    parts = [divmod(total.minor * bearer.weight, whole) for bearer in bearers]
    left = total.minor - sum(part for part, _ in parts)
    order = sorted(range(len(parts)), key=lambda place: (-parts[place][1], place))
    more = set(order[:left])
    return [
        (bearer.party, Money(parts[place][0] + (place in more), total.currency)) for place, bearer in enumerate(bearers)
    ]


def by_success(plaintiff: str, defendant: str, claimed: Money, upheld: Money) -> tuple[Bearer, ...] | Refusal:
    """The usual proposal when a claim succeeds in part: each side bears in proportion to what it lost (29(2))."""
    if claimed.currency != upheld.currency or not 0 <= upheld.minor <= claimed.minor or claimed.minor == 0:
        facts = (("claimed", str(claimed)), ("upheld", str(upheld)))
        return Refusal("fees.upheld_exceeds", "交纳办法 29(2)", ("upheld",), facts)
    return (Bearer(plaintiff, claimed.minor - upheld.minor), Bearer(defendant, upheld.minor))


def by_amount(bearer: str, amount: Money, rest: str, total: Money) -> tuple[Bearer, ...] | Refusal:
    """What the judge allots in money (29(2)): `bearer` bears `amount` of `total`, `rest` bears what is left."""
    if amount.currency != total.currency or not 0 < amount.minor < total.minor:
        facts = (("share", amount.grouped_text), ("total", total.grouped_text))
        return Refusal("fees.share_not_a_part", "交纳办法 29(2)", ("share",), facts)
    return (Bearer(rest, total.minor - amount.minor), Bearer(bearer, amount.minor))


def settle(allocation: Allocation, paid: Sequence[tuple[str, Money]]) -> tuple[Settlement, ...]:
    """Share against what was paid in advance: the court pays back, and who bears more than it paid owes (SI 207)."""
    borne, given = dict(allocation.shares), dict(paid)
    nothing = Money(0, allocation.total.currency)
    found = []
    for party in dict.fromkeys([*borne, *given]):
        share, before = borne.get(party, nothing), given.get(party, nothing)
        found.append(Settlement(party, share, max(before - share, nothing), max(share - before, nothing)))
    return tuple(found)


def _unfit(
    total: Money,
    outcome: Outcome,
    row: OutcomeRow,
    bearers: Sequence[Bearer],
    borne_first: Sequence[tuple[str, Money]],
) -> Refusal | None:
    named = (("outcome", outcome.term), ("who", row.who))
    amounts = [total, *(money for _, money in borne_first)]
    if any(money.minor < 0 or money.currency != total.currency for money in amounts):
        return Refusal("fees.shares_negative", row.article, ("total",), named)
    if sum(money.minor for _, money in borne_first) > total.minor:
        return Refusal("fees.borne_first_exceeds", "交纳办法 35", ("borne_first",), (("total", str(total)),))
    if len({bearer.party for bearer in bearers}) != len(bearers):
        return Refusal("fees.bearer_twice", row.article, ("bearers",), named)
    if any(bearer.weight < 0 for bearer in bearers) or sum(bearer.weight for bearer in bearers) == 0:
        return Refusal("fees.bearers_missing", row.article, ("bearers",), named)
    if len(bearers) > 1 and not row.several:
        return Refusal("fees.bearers_several", row.article, ("bearers",), named)
    return None


def _told(
    total: Money,
    row: OutcomeRow,
    made: Sequence[tuple[str, Money]],
    borne_first: Sequence[tuple[str, Money]],
    steps: list[Step],
    relieved: Collection[str],
) -> Allocation:
    """The shares of each party added up, with what was borne first."""
    summed: dict[str, int] = {}
    for party, money in (*borne_first, *made):
        summed[party] = summed.get(party, 0) + money.minor
    article = row.article
    if borne_first:
        article += "; 交纳办法 35"
        early = [
            step("fees.borne_whatever", "交纳办法 35", party=party, amount=money.decimal_text)
            for party, money in borne_first
        ]
        steps = [*early, *steps]
    eased = [party for party, minor in summed.items() if minor and party in relieved]
    if eased:
        steps.append(step("fees.relieved_bears", "交纳办法 50", parties="、".join(eased)))
    made_up = tuple((party, Money(minor, total.currency)) for party, minor in summed.items())
    return Allocation(total, made_up, row.together, row.weighed, article, tuple(steps))
