"""Reading peers and envelopes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from tongban.federation.models import Held, Outbound, ParcelNote, Peer
from tongban.federation.rules.parcel import gaps
from tongban.federation.vocabulary import PeerView

FOLDER = "file:///"
"""How the address of a peer behind a file gateway begins."""


def peers() -> list[PeerView]:
    """All admitted peers."""
    return [PeerView(p.slug, p.name, p.url) for p in Peer.objects.order_by("slug")]


def peer_of_courts(codes: Collection[str]) -> PeerView | None:
    """The peer that hosts one of these courts (a court and those above it), or None."""
    for row in Peer.objects.order_by("slug"):
        if set(row.tree) & set(codes):
            return PeerView(row.slug, row.name, row.url)
    return None


def peer_row(slug: str) -> Peer | None:
    """The peer's row, for this floor's acts."""
    return Peer.objects.filter(slug=slug).first()


def not_held(peer: str, digests: Collection[str]) -> list[str]:
    """Which of these files the peer has not shown to hold, sorted."""
    held = Held.objects.filter(peer=peer, sha256__in=list(digests)).values_list("sha256", flat=True)
    return sorted(set(digests) - set(held))


def holders_of(digests: Collection[str]) -> list[str]:
    """The peers that hold a file with one of `digests`, by their slugs."""
    return sorted(set(Held.objects.filter(sha256__in=list(digests)).values_list("peer", flat=True)))


def held_by(peer: str, digests: Collection[str]) -> list[str]:
    """Which of these files the peer has shown to hold, sorted."""
    return sorted(set(digests) - set(not_held(peer, digests)))


def speaks_for(peer: str, codes: Collection[str]) -> bool:
    """True when `peer` hosts one of these courts (a court and those above it)."""
    row = peer_row(peer)
    return row is not None and bool(set(row.tree) & set(codes))


def by_folder() -> list[Peer]:
    """The peers behind a file gateway, for this floor's acts."""
    return list(Peer.objects.filter(url__startswith=FOLDER).order_by("slug"))


def receipt_time(envelope: UUID) -> datetime | None:
    """When the peer received an envelope of ours, by its receipt; None before it is here."""
    return Outbound.objects.filter(uid=envelope).values_list("receipted_at", flat=True).first()


def missing_parcels(peer: str) -> list[int]:
    """Numbers of the peer's parcels that have not come although later ones have."""
    came = ParcelNote.objects.filter(peer=peer, outgoing=False).values_list("number", flat=True)
    return gaps(set(came))


def waiting() -> list[Outbound]:
    """Envelopes without a receipt yet, oldest first: for the operations page."""
    return list(Outbound.objects.filter(receipt="", erased=False).order_by("id"))
