"""Reading the journal for the reconciliation of a day, and what it found."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db.models import Q, Sum

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.fees.models import BankFile, Charge, DayCheck, DayDifference, FiscalReceipt, Payment, Posting, Refund
from tongban.fees.queries.money import all_balances, every_standing
from tongban.fees.rules.reconciling import ChargeLine, SettledDay
from tongban.fees.vocabulary import Account, ChargeState, DifferenceKind, DifferenceView, MoneyLine, Standing
from tongban.kernel.money import Money

_SETTLED = "gateway_settled"
_DAYS_NUMBER = len("JS20261123")
WITHIN_DAYS = 7
"""How long after a day the bank may still send its statement of it."""


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


def settled_days(day: date) -> list[SettledDay]:
    """For reconciliation: the days whose takings the gateway handed over on `day`."""
    rows = Posting.objects.filter(event=_SETTLED, value_date=day)
    numbers = {one.key.removeprefix(f"{_SETTLED}:")[:_DAYS_NUMBER] for one in rows}
    found = ((number, _day_of(number)) for number in sorted(numbers))
    return [SettledDay(of, _handed_over(number), _taken_on(of)) for number, of in found if of is not None]


def _day_of(number: str) -> date | None:
    try:
        return date.fromisoformat(number.removeprefix("JS"))
    except ValueError:
        return None


def _handed_over(number: str) -> int:
    rows = Posting.objects.filter(event=_SETTLED, key__startswith=f"{_SETTLED}:{number}", currency="CNY")
    return rows.aggregate(total=Sum("amount_minor"))["total"] or 0


def _taken_on(day: date) -> int:
    rows = Posting.objects.filter(value_date=day, currency="CNY").exclude(event=_SETTLED)
    came = rows.filter(debit=Account.GATEWAY).aggregate(total=Sum("amount_minor"))["total"] or 0
    left = rows.filter(credit=Account.GATEWAY).aggregate(total=Sum("amount_minor"))["total"] or 0
    return int(came) - int(left)


def day_to_look_at_again(today: date) -> date | None:
    """For reconciliation: the oldest day with open differences about which something came in since the last look."""
    since = today - timedelta(days=WITHIN_DAYS)
    open_days = DayDifference.objects.filter(cleared_at__isnull=True, day__gte=since).values_list("day", flat=True)
    for day in sorted(set(open_days)):
        looked = DayCheck.objects.filter(day=day).order_by("-at").values_list("at", flat=True).first()
        if looked is not None and (
            BankFile.objects.filter(done_at__gt=looked).exists()
            or Posting.objects.filter(value_date=day, at__gt=looked).exists()
            or _receipts_moved(day, looked)
        ):
            return day
    return None


def _receipts_moved(day: date, looked: datetime) -> bool:
    """Whether a receipt of the treasury that the differences of `day` name, or that is of this day, has moved since."""
    told = DayDifference.objects.filter(day=day, cleared_at__isnull=True).values("reference")
    moved = FiscalReceipt.objects.filter(moved_at__gt=looked)
    of_day = Q(issued_on=day) | Q(reversed_on=day)
    return moved.filter(of_day | Q(number__in=told) | Q(charge__code__in=told)).exists()


def _marks(rows: list[Posting]) -> dict[object, str]:
    """The code of the charge or refund behind each line; none for what a person put somewhere with reasons."""
    payments = Payment.objects.filter(uid__in=[row.credit_of for row in rows if row.credit_of], held="", reasons="")
    refunds = Refund.objects.filter(uid__in=[row.debit_of or row.credit_of for row in rows])
    found: dict[object, str] = {one.uid: one.charge.code for one in payments.select_related("charge") if one.charge}
    return found | {one.uid: one.code for one in refunds}


def charge_lines() -> list[ChargeLine]:
    """For reconciliation: every charge against the journal."""
    stands, nothing = every_standing(), Standing(0, 0, 0, 0)
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


def days_checked(viewer: Viewer) -> list[DayCheck]:
    """The last days that were reconciled, the newest first."""
    return list(DayCheck.objects.filter(visible_q(viewer)).order_by("-day", "-id")[:60])


def differences_of(viewer: Viewer, day: date | None = None) -> list[DifferenceView]:
    """The differences of `day`, or without it all that are open, the oldest first."""
    rows = DayDifference.objects.filter(visible_q(viewer))
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
