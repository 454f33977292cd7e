"""Reading kept envelopes: their signature is checked each time they are opened."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from tongban.federation.adapters.keys import own_key, own_sealing_key, peer_key
from tongban.federation.models import Inbound, Outbound
from tongban.federation.queries import peer_row
from tongban.federation.rules.envelope import opened
from tongban.federation.rules.sealing import unsealed
from tongban.federation.vocabulary import Envelope
from tongban.kernel.refusal import Refusal, Refused


def received(uid: UUID, peer: str) -> Envelope:
    """An envelope that was received and receipted; its signature is checked again."""
    row = Inbound.objects.get(uid=uid, peer=peer)
    sender = peer_row(peer)
    if sender is None:
        raise Refused(Refusal("federation.unknown_peer", "house rule: federation"))
    found = opened(row.token, peer_key(sender.key), recipient=settings.TONGBAN.slug)
    if isinstance(found, Refusal):
        raise Refused(found)
    return found


def sent(uid: UUID) -> tuple[Outbound, Envelope]:
    """An envelope of our own, with its row."""
    row = Outbound.objects.get(uid=uid)
    found = opened(row.token, own_key(settings.TONGBAN.home / "keys"), recipient=row.peer)
    if isinstance(found, Refusal):
        raise Refused(found)
    return row, found


def files_sent(uid: UUID) -> list[str]:
    """The digests of the files that went with an envelope of our own; none once its text was erased."""
    if Outbound.objects.filter(uid=uid, erased=True).exists():
        return []
    return [attachment.sha256 for attachment in sent(uid)[1].attachments]


def unsealed_here(text: str) -> bytes:
    """What was sealed for this node's own key."""
    found = unsealed(text, own_sealing_key(settings.TONGBAN.home / "keys"))
    if isinstance(found, Refusal):
        raise Refused(found)
    return found
