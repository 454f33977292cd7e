"""Reading receipts of the treasury, and what the court keeps of a fee."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cases.queries import cases_by_uid
from tongban.fees.events.anew import FeeCounted
from tongban.fees.models import Charge, FiscalReceipt, Payment, Posting, Refund
from tongban.fees.rules.fiscal import OVER
from tongban.fees.rules.reconciling import FiscalLineHere, FiscalStanding
from tongban.fees.vocabulary import (
    Account,
    ChargeState,
    FeeKind,
    FiscalBill,
    FiscalFlaw,
    FiscalMode,
    FiscalState,
    FiscalView,
    RefundState,
    Title,
    TitleKind,
    Whose,
)
from tongban.kernel.facts import plain
from tongban.kernel.money import Money

PAGE = 500
_AT_ONCE = 500
"""Charges in one question to the database: it takes only so many names at a time."""
_DAY = timedelta(days=1)


def fiscal_mode() -> FiscalMode:
    """Whether this platform gives receipts of the treasury, and for whom."""
    return FiscalMode(settings.TONGBAN.fiscal_receipts)


def kept_of(charge: Charge) -> int:
    """For acts: what was paid for a charge and has not gone back, in fen."""
    return kept_of_all({charge.id: charge.uid})[charge.uid]


def kept_of_all(charges: Mapping[int, UUID]) -> dict[UUID, int]:
    """What was paid for each of these charges and has not gone back, in fen, as the journal tells it."""
    found, ids = dict.fromkeys(charges.values(), 0), list(charges)
    for start in range(0, len(ids), _AT_ONCE):
        some = {one: charges[one] for one in ids[start : start + _AT_ONCE]}
        put = Posting.objects.filter(credit=Account.DUE, credit_of__in=list(some.values()))
        put = put.filter(Q(debit=Account.UNIDENTIFIED) | Q(event=FeeCounted.NAME))
        for charge, paid in put.values_list("credit_of").annotate(total=Sum("amount_minor")).order_by():
            found[charge] += paid
        # What counts on another fee was paid for that one.
        passed = Posting.objects.filter(event=FeeCounted.NAME, debit_of__in=list(some.values()), credit=Account.DUE)
        for charge, gone in passed.values_list("debit_of").annotate(total=Sum("amount_minor")).order_by():
            found[charge] -= gone
        back = Refund.objects.filter(charge__in=list(some), state=RefundState.PAID)
        for row, gone in back.values_list("charge").annotate(total=Sum("amount_minor")).order_by():
            found[some[row]] -= gone
    return found


def payers_of(charge: Charge) -> list[str]:
    """For acts: the names under which the bank saw what was put against a charge; "" where it told none."""
    put = Posting.objects.filter(credit=Account.DUE, credit_of=charge.uid, debit=Account.UNIDENTIFIED)
    payments = Payment.objects.filter(uid__in=put.values("debit_of")).order_by("id")
    return list(dict.fromkeys(payment.payer for payment in payments))


def alive(charge: Charge) -> FiscalReceipt | None:
    """For acts: the receipt of a charge that is not over."""
    return FiscalReceipt.objects.filter(charge=charge).exclude(state__in=OVER).first()


def waiting() -> QuerySet[FiscalReceipt]:
    """For the worker: receipts that the treasury is to issue or to reverse, the oldest first."""
    rows = FiscalReceipt.objects.filter(state__in=[FiscalState.ASKED, FiscalState.REVERSING])
    return rows.select_related("charge").order_by("id")


def fiscal_view(row: FiscalReceipt) -> FiscalView:
    """The receipt as pages and adapters read it."""
    assert row.case is not None  # noqa: S101 - a charge belongs to a case
    bill = red = None
    if row.bill and row.issued_on:
        bill = FiscalBill(row.code, row.bill, row.check_code, row.issued_on, row.issuer, row.view_at)
    if row.red_bill and row.reversed_on:
        red = FiscalBill(row.red_code, row.red_bill, row.red_check, row.reversed_on, row.issuer)
    return FiscalView(
        uid=row.uid,
        case=row.case,
        charge=row.charge.uid,
        court=row.court,
        number=row.number,
        item=FeeKind(row.charge.kind).item,
        amount=Money(row.amount_minor, row.currency),
        title=Title(Whose(row.whose), TitleKind(row.kind), row.title, row.credit_code),
        state=FiscalState(row.state),
        flaw=FiscalFlaw(row.flaw) if row.flaw else None,
        told=row.told,
        bill=bill,
        red=red,
        made_at=row.made_at,
        moved_at=row.moved_at,
    )


def fiscal_troubles(viewer: Viewer) -> list[FiscalView]:
    """Receipts that the treasury refused to issue or to reverse, the oldest first."""
    return _seen(viewer, Q(state__in=[FiscalState.FAILED, FiscalState.UNREVERSED]))


def fiscal_waiting(viewer: Viewer) -> list[FiscalView]:
    """Receipts that the treasury is to issue or to reverse, the oldest first."""
    return _seen(viewer, Q(state__in=[FiscalState.ASKED, FiscalState.REVERSING]))


def fiscal_of_case(viewer: Viewer, case: UUID) -> list[FiscalView]:
    """The receipts of a case, the oldest first."""
    return _seen(viewer, Q(case=case))


def fiscal_seen_by(viewer: Viewer, receipt: UUID) -> FiscalView | None:
    """One receipt, if this viewer may see it at a court where the viewer works."""
    for found in _seen(viewer, Q(uid=receipt)):
        viewer.note("fiscal", found.court, found.case)
        return found
    return None


def _seen(viewer: Viewer, which: Q) -> list[FiscalView]:
    rows = FiscalReceipt.objects.filter(visible_q(viewer), which, court__in=viewer.courts)
    return [fiscal_view(row) for row in rows.select_related("charge").order_by("id")[:PAGE]]


def listed_for_treasury(viewer: Viewer, court: str) -> list[tuple[FiscalView, str, str]]:
    """What a court's list to the treasury holds: each receipt with its case's number and its payment code."""
    rows = list(waiting().filter(visible_q(viewer), court=court)[:PAGE])
    cases = cases_by_uid({row.case for row in rows if row.case})
    return [(fiscal_view(row), cases[row.case].number, row.charge.code) for row in rows if row.case]


def fiscal_on_sheet(charge: Charge, party: str, kind: str) -> dict[str, Any] | None:
    """For the payer's sheet: the receipt of a fee as it stands, and whether and in whose name one may be asked for.

    None where the platform gives none, or nothing is paid for good yet.
    """
    last = FiscalReceipt.objects.filter(charge=charge).select_related("charge").order_by("-id").first()
    mode, kept = fiscal_mode(), kept_of(charge)
    may = mode is not FiscalMode.NONE and charge.state != ChargeState.OPEN and kept > 0
    may = may and (last is None or last.state in OVER)
    if last is None and not may:
        return None
    payers = payers_of(charge)
    return {
        "may_ask": may,
        "by_itself": mode is FiscalMode.AUTOMATIC,
        "party": {"name": party, "kind": kind},
        # Whether somebody else may be named; who it was the bank told the court alone.
        "payer": len(payers) == 1 and payers[0] not in {"", party},
        "last": _told(fiscal_view(last)) if last else None,
    }


def _told(one: FiscalView) -> dict[str, Any]:
    def told(bill: FiscalBill | None) -> dict[str, str] | None:
        if bill is None:
            return None
        names = ("code", "number", "check", "issuer", "view_at")
        return {name: getattr(bill, name) for name in names} | {"day": bill.day.isoformat()}

    return {
        "state": one.state.value,
        "amount": plain(one.amount),
        "item": one.item,
        "title": one.title.name,
        "credit_code": one.title.credit_code,
        "bill": told(one.bill),
        "red": told(one.red),
    }


def fiscal_standings(day: date) -> list[FiscalStanding]:
    """For reconciliation: the fees paid in full on the day before `day` (what is asked for by itself is asked for a
    day later), and every receipt that is issued, with what the court keeps of its fee.
    """
    begin = timezone.make_aware(datetime.combine(day - _DAY, time.min))
    end = timezone.make_aware(datetime.combine(day, time.min))
    due = Charge.objects.filter(state=ChargeState.PAID, paid_at__gte=begin, paid_at__lt=end)
    if fiscal_mode() is FiscalMode.ASKED:
        asked = FiscalReceipt.objects.filter(state__in=[FiscalState.ASKED, FiscalState.FAILED])
        due = Charge.objects.filter(id__in=asked.filter(made_at__lt=end).values("charge"))
    issued = FiscalReceipt.objects.filter(state=FiscalState.ISSUED)
    billed, wanted = dict(issued.values_list("charge_id", "amount_minor")), set(due.values_list("id", flat=True))
    known = Charge.objects.filter(Q(id__in=due.values("id")) | Q(id__in=issued.values("charge"))).order_by("id")
    rows = list(known.values_list("id", "uid", "code"))
    kept = kept_of_all({id_: uid for id_, uid, _code in rows})
    return [
        FiscalStanding(code, kept=kept[uid], billed=billed.get(id_), wanted=id_ in wanted) for id_, uid, code in rows
    ]


def fiscal_here(day: date, numbers: Iterable[str]) -> list[FiscalLineHere]:
    """For reconciliation: receipts that were issued or reversed on `day` or bear one of `numbers`."""
    names = ("number", "amount_minor", "currency", "issued_on", "reversed_on")
    found = list(FiscalReceipt.objects.filter(Q(issued_on=day) | Q(reversed_on=day)).values_list(*names))
    others = sorted(set(numbers) - {row[0] for row in found})
    for start in range(0, len(others), _AT_ONCE):
        found += FiscalReceipt.objects.filter(number__in=others[start : start + _AT_ONCE]).values_list(*names)
    return [
        FiscalLineHere(number, Money(minor, currency), issued_on, reversed_on)
        for number, minor, currency, issued_on, reversed_on in found
    ]
