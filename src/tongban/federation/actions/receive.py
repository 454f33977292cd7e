"""Receiving: check the signature, keep the envelope, give a receipt; the same envelope again gets the same receipt."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError

from tongban.documents.actions.blobs import keep_blob
from tongban.documents.queries import has_blob
from tongban.federation.actions.send import BASIS, peer_is_up
from tongban.federation.adapters.keys import own_key, peer_key
from tongban.federation.events import EnvelopeReceived
from tongban.federation.models import Held, Inbound, Peer
from tongban.federation.queries import not_held, peer_row
from tongban.federation.rules.envelope import claimed_sender, digest_of, grant_problem, opened, receipt_for
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused


class FilesMissing(Exception):  # noqa: N818 - not an error: the peer sends them and tries again
    """The envelope lists files that are not here yet."""

    def __init__(self, digests: list[str]) -> None:
        self.digests = digests
        super().__init__(", ".join(digests))


def receive(token: str, *, at: datetime) -> str:
    """Take an envelope in and return the receipt's text. Refused: unknown peer, bad signature, not for us."""
    peer = _sender(token)
    envelope = opened(token, peer_key(peer.key), recipient=settings.TONGBAN.slug)
    if isinstance(envelope, Refusal):
        raise Refused(envelope)
    if envelope.sender != peer.slug:
        raise Refused(Refusal("federation.bad_signature", BASIS))
    peer_is_up(peer.slug)
    known = Inbound.objects.filter(peer=peer.slug, uid=envelope.uid).first()
    if known is not None:
        return _same(known, token)
    named = {a.sha256 for a in envelope.attachments}
    missing = sorted({*not_held(peer.slug, named), *(digest for digest in named if not has_blob(digest))})
    if missing:
        raise FilesMissing(missing)
    own = settings.TONGBAN.slug
    receipt = receipt_for(token, uid=envelope.uid, by=own, at=at, key=own_key(settings.TONGBAN.home / "keys"))
    digest = digest_of(token)
    try:
        with act(by=Actor.office("", "federation: take envelopes in", own), at=at) as record:
            Inbound.objects.create(
                uid=envelope.uid,
                peer=peer.slug,
                kind=envelope.kind,
                token=token,
                digest=digest,
                received_at=at,
                receipt=receipt,
            )
            record(
                EnvelopeReceived(envelope=envelope.uid, peer=peer.slug, kind=envelope.kind, digest=digest), under=BASIS
            )
    except IntegrityError:
        return _same(Inbound.objects.filter(peer=peer.slug, uid=envelope.uid).first(), token)
    return receipt


def take_file(sha256: str, content: bytes, grant: str) -> None:
    """Take a file in that a peer vouches for; its digest must be the one in its name."""
    peer = check_grant(sha256, grant)
    keep_blob(content, expected_sha256=sha256)
    Held.objects.bulk_create([Held(peer=peer, sha256=sha256)], ignore_conflicts=True)


def check_grant(sha256: str, grant: str) -> str:
    """The peer that vouches for this file; asked before a byte of it is read. Refused without a good signature."""
    peer = _sender(grant)
    problem = grant_problem(grant, peer_key(peer.key), sha256=sha256, recipient=settings.TONGBAN.slug)
    if problem:
        raise Refused(problem)
    return peer.slug


def _sender(token: str) -> Peer:
    claimed = claimed_sender(token)
    if isinstance(claimed, Refusal):
        raise Refused(claimed)
    peer = peer_row(claimed)
    if peer is None:
        raise Refused(Refusal("federation.unknown_peer", BASIS, facts=(("peer", claimed[:40]),)))
    return peer


def _same(known: Inbound | None, token: str) -> str:
    """The receipt given before; another text under the same number is an attack or a fault, and refused."""
    if known is None or known.digest != digest_of(token):
        raise Refused(Refusal("federation.number_reused", BASIS))
    return known.receipt
