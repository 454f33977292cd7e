"""The written decision about relief from a fee, with its reasons (交纳办法 48(3), 51)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.queries import case_by_uid
from tongban.courts.queries import court_name
from tongban.documents.actions.paper import issue_paper
from tongban.fees.models import Charge, ReliefApplication, ReliefDecision
from tongban.fees.queries import need_not_be_paid_now, standing_of
from tongban.fees.rules.awaited import is_beside
from tongban.fees.rules.notice import amount
from tongban.fees.rules.tables import relief_grounds
from tongban.fees.vocabulary import RECOVERY, UNTIMED
from tongban.frame.acts import Recording
from tongban.kernel.money import Money

PAPER = "fees/relief_decision"


def answer_application(record: Recording, row: Charge, decision: ReliefDecision) -> None:
    """A step: the open application about this fee, if there is one, is decided; the payer gets the decision in writing.

    Only the payer and the court see it: it tells of the payer's means.
    """
    asked = ReliefApplication.objects.filter(charge=row, decision__isnull=True).first()
    if asked is not None:
        asked.decision = decision
        asked.save(update_fields=["decision"])
    assert row.case is not None  # noqa: S101 - a charge belongs to a case
    case, today = case_by_uid(row.case), timezone.localtime(record.at).date()
    later = need_not_be_paid_now(row.case, row.period, row.of)
    ground, owed = relief_grounds()[decision.ground], Money(standing_of(row.uid).due, row.currency)
    data: dict[str, Any] = {
        "court": {"name": court_name(case.court, today)},
        "case_no": case.number,
        "date": today.isoformat(),
        "to": next(party.name for party in case.everybody if party.uid == row.payer),
        "fee": amount(Money(row.amount_minor, row.currency)),
        "asked": ground.relief.term,
        "ground": ground.term,
        "law": ground.article,
        "granted": decision.granted,
        "reasons": decision.reasons,
        "payment_code": row.code,
        # Only the fee of the case itself makes it count as withdrawn (SI 213).
        "lapses": not is_beside(row.period, row.of) and row.period not in {RECOVERY, UNTIMED} and not later,
    }
    if is_beside(row.period, row.of) and row.period != RECOVERY:
        data["beside"] = "yes"
    if decision.waived_minor:
        data["waived"] = amount(Money(decision.waived_minor, row.currency))
    if owed.minor and not decision.later_minor and row.period != UNTIMED and not later:
        data["owed"] = amount(owed)
    if decision.new_day:
        data["pay_by"] = decision.new_day.isoformat()
    issue_paper(
        record,
        PAPER,
        data,
        kind="relief_decision",
        title="决定书（司法救助用）",
        label=Label(Layer.HANDED_IN, court=case.court, case=case.uid, holder=row.holder),
        dated=today,
        subject=row.payer,
    )
