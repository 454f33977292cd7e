"""A mirror: a copy of another court's log in the same static layout, every entry checked before it is kept.

The copy can be read by anybody when the log itself is gone, and shows what the log once was when it has changed. Its
head bears the mirror's own cosignature, given when all that lies under the head is on the disk (C2SP tlog-mirror).
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path

from courtlog.clock import not_before
from courtlog.conflict import Evidence
from courtlog.cosignature import verify_cosignature
from courtlog.disk import Disk
from courtlog.edge import Edge
from courtlog.errors import Conflict, Contradiction, CourtlogError, LogError, Missing, RolledBack
from courtlog.log import take_writer_lock
from courtlog.merkle import range_hash
from courtlog.note import MAX_NOTE, Note, VerifierKey
from courtlog.policy import Policy
from courtlog.reader import RemoteTree, SignedHead, check_signed, read_quorum_head
from courtlog.signing import SignerKey, cosign
from courtlog.tiles import MAX_ENTRY, WIDTH, TileTree
from courtlog.web import DirectorySource, Source
from courtlog.witness import origin_digest

_BATCH = 16 * WIDTH
_LONGEST_FILE = WIDTH * (MAX_ENTRY + 2)


class Forked(Conflict):
    """A log contradicts what it once published; `evidence` shows it to anybody."""

    def __init__(self, text: str, evidence: Evidence) -> None:
        """Keep the evidence beside the sentence."""
        super().__init__(text)
        self.evidence = evidence


def compare(one: SignedHead, other: SignedHead, tree: TileTree | None, keys: list[VerifierKey],
            places: tuple[str, str]) -> None:  # fmt: skip
    """Compare two heads of a log, `tree` being that of the larger; raises `Forked` when a key in `keys` is convicted.

    What nothing can be shown about passes: the tree may be missing, the heads may lack a common witness.
    """
    evidence = Evidence.of(one.note, other.note, keys, tree, places)
    try:
        evidence.judge()
    except Conflict as error:
        raise Forked(str(error), evidence) from error
    except Missing:
        return


class Mirror(AbstractContextManager["Mirror"]):
    """Copies of the logs of one policy below `directory/public/<origin digest>/`, by one process at a time."""

    def __init__(self, directory: Path, policy: Policy, key: SignerKey, clock: Callable[[], int],
                 disk: Disk | None = None) -> None:  # fmt: skip
        """Hold the directory; raises `WriterBusy`. `key` is the mirror's own, used for nothing else."""
        if any(key.verifier.public == other.public for other in (*policy.logs, *policy.witnesses.values())):
            raise LogError("A mirror needs a key of its own, which is no log's and no witness's.")
        self._directory, self._policy, self._key, self._clock = directory, policy, key, clock
        self._disk = disk or Disk(directory)
        self._disk.make_directory(directory)
        self._guard = take_writer_lock(directory)
        try:
            self._disk.prepare()
        except BaseException:
            self._guard.close()
            raise

    def folder(self, origin: str) -> Path:
        """Give the folder in which a log's copy is published."""
        return self._directory / "public" / origin_digest(origin)

    def head(self, origin: str) -> SignedHead | None:
        """Give the head up to which a log is mirrored, None when there is no copy."""
        data = DirectorySource(self.folder(origin)).read("checkpoint", MAX_NOTE)
        return check_signed(data, self._policy.logs) if data is not None else None

    def copy(self, log: VerifierKey, source: Source) -> SignedHead:
        """Bring the copy of one log up to its published head; gives that head with the mirror's cosignature.

        1. The policy accepts the head. 2. It is no smaller than the one mirrored (`RolledBack`), and begins with it
        (`Forked`). 3. Every entry leads to it (`Contradiction`). 4. All is on the disk, then the head is published.
        An interrupted copy goes on where it stopped.
        """
        new = read_quorum_head(source, log, self._policy)
        old = self.head(log.name)
        tree = RemoteTree(new.checkpoint, source)
        if old:
            self._check_extends(old, new, tree)
        edge = self._resume(log.name, tree)
        entries = (entry for _, entry in tree.entries(edge.size, tree.size))
        while batch := list(islice(entries, _BATCH)):
            self._store(log.name, edge, batch)
        if edge.root() != new.checkpoint.root:
            raise Contradiction(f"The entries of {log.name} do not give the root of its head.")
        return self._publish(new, old)

    def _check_extends(self, old: SignedHead, new: SignedHead, tree: TileTree) -> None:
        was, now = old.checkpoint, new.checkpoint
        keys = [*self._policy.logs, *self._policy.witnesses.values()]
        if now.size < was.size:
            compare(old, new, self._copied(was.origin, was.size), keys, ("this mirror", "the log"))
            raise RolledBack(f"{now.origin} publishes {now.size} entries, but {was.size} are mirrored: it went back.")
        compare(old, new, tree, keys, ("this mirror", "the log"))
        if range_hash(0, was.size, tree.node) != was.root:  # signed with another key, so that it convicts nobody
            raise Contradiction(f"{now.origin} no longer begins with the {was.size} entries that are mirrored.")

    def _resume(self, origin: str, tree: RemoteTree) -> Edge:
        """Load what was copied already, if it is the beginning of the tree; else begin anew."""
        progress = DirectorySource(self._directory / "progress").read(origin_digest(origin), 20) or b"0"
        for stated in (progress, head.checkpoint.size if (head := self.head(origin)) else 0):
            try:
                edge = Edge.load(self._copied(origin, int(stated)))
                if edge.size <= tree.size and edge.root() == range_hash(0, edge.size, tree.node):
                    return edge
            except (CourtlogError, ValueError):
                continue  # damaged or incomplete copies are copied again
        return Edge()

    def _copied(self, origin: str, size: int) -> TileTree:
        local = DirectorySource(self.folder(origin))
        return TileTree(size, lambda path: local.read(str(path), _LONGEST_FILE))

    def _store(self, origin: str, edge: Edge, batch: list[bytes]) -> None:
        written = edge.extend(batch)
        folder = self.folder(origin)
        self._disk.write({folder / path: data for path, data in written.files.items()})
        self._disk.write({self._directory / "progress" / origin_digest(origin): str(edge.size).encode()})
        for path in written.obsolete:
            self._disk.remove_directory(folder / path)

    def _publish(self, new: SignedHead, old: SignedHead | None) -> SignedHead:
        last = verify_cosignature(Note.parse(old.note), self._key.verifier) if old else None
        at = not_before(self._clock(), last.time if last else 0)
        head = SignedHead(new.checkpoint, cosign(Note.parse(new.note), self._key, at).encode())
        self._disk.write({self.folder(new.checkpoint.origin) / "checkpoint": head.note})
        return head

    def __exit__(self, *_: object) -> None:
        """Let another process in."""
        self._guard.close()
