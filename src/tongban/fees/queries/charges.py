"""Reading charges, payments and the bank's files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cases.law import TOP_UP
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.documents.queries import documents_of
from tongban.fees.models import (
    BankFile,
    Charge,
    GatewayEvent,
    Payment,
    Posting,
    Recovery,
    Refund,
    RefusedRow,
    ReliefApplication,
    ReliefDecision,
)
from tongban.fees.queries.fiscal import fiscal_on_sheet
from tongban.fees.queries.money import standing_of, standings_of
from tongban.fees.queries.refunds import owners_of
from tongban.fees.queries.reviews import reviews_on_sheet
from tongban.fees.rules.awaited import OF_APPEAL, is_beside
from tongban.fees.rules.notice import APPLICATIONS
from tongban.fees.rules.prepayment import unpaid
from tongban.fees.rules.refunding import NAMEABLE
from tongban.fees.vocabulary import (
    RECEIPT,
    RECOVERY,
    UNTIMED,
    Account,
    BankFileView,
    CallbackFlaw,
    Channel,
    ChargeState,
    ChargeView,
    FeeKind,
    FileFlaw,
    Held,
    Payer,
    PaymentView,
    RefusedRowView,
    Relief,
    ReliefApplicationView,
    ReliefStanding,
    RowFlaw,
    Unpaid,
)
from tongban.kernel.facts import plain
from tongban.kernel.money import Money

PAGE = 200
_LAPSES = {"fee_plaintiff": Payer.PLAINTIFF, TOP_UP: Payer.PLAINTIFF, OF_APPEAL: Payer.APPELLANT_NOTIFIED}
"""The periods after which a case, or an appeal, may count as withdrawn: as whom somebody pays within them."""


def charge_view(row: Charge) -> ChargeView:
    """The charge as other floors read it."""
    return charge_views([row])[0]


def charge_views(rows: Iterable[Charge]) -> list[ChargeView]:
    """Charges as other floors read them; the journal is asked once for all."""
    found = list(rows)
    stands = standings_of(row.uid for row in found)
    return [_view(row, stands[row.uid].due) for row in found]


def _view(row: Charge, owed: int) -> ChargeView:
    assert row.case is not None  # noqa: S101 - a charge belongs to a case
    return ChargeView(
        uid=row.uid,
        case=row.case,
        court=row.court,
        payer=row.payer,
        kind=FeeKind(row.kind),
        amount=Money(row.amount_minor, row.currency),
        code=row.code,
        state=ChargeState(row.state),
        due=row.due,
        article=row.article,
        period=row.period,
        breakdown=row.breakdown,
        notice=row.notice,
        paid_at=row.paid_at,
        owed=Money(owed, row.currency),
        of=row.of,
    )


def charges_of(viewer: Viewer, case: UUID) -> list[ChargeView]:
    """The charges of a case that this viewer may see, the oldest first."""
    return charge_views(Charge.objects.filter(visible_q(viewer), case=case).order_by("id"))


def need_not_be_paid_now(case: UUID | None, period: str, of: UUID | None) -> bool:
    """For acts: whether a fee of a case asked for within `period` may be paid after the decision (交纳办法 20(1)).

    So it is with whatever is asked for in a case of who claims wages, but for what a judgment lays on a party, and for
    applications within it (`of`).
    """
    own = not is_beside(period, of) and period != RECOVERY
    return own and Charge.objects.filter(case=case, period=UNTIMED, of=None).exists()


def is_unpaid_over(charge: ChargeView, today: date) -> bool:
    """Whether the time to pay this charge has run out in vain.

    It never has in a case in which nothing need be paid in advance (交纳办法 20(1)), whatever is asked for later.
    """
    free, beside = need_not_be_paid_now(charge.case, charge.period, charge.of), is_beside(charge.period, charge.of)
    latest = ReliefDecision.objects.filter(charge__uid=charge.uid).order_by("-id").first()
    pending = ReliefApplication.objects.filter(charge__uid=charge.uid, decision__isnull=True).exists()
    answer = unpaid(
        _LAPSES.get(charge.period, Payer.PLAINTIFF),
        paid=charge.state is not ChargeState.OPEN or charge.period not in _LAPSES or beside or free,
        last_day=charge.due,
        today=today,
        relief=ReliefStanding.PENDING if pending else _standing(latest),
        new_day=latest.new_day if latest else None,
    )
    return answer.proposal in {Unpaid.DEEMED_WITHDRAWN, Unpaid.APPEAL_WITHDRAWN}


def _standing(decision: ReliefDecision | None) -> ReliefStanding:
    if decision is None:
        return ReliefStanding.NONE
    if not decision.granted:
        return ReliefStanding.REFUSED
    return ReliefStanding.REDUCED if decision.relief == Relief.REDUCTION else ReliefStanding.GRANTED


def payer_of(charge: UUID) -> UUID:
    """For reactions: the party of the case that owes this charge."""
    return UUID(str(Charge.objects.values_list("payer", flat=True).get(uid=charge)))


def open_charges(viewer: Viewer) -> list[ChargeView]:
    """Charges not paid yet, for the desk: the one that falls due first at the top."""
    rows = Charge.objects.filter(visible_q(viewer), state=ChargeState.OPEN, court__in=viewer.courts)
    return charge_views(rows.order_by("due", "id")[:PAGE])


def overdue_charges(viewer: Viewer, today: date) -> list[ChargeView]:
    """Charges whose last day is over and of which a person has to decide what follows, the oldest first.

    Those that were to be paid in advance, where the case or the appeal may count as withdrawn (`is_unpaid_over`), and
    those of a judgment, which are enforced (SI 207(2)) and until then have a task of their own (`Recovery`).
    """
    rows = Charge.objects.filter(visible_q(viewer), state=ChargeState.OPEN, court__in=viewer.courts, due__lt=today)
    rows = rows.exclude(id__in=Recovery.objects.values("charge"))
    found = charge_views(rows.filter(period__in=[*_LAPSES, RECOVERY]).order_by("due", "id")[:PAGE])
    return [one for one in found if one.owed.minor and (one.period == RECOVERY or is_unpaid_over(one, today))]


def sheet_section(viewer: Viewer, case: CaseView, mine: PartyView | None) -> list[dict[str, Any]]:
    """The viewer's own charges for the case sheet: plain JSON. What the other side owes is not told."""
    if mine is None:
        return []
    rows = list(Charge.objects.filter(visible_q(viewer), case=case.uid, payer=mine.uid).order_by("id"))
    if not rows:
        return []
    return [_on_sheet(viewer, row, mine) for row in rows]


def asked_for(case: UUID) -> Money | None:
    """What a judgment has to lay on the parties: all that was asked for and not settled; None where nothing ever was.

    Fees of applications within the case are their applicants' (交纳办法 38(3)), what was recovered is settled, and what
    an appeal costs the court above decides.
    """
    rows = Charge.objects.filter(case=case).exclude(period__in=(RECOVERY, OF_APPEAL)).exclude(kind__in=APPLICATIONS)
    stands = standings_of(rows.values_list("uid", flat=True))
    return Money(sum(one.prepaid for one in stands.values())) if stands else None


def case_is_charged(case: UUID) -> bool:
    """For acts: whether anything was ever asked for in the case."""
    return Charge.objects.filter(case=case).exists()


def put_against(charge: UUID) -> list[tuple[Payment, Money]]:
    """For acts: what paid for a charge and how much of it, the oldest first, as the journal tells it."""
    lines = Posting.objects.filter(credit=Account.DUE, credit_of=charge, debit=Account.UNIDENTIFIED)
    put = {line.debit_of: Money(line.amount_minor, line.currency) for line in lines}
    return [(row, put[row.uid]) for row in Payment.objects.filter(uid__in=list(put)).order_by("id")]


def _on_sheet(viewer: Viewer, row: Charge, mine: PartyView) -> dict[str, Any]:
    paid, payer = put_against(row.uid), mine.name
    payments = [payment for payment, _put in paid]
    payment = payments[-1] if payments and row.state == ChargeState.PAID else None
    papers = documents_of(viewer, subjects=[one.uid for one in payments]) if payments else []
    receipts = {paper.subject: str(paper.uid) for paper in papers if paper.kind == RECEIPT and paper.newest}
    return {
        "uid": str(row.uid),
        "kind": row.kind,
        "amount": plain(Money(row.amount_minor, row.currency)),
        "code": row.code,
        "payer": payer,
        "account": settings.TONGBAN.slug,
        "state": row.state,
        "recovery": row.period == RECOVERY,
        "not_in_advance": need_not_be_paid_now(row.case, row.period, row.of),
        "owed": plain(Money(standing_of(row.uid).due, row.currency)),
        "payments": [
            {
                "amount": plain(put),
                "value_date": p.value_date.isoformat(),
                "reference": p.reference,
                "receipt": receipts.get(p.uid, ""),
            }
            for p, put in paid
        ],
        "refunds": _refunds_of(row, payments, payer),
        "relief": _relief_of(row),
        "fiscal": fiscal_on_sheet(row, payer, mine.kind),
        "reviews": reviews_on_sheet(row),
        "due": row.due.isoformat() if row.due else None,
        "article": row.article,
        "breakdown": row.breakdown,
        "notice": str(row.notice) if row.notice else None,
        "receipt": {
            "reference": payment.reference,
            "value_date": payment.value_date.isoformat(),
            "amount": plain(Money(payment.amount_minor, payment.currency)),
            "taken_at": payment.taken_at.isoformat(),
        }
        if payment
        else None,
    }


def _refunds_of(row: Charge, payments: list[Payment], payer: str) -> list[dict[str, Any]]:
    """What goes back of a fee, or of money that was paid under its code; the account of somebody else is not told, nor
    what somebody else paid for nothing.
    """
    rows = Refund.objects.filter(Q(charge=row) | Q(payment__in=payments) | Q(payment__charge=row)).order_by("id")
    whose = [(one, owners_of(one)) for one in rows.select_related("charge", "payment")]
    found = [
        (one, owners <= {payer})
        for one, owners in whose
        if one.payment is None or one.payment in payments or owners == {payer}
    ]
    return [
        {
            "uid": str(r.uid),
            "amount": plain(Money(r.amount_minor, r.currency)),
            "state": r.state,
            "due": r.due.isoformat(),
            "to_name": r.channel == Channel.BANK and r.state in NAMEABLE and own,
            "account": r.account[-4:] if own else "",
            "holder": payer,
        }
        for r, own in found
    ]


def _relief_of(row: Charge) -> dict[str, Any] | None:
    """What the payer asked for and what the court decided, the last of it."""
    asked = ReliefApplication.objects.filter(charge=row).order_by("-id").first()
    decision = ReliefDecision.objects.filter(charge=row).order_by("-id").first()
    if asked is not None and asked.decision is None and row.state == ChargeState.OPEN:
        return {"state": "open", "ground": asked.ground, "at": asked.applied_at.isoformat()}
    if decision is None:
        return None
    return {
        "state": "granted" if decision.granted else "refused",
        "ground": decision.ground,
        "at": decision.decided_at.isoformat(),
        "reasons": decision.reasons,
        "new_day": decision.new_day.isoformat() if decision.new_day else None,
    }


def relief_asked(viewer: Viewer, charge: UUID) -> ReliefApplicationView | None:
    """The open application about a fee, for who decides it."""
    rows = ReliefApplication.objects.filter(visible_q(viewer), charge__uid=charge, decision__isnull=True)
    return next((_asked(row) for row in rows.select_related("charge")), None)


def open_applications(viewer: Viewer) -> list[ReliefApplicationView]:
    """Applications for relief in cases of the viewer that the court has not decided, the oldest first."""
    charges = Charge.objects.filter(visible_q(viewer), court__in=viewer.courts, state=ChargeState.OPEN)
    rows = ReliefApplication.objects.filter(visible_q(viewer), charge__in=charges, decision__isnull=True)
    rows = rows.select_related("charge").order_by("applied_at", "id")
    return [_asked(row) for row in rows[:PAGE]]


def _asked(row: ReliefApplication) -> ReliefApplicationView:
    assert row.case is not None  # noqa: S101 - an application is made in a case
    return ReliefApplicationView(
        row.uid, row.case, row.charge.uid, row.ground, row.reasons, row.livelihood, row.applied_at
    )


def held_payments(viewer: Viewer) -> list[PaymentView]:
    """Money that a person must look at, the oldest first."""
    rows = (
        Payment.objects.filter(visible_q(viewer), returned_at__isnull=True).exclude(held="").order_by("taken_at", "id")
    )
    return [payment_view(row) for row in rows[:PAGE]]


def charge_seen_by(viewer: Viewer, charge: UUID) -> ChargeView | None:
    """One charge, if this viewer may see it."""
    row = Charge.objects.filter(visible_q(viewer), uid=charge).first()
    return charge_view(row) if row else None


def payment_seen_by(viewer: Viewer, payment: UUID) -> PaymentView | None:
    """A payment that waits for a person, if this viewer may see it."""
    row = Payment.objects.filter(visible_q(viewer), uid=payment, returned_at__isnull=True).first()
    return payment_view(row) if row else None


def payment_view(row: Payment) -> PaymentView:
    """The payment as pages read it."""
    return PaymentView(
        uid=row.uid,
        reference=row.reference,
        amount=Money(row.amount_minor, row.currency),
        value_date=row.value_date,
        code=row.code,
        payer=row.payer,
        text=row.text,
        held=Held(row.held) if row.held else None,
        taken_at=row.taken_at,
        case=row.case,
    )


def bank_files(viewer: Viewer) -> list[BankFileView]:
    """The bank's files, the newest first."""
    rows: Iterable[BankFile] = BankFile.objects.filter(visible_q(viewer)).order_by("-received_at", "-id")[:PAGE]
    return [
        BankFileView(
            uid=row.uid,
            name=row.name,
            digest=row.digest,
            received_at=row.received_at,
            done_at=row.done_at,
            flaw=FileFlaw(row.flaw) if row.flaw else None,
            rows=row.rows,
            payments=row.payments,
            refused=row.refused,
            repeated=row.repeated,
        )
        for row in rows
    ]


def refused_rows(viewer: Viewer) -> list[RefusedRowView]:
    """Rows of bank files that could not be taken, the newest first."""
    rows = RefusedRow.objects.filter(visible_q(viewer)).select_related("file").order_by("-at", "-id")
    return [
        RefusedRowView(row.file.name, row.line, row.raw, tuple(RowFlaw(flaw) for flaw in row.flaws), row.at)
        for row in rows[:PAGE]
    ]


def doubtful_messages(viewer: Viewer) -> list[tuple[str, CallbackFlaw, datetime]]:
    """Signed messages of the gateway that were not taken, the newest first: number, why, when."""
    rows = GatewayEvent.objects.filter(visible_q(viewer)).exclude(flaw="").order_by("-at", "-id")[:PAGE]
    return [(row.event, CallbackFlaw(row.flaw), row.at) for row in rows]
