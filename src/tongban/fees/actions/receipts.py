"""The receipt for a fee that was paid in full (交纳办法 52)."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from tongban.cases.queries import case_by_uid
from tongban.courts.queries import court_name
from tongban.documents.actions.paper import issue_paper
from tongban.fees.models import Charge
from tongban.fees.queries import payments_of
from tongban.fees.rules.notice import APPLICATIONS, amount
from tongban.fees.vocabulary import Channel
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.kernel.money import Money
from tongban.register.vocabulary import DueWork

PAPER = "fees/fee_receipt"


def issue_receipt(work: DueWork) -> None:
    """Reaction to `ChargePaid`: the payer's receipt lies where its fee does, with every payment that made it up."""
    charge = Charge.objects.get(uid=UUID(work.entry.body["charge"]))
    case = case_by_uid(UUID(work.entry.body["case"]))
    today = timezone.localtime(work.now).date()
    total = amount(Money(charge.amount_minor, charge.currency))
    payments = payments_of(charge.uid)
    data = {
        "court": {"name": court_name(case.court, today)},
        "case_no": case.number,
        "date": today.isoformat(),
        "to": next(party.name for party in case.parties if party.uid == charge.payer),
        "number": charge.code,
        "items": [{"name": "申请费" if charge.kind in APPLICATIONS else "案件受理费", "amount": total}],
        "total": total,
        "payment_code": charge.code,
        "payments": [
            {
                "reference": one.reference,
                "way": Channel(one.channel).term,
                "paid_on": one.value_date.isoformat(),
                "amount": amount(Money(one.amount_minor, one.currency)),
            }
            for one in payments
        ],
    }
    office = Actor.office(case.court, "交纳办法 52: who paid gets a receipt")
    with act(by=office, at=work.now, fulfils=work) as record:
        issue_paper(
            record,
            PAPER,
            data,
            kind="fee_receipt",
            title="诉讼费用收款收据",
            label=charge.label,
            dated=today,
            subject=charge.payer,
        )
