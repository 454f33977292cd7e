"""Copies of state secrets at other platforms, as the page of removals tells of them."""

from __future__ import annotations

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cooperation.models import RemovalAtPeer
from tongban.cooperation.vocabulary import AtPeer, AtPeerView
from tongban.federation.queries import receipt_time


def removals_at_peers(viewer: Viewer, court: str) -> list[AtPeerView]:
    """Requests about copies, of `court` to peers and of peers to `court`, the newest first."""
    rows = RemovalAtPeer.objects.filter(visible_q(viewer), court=court).order_by("-asked_at", "peer")
    return [
        AtPeerView(
            row.removal,
            row.peer,
            row.outgoing,
            AtPeer(row.state),
            row.asked_at,
            receipt_time(row.envelope) if row.envelope else None,
            row.answered_at,
        )
        for row in rows
    ]
