"""What anybody may ask the court's ledger: where a commitment stands, an entry's bytes, whether two sizes agree."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass

from django.conf import settings

import courtlog
from courtlog.merkle import range_hash
from courtlog.proofs import consistency_path
from courtlog.tiles import WIDTH, TileTree, decode_bundle
from tongban.register.adapters.governing import policies_of
from tongban.register.adapters.ledger import reader_of

SEARCHED = 256
"""Newest bundles of 256 entries in which a commitment is looked for: some hundredths of a second of reading."""


@dataclass(frozen=True, slots=True)
class Consistency:
    """That the ledger of `new` entries begins with that of `old` entries: both roots (hex), and the path (base64)."""

    old: int
    new: int
    old_root: str
    new_root: str
    path: tuple[str, ...]


def entry_bytes(position: int) -> bytes | None:
    """The statement that stands at `position`, byte for byte (COSE); None when no published head includes it."""
    reader = reader_of(settings.TONGBAN.home)
    return reader.entry(position) if reader is not None and 0 <= position < reader.size else None


def position_of(commitment: bytes) -> int | None:
    """Where a commitment (SHA-256 or SM3) stands among the newest entries, the newest place; None when it does not."""
    reader = reader_of(settings.TONGBAN.home)
    if reader is None:
        return None
    tree = TileTree(reader.size, reader.read_public)
    last = -(-tree.size // WIDTH)
    for number in range(last - 1, max(-1, last - 1 - SEARCHED), -1):
        data = tree.data("entries", number)
        if commitment not in data:
            continue
        for offset, entry in reversed(list(enumerate(decode_bundle(data)))):
            made = courtlog.SignedStatement.parse(entry).statement.commitments
            if commitment in (made.sha256, made.sm3) and number * WIDTH + offset < tree.size:
                return number * WIDTH + offset
    return None


def ledger_policies() -> list[bytes]:
    """The policies under which this court's ledger has stood, the present one first; none before it has a ledger."""
    return [policy for policy, _replaced in policies_of(settings.TONGBAN.home)]


def consistency(old: int, new: int) -> Consistency | None:
    """The proof between two sizes; None unless 0 < `old` <= `new` <= the published size."""
    reader = reader_of(settings.TONGBAN.home)
    if reader is None or not 0 < old <= new <= reader.size:
        return None
    tree = TileTree(new, reader.read_public)
    old_root, new_root = (range_hash(0, size, tree.node).hex() for size in (old, new))
    path = tuple(b64encode(one).decode() for one in consistency_path(old, new, tree.node))
    return Consistency(old, new, old_root, new_root, path)
