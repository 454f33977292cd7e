"""What the treasury tells of receipts, by its interface or by a list: taken once, whichever came first."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from tongban.access.vocabulary import Viewer
from tongban.cases.queries import case_by_uid
from tongban.fees.actions.fiscal import move
from tongban.fees.actions.paying_out import BusinessClock
from tongban.fees.adapters.fiscal import Treasury
from tongban.fees.adapters.fiscal_lists import list_for_treasury, read_list
from tongban.fees.adapters.signed_service import ServiceSilent
from tongban.fees.events.fiscal import FiscalFailed, FiscalIssued, FiscalListTaken, FiscalReversed
from tongban.fees.models import FiscalReceipt
from tongban.fees.queries.fiscal import fiscal_view, listed_for_treasury, waiting
from tongban.fees.rules.fiscal import FISCAL, LAW, TOLD, bill_flaws
from tongban.fees.vocabulary import (
    BadListRow,
    FiscalAct,
    FiscalBill,
    FiscalFlaw,
    FiscalListFlaw,
    FiscalOrder,
    FiscalRefused,
    FiscalRowFlaw,
    FiscalState,
    ListedBill,
    ListTaken,
)
from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal, Refused

log = logging.getLogger("tongban.treasury")
ASK_AFTER = 300
"""Seconds after which a silent treasury is asked again for the same receipt."""
DESK = frozenset({"clerk", "president"})


def treasury() -> Treasury | None:
    """The treasury's receipt system of this platform, None where lists are exchanged or none are given."""
    service = settings.TONGBAN.fiscal_service
    return Treasury(service.address, service.key) if service else None


@dataclass(slots=True)
class FiscalAsker:
    """Asks the treasury for receipts and reversals, the one waiting longest first; none holds up the others."""

    clock: BusinessClock
    _asked: dict[str, datetime] = field(default_factory=dict)

    def __call__(self) -> bool:
        """One question; False when there is nothing to ask now."""
        found, now = treasury(), self.clock.now()
        if found is None:
            return False
        rows = {f"{number}:{state}": number for number, state in waiting().values_list("number", "state")}
        self._asked = {key: at for key, at in self._asked.items() if key in rows}
        fresh = (key for key in rows if key not in self._asked)
        key = next(fresh, None) or min(self._asked, key=self._asked.__getitem__, default=None)
        if key is None or (key in self._asked and (now - self._asked[key]).total_seconds() < ASK_AFTER):
            return False
        self._asked[key] = now
        row = waiting().filter(number=rows[key]).first()
        try:
            if row is not None:
                _ask(found, row, now)
        except ServiceSilent as silent:
            log.warning("%s: %s", key, silent)
        return True


def _ask(found: Treasury, row: FiscalReceipt, now: datetime) -> None:
    told = fiscal_view(row)
    red = row.state == FiscalState.REVERSING
    if red:
        assert told.bill is not None  # noqa: S101 - only what was issued is reversed
        answer = found.reverse(row.number, told.bill, at=now)
    else:
        order = FiscalOrder(
            row.number, told.item, told.amount, told.title, case_by_uid(told.case).number, row.charge.code
        )
        answer = found.issue(order, at=now)
    if isinstance(answer, FiscalRefused):
        note_refused(row.number, answer, red=red, at=now)
        return
    bill, amount = answer
    flaw = note_bill(row.number, bill, amount, red=red, at=now)
    if isinstance(flaw, FiscalRowFlaw):
        note_refused(row.number, FiscalRefused(FiscalFlaw.OTHER, flaw.term), red=red, at=now)


def note_bill(number: str, bill: FiscalBill, amount: Money, *, red: bool, at: datetime) -> bool | FiscalRowFlaw:
    """The treasury issued, or reversed (`red`), the receipt with the court's `number`: whether that is news, or what
    makes it impossible to believe.
    """
    answer: bool | FiscalRowFlaw = False
    with act(by=_office(number), at=at) as record:
        row = locked(FiscalReceipt.objects.filter(number=number)).select_related("charge").first()
        answer = _judged(row, bill, amount, at, red=red)
        if answer is not True or row is None:
            raise NothingToDo
        move(record, row, FiscalAct.CONFIRM if red else FiscalAct.ISSUE)
        row.flaw = row.told = ""
        if red:
            row.red_code, row.red_bill, row.red_check, row.reversed_on = bill.code, bill.number, bill.check, bill.day
        else:
            row.code, row.bill, row.check_code, row.issued_on = bill.code, bill.number, bill.check, bill.day
            row.issuer, row.view_at = bill.issuer, bill.view_at
        row.save()
        assert row.case is not None  # noqa: S101 - a charge belongs to a case
        fact = (
            FiscalReversed(case=row.case, charge=row.charge.uid, receipt=row.uid, bill=bill.name, reversed_on=bill.day)
            if red
            else FiscalIssued(
                case=row.case,
                charge=row.charge.uid,
                receipt=row.uid,
                bill=bill.name,
                amount=amount,
                issued_on=bill.day,
            )
        )
        record(fact, under=LAW, case=row.case)
    return answer


def _judged(
    row: FiscalReceipt | None, bill: FiscalBill, amount: Money, at: datetime, *, red: bool
) -> bool | FiscalRowFlaw:
    """Whether the receipt is news (True) or known (False), or the first thing that cannot be."""
    if row is None:
        return FiscalRowFlaw.NUMBER
    wrong = bill_flaws(bill, today=timezone.localtime(at).date(), demo=not settings.TONGBAN.production)
    if wrong:
        return wrong[0]
    if amount != Money(row.amount_minor, row.currency):
        return FiscalRowFlaw.AMOUNT
    known = (row.red_code, row.red_bill) if red else (row.code, row.bill)
    if known[1]:
        return False if known == (bill.code, bill.number) else FiscalRowFlaw.STAGE
    if _used(row, bill):
        return FiscalRowFlaw.TWICE
    return FISCAL.allows(row.state, FiscalAct.CONFIRM if red else FiscalAct.ISSUE) or FiscalRowFlaw.STAGE


def _used(row: FiscalReceipt, bill: FiscalBill) -> bool:
    """Whether this receipt stands for something else already; a red one is never the one that it reverses."""
    if (row.code, row.bill) == (bill.code, bill.number):
        return True
    others = FiscalReceipt.objects.exclude(id=row.id)
    black = others.filter(code=bill.code, bill=bill.number)
    return black.exists() or others.filter(red_code=bill.code, red_bill=bill.number).exists()


def note_refused(number: str, refused: FiscalRefused, *, red: bool, at: datetime) -> bool | FiscalRowFlaw:
    """The treasury refused to issue, or to reverse, a receipt: a clerk looks at it. Whether that is news, or a flaw."""
    answer: bool | FiscalRowFlaw = False
    with act(by=_office(number), at=at) as record:
        row = locked(FiscalReceipt.objects.filter(number=number)).select_related("charge").first()
        answer = FiscalRowFlaw.NUMBER if row is None else _may_fail(row, red=red)
        if answer is not True or row is None:
            raise NothingToDo
        _refuse(record, row, refused)
    return answer


def _may_fail(row: FiscalReceipt, *, red: bool) -> bool | FiscalRowFlaw:
    before, after = (FiscalState.REVERSING, FiscalState.UNREVERSED) if red else (FiscalState.ASKED, FiscalState.FAILED)
    return row.state == before if row.state in {before, after} else FiscalRowFlaw.STAGE


def _refuse(record: Recording, row: FiscalReceipt, refused: FiscalRefused) -> None:
    move(record, row, FiscalAct.FAIL)
    row.flaw, row.told = refused.flaw, refused.told
    row.save(update_fields=["state", "moved_at", "flaw", "told"])
    assert row.case is not None  # noqa: S101 - a charge belongs to a case
    fact = FiscalFailed(case=row.case, charge=row.charge.uid, receipt=row.uid, flaw=row.flaw)
    record(fact, under=LAW, case=row.case)


def write_list(viewer: Viewer, court: str) -> bytes:
    """What the treasury is to issue and to reverse for `court`, as a list (CSV); nothing changes by that."""
    return list_for_treasury(listed_for_treasury(viewer, court), demo=not settings.TONGBAN.production)


def take_list(content: bytes, *, by: Actor, at: datetime) -> ListTaken | FiscalListFlaw:
    """A clerk hands in what the treasury sent back: every row is taken once, or reported with what is wrong in it.

    Only receipts of the clerk's own court are taken. Refused: another function.
    """
    if by.role not in DESK:
        raise Refused(Refusal("fiscal_receipt.not_your_act", LAW, facts=(("by", ", ".join(sorted(DESK))),)))
    demo = not settings.TONGBAN.production
    rows = read_list(content, today=timezone.localtime(at).date(), demo=demo)
    if isinstance(rows, FiscalListFlaw):
        return rows
    taken = 0
    bad: list[BadListRow] = []
    for row in rows:
        answer = _row_flaws(row, by.court, at) if isinstance(row, ListedBill) else row.flaws
        if isinstance(answer, bool):
            taken += answer
        else:
            raw = row.raw if isinstance(row, BadListRow) else row.number
            bad.append(BadListRow(row.line, raw, answer))
    done = ListTaken(len(rows), taken, len(rows) - taken - len(bad), tuple(bad))
    with act(by=by, at=at) as record:
        digest = hashlib.sha256(content).hexdigest()
        record(FiscalListTaken(digest=digest, rows=done.rows, taken=taken, bad=len(bad)), under=TOLD)
    return done


def _row_flaws(row: ListedBill, court: str, at: datetime) -> bool | tuple[FiscalRowFlaw, ...]:
    """Whether a row of a list changed something, or what is wrong in it."""
    if not FiscalReceipt.objects.filter(number=row.number, court=court).exists():
        return (FiscalRowFlaw.NUMBER,)
    if row.bill is not None and row.amount is not None:
        answer = note_bill(row.number, row.bill, row.amount, red=row.red, at=at)
    else:
        refused = row.refused or FiscalRefused(FiscalFlaw.OTHER, "")
        answer = note_refused(row.number, refused, red=row.red, at=at)
    return (answer,) if isinstance(answer, FiscalRowFlaw) else answer


def _office(number: str) -> Actor:
    court = FiscalReceipt.objects.filter(number=number).values_list("court", flat=True).first()
    return Actor.office(court or "", TOLD)
