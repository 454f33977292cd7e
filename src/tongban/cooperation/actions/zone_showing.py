"""In the court zone: a page that a person in the internet zone asked for is sealed for that person's browser."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from joserfc.jwk import OKPKey

from tongban.access.log import note, reads_by
from tongban.access.vocabulary import Viewer
from tongban.cases.queries import viewer_for
from tongban.cooperation.actions.reading import MALFORMED, text, uid
from tongban.cooperation.actions.zone_taking import zone_content
from tongban.cooperation.events import PageShown, PaymentPageAsked
from tongban.cooperation.queries.sheet import sheet_of
from tongban.cooperation.queries.zones import list_page, table_page
from tongban.cooperation.vocabulary import VIEW, Page, PageKind
from tongban.documents.actions.blobs import drop_blob, keep_made, open_content
from tongban.documents.queries import document
from tongban.federation.actions.opened import received, sent
from tongban.federation.actions.send import send
from tongban.federation.law import reader_of, sealed_for
from tongban.federation.vocabulary import Attachment, Envelope
from tongban.fees.actions.gateway import open_order
from tongban.frame.acts import act
from tongban.kernel.actor import Actor, ActorKind
from tongban.kernel.facts import canonical, plain
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.queries import identity_level, person_by_uid
from tongban.register.vocabulary import DueWork

BORROWED = 900
"""Seconds for which an agent reads in the internet zone what the court showed; a house rule."""
_LAW = "审判流程信息公开规定 1; 在线诉讼规则 10"
_OFFICE = "cooperation: show persons their matters"


def show_page(work: DueWork, envelope: Envelope) -> None:
    """Envelope `ask`: build the page with this person's eyes, seal it for the reader's key, and send it back.

    The register keeps which page was shown to whom: should the internet zone be stolen, it tells what lay there. It is
    a read like any other, too.
    """
    asked = _asked(envelope)
    if asked.page.kind is not PageKind.PAY:
        _show(work, asked, envelope.sender)
        return
    # The gateway may be slow: nobody else's pages wait behind it.
    with act(by=Actor.office("", _OFFICE, settings.TONGBAN.slug), at=work.now, fulfils=work) as record:
        record(PaymentPageAsked(ask=asked.ask, envelope=envelope.uid, peer=envelope.sender), under=_LAW)


def show_payment_page(work: DueWork) -> None:
    """Reaction to `PaymentPageAsked`: the order is laid down at the gateway, and the payer reads where to pay."""
    envelope = received(UUID(work.entry.body["envelope"]), work.entry.body["peer"])
    _show(work, _asked(envelope), envelope.sender)


@dataclass(frozen=True, slots=True)
class _Asked:
    """An ask as it was read."""

    ask: UUID
    person: UUID
    page: Page
    reader: OKPKey


def _asked(envelope: Envelope) -> _Asked:
    asked = zone_content(envelope)
    try:
        page = Page(PageKind(asked["kind"]), uid(asked["subject"]) if asked["subject"] else None)
        return _Asked(uid(asked["ask"]), uid(asked["person"]), page, reader_of(text(asked["reader"], 64)))
    except MALFORMED as bad:
        raise Refused(Refusal("cooperation.ask_unreadable", "house rule: federation")) from bad


def _show(work: DueWork, asked: _Asked, zone: str) -> None:
    ask, person, page, reader = asked.ask, asked.person, asked.page, asked.reader
    viewer = viewer_for(person, at=work.now, staff=False)
    content: dict[str, Any] = {}
    refusals: tuple[Refusal, ...] = ()
    files: tuple[Attachment, ...] = ()
    try:
        content, file = _content(viewer, page, zone)
        if file is not None:
            kept = keep_made(sealed_for(reader, file).encode())
            files = (Attachment(kept.sha256, kept.size, "application/jose", "sealed"),)
    except Refused as no:
        refusals = no.refusals
    note(settings.TONGBAN.home, reads_by(viewer, at=work.now, task=f"zone:{page.kind}"))
    told = canonical({"page": str(page), "content": content, "refusals": plain(refusals)})
    with act(by=Actor.office("", _OFFICE, settings.TONGBAN.slug), at=work.now, fulfils=work) as record:
        services = [line["dispatch"] for line in content.get("delivery") or [] if line["portal"]]
        until = _until(viewer)
        body = {"ask": str(ask), "sealed": sealed_for(reader, told), "services": services}
        body |= {"until": until.isoformat()} if until else {}
        body |= {"order": content["number"]} if page.kind is PageKind.PAY and content else {}
        send(record, peer=zone, kind=VIEW, body=body, attachments=files)
        digest = hashlib.sha256(told).hexdigest()
        record(PageShown(ask=ask, person=person, page=str(page), digest=digest), under=_LAW)


def forget_shown(work: DueWork) -> None:
    """Reaction to `EnvelopeReceipted`: a file sealed for one browser is in the internet zone; here it is of no use."""
    row, envelope = sent(UUID(work.entry.body["envelope"]))
    for attachment in envelope.attachments if row.kind == VIEW.name else ():
        drop_blob(attachment.sha256)


def _until(viewer: Viewer) -> datetime | None:
    """Until when the internet zone shows what it is sent: an agent or witness asks again before long.

    What entitles them can end at any moment, and the internet zone does not learn of it.
    """
    return viewer.now + timedelta(seconds=BORROWED) if viewer.acting or viewer.testifying else None


def _content(viewer: Viewer, page: Page, zone: str) -> tuple[dict[str, Any], bytes | None]:
    """The page for this viewer, and the file of a paper. Refused when there is no such thing for this viewer."""
    known = person_by_uid(viewer.person) if viewer.person else None
    if known is not None and known.platform != zone:
        raise Refused(Refusal("cooperation.no_such_person", _LAW))
    if page.subject is None:
        return list_page(viewer), None
    if page.kind is PageKind.CASE:
        sheet = dict(sheet_of(viewer, page.subject))
        if not sheet["party"]:
            raise Refused(Refusal("cases.no_such_case", "在线诉讼规则 38"))
        return sheet | {"pays_online": settings.TONGBAN.payment_gateway is not None}, None
    if page.kind is PageKind.TABLE:
        told, rows = table_page(viewer, page.subject)
        return told, canonical(rows)
    if page.kind is PageKind.PAY:
        return _payment(viewer, page.subject, zone), None
    return _paper(viewer, page.subject)


def _payment(viewer: Viewer, charge: UUID, zone: str) -> dict[str, Any]:
    """Where to pay this fee, as the payer who asked for it; the same order while it may be paid."""
    assert viewer.person is not None  # noqa: S101 - whoever asks is a person
    level = identity_level(viewer.person)
    payer = Actor(kind=ActorKind.PERSON, role="party", person=viewer.person, level=level, platform=zone)
    service = settings.TONGBAN.payment_gateway
    order = open_order(charge, viewer=viewer, by=payer, at=viewer.now)
    found: dict[str, Any] = plain(order)
    return found | {"service": service.name if service else "", "service_en": service.name_en if service else ""}


def _paper(viewer: Viewer, paper: UUID) -> tuple[dict[str, Any], bytes]:
    found = open_content(viewer, paper) if document(viewer, paper) else None
    if found is None:
        raise Refused(Refusal("cooperation.no_such_paper", "在线诉讼规则 38"))
    version, stream = found
    with stream:
        content = stream.read()
    facts = {"name": version.name, "media_type": version.media_type, "size": version.size, "sha256": version.sha256}
    return facts, content
