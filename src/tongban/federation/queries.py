"""Reading peers and envelopes."""

from __future__ import annotations

from collections.abc import Collection

from tongban.federation.models import Held, Outbound, Peer
from tongban.federation.vocabulary import PeerView


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


def speaks_for(peer: str, codes: Collection[str]) -> bool:
    """True when `peer` hosts one of these courts (a court and those above it)."""
    row = peer_row(peer)
    return row is not None and bool(set(row.tree) & set(codes))


def waiting() -> list[Outbound]:
    """Envelopes without a receipt yet, oldest first: for the operations page."""
    return list(Outbound.objects.filter(receipt="").order_by("id"))
