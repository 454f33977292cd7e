"""Receipts of the treasury for fees (财政电子票据; 交纳办法 52(1)): asked for, put right by a clerk, kept true.

What the treasury tells of them is taken in by fiscal_told.py, however it comes.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.actions.standing import own_party
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.fees.events.fiscal import FiscalAsked, FiscalFailed, FiscalOutdated, FiscalPutRight
from tongban.fees.models import Charge, FiscalReceipt, Refund
from tongban.fees.queries.fiscal import alive, fiscal_mode, kept_of, payers_of
from tongban.fees.rules.fiscal import FISCAL, LAW, OVER, fitting, follows, title_for
from tongban.fees.rules.refunding import reasons_flaws
from tongban.fees.vocabulary import (
    ChargeState,
    FiscalAct,
    FiscalCause,
    FiscalFlaw,
    FiscalMode,
    FiscalState,
    Title,
    TitleKind,
    Whose,
)
from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.ids import new_id
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.register.vocabulary import DueWork

RULE = "交纳办法 52(1): who paid gets the treasury's receipt"


def ask_receipt(
    record: Recording, *, case: UUID, charge: str = "", whose: str = "", kind: str = "", credit_code: str = ""
) -> UUID:
    """A step: the payer asks for the treasury's receipt for a fee of its own that is paid; returns it.

    `whose`: in whose name, the party's or that of who paid, as a person or an organisation (`kind`) with its code.
    Refused: no such fee of the party, not paid, none given here, asked for already, and all that is wrong in the name.
    """
    view = case_by_uid(case)
    party = own_party(record, view)
    row = _own_charge(party, case, charge)
    if fiscal_mode() is FiscalMode.NONE:
        raise Refused(Refusal("fees.no_fiscal_receipts", LAW))
    kept = kept_of(row)
    if row.state == ChargeState.OPEN or kept <= 0:
        raise Refused(Refusal("fees.fiscal_not_paid", LAW))
    if alive(row) is not None:
        raise Refused(Refusal("fees.fiscal_asked", LAW))
    title = _title(record, row, party, whose, kind, credit_code)
    if isinstance(title, tuple):
        raise Refused(title)
    return _ask(record, row, title, kept, party.person).uid


def ask_unasked(work: DueWork) -> None:
    """Reaction to `ChargePaid`, a day later: where receipts are given without being asked for, in the party's name.

    The day is the payer's, to name somebody else. A party that cannot be named as it stands is a task for a clerk.
    """
    row = Charge.objects.get(uid=UUID(work.entry.body["charge"]))
    if fiscal_mode() is not FiscalMode.AUTOMATIC or FiscalReceipt.objects.filter(charge=row).exists():
        return
    with act(by=_office(row), at=work.now, fulfils=work) as record:
        charge = locked(Charge.objects.filter(id=row.id)).get()
        kept = kept_of(charge)
        if kept <= 0 or FiscalReceipt.objects.filter(charge=charge).exists():
            raise NothingToDo
        party = _payer(charge)
        kind = _kind(party)
        title = _title(record, charge, party, Whose.PARTY, kind, "")
        if isinstance(title, Title):
            _ask(record, charge, title, kept, party.person)
            return
        made = _ask(record, charge, Title(Whose.PARTY, kind, party.name), kept, party.person, FiscalState.FAILED)
        made.flaw = FiscalFlaw.TITLE
        made.save(update_fields=["flaw"])
        record(FiscalFailed(**_names(made), flaw=made.flaw), under=LAW, case=made.case)


def keep_true(work: DueWork) -> None:
    """Reaction to whatever moves the money of a fee, or a receipt: one that says too much or too little is reversed,
    and another is asked for, for what is left, in the same name.
    """
    found = _charge_of(work.entry.body)
    if found is None or not FiscalReceipt.objects.filter(charge=found).exists():
        return
    with act(by=_office(found), at=work.now, fulfils=work) as record:
        charge = locked(Charge.objects.filter(id=found.id)).get()
        last = locked(FiscalReceipt.objects.filter(charge=charge)).order_by("-id").first()
        assert last is not None  # noqa: S101 - none is ever deleted
        kept = kept_of(charge)
        if last.state in OVER:
            if not follows(last.cause, kept):
                raise NothingToDo
            title = Title(Whose(last.whose), TitleKind(last.kind), last.title, last.credit_code)
            _ask(record, charge, title, kept, last.holder)
            return
        wanted = fitting(FiscalState(last.state), last.amount_minor, kept)
        if wanted is None:
            raise NothingToDo
        move(record, last, wanted)
        last.cause = FiscalCause.AMOUNT
        last.save(update_fields=["state", "moved_at", "cause"])
        fact = FiscalOutdated(**_names(last), act=wanted, kept=Money(kept, charge.currency))
        record(fact, under=LAW, case=last.case)


def retry_receipt(receipt: UUID, *, whose: str, kind: str, credit_code: str, by: Actor, at: datetime) -> None:
    """A clerk has what the treasury refused asked for again: a receipt in the name that is right, a reversal as it is.

    Refused: no such receipt here, not at this stage, another function, and all that is wrong in the name.
    """
    with act(by=by, at=at) as record:
        row = _locked(record, receipt)
        reversal = row.state == FiscalState.UNREVERSED
        move(record, row, FiscalAct.RETRY)
        if not reversal:
            title = _title(record, row.charge, _payer(row.charge), whose, kind, credit_code)
            if isinstance(title, tuple):
                raise Refused(title)
            _name(row, title)
        row.flaw = row.told = ""
        row.save()
        record(_put_right(row, FiscalAct.RETRY, ""), under=LAW, case=row.case)


def drop_receipt(receipt: UUID, *, reasons: str, by: Actor, at: datetime) -> None:
    """A clerk gives up a receipt that the treasury refused; the payer may ask for one anew. Refused as `retry_receipt`,
    and without reasons.
    """
    _give_up(receipt, FiscalAct.DROP, reasons, by, at)


def reverse_receipt(receipt: UUID, *, reasons: str, by: Actor, at: datetime) -> None:
    """A clerk has a receipt in a wrong name reversed; the payer then asks for another. Refused as `drop_receipt`."""
    _give_up(receipt, FiscalAct.REVERSE, reasons, by, at)


def _give_up(receipt: UUID, what: FiscalAct, reasons: str, by: Actor, at: datetime) -> None:
    with act(by=by, at=at) as record:
        row = _locked(record, receipt)
        move(record, row, what)
        require(reasons_flaws(reasons))
        row.cause = FiscalCause.TITLE
        row.save(update_fields=["state", "moved_at", "cause"])
        digest = hashlib.sha256(reasons.strip().encode()).hexdigest()
        record(_put_right(row, what, digest), under=LAW, case=row.case)


def move(record: Recording, row: FiscalReceipt, what: FiscalAct) -> None:
    """A step: the receipt, locked, stands at its next state by the table; not saved yet. Refused as the table does."""
    found = FISCAL.decide(row.state, what, role=record.by.role)
    if isinstance(found, Refusal):
        raise Refused(found)
    row.state, row.moved_at = found.target, record.at


def _ask(
    record: Recording,
    row: Charge,
    title: Title,
    kept: int,
    holder: UUID | None,
    state: FiscalState = FiscalState.ASKED,
) -> FiscalReceipt:
    uid = new_id()
    sealed = row.layer == Layer.SEALED
    label = row.label if sealed else Label(Layer.COUNTER, court=row.court, case=row.case, holder=holder)
    made = FiscalReceipt(
        uid=uid,
        layer=label.layer,
        court=row.court,
        case=row.case,
        holder=label.holder,
        charge=row,
        number=f"CP{uid.hex[-20:].upper()}",
        amount_minor=kept,
        currency=row.currency,
        state=state,
        made_at=record.at,
        moved_at=record.at,
    )
    _name(made, title)
    made.save()
    fact = FiscalAsked(**_names(made), number=made.number, amount=Money(kept, row.currency), whose=made.whose)
    record(fact, under=LAW, case=made.case)
    return made


def _name(row: FiscalReceipt, title: Title) -> None:
    row.whose, row.kind, row.title, row.credit_code = title.whose, title.kind, title.name, title.credit_code


def _title(
    record: Recording, row: Charge, party: PartyView, whose: str, kind: str, code: str
) -> Title | tuple[Refusal, ...]:
    known = Title(Whose.PARTY, _kind(party), party.name, "" if party.kind == "natural" else party.id_number)
    today = timezone.localtime(record.at).date()
    return title_for(whose, kind, code, party=known, payers=payers_of(row), today=today)


def _kind(party: PartyView) -> TitleKind:
    return TitleKind.PERSON if party.kind == "natural" else TitleKind.ORGANISATION


def _own_charge(party: PartyView, case: UUID, charge: str) -> Charge:
    try:
        wanted = UUID(charge)
    except ValueError:
        raise Refused(Refusal("fees.no_such_charge", LAW)) from None
    row = locked(Charge.objects.filter(uid=wanted, case=case, payer=party.uid)).first()
    if row is None:
        raise Refused(Refusal("fees.no_such_charge", LAW))
    return row


def _payer(row: Charge) -> PartyView:
    return next(party for party in _case(row).everybody if party.uid == row.payer)


def _case(row: Charge) -> CaseView:
    assert row.case is not None  # noqa: S101 - a charge belongs to a case
    return case_by_uid(row.case)


def _charge_of(body: dict[str, Any]) -> Charge | None:
    """The fee that a fact about money or a receipt concerns; None for money that paid for nothing."""
    if body.get("charge"):
        return Charge.objects.get(uid=UUID(body["charge"]))
    refund = Refund.objects.select_related("charge").get(uid=UUID(body["refund"]))
    return refund.charge


def _locked(record: Recording, receipt: UUID) -> FiscalReceipt:
    row = locked(FiscalReceipt.objects.filter(uid=receipt, court=record.by.court)).select_related("charge").first()
    if row is None:
        raise Refused(Refusal("fees.no_such_fiscal_receipt", LAW))
    return row


def _names(row: FiscalReceipt) -> dict[str, Any]:
    return {"case": row.case, "charge": row.charge.uid, "receipt": row.uid}


def _put_right(row: FiscalReceipt, what: FiscalAct, reasons: str) -> FiscalPutRight:
    return FiscalPutRight(**_names(row), act=what, reasons=reasons)


def _office(row: Charge) -> Actor:
    return Actor.office(row.court, RULE)
