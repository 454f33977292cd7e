"""In the internet zone: a signed-in person asks the court zone for a page, and the answer is kept, sealed for her.

The key that opens it lies in the person's browser (`portal/zone.py`): this node has it only while it shows a page.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Layer, Viewer
from tongban.cooperation.actions.reading import moment, text, uid
from tongban.cooperation.actions.zone_handing import LAW
from tongban.cooperation.actions.zone_paying import await_payment
from tongban.cooperation.events import PageTaken
from tongban.cooperation.models import AskedPage
from tongban.cooperation.queries.corrections import told_refusals
from tongban.cooperation.queries.zones import own_zone
from tongban.cooperation.vocabulary import ASK, Page, Shown
from tongban.documents.actions.blobs import drop_blob, read_blob
from tongban.federation.actions.send import send
from tongban.federation.law import name_of, own_reader, public_of, reader_of, sealed_for, unsealed
from tongban.federation.vocabulary import Envelope
from tongban.frame.acts import NothingToDo, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.facts import canonical
from tongban.kernel.ids import new_id
from tongban.kernel.refusal import Refusal, Refused
from tongban.register.vocabulary import DueWork

SESSION = timedelta(seconds=settings.SESSION_COOKIE_AGE)
"""After that no browser has the key any more: what was shown so long ago is thrown away."""
AGAIN = 3600
"""Seconds for which asking again changes nothing while an ask waits for its answer."""


def ask_for(page: Page, reader: str, *, by: Actor, at: datetime) -> None:
    """Ask the court zone to show `page` to the acting person's browser, whose secret key is `reader`."""
    zone = own_zone(internet=True)
    public, uid_of_ask = public_of(reader), new_id()
    gone: set[str] = set()
    with act(by=by, at=at) as record:
        one: dict[str, Any] = {"holder": by.person, "page": str(page), "reader": name_of(public)}
        row = locked(AskedPage.objects.filter(**one)).first()
        if row is not None and row.open and at < row.asked_at + timedelta(seconds=AGAIN):
            raise NothingToDo
        old = AskedPage.objects.filter(holder=by.person, asked_at__lt=at - SESSION)
        gone.update(old.values_list("file", flat=True))
        old.delete()
        AskedPage.objects.update_or_create(
            **one, defaults={"layer": Layer.OWN, "ask": uid_of_ask, "asked_at": at, "open": True, "until": None}
        )
        asked = {"ask": uid_of_ask, "person": by.person, "kind": page.kind, "subject": page.subject, "reader": public}
        body = {"sealed": sealed_for(reader_of(zone.sealing_key), canonical(asked))}
        send(record, peer=zone.peer, kind=ASK, body=body)
    _let_go(gone)


def take_page(work: DueWork, envelope: Envelope) -> None:
    """Envelope `view`: keep what the court zone shows, as it is: this node cannot look inside."""
    own_zone(internet=True, peer=envelope.sender)
    asked, sealed = uid(envelope.body["ask"]), text(envelope.body["sealed"], 2**23)
    gone = {attachment.sha256 for attachment in envelope.attachments}
    until = moment(envelope.body["until"]) if "until" in envelope.body else None
    office = Actor.office("", "cooperation: keep what the court zone shows", settings.TONGBAN.slug)
    with act(by=office, at=work.now, fulfils=work) as record:
        row = locked(AskedPage.objects.filter(ask=asked)).first()
        if row is None or not row.open:
            raise NothingToDo  # asked anew meanwhile, or the answer came twice
        gone.add(row.file)
        row.open, row.made_at, row.sealed, row.until = False, envelope.at, sealed, until
        row.file = envelope.attachments[0].sha256 if envelope.attachments else ""
        row.save(update_fields=["open", "made_at", "sealed", "file", "until"])
        digest = hashlib.sha256(sealed.encode()).hexdigest()
        assert row.holder is not None  # noqa: S101 - whoever asked is a person
        if "order" in envelope.body:
            await_payment(record, text(envelope.body["order"], 40))
        record(PageTaken(ask=asked, person=row.holder, digest=digest), under=LAW)
    _let_go(gone)


def _let_go(files: set[str]) -> None:
    """Those sealed files that no page names any more: each was sealed for one browser alone."""
    for sha256 in files - {"", *AskedPage.objects.filter(file__in=files).values_list("file", flat=True)}:
        drop_blob(sha256)


def page_shown(viewer: Viewer, page: Page, reader: str) -> Shown | None:
    """The page as the court zone showed it last to this person's browser; None when it was not asked for there.

    Refused with the court's reasons when it did not show the page.
    """
    if not reader:
        return None
    known = {"holder": viewer.person, "page": str(page), "reader": name_of(public_of(reader))}
    row = AskedPage.objects.filter(visible_q(viewer), **known).first()
    if row is None:
        return None
    if not row.sealed:
        return Shown(row.asked_at, row.open, None, None)
    content = json.loads(_opened(row.sealed, reader))
    if content["refusals"]:
        raise Refused(told_refusals(content["refusals"]))
    file = _opened(read_blob(row.file).decode("ascii"), reader) if row.file else None
    return Shown(row.asked_at, row.open, row.made_at, content["content"], file)


def _opened(sealed: str, reader: str) -> bytes:
    found = unsealed(sealed, own_reader(reader))
    if isinstance(found, Refusal):
        raise Refused(found)
    return found
