"""Approved refunds go to the bank as files, and its statement says what became of them (交纳办法 53).

The outbox folder is the port, as the inbox is: a file appears there in one step (a rename), and an order found again
after a kill gives the same file.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.fees.actions.ledger import Told, book
from tongban.fees.actions.refunds import moved
from tongban.fees.adapters.payment_orders import PayOut, payment_order
from tongban.fees.events import RefundAccepted, RefundFailed, RefundPaid, RefundSent
from tongban.fees.models import Refund, RefundOrder
from tongban.fees.queries.refunds import payee_in_doubt
from tongban.fees.rules.ledger import came_back, paid_out
from tongban.fees.rules.refunding import LAW
from tongban.fees.rules.statuses import judge_status
from tongban.fees.vocabulary import (
    Account,
    BankReason,
    Channel,
    RefundAct,
    RefundFailure,
    RefundState,
    RowFlaw,
    StatusRow,
    StatusStep,
)
from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.ids import new_id
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal, Refused

RULE = "交纳办法 53: approved refunds are paid out"
BATCH = 500


class BusinessClock(Protocol):
    """The house's clock, as `wiring` provides it."""

    def now(self) -> datetime:
        """Business time."""
        ...


def write_orders(folder: Path, clock: BusinessClock) -> bool:
    """Make one order of the approved refunds, or write one that lies unwritten; False when there was nothing to do."""
    order = RefundOrder.objects.filter(written_at__isnull=True).order_by("id").first() or _ordered(clock.now())
    if order is None:
        return False
    outs = _outs(order)
    if outs:
        _put(folder, order, outs)
    RefundOrder.objects.filter(id=order.id).update(written_at=clock.now())
    return True


def _ordered(at: datetime) -> RefundOrder | None:
    approved = Refund.objects.filter(state=RefundState.APPROVED, channel=Channel.BANK).order_by("id")
    first = next((one for one in approved if not payee_in_doubt(one)), None)
    if first is None:
        return None
    order: RefundOrder | None = None
    with act(by=_office(), at=at) as record:
        ready = (one for one in locked(approved.filter(currency=first.currency)) if not payee_in_doubt(one))
        rows = list(islice(ready, BATCH))
        if not rows:
            # Another worker was faster.
            raise NothingToDo
        order = RefundOrder.objects.create(layer=Layer.STAFF, number=f"TFD{new_id().hex[-20:].upper()}", made_at=at)
        for one in rows:
            row, move = moved(record, one.uid, RefundAct.SEND)
            row.order, row.accepted_at, row.bank_reason = order, None, ""
            row.save(update_fields=["state", "order", "accepted_at", "bank_reason"])
            record(RefundSent(refund=row.uid, order=order.number), under=move.law, case=row.case)
    return order


def _put(folder: Path, order: RefundOrder, outs: Sequence[PayOut]) -> None:
    platform = settings.TONGBAN
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{order.number}.part"
    # The court's day, not Greenwich's: before eight in the morning the bank would be told to pay yesterday.
    made_at = timezone.localtime(order.made_at)
    part.write_bytes(payment_order(order.number, made_at, platform.name, platform.slug, outs))
    part.replace(folder / f"{order.number}.xml")


def _outs(order: RefundOrder) -> list[PayOut]:
    # One that failed meanwhile, or waits for approval anew, is not paid by an order found after a kill.
    rows = Refund.objects.filter(order=order, state=RefundState.SENT).order_by("id")
    return [PayOut(r.code, Money(r.amount_minor, r.currency), r.payee, r.bank, r.account) for r in rows]


def confirm_refund(
    code: str,
    reference: str,
    amount: Money,
    day: date,
    *,
    out: bool,
    by: Actor,
    at: datetime,
    through: Account = Account.BANK,
) -> None:
    """The bank or the gateway says that a refund was paid (`out`) or came back.

    Refused: no such refund, another amount, not at this stage.
    """
    with act(by=by, at=at) as record:
        found = Refund.objects.filter(code=code).first() if code else None
        if found is None:
            raise Refused(Refusal("fees.no_such_refund", LAW))
        if amount != Money(found.amount_minor, found.currency):
            raise Refused(Refusal("fees.refund_other_amount", LAW, ("amount",), (("amount", str(amount)),)))
        # Under its lock: what it was a moment ago, another process may have changed.
        if not out and locked(Refund.objects.filter(id=found.id)).get().state != RefundState.PAID:
            raise Refused(Refusal("fees.refund_not_paid", LAW))
        row, move = moved(record, found.uid, RefundAct.CONFIRM if out else RefundAct.FAIL)
        row.ended_at = at if out else None
        row.failure = "" if out else RefundFailure.CAME_BACK
        row.bank_reason = ""
        row.save(update_fields=["state", "ended_at", "failure", "bank_reason"])
        fact = (
            RefundPaid(refund=row.uid, reference=reference, amount=amount, value_date=day)
            if out
            else RefundFailed(refund=row.uid, reference=reference, failure=row.failure)
        )
        transfers = (paid_out if out else came_back)(row.uid, amount, through)
        told = Told(day, reference)
        book(record, fact, transfers, row, of=f"{row.uid}:{reference}", under=move.law, told=told)


def take_status(told: StatusRow, *, by: Actor, at: datetime) -> bool | RowFlaw:
    """The bank answers to an order (pain.002): whether that changed anything, or why a person must look at it.

    A refusal brings the refund back to a person who names another account or stops it; its money has not moved. An
    answer about the whole order is one about each refund in it that is on its way.
    """
    if told.refund:
        found = Refund.objects.filter(code=told.refund).values_list("id", flat=True)
    else:
        found = Refund.objects.filter(order__number=told.order, state=RefundState.SENT).values_list("id", flat=True)
        if not RefundOrder.objects.filter(number=told.order).exists():
            return RowFlaw.OTHER_ORDER
    if told.refund and not found:
        return RowFlaw.UNKNOWN_REFUND
    done = [_take_status(one, told, by=by, at=at) for one in found]
    return next((one for one in done if isinstance(one, RowFlaw)), any(done))


def _take_status(refund: int, told: StatusRow, *, by: Actor, at: datetime) -> bool | RowFlaw:
    answer: StatusStep | RowFlaw = StatusStep.NOTHING
    with act(by=by, at=at) as record:
        row = locked(Refund.objects.filter(id=refund)).get()
        answer = judge_status(
            told.status,
            RefundState(row.state),
            last_order=row.order is not None and row.order.number == told.order,
            same_amount=told.amount in (None, Money(row.amount_minor, row.currency)),
            accepted=row.accepted_at is not None,
        )
        if answer is StatusStep.ACCEPT:
            row.accepted_at = at
            row.save(update_fields=["accepted_at"])
            record(RefundAccepted(refund=row.uid, order=told.order), under=RULE, case=row.case)
        elif answer is StatusStep.FAIL:
            reason = told.reason or BankReason.OTHER
            _failed(record, row.uid, RefundFailure.REFUSED_BY_BANK, told.order, reason)
        else:
            raise NothingToDo
    return answer if isinstance(answer, RowFlaw) else answer is not StatusStep.NOTHING


def note_failure(refund: str, failure: RefundFailure, *, by: Actor, at: datetime) -> None:
    """A clerk notes that the bank refused an order, or the gateway says so: nothing has left the account.

    Refused: no such refund, paid, and for a clerk what lies with the gateway, which alone knows what became of it.
    """
    with act(by=by, at=at) as record:
        found = locked(Refund.objects.filter(code=refund)).first()
        if found is None or found.state == RefundState.PAID:
            raise Refused(Refusal("fees.no_such_refund", LAW))
        if found.channel == Channel.GATEWAY and by.person is not None:
            raise Refused(Refusal("refund.ordered_before", LAW))
        _failed(record, found.uid, failure)


def _failed(
    record: Recording, refund: UUID, failure: RefundFailure, reference: str = "", reason: BankReason | None = None
) -> None:
    """A step: the refund waits for a person, who names another account or stops it."""
    row, move = moved(record, refund, RefundAct.FAIL)
    row.failure, row.bank_reason = failure, reason or ""
    row.save(update_fields=["state", "failure", "bank_reason"])
    record(RefundFailed(refund=row.uid, reference=reference, failure=failure), under=move.law, case=row.case)


def _office() -> Actor:
    return Actor.office("", RULE, settings.TONGBAN.slug)
