"""Paying at the gateway: orders, the gateway's messages, questions about what it did not tell, refunds through it.

A message is known by its number and money by its transaction, so that what is repeated, late or out of turn is taken
once; what is lost the court asks for.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError
from django.db.models import Q, QuerySet
from django.utils import timezone

from tongban.access.vocabulary import Layer, Viewer
from tongban.fees.actions.paying_out import BusinessClock, confirm_refund, note_failure
from tongban.fees.actions.payments import take_in
from tongban.fees.actions.refunds import moved
from tongban.fees.adapters.gateway import Gateway
from tongban.fees.adapters.signed_service import ServiceSilent
from tongban.fees.events import GatewayMessageRefused, GatewayOrderClosed, GatewayOrdered, RefundSent
from tongban.fees.models import Charge, GatewayEvent, GatewayOrder, Payment, Refund
from tongban.fees.queries import standing_of
from tongban.fees.rules.gateway import LAW, authentic, fits, read_message
from tongban.fees.vocabulary import (
    Account,
    CallbackFlaw,
    Channel,
    ChargeState,
    GatewayMessage,
    GatewayState,
    OrderFacts,
    OrderView,
    RefundAct,
    RefundFailure,
    RefundState,
)
from tongban.frame.acts import NothingToDo, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.ids import new_id
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal, Refused

log = logging.getLogger("tongban.gateway")
LASTS = timedelta(seconds=7200)
"""How long an order may be paid; a house rule."""
ASK_AFTER = timedelta(seconds=120)
"""When nothing was heard of an order, the gateway is asked."""


def gateway() -> Gateway | None:
    """The payment gateway of this platform, None when it has none."""
    service = settings.TONGBAN.payment_gateway
    return Gateway(service.address, service.key) if service else None


def open_order(charge: UUID, *, viewer: Viewer, by: Actor, at: datetime) -> OrderView:
    """The payer wants to pay what is owed online: where to go. Within two hours it is the same order.

    Refused: no such charge of this person or whom it represents, nothing owed, no gateway here, the gateway is silent.
    """
    found = gateway()
    if found is None:
        raise Refused(Refusal("fees.no_gateway", LAW))
    own = Q(holder__in=viewer.persons) | Q(payer__in=viewer.sides)
    row = Charge.objects.filter(own, uid=charge).first()
    if row is None:
        raise Refused(Refusal("fees.no_such_charge", LAW))
    owed = Money(standing_of(row.uid).due, row.currency)
    if row.state != ChargeState.OPEN or not owed.minor:
        raise Refused(Refusal("fees.nothing_owed", LAW))
    known = GatewayOrder.objects.filter(charge=row, state=GatewayState.OPEN, amount_minor=owed.minor, expires_at__gt=at)
    order = known.order_by("-id").first()
    if order is not None:
        return _order(order, row)
    number = f"GW{new_id().hex[-20:].upper()}"
    try:
        pay_at = found.create(number, owed, at + LASTS, at=at)
    except ServiceSilent as silent:
        log.warning("order %s: %s", number, silent)
        raise Refused(Refusal("fees.gateway_silent", LAW)) from None
    with act(by=by, at=at) as record:
        order = GatewayOrder.objects.create(
            layer=Layer.STAFF,
            court=row.court,
            case=row.case,
            number=number,
            charge=row,
            amount_minor=owed.minor,
            currency=owed.currency,
            pay_at=pay_at,
            made_at=at,
            expires_at=at + LASTS,
        )
        fact = GatewayOrdered(order=order.uid, charge=row.uid, number=number, amount=owed)
        record(fact, under=LAW, case=row.case)
    return _order(order, row)


def _order(order: GatewayOrder, charge: Charge) -> OrderView:
    amount = Money(order.amount_minor, order.currency)
    return OrderView(order.number, charge.code, amount, order.pay_at, order.expires_at)


def take_message(
    body: bytes, *, seconds: str, signature: str, at: datetime, came_at: datetime | None = None
) -> CallbackFlaw | None:
    """Take a message of the gateway; None when it is done, now or before. Nothing is kept of what it did not sign.

    `came_at`: when it reached the platform, where that was before `at`.
    """
    found = gateway()
    flaw = authentic(found.key, seconds, signature, body, came_at or at) if found else CallbackFlaw.SIGNATURE
    if flaw:
        log.warning("a message was not believed: %s", flaw.value)
        return flaw
    message = read_message(body)
    if isinstance(message, CallbackFlaw):
        log.warning("a signed message of %s bytes is malformed", len(body))
        return message
    return _take(message, hashlib.sha256(body).hexdigest(), at)


def _take(message: GatewayMessage, digest: str, at: datetime) -> CallbackFlaw | None:
    known = GatewayEvent.objects.filter(event=message.event).first()
    if known is not None:
        return CallbackFlaw(known.flaw) if known.flaw else None
    try:
        return _taken(message, digest, at)
    except IntegrityError:
        # Another process took the same message or the same money at the same time.
        known = GatewayEvent.objects.filter(event=message.event).first()
        return CallbackFlaw(known.flaw) if known is not None and known.flaw else None


def _taken(message: GatewayMessage, digest: str, at: datetime) -> CallbackFlaw | None:
    order = GatewayOrder.objects.filter(number=message.order).first()
    office = Actor.office(order.court if order else "", LAW, settings.TONGBAN.slug)
    with act(by=office, at=at) as record:
        charge = locked(Charge.objects.filter(id=order.charge_id)).get() if order else None
        order = locked(GatewayOrder.objects.filter(number=message.order)).first()
        flaw = fits(message, _facts(order))
        GatewayEvent.objects.create(
            layer=Layer.STAFF,
            court=order.court if order else "",
            case=order.case if order else None,
            event=message.event,
            order=order,
            digest=digest,
            flaw=flaw or "",
            at=at,
        )
        if flaw or order is None or charge is None:
            fact = GatewayMessageRefused(
                event=message.event, order=order.uid if order else None, flaw=flaw or "", digest=digest
            )
            record(fact, under=LAW, case=order.case if order else None)
        elif order.payment is not None:
            raise NothingToDo
        else:
            order.payment = take_in(record, _payment(message, charge, digest), charge, through=Account.GATEWAY)
            order.state = GatewayState.PAID
            order.save(update_fields=["payment", "state"])
    return flaw


def _payment(message: GatewayMessage, charge: Charge, digest: str) -> Payment:
    return Payment(
        layer=Layer.STAFF,
        reference=message.transaction,
        amount_minor=message.amount.minor,
        currency=message.amount.currency,
        value_date=message.paid_on,
        code=charge.code,
        row_digest=digest,
        channel=Channel.GATEWAY,
    )


def _facts(order: GatewayOrder | None) -> OrderFacts | None:
    if order is None:
        return None
    transaction = order.payment.reference if order.payment else ""
    return OrderFacts(Money(order.amount_minor, order.currency), GatewayState(order.state), transaction)


@dataclass(slots=True)
class Asker:
    """Asks the gateway what became of orders and refunds, the one waiting longest first; none holds up the others."""

    clock: BusinessClock
    _asked: dict[str, datetime] = field(default_factory=dict)

    def __call__(self) -> bool:
        """One question; False when there is nothing to ask now."""
        found, now = gateway(), self.clock.now()
        if found is None:
            return False
        orders = {row.number: row for row in GatewayOrder.objects.filter(state=GatewayState.OPEN)}
        refunds = {row.code: row for row in _refunds_to_send()}
        since = {key: row.made_at for key, row in orders.items()}
        since |= {key: row.made_at - ASK_AFTER for key, row in refunds.items()}
        self._asked = {key: self._asked.get(key, at) for key, at in since.items()}
        key = min(self._asked, key=self._asked.__getitem__, default="")
        if not key or self._asked[key] > now - ASK_AFTER:
            return False
        self._asked[key] = now
        try:
            if key in orders:
                _ask(found, orders[key], now)
            else:
                _send_refund(found, refunds[key], now)
        except (ServiceSilent, Refused) as silent:
            # Refused: the answer was true already when it came, by a message or another process.
            log.warning("%s: %s", key, silent)
        return True


def _ask(found: Gateway, order: GatewayOrder, now: datetime) -> None:
    told = found.ask(order.number, at=now)
    if isinstance(told, GatewayMessage) and _take(told, hashlib.sha256(told.event.encode()).hexdigest(), now) is None:
        return
    if told is GatewayState.CLOSED or now > order.expires_at + LASTS:
        with act(by=Actor.office(order.court, LAW, settings.TONGBAN.slug), at=now) as record:
            GatewayOrder.objects.filter(id=order.id, state=GatewayState.OPEN).update(state=GatewayState.CLOSED)
            record(GatewayOrderClosed(order=order.uid), under=LAW, case=order.case)


def _refunds_to_send() -> QuerySet[Refund]:
    """Approved refunds of what the gateway took, and those of which it has not said what became of them."""
    waiting = Refund.objects.filter(channel=Channel.GATEWAY, state__in=[RefundState.APPROVED, RefundState.SENT])
    return waiting.select_related("payment", "charge").order_by("id")


def _send_refund(found: Gateway, row: Refund, now: datetime) -> None:
    office = Actor.office("", LAW, settings.TONGBAN.slug)
    if row.state == RefundState.APPROVED:
        with act(by=office, at=now) as record:
            row, move = moved(record, row.uid, RefundAct.SEND)
            row.save(update_fields=["state"])
            record(RefundSent(refund=row.uid, order=""), under=move.law, case=row.case)
    amount = Money(row.amount_minor, row.currency)
    paid = row.payment or Payment.objects.filter(charge=row.charge, held="", channel=Channel.GATEWAY).first()
    if paid is not None and found.refund(row.code, paid.reference, amount, at=now):
        today = timezone.localtime(now).date()
        confirm_refund(row.code, row.code, amount, today, out=True, by=office, at=now, through=Account.GATEWAY)
    else:
        note_failure(row.code, RefundFailure.REFUSED_BY_GATEWAY, by=office, at=now)
