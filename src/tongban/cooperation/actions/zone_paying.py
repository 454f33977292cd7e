"""Paying a fee online over two zones: the payer and the gateway are on the internet, money and keys in the court zone.

The court zone lays the order down and shows the payer's browser alone where to pay. The gateway tells the internet
zone, which has no key for what it says: it carries each message to the court zone as it is, sealed and once, and only
where the court has named the order to it. There the signature decides, at the time at which the message came.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime, timedelta

from django.conf import settings

from tongban.access.vocabulary import Layer
from tongban.cooperation.actions.reading import MALFORMED, text
from tongban.cooperation.actions.zone_taking import zone_content
from tongban.cooperation.events import GatewayMessageCarried
from tongban.cooperation.models import AwaitedPayment
from tongban.cooperation.queries.zones import own_zone
from tongban.cooperation.vocabulary import GATEWAY_MESSAGE
from tongban.federation.actions.send import send
from tongban.federation.law import reader_of, sealed_for
from tongban.federation.vocabulary import Envelope
from tongban.fees.actions.gateway import take_message
from tongban.fees.law import LARGEST_MESSAGE, read_message
from tongban.fees.vocabulary import CallbackFlaw
from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.facts import canonical
from tongban.kernel.refusal import Refusal, Refused
from tongban.register.vocabulary import DueWork

RULE = "house rule: what the gateway tells is carried to the court zone as it is"
AWAITED = timedelta(seconds=604_800)
"""For a week the internet zone knows an order that was shown; what comes later, the court zone asks for."""
MOST = 20
"""Different messages about one order: who invents more of them does not fill the link."""


def await_payment(record: Recording, order: str) -> None:
    """A step in the internet zone: a page names an order, of which the gateway may tell from now on."""
    AwaitedPayment.objects.filter(since__lt=record.at - AWAITED).delete()
    AwaitedPayment.objects.get_or_create(number=order, defaults={"layer": Layer.STAFF, "since": record.at})


def carry_message(body: bytes, *, seconds: str, signature: str, at: datetime) -> CallbackFlaw | None:
    """In the internet zone: a message of the gateway goes to the court zone; None when it goes, or went before.

    Whether it is believed is not known here. Not carried: what is no message, or about an order that was never named.
    """
    zone, message = own_zone(internet=True), read_message(body)
    if isinstance(message, CallbackFlaw):
        return message
    flaw: CallbackFlaw | None = CallbackFlaw.UNKNOWN_ORDER
    digest = hashlib.sha256(canonical([seconds, signature]) + body).hexdigest()
    with act(by=Actor.office("", RULE, settings.TONGBAN.slug), at=at) as record:
        row = locked(AwaitedPayment.objects.filter(number=message.order)).first()
        if row is None:
            raise NothingToDo
        flaw = None if digest in row.carried or len(row.carried) < MOST else CallbackFlaw.CONTRADICTS
        if flaw or digest in row.carried:
            raise NothingToDo
        told = {"body": base64.b64encode(body).decode(), "seconds": seconds, "signature": signature}
        sealed = {"sealed": sealed_for(reader_of(zone.sealing_key), canonical(told))}
        envelope = send(record, peer=zone.peer, kind=GATEWAY_MESSAGE, body=sealed)
        row.carried = [*row.carried, digest]
        row.save(update_fields=["carried"])
        record(GatewayMessageCarried(order=message.order, digest=digest, envelope=envelope), under=RULE)
    return flaw


def take_carried_message(work: DueWork, envelope: Envelope) -> None:
    """Envelope `gateway-message`: the court zone takes it like one that came by itself, once (by its own number)."""
    content = zone_content(envelope)
    try:
        body = base64.b64decode(text(content["body"], 2 * LARGEST_MESSAGE), validate=True)
        seconds, signature = text(content["seconds"], 20), text(content["signature"], 128)
    except MALFORMED as bad:
        raise Refused(Refusal("cooperation.message_unreadable", RULE)) from bad
    # Its signature was fresh when it came; a slow link does not make it old.
    take_message(body, seconds=seconds, signature=signature, at=work.now, came_at=min(envelope.at, work.now))
