"""The daily reconciliation of the court's money, and the tasks that come of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.fees.actions.bank_import import TAKEN
from tongban.fees.actions.fiscal_told import treasury
from tongban.fees.actions.gateway import gateway
from tongban.fees.actions.paying_out import BusinessClock
from tongban.fees.actions.payments import STAFF
from tongban.fees.adapters.bank_files import movements
from tongban.fees.adapters.gateway import Gateway
from tongban.fees.adapters.signed_service import ServiceSilent
from tongban.fees.events import DayReconciled, DifferenceCleared
from tongban.fees.models import BankFile, DayCheck, DayDifference
from tongban.fees.queries.fiscal import fiscal_here, fiscal_mode, fiscal_standings
from tongban.fees.queries.reconciling import (
    WITHIN_DAYS,
    charge_lines,
    day_to_look_at_again,
    journal_lines,
    settled_days,
    totals,
)
from tongban.fees.rules.reconciling import (
    LAW,
    charges_against_journal,
    receipts_against_fees,
    receipts_against_treasury,
    reconcile,
    settled_against_taken,
    unbalanced,
)
from tongban.fees.rules.refunding import reasons_flaws
from tongban.fees.vocabulary import Account, Difference, DifferenceKind, FiscalMode, MoneyLine
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require

WITHIN = timedelta(days=WITHIN_DAYS)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reconciler:
    """Reconciles each day once it is over, none is left out; the statements are read anew from the bank's files.

    A day with open differences is looked at again when something about it came in later.
    """

    clock: BusinessClock

    def __call__(self) -> bool:
        """True when a day was reconciled. A silent gateway or treasury is asked again later."""
        now = self.clock.now()
        today = timezone.localtime(now).date()
        day = _next_day(today) or day_to_look_at_again(today)
        if day is None:
            return False
        try:
            reconcile_day(day, settings.TONGBAN.bank_inbox / TAKEN, at=now)
        except ServiceSilent:
            return False
        return True


def _next_day(today: date) -> date | None:
    last = DayCheck.objects.order_by("-day").values_list("day", flat=True).first()
    day = last + _DAY if last else today - _DAY
    return day if day < today else None


def reconcile_day(day: date, statements: Path, *, at: datetime, by: Actor | None = None) -> DayCheck:
    """Compare bank, gateway, journal, charges and receipts of `day`: each difference becomes a task.

    One that is gone is cleared. `statements`: the folder of the bank's files as they came. Done again, the day is
    compared again. Raises `ServiceSilent` before anything is written.
    """
    desk = gateway()
    taken = _taken(desk, day, at) if desk else []
    told = _told(day, statements)
    booked = journal_lines(Account.BANK, day, {one.reference for one in told})
    cleared = journal_lines(Account.GATEWAY, day, {one.reference for one in taken})
    found = [
        *reconcile(day, told, booked),
        *(reconcile(day, taken, cleared, "gateway") if desk else ()),
        *settled_against_taken(settled_days(day)),
        *charges_against_journal(charge_lines()),
        *unbalanced(totals()),
        *_receipts(day, at),
    ]
    office = Actor.office("", LAW, settings.TONGBAN.slug)
    with act(by=by or office, at=at) as record:
        check = DayCheck.objects.create(
            layer=Layer.STAFF,
            day=day,
            at=at,
            bank=len(told),
            gateway=len(taken),
            journal=len(booked) + len(cleared),
            found=len(found),
        )
        _note(record, day, found)
        fact = DayReconciled(
            check=check.uid, day=day, bank=check.bank, gateway=check.gateway, journal=check.journal, found=len(found)
        )
        record(fact, under=LAW)
    return check


def _receipts(day: date, at: datetime) -> list[Difference]:
    """Fees against the treasury's receipts, and these against what the treasury tells where it can be asked."""
    if fiscal_mode() is FiscalMode.NONE:
        return []
    found, desk = receipts_against_fees(fiscal_standings(day)), treasury()
    if desk is not None:
        told = desk.issued(day, at=at)
        numbers = {line.number.removesuffix("R") if line.red else line.number for line in told}
        found += receipts_against_treasury(day, told, fiscal_here(day, numbers))
    return found


def _note(record: Recording, day: date, found: Iterable[Difference]) -> None:
    known = {f"{row.kind}:{row.reference}": row for row in DayDifference.objects.filter(day=day)}
    seen = set()
    for one in found:
        if one.key in seen:
            continue
        seen.add(one.key)
        row = known.get(one.key)
        if row is not None and row.cleared_at is not None and not row.reasons:
            # It was gone and is back; what a person explained stays explained.
            row.cleared_at = None
            row.save(update_fields=["cleared_at"])
        if row is None:
            DayDifference.objects.create(
                layer=Layer.STAFF,
                day=day,
                kind=one.kind,
                reference=one.reference[:120],
                told=[list(pair) for pair in one.told],
                found_at=record.at,
            )
    for key, row in known.items():
        if key not in seen and row.cleared_at is None and row.kind != DifferenceKind.PAYEE_DENIED:
            row.cleared_at = record.at
            row.save(update_fields=["cleared_at"])
            record(DifferenceCleared(difference=row.uid, reasons=""), under=LAW)


def _told(day: date, statements: Path) -> list[MoneyLine]:
    """Movements of the bank's files about `day`; a line that several files repeat is one line."""
    begin = timezone.make_aware(datetime.combine(day, datetime.min.time()))
    files = BankFile.objects.filter(flaw="", received_at__gte=begin - WITHIN, received_at__lt=begin + WITHIN)
    lines: dict[tuple[MoneyLine, int], MoneyLine] = {}
    for row in files.order_by("id"):
        path = next(statements.glob(f"{row.digest[:16]}-*"), None)
        if path is None:
            continue
        count: dict[MoneyLine, int] = {}
        for one in movements(path.read_bytes(), row.name):
            count[one] = count.get(one, 0) + 1
            lines[one, count[one]] = one
    wanted = {one.reference for one in lines.values() if one.day == day}
    wanted |= {one.reference for one in journal_lines(Account.BANK, day, ())}
    return [one for one in lines.values() if one.reference in wanted]


def _taken(desk: Gateway, day: date, at: datetime) -> list[MoneyLine]:
    """What the gateway tells of `day`, and of its neighbours what shares a reference with it: midnight is not sharp."""
    days = [one for one in (day - _DAY, day, day + _DAY) if one <= timezone.localtime(at).date()]
    lines = [line for one in days for line in desk.settlement(one, at=at)]
    wanted = {line.reference for line in lines if line.day == day}
    wanted |= {line.reference for line in journal_lines(Account.GATEWAY, day, ())}
    return [line for line in lines if line.reference in wanted]


def clear_difference(difference: UUID, *, reasons: str, by: Actor, at: datetime) -> None:
    """A person explains a difference. Refused: no such difference, cleared before, another function, no reasons."""
    with act(by=by, at=at) as record:
        row = locked(DayDifference.objects.filter(uid=difference)).first()
        if row is None:
            raise Refused(Refusal("fees.no_such_difference", LAW))
        if by.role not in STAFF:
            raise Refused(Refusal("refund.not_your_act", LAW, facts=(("by", ", ".join(sorted(STAFF))),)))
        if row.cleared_at is not None:
            raise Refused(Refusal("fees.difference_cleared", LAW))
        require(reasons_flaws(reasons))
        row.cleared_at, row.reasons = at, reasons.strip()
        row.save(update_fields=["cleared_at", "reasons"])
        digest = hashlib.sha256(row.reasons.encode()).hexdigest()
        record(DifferenceCleared(difference=row.uid, reasons=digest), under=LAW)
