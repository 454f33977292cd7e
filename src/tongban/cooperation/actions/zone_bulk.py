"""Filing in bulk over two zones: the table is judged as a whole where it was sent, sealed for the court zone at once,
looked over and filed there; what became of each row comes back as a page for the sender's browser alone.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError

from tongban.access.vocabulary import Layer
from tongban.cooperation.actions.reading import MALFORMED, moment, text, uid
from tongban.cooperation.actions.receive import read_person
from tongban.cooperation.actions.zone_handing import LAW, SEALED, person_told
from tongban.cooperation.actions.zone_taking import zone_content
from tongban.cooperation.events import (
    HandOverReturned,
    TableFilingRefused,
    TableHandedOver,
    TableHandInSent,
    TableTakenIn,
)
from tongban.cooperation.models import HandedTable, TakenOver
from tongban.cooperation.queries.zones import handed_table_view, own_zone
from tongban.cooperation.vocabulary import TABLE, TABLE_FILING
from tongban.documents.actions.blobs import drop_blob, keep_made, read_blob
from tongban.documents.vocabulary import NOT_LOOKED_THROUGH
from tongban.federation.actions.opened import unsealed_here
from tongban.federation.actions.send import send
from tongban.federation.law import reader_of, sealed_for
from tongban.federation.vocabulary import Attachment, Envelope
from tongban.filing.actions.bulk import NONE, NOT_CHECKED, hand_in_batch, look_at, take_in
from tongban.filing.queries.bulk import batch_exists
from tongban.filing.vocabulary.bulk import BatchView
from tongban.frame.acts import NothingToDo, act, locked
from tongban.kernel.actor import Actor, ActorKind, IdentityLevel
from tongban.kernel.facts import canonical, plain
from tongban.kernel.ids import new_id
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.actions.register import prove_identity, register_person
from tongban.people.vocabulary import ProofMethod
from tongban.register.vocabulary import DueWork

_OFFICE = "cooperation: take filings over"
_UNREADABLE = Refusal("cooperation.handover_unreadable", LAW)


def hand_table_over(
    content: BinaryIO, name: str, *, interview: str, key: str, secret: str, by: Actor, at: datetime
) -> BatchView:
    """In the internet zone: what is wrong with the table as a whole is told at once; then it goes, sealed.

    Nothing that can be read stays here. The same content under the same key again is the same table.
    """
    zone, looked = own_zone(internet=True), look_at(content, interview=interview, key=key, secret=secret)
    mark = _digest([by.person, key])
    digest = _digest([looked.digest, interview])
    known = HandedTable.objects.filter(holder=by.person, mark=mark).first()
    if known is None:
        court, number = reader_of(zone.sealing_key), new_id()
        kept = keep_made(sealed_for(court, looked.data).encode())
        told = {"table": number, "interview": interview, "key": key, "name": name[:120], "file": kept.sha256}
        body = {"sealed": sealed_for(court, canonical(told | _sender(by, at)))}
        try:
            with act(by=by, at=at) as record:
                files = (Attachment(kept.sha256, kept.size, SEALED, "sealed"),)
                envelope = send(record, peer=zone.peer, kind=TABLE, body=body, attachments=files)
                known = HandedTable.objects.create(
                    uid=number, layer=Layer.OWN, holder=by.person, mark=mark, digest=digest, at=at, envelope=envelope
                )
                assert by.person is not None  # noqa: S101 - a table is sent by a person
                record(TableHandedOver(table=number, envelope=envelope, person=by.person), under=LAW)
        except IntegrityError:  # the same was sent a moment ago by another request
            drop_blob(kept.sha256)
            known = HandedTable.objects.get(holder=by.person, mark=mark)
    if known.digest != digest:
        raise Refused(Refusal("filing.bulk_key_used", "house rule: filing in bulk", ("key",), (("key", key),)))
    return handed_table_view(known)


def hand_table_in(table: UUID, *, by: Actor, at: datetime) -> None:
    """In the internet zone: the sender hands in every good row. The time of filing is `at`, whatever the link does."""
    zone = own_zone(internet=True)
    with act(by=by, at=at) as record:
        row = locked(HandedTable.objects.filter(uid=table, holder=by.person)).first()
        if row is None:
            raise Refused(Refusal("filing.no_such_batch", "在线诉讼规则 38"))
        if row.handed_in_at is not None:
            raise NothingToDo
        told = {"table": table} | _sender(by, at)
        body = {"sealed": sealed_for(reader_of(zone.sealing_key), canonical(told))}
        envelope = send(record, peer=zone.peer, kind=TABLE_FILING, body=body)
        row.handed_in_at = at
        row.save(update_fields=["handed_in_at"])
        record(TableHandInSent(table=table, envelope=envelope), under="CPL 123")


def _digest(of: list[Any]) -> str:
    return hashlib.sha256(canonical(of)).hexdigest()


def _sender(by: Actor, at: datetime) -> dict[str, Any]:
    assert by.person is not None  # noqa: S101 - a table is sent by a person
    return {"person": person_told(by.person), "holder": by.person, "level": by.level, "received_at": at}


@dataclass(frozen=True, slots=True)
class _Sender:
    """Who sent something from the internet zone, and when."""

    holder: UUID
    person: dict[str, Any]
    level: IdentityLevel
    received_at: datetime

    def actor(self, zone: str) -> Actor:
        """The person in the act that follows here."""
        return Actor(kind=ActorKind.PERSON, role="party", person=self.holder, level=self.level, platform=zone)


def _opened(envelope: Envelope, now: datetime) -> tuple[UUID, _Sender, dict[str, Any]]:
    """The number of the table, who sent it, and all that was sealed. Refused when it is not what this zone sends."""
    content = zone_content(envelope)
    try:
        # The clock there may go ahead: nothing was received later than it came.
        received_at, level = min(moment(content["received_at"]), now), IdentityLevel(content["level"])
        sender = _Sender(uid(content["holder"]), read_person(content["person"]), level, received_at)
        return uid(content["table"]), sender, content
    except MALFORMED as bad:
        raise Refused(_UNREADABLE) from bad


def take_table(work: DueWork, envelope: Envelope) -> None:
    """Envelope `table`: the court zone takes the table in and looks its rows over, like one that was sent here.

    What cannot be taken in changes nothing; the sender reads the reasons when asking for the table.
    """
    table, sender, content = _opened(envelope, work.now)
    with act(by=Actor.office("", _OFFICE, settings.TONGBAN.slug), at=work.now) as record:
        if TakenOver.objects.filter(uid=table).exists():
            raise NothingToDo
        register_person(record, uid=sender.holder, platform=envelope.sender, **sender.person)
        prove_identity(record, person=sender.holder, method=ProofMethod.PEER, level=sender.level)
        noted = {"layer": Layer.OWN, "holder": sender.holder, "received_at": sender.received_at, "at": work.now}
        TakenOver.objects.create(uid=table, **noted)
        record(TableTakenIn(table=table, received_at=sender.received_at), under=LAW)
    if batch_exists(table) or TakenOver.objects.filter(uid=table).exclude(refusals=[]).exists():
        return  # it came before, and has come to its end
    try:
        _take_in(table, sender, content, envelope, work.now)
    except (Refused, *MALFORMED) as no:
        refusals = no.refusals if isinstance(no, Refused) else (_UNREADABLE,)
        if any(refusal.reason == NOT_LOOKED_THROUGH for refusal in refusals):
            raise  # the scanner is silent for now: the worker tries again
        _returned(work, table, refusals)


def _take_in(table: UUID, sender: _Sender, content: dict[str, Any], envelope: Envelope, now: datetime) -> None:
    came = {attachment.sha256 for attachment in envelope.attachments}
    sealed = next(iter({text(content["file"], 64)} & came), "")
    if not sealed:
        raise Refused(_UNREADABLE)
    key = text(content["key"], 64)
    taken = take_in(
        BytesIO(unsealed_here(read_blob(sealed).decode("ascii"))),
        text(content["name"], 120),
        interview=text(content["interview"], 40),
        key=key,
        secret=NONE,
        by=sender.actor(envelope.sender),
        at=now,
        uid=table,
    )
    if taken.uid != table:
        # Under this key the sender has the same table here already, with a number of its own.
        raise Refused(Refusal("filing.bulk_key_used", LAW, ("key",), (("key", key),)))
    drop_blob(sealed)


def _returned(work: DueWork, table: UUID, refusals: tuple[Refusal, ...]) -> None:
    with act(by=Actor.office("", _OFFICE, settings.TONGBAN.slug), at=work.now, fulfils=work) as record:
        row = locked(TakenOver.objects.filter(uid=table)).get()
        row.refusals = plain(refusals)
        row.save(update_fields=["refusals"])
        record(HandOverReturned(handover=table, reasons=tuple(one.reason for one in refusals)), under=LAW)


def take_table_filing(work: DueWork, envelope: Envelope) -> None:
    """Envelope `table-filing`: every good row is filed as of the moment at which the sender handed it in."""
    table, sender, _content = _opened(envelope, work.now)
    came = TakenOver.objects.filter(uid=table, holder=sender.holder).first()
    if came is None or not (came.refusals or batch_exists(table)):
        # It overtook the table itself, and is tried again.
        raise Refused(Refusal("filing.no_such_batch", "在线诉讼规则 38"))
    by = sender.actor(envelope.sender)
    try:
        hand_in_batch(table, by=by, at=work.now, received_at=sender.received_at)
    except Refused as no:
        if any(one.reason == NOT_CHECKED for one in no.refusals):
            raise  # nobody can send it once more: it is tried again until every row is looked over
        with act(by=Actor.office("", _OFFICE, settings.TONGBAN.slug), at=work.now, fulfils=work) as record:
            reasons = tuple(one.reason for one in no.refusals)
            record(TableFilingRefused(table=table, reasons=reasons), under=LAW)
