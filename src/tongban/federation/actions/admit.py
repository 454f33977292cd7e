"""Admitting a peer: an act of the operator."""

from __future__ import annotations

from datetime import datetime

from tongban.federation.adapters.keys import peer_key
from tongban.federation.events import PeerAdmitted
from tongban.federation.models import Peer
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused


def admit_peer(  # noqa: PLR0913 - what a peer is known by
    *, slug: str, name: str, url: str, key: str, tree: tuple[str, ...], by: Actor, at: datetime
) -> None:
    """Admit a platform with its key, or bring its address up to date; a changed key needs a rotation instead."""
    try:
        peer_key(key)
    except ValueError as bad:
        raise Refused(Refusal("federation.no_key", "house rule: federation", ("key",))) from bad
    known = Peer.objects.filter(slug=slug).first()
    if known and known.key != key:
        raise Refused(Refusal("federation.key_differs", "house rule: federation", ("key",)))
    if known and (known.url, tuple(known.tree)) == (url, tree):
        return
    with act(by=by, at=at) as record:
        Peer.objects.update_or_create(
            slug=slug,
            defaults={"name": name, "url": url, "key": key, "tree": list(tree), "since": known.since if known else at},
        )
        record(PeerAdmitted(peer=slug, url=url, key=key), under="agreement between the courts: exchange of messages")
