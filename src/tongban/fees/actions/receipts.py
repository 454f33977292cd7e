"""The receipt for each payment that was put against a fee (交纳办法 52)."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView
from tongban.courts.queries import court_name
from tongban.documents.actions.paper import issue_paper
from tongban.documents.queries import documented
from tongban.fees.models import Charge, Payment
from tongban.fees.queries import put_against, standing_of
from tongban.fees.rules.notice import amount
from tongban.fees.vocabulary import RECEIPT, Channel, FeeKind
from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.money import Money
from tongban.register.vocabulary import DueWork

PAPER = "fees/fee_receipt"


def issue_receipt(work: DueWork) -> None:
    """Reaction to `ChargePaid` and `PaymentAssigned`: each payment has its receipt on the file, also one of a part."""
    row = Charge.objects.get(uid=UUID(work.entry.body["charge"]))
    assert row.case is not None  # noqa: S101 - a charge belongs to a case
    case = case_by_uid(row.case)
    office = Actor.office(case.court, "交纳办法 52: who paid gets a receipt")
    with act(by=office, at=work.now, fulfils=work) as record:
        charge = locked(Charge.objects.filter(id=row.id)).get()
        paid = put_against(charge.uid)
        given = documented([payment.uid for payment, _put in paid], RECEIPT)
        fresh = [(payment, put) for payment, put in paid if payment.uid not in given]
        if not fresh:
            raise NothingToDo
        left = standing_of(charge.uid).due + sum(put.minor for _payment, put in fresh)
        for number, (payment, put) in enumerate(fresh, start=len(given) + 1):
            left -= put.minor
            _receipt(record, case, charge, payment, put, number, left)


def _receipt(
    record: Recording, case: CaseView, charge: Charge, payment: Payment, put: Money, number: int, left: int
) -> None:
    today = timezone.localtime(record.at).date()
    data = {
        "court": {"name": court_name(case.court, today)},
        "case_no": case.number,
        "date": today.isoformat(),
        "to": next(party.name for party in case.everybody if party.uid == charge.payer),
        "number": f"{charge.code}-{number}",
        "items": [{"name": FeeKind(charge.kind).item, "amount": amount(put)}],
        "total": amount(put),
        "asked": amount(Money(charge.amount_minor, charge.currency)),
        "payment_code": charge.code,
        "payments": [
            {
                "reference": payment.reference,
                "way": Channel(payment.channel).term,
                "paid_on": payment.value_date.isoformat(),
                "amount": amount(Money(payment.amount_minor, payment.currency)),
            }
        ],
    }
    issue_paper(
        record,
        PAPER,
        data | ({"left": amount(Money(left, charge.currency))} if left else {}),
        kind=RECEIPT,
        title="诉讼费用收款收据",
        label=charge.label,
        dated=today,
        subject=payment.uid,
    )
