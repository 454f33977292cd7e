"""What a judgment must hold before it can be signed, and what it may not hold (CPL 155, 211(11); OLR 15)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from tongban.cases.vocabulary import Side
from tongban.fees.law import Bearer as FeeBearer
from tongban.fees.law import allocate, by_amount
from tongban.fees.vocabulary import Allocation, Outcome
from tongban.judgments.vocabulary import Bearer, Exhibit, FeeLine, Fields
from tongban.kernel.money import Money, parse_amount
from tongban.kernel.refusal import Refusal

_THIRD = Side.THIRD_PARTY.value
ALONE: Mapping[str, int] = {}
"""Sides on which one party stands."""
LONGEST_DAYS = 3650
"""Days of performance above this are a typing slip."""
_TEXTS = ("findings", "reasoning", "articles")


def lines(text: str) -> list[str]:
    """The paragraphs of a typed text."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def cited_in(fields: Fields) -> list[str]:
    """The exhibits that the draft cites, as written, each once."""
    return list(dict.fromkeys(fields.get("cited", "").split()))


def orders_payment(fields: Fields) -> bool:
    """True when the draft orders a payment."""
    return bool(fields.get("pay_amount", "").strip())


def findings(
    fields: Fields,
    exhibits: Iterable[Exhibit],
    *,
    claim: Money,
    fee: FeeLine,
    sides: Mapping[str, int] = ALONE,
    claimants: Iterable[str] = (),
) -> list[Refusal]:
    """Everything that stands against signing this draft, all at once.

    `sides`: how many parties stand on each; `claimants`: the third parties whose own claims it decides (CPL 59(1)).
    """
    found = [
        Refusal("judgments.part_missing", "CPL 155", (name,)) for name in _TEXTS if not lines(fields.get(name, ""))
    ]
    found += _holdings(fields, claim)
    found += _shares(fields, fee)
    found += [no for side, count in sides.items() if isinstance(no := weights(fields, side, count), Refusal)]
    found += _citations(fields, exhibits)
    claimants = tuple(claimants)
    if not claimants and isinstance(part := _third_part(fields, fee), Money) and part.minor:
        shared = (("share", part.grouped_text), ("total", "0"))
        found.append(Refusal("fees.share_not_a_part", "交纳办法 29", ("fee_third",), shared))
    silent = [name for name in claimants if name not in fields.get("more_holdings", "")]
    if silent:
        who = (("who", "、".join(silent)),)
        found.append(Refusal("judgments.third_claim_open", "CPL 59(1), 155(3)", ("more_holdings",), who))
    return found


def _holdings(fields: Fields, claim: Money) -> list[Refusal]:
    if not orders_payment(fields):
        if lines(fields.get("more_holdings", "")) or fields.get("reject_rest"):
            return []
        return [Refusal("judgments.no_holding", "CPL 155(3)", ("pay_amount",))]
    found: list[Refusal] = []
    amount = parse_amount(fields["pay_amount"], field="pay_amount", currency=claim.currency)
    if isinstance(amount, Refusal):
        found.append(amount)
    elif amount > claim:
        facts = (("claim", claim.grouped_text), ("held", amount.grouped_text))
        found.append(Refusal("judgments.beyond_the_claim", "CPL 211(11)", ("pay_amount",), facts))
    if not fields.get("pay_what", "").strip():
        found.append(Refusal("judgments.part_missing", "CPL 155(3)", ("pay_what",)))
    days = fields.get("pay_days", "").strip()
    if not (days.isascii() and days.isdigit() and 0 < int(days[:6]) <= LONGEST_DAYS):
        found.append(Refusal("judgments.days_wrong", "CPL 155(3)", ("pay_days",), (("typed", days[:20]),)))
    return found


def _shares(fields: Fields, fee: FeeLine) -> list[Refusal]:
    shares = fee_shares(fields, fee)
    return [shares] if isinstance(shares, Refusal) else []


def fee_shares(fields: Fields, fee: FeeLine) -> Allocation | Refusal:
    """Which side bears what of the fee: the loser bears it, or both as the judge says (交纳办法 29).

    The rule of the tariff allots it to the fen; the draft names who bears, the defendant's part of a shared fee, and
    first the part of third parties with a claim of their own.
    """
    bearer = fields.get("fee_bearer", "")
    if bearer not in set(Bearer):
        return Refusal("judgments.part_missing", "交纳办法 29", ("fee_bearer",))
    third = _third_part(fields, fee)
    if isinstance(third, Refusal):
        return third
    rest = fee.payable - third
    found = _between_sides(fields, bearer, rest, fee.late)
    if isinstance(found, Refusal) or not third.minor:
        return found
    return replace(found, total=fee.payable, shares=((_THIRD, third), *found.shares))


def _between_sides(fields: Fields, bearer: str, total: Money, late: Money) -> Allocation | Refusal:
    """`late`: what the plaintiffs bear first, whoever bears the rest (35)."""
    first = [(Bearer.PLAINTIFF.value, late)] if late.minor else []
    if bearer != Bearer.SHARED:
        return allocate(total, Outcome.DECIDED, [FeeBearer(bearer)], borne_first=first)
    part = parse_amount(fields.get("fee_defendant", ""), field="fee_defendant", currency=total.currency)
    if isinstance(part, Refusal):
        return part
    bearers = by_amount(Bearer.DEFENDANT, part, Bearer.PLAINTIFF, total - late)
    if isinstance(bearers, Refusal):
        return replace(bearers, fields=("fee_defendant",))
    return allocate(total, Outcome.PARTLY, bearers, borne_first=first)


def _third_part(fields: Fields, fee: FeeLine) -> Money | Refusal:
    """What third parties with a claim of their own bear before the others; nothing where nothing is said."""
    typed = fields.get("fee_third", "").strip()
    if not typed:
        return Money(0, fee.payable.currency)
    part = parse_amount(typed, field="fee_third", currency=fee.payable.currency, zero=True)
    if isinstance(part, Money) and part > fee.payable:
        facts = (("share", part.grouped_text), ("total", fee.payable.grouped_text))
        return Refusal("fees.share_not_a_part", "交纳办法 29", ("fee_third",), facts)
    return part


def weights(fields: Fields, side: str, count: int) -> tuple[int, ...] | Refusal:
    """In which proportion several parties of one side bear its part, by their interest in what was decided (29(3)).

    Equal where the draft says nothing.
    """
    typed = fields.get(f"fee_weights_{side}", "").strip()
    if not typed or count == 1:
        return (1,) * count
    parts = re.split(r"\s*[:：]\s*", typed)
    if len(parts) != count or not all(re.fullmatch(r"[0-9]{1,6}", part) for part in parts) or not any(map(int, parts)):
        facts = (("typed", typed[:20]), ("count", str(count)))
        return Refusal("judgments.weights_wrong", "交纳办法 29(3)", (f"fee_weights_{side}",), facts)
    return tuple(map(int, parts))


def _citations(fields: Fields, exhibits: Iterable[Exhibit]) -> list[Refusal]:
    """Only examined evidence may carry a finding (在线诉讼规则 15; CPL 71)."""
    known = {str(exhibit.uid): exhibit for exhibit in exhibits}
    law = "在线诉讼规则 15; CPL 71"
    found: list[Refusal] = []
    for uid in cited_in(fields):
        if uid not in known:
            found.append(Refusal("judgments.no_such_exhibit", law, ("cited",)))
        elif not known[uid].examined:
            facts = (("number", known[uid].number),)
            found.append(Refusal("judgments.not_examined", law, ("cited",), facts))
    return found


def cited_exhibits(fields: Fields, exhibits: Iterable[Exhibit]) -> tuple[Exhibit, ...]:
    """The exhibits cited, in the order of the file."""
    uids: set[UUID | str] = set(cited_in(fields))
    return tuple(exhibit for exhibit in exhibits if str(exhibit.uid) in uids)
