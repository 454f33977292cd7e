"""The list of fees that each party gets when a judgment is in effect (交纳办法 53)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.courts.law import period_amount
from tongban.courts.queries import court_name
from tongban.documents.actions.paper import issue_paper
from tongban.fees.rules.notice import account_of, amount
from tongban.fees.rules.refund import PERIOD
from tongban.frame.acts import Recording
from tongban.kernel.money import Money

PAPER = "fees/fee_statement"


@dataclass(frozen=True, slots=True)
class Account:
    """How a party stands after the judgment: what it paid in advance, what goes back, what it owes under which code."""

    paid: Money
    back: Money
    owed: Money
    code: str = ""


def issue_statement(
    record: Recording, case: CaseView, party: PartyView, shares: Mapping[UUID, Money], stands: Account
) -> UUID:
    """A step: the list of the case's fees for one party, to be served; its uid."""
    dated = timezone.localtime(record.at).date()
    court = court_name(case.court, dated)
    bearers = [one for one in case.parties if one.uid in shares and shares[one.uid].minor]
    data: dict[str, Any] = {
        "court": {"name": court},
        "case_no": case.number,
        "date": dated.isoformat(),
        "to": party.name,
        "total": amount(Money(sum(share.minor for share in shares.values()))),
        "shares": [{"by": f"{one.side.term}{one.name}", "amount": amount(shares[one.uid])} for one in bearers],
        "paid": amount(stands.paid),
    }
    if stands.back.minor:
        data |= {"back": amount(stands.back), "back_days": period_amount(PERIOD, dated)}
    if stands.owed.minor:
        account = account_of(court, settings.TONGBAN.slug)
        data |= {"owed": amount(stands.owed), "payment_code": stands.code, "account": account}
    label = Label(Layer.CASE, court=case.court, case=case.uid, holder=party.person)
    return issue_paper(
        record, PAPER, data, kind="fee_statement", title="诉讼费用清单", label=label, dated=dated, subject=party.uid
    )
