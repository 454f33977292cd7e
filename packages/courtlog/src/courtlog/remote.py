"""A log read from elsewhere, of which nothing is believed but what leads to a signed head."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from courtlog.checkpoint import Checkpoint
from courtlog.errors import Contradiction, CourtlogError, Missing
from courtlog.merkle import HASH_SIZE, leaf_hashes, range_hash
from courtlog.note import MAX_NOTE, Note, VerifierKey
from courtlog.policy import Policy
from courtlog.reader import SignedHead
from courtlog.tiles import MAX_ENTRY, WIDTH, TileTree, fold, width_in
from courtlog.web import Source

_LONGEST_BUNDLE = WIDTH * (MAX_ENTRY + 2)


def read_head(source: Source, keys: Sequence[VerifierKey], path: str = "checkpoint") -> SignedHead:
    """Read the published head of one of the logs `keys`; raises any `CourtlogError`."""
    data = source.read(path, MAX_NOTE)
    if data is None:
        raise Missing("No head is published there.")
    return check_signed(data, keys)


def check_signed(data: bytes, keys: Sequence[VerifierKey]) -> SignedHead:
    """Check that one of the logs `keys` signed a head, whoever cosigned it; raises any `CourtlogError`."""
    note = Note.parse(data)
    head = Checkpoint.parse(note.text)
    if not note.signed_by([key for key in keys if key.name == head.origin]):
        raise Missing(f"No known log key has signed the head of {head.origin}.")
    return SignedHead(head, data)


def read_quorum_head(source: Source, log: VerifierKey, policy: Policy) -> SignedHead:
    """Read the published head of one log, which the policy must accept; raises any `CourtlogError`."""
    head = read_head(source, policy.logs)
    if head.checkpoint.origin != log.name:
        raise Contradiction(f"At the address of {log.name} stands the head of {head.checkpoint.origin}.")
    policy.check(head.note)
    return head


class RemoteTree(TileTree):
    """The tree under a signed head, read through `source`; every tile is checked before it is used."""

    def __init__(self, head: Checkpoint, source: Source, prefix: str = "") -> None:
        """Read the right edge and check it against the root; raises `Contradiction`, also when tiles are missing."""

        def read(path: PurePosixPath) -> bytes | None:
            return source.read(f"{prefix}{path}", _LONGEST_BUNDLE if "entries" in path.parts else WIDTH * HASH_SIZE)

        super().__init__(head.size, read)
        self._checked: set[tuple[int, int]] = set()
        try:
            root = range_hash(0, head.size, self.node)  # reads partial tiles only
        except CourtlogError as error:
            raise Contradiction(f"The tiles under the head of {head.size} entries cannot be read: {error}") from error
        if root != head.root:
            raise Contradiction(f"The tiles served for the head of {head.size} entries do not give its root.")

    def hashes(self, level: int, number: int) -> list[bytes]:
        """Give the hashes of one tile, checked by the tile above it; raises `Contradiction`.

        A tile at the right edge is under the root as it is: the root has been computed from all of its hashes.
        """
        hashes = super().hashes(level, number)
        full = width_in(self.size, level, number) == WIDTH
        if full and (level, number) not in self._checked:
            above, offset = divmod(number, WIDTH)
            if fold(hashes) != self.hashes(level + 1, above)[offset]:
                raise Contradiction(f"Tile {number} of level {level} is not the one under the signed head.")
            self._checked.add((level, number))
        return hashes

    def entries(self, start: int, end: int) -> Iterator[tuple[int, bytes]]:
        """Give the entries `[start, end)` with their indexes, each checked by its leaf hash; a bundle at a time."""
        for number in range(start // WIDTH, -(-end // WIDTH)):
            entries = self.bundle(number)
            if leaf_hashes(entries) != self.hashes(0, number):
                raise Contradiction(f"Entries {number * WIDTH} and following are not those under the signed head.")
            if len(entries) == WIDTH:  # a log may be longer than memory, and its full tiles are read once
                self._tiles.pop((0, number))
            yield from (pair for pair in enumerate(entries, number * WIDTH) if start <= pair[0] < end)
