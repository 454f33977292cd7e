"""Entries of the ledger and the seals they come from: how a statement is made, and how an audit compares the two."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import courtlog
from courtlog.issue import content_of
from courtlog.tiles import WIDTH, TileTree, decode_bundle, width_in
from tongban.register.models import Seal


def statement_of(seal: Seal, key: courtlog.SignerKey) -> bytes:
    """The signed statement about what `seal` names. Its subject on the ledger is the seal's own number alone."""
    digests = digests_of(seal)
    statement = courtlog.Statement(
        kind=courtlog.Kind(seal.kind),
        commitments=courtlog.commit(digests, courtlog.Salt(bytes(seal.salt))),
        size_class=max(10, (seal.size - 1).bit_length()),
        issuer=key.name,
        subject=str(seal.uid),
        at=int(seal.asked_at.timestamp()),
        chunks=bytes.fromhex(seal.chunks) or None,
    )
    return courtlog.sign_statement(statement, key)


def digests_of(seal: Seal) -> courtlog.FileDigests:
    """What was measured of the sealed content."""
    return courtlog.FileDigests(seal.size, bytes.fromhex(seal.sha256), bytes.fromhex(seal.sm3))


def agrees(seal: Seal, entry: bytes) -> bool:
    """True when the digests and salt noted for `seal` give the commitments that the ledger's entry carries."""
    return courtlog.SignedStatement.parse(entry).statement.commitments == courtlog.commit(
        digests_of(seal), courtlog.Salt(bytes(seal.salt))
    )


def explains_itself(entry: bytes) -> bool:
    """True for an entry whose content is public and stands in it: a policy, a change of key, another ledger's head."""
    try:
        return content_of(entry) is not None
    except courtlog.CourtlogError:
        return False


def subject_of(entry: bytes) -> str:
    """The subject that an entry of the ledger names: the uid of a seal."""
    return courtlog.SignedStatement.parse(entry).statement.subject


def entries_of(home: Path, since: int = 0) -> Iterator[tuple[int, list[bytes]]]:
    """The published entries, a bundle at a time, each with the position of its first; raises `CourtlogError`.

    Begins with the bundle that holds the position `since`.
    """
    reader = courtlog.LogReader(home / "ledger")
    tree = TileTree(reader.size, reader.read_public)
    for number in range(since // WIDTH, -(-tree.size // WIDTH)):
        held = width_in(tree.size, 0, number)
        yield number * WIDTH, decode_bundle(tree.data("entries", number))[:held]


def faults_of(home: Path) -> list[str]:
    """What the ledger's own check finds wrong in its files: one sentence each, none for a sound ledger."""
    try:
        return list(courtlog.check_log(home / "ledger"))
    except courtlog.CourtlogError as error:
        return [str(error)]
