"""Sending: an envelope is sealed inside the act that needs it, and delivered by the worker until receipted."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from tongban.documents.actions.blobs import read_blob
from tongban.federation.actions.opened import sent
from tongban.federation.adapters.keys import own_key, peer_key
from tongban.federation.adapters.post import PeerUnreachable, carry
from tongban.federation.events import EnvelopeReceipted, EnvelopeSealed
from tongban.federation.models import Held, Outbound, Peer
from tongban.federation.queries import FOLDER, peer_row
from tongban.federation.rules.envelope import digest_of, file_grant, opened_receipt, sealed
from tongban.federation.vocabulary import Attachment, Envelope, Kind
from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor
from tongban.kernel.facts import plain
from tongban.kernel.ids import new_id
from tongban.kernel.refusal import Refusal, Refused
from tongban.register.actions.due import retry_at_once
from tongban.register.vocabulary import DueWork

BASIS = "agreement between the courts: exchange of messages"


def send(
    record: Recording,
    *,
    peer: str,
    kind: Kind,
    body: dict[str, Any],
    attachments: tuple[Attachment, ...] = (),
    case: UUID | None = None,
) -> UUID:
    """A step: seal an envelope to `peer`. Nothing leaves before the act has committed."""
    if peer_row(peer) is None:
        raise Refused(Refusal("federation.unknown_peer", BASIS, facts=(("peer", peer),)))
    home = settings.TONGBAN.home / "keys"
    envelope = Envelope(
        uid=new_id(),
        sender=settings.TONGBAN.slug,
        recipient=peer,
        kind=kind.name,
        at=record.at,
        body=plain(body),
        attachments=attachments,
    )
    token = sealed(envelope, own_key(home))
    digest = digest_of(token)
    Held.objects.bulk_create([Held(peer=peer, sha256=a.sha256) for a in attachments], ignore_conflicts=True)
    Outbound.objects.create(uid=envelope.uid, peer=peer, kind=kind.name, token=token, digest=digest, at=record.at)
    record(EnvelopeSealed(envelope=envelope.uid, peer=peer, kind=kind.name, digest=digest), under=BASIS, case=case)
    return envelope.uid


def deliver_envelope(work: DueWork) -> None:
    """Reaction to `EnvelopeSealed`: carry the envelope to its peer and keep the receipt."""
    uid = UUID(work.entry.body["envelope"])
    if Outbound.objects.filter(uid=uid, erased=True).exists():
        return
    row, envelope = sent(uid)
    if row.receipt:
        return
    peer = peer_row(row.peer)
    if peer is None:
        message = f"{row.peer} is no peer any more"
        raise PeerUnreachable(message)
    if peer.url.startswith(FOLDER):
        return  # the file gateway lays it out, as long as there is no receipt
    own = settings.TONGBAN.slug
    key = own_key(settings.TONGBAN.home / "keys")
    text = carry(
        peer.url,
        row.token,
        files=[a.sha256 for a in envelope.attachments],
        content_of=read_blob,
        grant_of=lambda sha256: file_grant(sha256, sender=own, recipient=row.peer, key=key),
    )
    problem = keep_receipt(row, text, peer, at=work.now, case=work.entry.case, fulfils=work)
    if problem is not None:
        message = f"{peer.slug} answered with a bad receipt: {problem}"
        raise PeerUnreachable(message)
    peer_is_up(row.peer)


def keep_receipt(
    row: Outbound, text: str, peer: Peer, *, at: datetime, case: UUID | None = None, fulfils: DueWork | None = None
) -> Refusal | None:
    """Keep the peer's receipt for an envelope of ours; why it is none, or None."""
    receipt = opened_receipt(text, peer_key(peer.key), token=row.token)
    if isinstance(receipt, Refusal):
        return receipt
    office = Actor.office("", "federation: keep receipts", settings.TONGBAN.slug)
    with act(by=office, at=at, fulfils=fulfils) as record:
        Outbound.objects.filter(id=row.id).update(receipt=text, receipted_at=receipt.received_at)
        record(EnvelopeReceipted(envelope=row.uid, peer=row.peer, receipt=digest_of(text)), under=BASIS, case=case)
    return None


def peer_is_up(peer: str) -> None:
    """A peer has just spoken: what could not be delivered to it is tried at once, not when its long pause is over."""
    retry_at_once(deliver_envelope.__name__, f'"peer":"{peer}"')
