"""Reading the journal for the reconciliation of a day, and what it found."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Layer, Viewer
from tongban.fees.models import Charge, DayCheck, DayDifference, Payment, Posting, Refund
from tongban.fees.queries.money import all_balances, every_standing
from tongban.fees.rules.reconciling import ChargeLine
from tongban.fees.vocabulary import Account, ChargeState, DifferenceKind, DifferenceView, MoneyLine, Standing
from tongban.kernel.money import Money

_SETTLED = "gateway_settled"


def journal_lines(account: Account, day: date, references: Collection[str]) -> list[MoneyLine]:
    """For reconciliation: movements of money on `account` on `day`, or with one of `references`."""
    touching = Q(debit=account) | Q(credit=account)
    rows = Posting.objects.filter(touching, Q(value_date=day) | Q(reference__in=list(references)))
    if account is Account.GATEWAY:
        rows = rows.exclude(event=_SETTLED)
    found = list(rows.order_by("id"))
    marks = _marks(found)
    return [
        MoneyLine(
            row.reference or str(row.uid),
            Money(row.amount_minor, row.currency),
            row.value_date,
            row.credit == account,
            marks.get(row.credit_of or row.debit_of, ""),
        )
        for row in found
    ]


def _marks(rows: list[Posting]) -> dict[object, str]:
    """The code of the charge or refund behind each line; none for what a person put somewhere with reasons."""
    payments = Payment.objects.filter(uid__in=[row.credit_of for row in rows if row.credit_of], held="", reasons="")
    refunds = Refund.objects.filter(uid__in=[row.debit_of or row.credit_of for row in rows])
    found: dict[object, str] = {one.uid: one.charge.code for one in payments.select_related("charge") if one.charge}
    return found | {one.uid: one.code for one in refunds}


def charge_lines() -> list[ChargeLine]:
    """For reconciliation: every charge against the journal."""
    stands, nothing = every_standing(), Standing(0, 0, 0)
    rows = Charge.objects.order_by("id").values_list("uid", "code", "state")
    return [
        ChargeLine(code, ChargeState(state), stands.get(uid, nothing).due, stands.get(uid, nothing).prepaid)
        for uid, code, state in rows
    ]


def totals() -> dict[str, int]:
    """For reconciliation: the sum over all accounts by currency, which is nothing."""
    found: dict[str, int] = {}
    for (_place, currency), minor in all_balances().items():
        found[currency] = found.get(currency, 0) + minor
    return found


def _desk(viewer: Viewer) -> Q:
    return visible_q(viewer) | (Q(layer=Layer.STAFF, court="") if viewer.courts else Q(pk__in=[]))


def days_checked(viewer: Viewer) -> list[DayCheck]:
    """The last days that were reconciled, the newest first."""
    return list(DayCheck.objects.filter(_desk(viewer)).order_by("-day", "-id")[:60])


def differences_of(viewer: Viewer, day: date | None = None) -> list[DifferenceView]:
    """The differences of `day`, or without it all that are open, the oldest first."""
    rows = DayDifference.objects.filter(_desk(viewer))
    rows = rows.filter(day=day) if day else rows.filter(cleared_at__isnull=True)
    return [
        DifferenceView(
            uid=row.uid,
            day=row.day,
            kind=DifferenceKind(row.kind),
            reference=row.reference,
            told=tuple((who, what) for who, what in row.told),
            found_at=row.found_at,
            cleared_at=row.cleared_at,
            reasons=row.reasons,
        )
        for row in rows.order_by("day", "id")[:200]
    ]
