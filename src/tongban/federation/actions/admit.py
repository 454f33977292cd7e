"""Admitting a peer: an act of the operator."""

from __future__ import annotations

import re
from datetime import datetime

from django.conf import settings

from tongban.federation.adapters.keys import peer_key
from tongban.federation.events import PeerAdmitted
from tongban.federation.models import Peer
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused

_SLUG = re.compile(r"[a-z][a-z0-9-]{1,30}")
_URL = re.compile(r"https?://[^\s/?#@]+(/[^\s?#]*)?|file:///[^\s?#]+")


def admit_peer(*, slug: str, name: str, url: str, key: str, tree: tuple[str, ...], by: Actor, at: datetime) -> None:
    """Admit a platform with its key, or bring its address up to date; a changed key needs a rotation instead.

    The address is a web address, or `file:///` and the folder of a file gateway.
    """
    if slug == settings.TONGBAN.slug or not _SLUG.fullmatch(slug):
        raise Refused(Refusal("federation.no_slug", "house rule: federation", ("slug",)))
    if not _URL.fullmatch(url):
        raise Refused(Refusal("federation.no_address", "house rule: federation", ("url",)))
    try:
        peer_key(key)
    except ValueError as bad:
        raise Refused(Refusal("federation.no_key", "house rule: federation", ("key",))) from bad
    known = Peer.objects.filter(slug=slug).first()
    if known and known.key != key:
        raise Refused(Refusal("federation.key_differs", "house rule: federation", ("key",)))
    if known and (known.name, known.url, tuple(known.tree)) == (name, url, tree):
        return
    with act(by=by, at=at) as record:
        Peer.objects.update_or_create(
            slug=slug,
            defaults={"name": name, "url": url, "key": key, "tree": list(tree), "since": known.since if known else at},
        )
        record(PeerAdmitted(peer=slug, url=url, key=key), under="agreement between the courts: exchange of messages")
