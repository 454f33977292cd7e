"""Envelopes that named a state secret lose their text; number, digest and receipt stay for the register."""

from __future__ import annotations

from collections.abc import Collection

from tongban.federation.models import Inbound, Outbound
from tongban.federation.rules.envelope import claimed_text
from tongban.federation.vocabulary import Kind
from tongban.frame.acts import Recording


def erase_envelopes(record: Recording, names: Collection[str], *, spare: Collection[Kind], peer: str = "") -> set[str]:
    """A step: every envelope whose text holds one of `names` (digests, identifiers) is emptied, save the kinds `spare`.

    With `peer`, only those exchanged with it. Returns the peers that one went to or came from. One that has not left
    yet never leaves.
    """
    del record  # proves that an act is open
    peers: set[str] = set()
    for table in (Outbound, Inbound):
        kept = table._default_manager.filter(erased=False).exclude(kind__in=[kind.name for kind in spare])
        kept = kept.filter(peer=peer) if peer else kept
        for row in kept.iterator(chunk_size=200):
            text = claimed_text(row.token)
            if any(name in text for name in names):
                row.token, row.erased = "", True
                row.save(update_fields=["token", "erased"])
                peers.add(row.peer)
    return peers
