"""The case fee that a judgment allots (交纳办法 13, 16, 29)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from tongban.cases.vocabulary import CaseView, Side, Track
from tongban.fees.law import Bearer, case_fee, shares
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


def shares_told(content: dict[str, Any], case: CaseView) -> dict[UUID, Money]:
    """What each party bears, as the judgment says it (交纳办法 29(3)).

    What it laid on one who died since, the heir bears who came first (SI 55). One that names a whole side, as judgments
    once did, lays equal parts on all of it.
    """
    found: dict[UUID, Money] = {}
    known: set[UUID] = set()
    for share in content["costs"]["shares"]:
        side = next(side for side in Side if share["by"].startswith(side.term))
        amount = parse_amount(share["amount"]["amount"], field="costs", currency=share["amount"]["currency"], zero=True)
        assert isinstance(amount, Money)  # noqa: S101 - the judgment was composed from amounts
        ours = case.of_side(side)
        named = [one for one in ours if share["by"] == f"{side.term}{one.name}" and one.uid not in known][:1]
        known |= {one.uid for one in named}
        gone = [one for one in case.former if share["by"] == f"{side.term}{one.name}"]
        heirs = [heir for one in gone for heir in case.stand_for(one.uid)]
        for uid, part in shares(amount, [Bearer(str(one.uid)) for one in named or heirs[:1] or ours]):
            found[UUID(uid)] = found.get(UUID(uid), Money(0, amount.currency)) + part
    return found
