"""Reading the journal of money: balances are derived from its lines each time, never kept."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.fees.events import FeeReduced, FeeStays
from tongban.fees.models import Charge, Posting
from tongban.fees.rules.ledger import balances, standing
from tongban.fees.vocabulary import RECOVERY, Account, Place, PostingView, Standing, Transfer
from tongban.kernel.money import Money, parse_amount
from tongban.register.queries import entries_of_case


def transfer_of(row: Posting) -> Transfer:
    """The transfer that a line of the journal is."""
    return Transfer(
        Place(Account(row.debit), row.debit_of),
        Place(Account(row.credit), row.credit_of),
        Money(row.amount_minor, row.currency),
    )


def found_balances(of: Iterable[UUID]) -> dict[tuple[Place, str], int]:
    """For acts: what stands at each place of these charges, payments and refunds."""
    wanted = list(of)
    return _summed(Q(debit_of__in=wanted), Q(credit_of__in=wanted))


def standing_of(charge: UUID) -> Standing:
    """For acts: what a charge stands at."""
    return standings_of([charge])[charge]


def standings_of(charges: Iterable[UUID]) -> dict[UUID, Standing]:
    """What each of these charges stands at."""
    wanted = list(charges)
    found = found_balances(wanted)
    return {charge: standing(found, charge) for charge in wanted}


def borne_of(charge: Charge) -> int:
    """For acts: what of a fee fell on its payer, in fen: earned, covered by relief, or asked for after a judgment."""
    lines = Posting.objects.filter(debit=Account.PREPAID, debit_of=charge.uid, reverses=None)
    # What is asked for less, because less is claimed, fell on nobody.
    lines = lines.filter(credit__in=(Account.INCOME, Account.RELIEF)).exclude(event=FeeReduced.NAME)
    back = Posting.objects.filter(credit=Account.PREPAID, credit_of=charge.uid, reverses__in=lines)
    asked = standing_of(charge.uid).prepaid if charge.period == RECOVERY else 0
    return _total(lines) - _total(back) + asked


def borne_late(case: UUID) -> Money:
    """What of the fees of a case the plaintiffs bear whatever the outcome: they claimed less too late (交纳办法 35)."""
    total = 0
    for entry in entries_of_case(case, events=(FeeStays.NAME,)):
        told = entry.body["amount"]
        amount = parse_amount(told["amount"], field="amount", currency=told["currency"])
        assert isinstance(amount, Money)  # noqa: S101 - it was recorded from an amount
        total += amount.minor
    return Money(total)


def earned_lines(charge: UUID) -> list[Posting]:
    """For acts: the lines by which a fee became income, and which nothing has taken back."""
    lines = Posting.objects.filter(debit=Account.PREPAID, debit_of=charge, credit=Account.INCOME)
    gone = Posting.objects.filter(credit=Account.PREPAID, credit_of=charge, reverses__isnull=False)
    return list(lines.exclude(id__in=gone.values("reverses")).order_by("id"))


def _total(lines: QuerySet[Posting]) -> int:
    return int(lines.aggregate(total=Sum("amount_minor"))["total"] or 0)


def every_standing() -> dict[UUID, Standing]:
    """For reconciliation: what each charge stands at."""
    found = _summed(Q(debit_of__isnull=False), Q(credit_of__isnull=False))
    places = {place.of for place, _currency in found if place.account is Account.PREPAID and place.of}
    return {of: standing(found, of) for of in places}


def all_balances() -> dict[tuple[Place, str], int]:
    """For reconciliation: each account as a whole, in minor units by currency; over all accounts the sum is nothing."""
    found: dict[tuple[Place, str], int] = {}
    for side, sign in (("debit", 1), ("credit", -1)):
        for row in Posting.objects.values(side, "currency").annotate(total=Sum("amount_minor")).order_by():
            key = (Place(Account(row[side])), row["currency"])
            found[key] = found.get(key, 0) + sign * row["total"]
    return found


def income_held(court: str) -> int:
    """What a court has earned and not handed over to the treasury yet, in fen; below zero where it handed over what it
    has to give back since.
    """
    rows = Posting.objects.filter(court=court, currency="CNY")
    # What was earned and taken back since, because others bear it, is the treasury's no more.
    earned = _total(rows.filter(credit=Account.INCOME)) - _total(rows.filter(debit=Account.INCOME))
    return earned - _total(rows.filter(debit=Account.TREASURY))


def remittances(court: str) -> int:
    """For acts: how often a court has handed income over to the treasury."""
    return Posting.objects.filter(court=court, debit=Account.TREASURY).count()


def journal_of(viewer: Viewer, case: UUID) -> list[PostingView]:
    """The lines of a case, the oldest first, for its court's staff."""
    rows = Posting.objects.filter(visible_q(viewer), case=case).select_related("reverses").order_by("id")
    return [
        PostingView(
            row.uid, row.event, transfer_of(row), row.value_date, row.at, row.reverses.uid if row.reverses else None
        )
        for row in rows
    ]


def balances_of(viewer: Viewer, case: UUID) -> dict[tuple[Place, str], int]:
    """What stands at each place for a case, for its court's staff."""
    return balances(one.transfer for one in journal_of(viewer, case))


def _summed(debits: Q, credits_: Q) -> dict[tuple[Place, str], int]:
    found: dict[tuple[Place, str], int] = {}
    for side, sign, those in (("debit", 1, debits), ("credit", -1, credits_)):
        rows = Posting.objects.filter(those).values(side, f"{side}_of", "currency").annotate(total=Sum("amount_minor"))
        for row in rows.order_by():
            key = (Place(Account(row[side]), row[f"{side}_of"]), row["currency"])
            found[key] = found.get(key, 0) + sign * row["total"]
    return found
