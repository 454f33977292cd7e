"""Reading refunds, for the desk."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cases.queries import case_by_uid
from tongban.fees.events import RefundPayeeNamed
from tongban.fees.models import Refund
from tongban.fees.rules.refunding import REFUND
from tongban.fees.vocabulary import BankReason, Channel, RefundFailure, RefundState, RefundView
from tongban.kernel.money import Money
from tongban.people.queries.disputes import in_doubt
from tongban.register.queries import entries_of_case


def refund_view(row: Refund) -> RefundView:
    """The refund as pages read it."""
    return RefundView(
        uid=row.uid,
        case=row.case,
        charge=row.charge.uid if row.charge else None,
        court=row.court,
        code=row.code,
        event=row.event,
        amount=Money(row.amount_minor, row.currency),
        article=row.article,
        payee=row.payee,
        bank=row.bank,
        account=row.account,
        channel=Channel(row.channel),
        due=row.due,
        state=RefundState(row.state),
        failure=RefundFailure(row.failure) if row.failure else None,
        first_by=row.first_by,
        second_by=row.second_by,
        made_at=row.made_at,
        ended_at=row.ended_at,
        accepted_at=row.accepted_at,
        bank_reason=BankReason(row.bank_reason) if row.bank_reason else None,
        reasons=row.reasons,
    )


def payee_in_doubt(row: Refund) -> bool:
    """For acts: whether the account was named in a person's name in a time of which she disputes an act, or of which a
    court found that it was not she (在线诉讼规则 7(2)).
    """
    if not row.account or row.case is None:
        return False
    named = [one for one in entries_of_case(row.case, (RefundPayeeNamed.NAME,)) if one.body["refund"] == str(row.uid)]
    return bool(in_doubt(named[-1:]))


def owners_of(row: Refund) -> frozenset[str]:
    """For acts: whose the money of a refund is: the party of the fee, or who paid what was paid for nothing.

    Empty where the bank told no name.
    """
    if row.payment is not None:
        return frozenset({row.payment.payer} - {""})
    assert row.charge is not None  # noqa: S101 - a refund is of something
    assert row.charge.case is not None  # noqa: S101 - a charge belongs to a case
    return frozenset(one.name for one in case_by_uid(row.charge.case).everybody if one.uid == row.charge.payer)


def refunds_at(viewer: Viewer) -> list[RefundView]:
    """Refunds that are not paid yet, the one to be paid first at the top."""
    rows = Refund.objects.filter(visible_q(viewer), court__in=viewer.courts).exclude(state__in=REFUND.last)
    return [refund_view(row) for row in rows.select_related("charge").order_by("due", "id")[:200]]


def refunds_overdue(viewer: Viewer, today: date) -> list[RefundView]:
    """Refunds that the court should have paid before today, the longest overdue at the top."""
    rows = Refund.objects.filter(visible_q(viewer), court__in=viewer.courts, due__lt=today)
    rows = rows.exclude(state__in=REFUND.last).select_related("charge").order_by("due", "id")
    return [refund_view(row) for row in rows[:200]]


def refunds_of(viewer: Viewer, case: UUID) -> list[RefundView]:
    """The refunds of a case, the oldest first."""
    rows = Refund.objects.filter(visible_q(viewer), case=case).select_related("charge").order_by("id")
    return [refund_view(row) for row in rows]


def refund_seen_by(viewer: Viewer, refund: UUID) -> RefundView | None:
    """One refund, if this viewer may see it."""
    row = Refund.objects.filter(visible_q(viewer), uid=refund).select_related("charge").first()
    if row is None:
        return None
    viewer.note("refund", row.court, row.case or row.uid)
    return refund_view(row)


def refunded_party(refund: UUID) -> tuple[UUID, UUID] | None:
    """For reactions: case and party whose charge the money was for; None for a payment that paid for nothing."""
    row = Refund.objects.select_related("charge").get(uid=refund)
    return (row.case, row.charge.payer) if row.case and row.charge else None
