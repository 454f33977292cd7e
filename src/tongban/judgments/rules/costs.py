"""The case fee that a judgment allots (交纳办法 13, 16)."""

from __future__ import annotations

from datetime import date
from typing import Any

from tongban.cases.vocabulary import Side, Track
from tongban.fees.law import case_fee
from tongban.fees.vocabulary import FeeKind
from tongban.judgments.vocabulary import FeeLine
from tongban.kernel.money import Money, parse_amount
from tongban.kernel.refusal import Refusal


def fee_line(kind: FeeKind, claim: Money, track: Track, filed: date, local: Money | None = None) -> FeeLine | Refusal:
    """The fee by the tariff on the day of filing, half of it in the simplified procedure and in small claims.

    `local`: the figure that the province fixed, where the law leaves a range.
    """
    full = case_fee(kind, claim, on=filed, simplified=False, local=local)
    payable = case_fee(kind, claim, on=filed, simplified=track.simple, local=local)
    if isinstance(full, Refusal):
        return full
    return payable if isinstance(payable, Refusal) else FeeLine(full.payable, payable.payable)


def shares_told(content: dict[str, Any]) -> dict[Side, Money]:
    """What each side bears, as the judgment says it."""
    found = {}
    for share in content["costs"]["shares"]:
        side = next(side for side in Side if share["by"].startswith(side.term))
        amount = parse_amount(share["amount"]["amount"], field="costs", currency=share["amount"]["currency"], zero=True)
        assert isinstance(amount, Money)  # noqa: S101 - the judgment was composed from amounts
        found[side] = amount
    return found
