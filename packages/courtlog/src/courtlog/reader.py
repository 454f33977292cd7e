"""Reading a log: heads, entries, proofs. Safe in any number of processes while one other writes.

Readers see immutable tiles and a `checkpoint` file that is replaced at once, so they need no lock. Everything is
checked against the log's own key and hashes before it is handed out. Of a log read from elsewhere (`RemoteTree`)
nothing is believed but what leads to a signed head.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from courtlog.checkpoint import Checkpoint
from courtlog.errors import Contradiction, CourtlogError, LogError, Malformed, Missing, StoreDamaged
from courtlog.merkle import HASH_SIZE, leaf_hash, leaf_hashes, range_hash
from courtlog.note import MAX_NOTE, VerifierKey
from courtlog.policy import Policy
from courtlog.proofs import inclusion_path
from courtlog.store import FIRST_WITH, LAST_WITHOUT, NEWEST, heads_in
from courtlog.tiles import MAX_ENTRY, WIDTH, TileTree, fold, width_in
from courtlog.tlogproof import TlogProof
from courtlog.web import DirectorySource, Source

_LONGEST_BUNDLE = WIDTH * (MAX_ENTRY + 2)
POLICY = "policy.tlog-policy"
"""Name of the file with the policy that the log's published heads satisfy."""
OWN_WITNESS = "operator"
"""Name in the policy of the witness key that the log's own operator holds."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`log.json`: who this log is. The lock store's path is relative to the log's directory unless absolute.

    A log with a `successor`, the key of its next shard, is frozen.
    """

    log: VerifierKey
    witness: VerifierKey | None
    lock: str
    successor: VerifierKey | None = None

    @classmethod
    def load(cls, directory: Path) -> "Settings":
        """Read the settings of a log; raises `LogError`."""
        try:
            fields = json.loads((directory / "log.json").read_text())
            witness = VerifierKey.parse(fields["witness"]) if fields["witness"] else None
            successor = VerifierKey.parse(fields["successor"]) if "successor" in fields else None
            return cls(VerifierKey.parse(fields["log"]), witness, fields["lock"], successor)
        except FileNotFoundError as error:
            raise LogError(f"{directory} holds no log.") from error
        except (ValueError, KeyError, TypeError, AttributeError, Malformed) as error:
            raise LogError(f"The settings in {directory / 'log.json'} cannot be read: {error}") from error

    def encode(self) -> bytes:
        """Give the bytes of `log.json`."""
        fields = {"format": 1, "log": str(self.log), "witness": self.witness and str(self.witness), "lock": self.lock}
        if self.successor:
            fields["successor"] = str(self.successor)
        return json.dumps(fields, indent=1, sort_keys=True).encode() + b"\n"


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A head whose log signature was checked, and the signed note it came from."""

    checkpoint: Checkpoint
    note: bytes


class LogReader:
    """A log seen from its directory. `LogReader(directory)` opens at once; there is nothing to close."""

    def __init__(self, directory: Path | str) -> None:
        """Raise `LogError` when there is no log."""
        self.directory = Path(directory)
        self.settings = Settings.load(self.directory)
        self.public = self.directory / "public"
        """The folder that a static web server may serve as the tlog-tiles API."""

    @property
    def origin(self) -> str:
        """The log's name."""
        return self.settings.log.name

    @property
    def size(self) -> int:
        """Number of entries in the published head."""
        return self.head().checkpoint.size

    def head(self) -> SignedHead:
        """Give the published head."""
        with (self.public / "checkpoint").open("rb") as file:
            return self.check_head(file.read(MAX_NOTE + 1))

    def heads(self, count: int) -> list[SignedHead]:
        """Give the newest heads that were published, the newest first, each checked."""
        older = [self.check_head(note) for note in self._remembered(NEWEST, count)]
        newest = self.head()
        return [newest, *(head for head in older if head.note != newest.note)][:count]

    def check_head(self, note: bytes) -> SignedHead:
        """Check that this log signed a head; raises `StoreDamaged`."""
        if not isinstance(note, bytes):  # a flipped bit in a database may change what kind of value a row holds
            raise StoreDamaged(f"A stored head of {self.origin} is not stored as bytes.")
        try:
            return check_signed(note, [self.settings.log])
        except CourtlogError as error:
            raise StoreDamaged(f"A stored head of {self.origin} is not what the log signed: {error}") from error

    def entry(self, index: int) -> bytes:
        """Give one published entry, checked against its leaf hash; raises `Malformed` outside the log."""
        tree = self._tree(self.size)
        if not 0 <= index < tree.size:
            raise Malformed(f"The log has {tree.size} entries; there is no entry {index}.")
        number, offset = divmod(index, WIDTH)
        entry = tree.bundle(number)[offset]
        if leaf_hash(entry) != tree.hashes(0, number)[offset]:
            raise StoreDamaged(f"Entry {index} is damaged: its bytes do not give its leaf hash.")
        return entry

    def proof(self, index: int, under: SignedHead | None = None) -> TlogProof:
        """Prove one entry under the first head that includes it, which bears the earliest time; checked before use.

        With `under` the proof is under that head of this log instead.
        """
        newest = under or self.head()
        if not 0 <= index < newest.checkpoint.size:
            raise Malformed(f"The log has {newest.checkpoint.size} entries; there is no entry {index}.")
        _, earliest = (None, None) if under else self.heads_around(index)
        head = self.check_head(earliest) if earliest else newest
        tree = self._tree(head.checkpoint.size)
        proof = TlogProof(index, tuple(inclusion_path(index, tree.size, tree.node)), head.note)
        proof.verify(self.entry(index))
        return proof

    def head_before(self, index: int) -> SignedHead | None:
        """Give the last head that does not include entry `index`: a bound on how early it can have been deposited."""
        without, _ = self.heads_around(index)
        return self.check_head(without) if without else None

    def heads_around(self, index: int) -> tuple[bytes | None, bytes | None]:
        """Give the last remembered head without entry `index`, and the first with it; None where there is none."""
        found = (self._remembered(query, index) for query in (LAST_WITHOUT, FIRST_WITH))
        without, including = (next(iter(notes), None) for notes in found)
        return without, including

    def _remembered(self, query: str, value: int) -> list[bytes]:
        """Give those of the writer's remembered heads that a question of `courtlog.store` finds."""
        return [head.note for head in heads_in(self.directory / "entries.sqlite3", query, value)]

    def policy(self) -> bytes:
        """Give the tlog-policy in force: the operator's file, else one that trusts this log and its own witness."""
        with suppress(FileNotFoundError):
            return (self.directory / POLICY).read_bytes()
        lines = [f"log {self.settings.log}"]
        if self.settings.witness:
            lines.append("# Held by the operator of the log: it gives a time, not independence.")
            lines.append(f"witness {OWN_WITNESS} {self.settings.witness}")
        lines.append(f"quorum {OWN_WITNESS if self.settings.witness else 'none'}")
        return "\n".join(lines).encode() + b"\n"

    def read_public(self, path: PurePosixPath) -> bytes | None:
        """Read a tile or bundle by its layout path; None when it is absent."""
        return DirectorySource(self.public).read(str(path), _LONGEST_BUNDLE)

    def _tree(self, size: int) -> TileTree:
        return TileTree(size, self.read_public)


def read_head(source: Source, keys: Sequence[VerifierKey], path: str = "checkpoint") -> SignedHead:
    """Read the published head of one of the logs `keys`; raises any `CourtlogError`."""
    data = source.read(path, MAX_NOTE)
    if data is None:
        raise Missing("No head is published there.")
    return check_signed(data, keys)


def check_signed(data: bytes, keys: Sequence[VerifierKey]) -> SignedHead:
    """Check that one of the logs `keys` signed a head, whoever cosigned it; raises any `CourtlogError`."""
    return SignedHead(Policy(logs=list(keys), quorum="none").check(data).checkpoint, data)


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
