"""The writer of an embedded log: one process, group commit, and an order of steps that no crash can turn into a fork.

Order of commit: entries durable -> tiles durable -> head swapped in the lock store -> head published -> acknowledged.
Until the swap nobody has seen the new head, so a crash before it loses at most what was never acknowledged; after it
the lock store knows the head, and opening the log publishes that very head again.

With cosigners there are two acknowledgements: a promise after the swap, a proof after the publication of a head that
they cosigned. A witness that stalls holds up proofs, never promises.
"""

import fcntl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import IO

from courtlog.checkpoint import Checkpoint
from courtlog.deposit import PROMISE, Cosigners, Deposited, Keyed, Promise, Wait, keyed
from courtlog.disk import Disk
from courtlog.edge import Edge, Written
from courtlog.errors import CourtlogError, Frozen, LogError, Malformed, Missing, RolledBack, StoreDamaged, WriterBusy
from courtlog.merkle import leaf_hash, leaf_hashes
from courtlog.note import COSIGNATURE, ED25519, Note, VerifierKey
from courtlog.policy import Policy
from courtlog.proofs import consistency_path
from courtlog.reader import LogReader, Settings, SignedHead
from courtlog.signing import SignerKey, cosign, sign_note
from courtlog.sm2 import TYPE as SM2
from courtlog.store import Entries, Lock, Row, StoredHead, Stores, open_files

Clock = Callable[[], int]
"""Gives POSIX seconds."""


def system_clock() -> int:
    """Read the system's clock."""
    return int(time.time())


class Log(LogReader, AbstractContextManager["Log"]):
    """The one writer of a log; also reads. Use as a context manager, or call `close`. Safe to share between threads."""

    _edge: Edge
    _head: StoredHead
    """Newest signed head; the lock store has it."""
    _stale: bool
    """An operation was cut short: memory may disagree with the files until `_recover`."""

    def __init__(  # noqa: PLR0913  # what a log is made of, plus the parts of the world that tests replace
        self, directory: Path | str, signer: SignerKey | None = None, witness: SignerKey | None = None, *,
        cosigners: Cosigners | None = None, clock: Clock = system_clock, disk: Disk | None = None,
        stores: Stores = open_files,
    ) -> None:  # fmt: skip
        """Open an existing log for writing and repair what a crash left; keys default to those in `keys/`.

        Raises `WriterBusy`, `RolledBack`, `StoreDamaged` or `LogError`; then nothing was signed.
        """
        super().__init__(directory)
        self._signer = signer or load_key(self.directory / "keys" / "log.key")
        has_witness = self.settings.witness is not None
        self._witness = witness or (load_key(self.directory / "keys" / "witness.key") if has_witness else None)
        self._signers = _with_sm2(self.directory, self._signer)
        own = self._witness.verifier if self._witness else None
        if self._signer.verifier != self.settings.log or own != self.settings.witness:
            raise LogError("The signing keys are not those of this log.")
        self._clock, self._disk, self._cosigners = clock, disk or Disk(self.directory), cosigners
        self._mutex, self._publishing = threading.Lock(), threading.Lock()
        self._cosigned: StoredHead | None = None
        self.proven = 0
        """Number of entries in the published head, if that satisfies the policy."""
        self._guard = take_writer_lock(self.directory)
        self._databases: tuple[Entries, Lock] | tuple[()] = ()
        try:
            self._store, self._lock = self._databases = stores(self.directory, self.settings.lock, self._disk)
            if cosigners and (newest := self._lock.head()):
                cosigners.check_start(Note.parse(newest.note))
            self._recover()
        except BaseException:
            self.close()
            raise

    @classmethod
    def create(  # noqa: PLR0913  # what a log is made of, plus the two parts of the world that tests replace
        cls, directory: Path | str, signer: SignerKey, witness: SignerKey | None = None, *,
        lock: Path | str = "lock.sqlite3", clock: Clock = system_clock, disk: Disk | None = None,
        stores: Stores = open_files,
    ) -> "Log":  # fmt: skip
        """Start a log named after its key, with an empty first head, and open it.

        `lock` should lie outside everything that is ever restored from a backup. `witness` is the operator's own
        timestamping key, named `<origin>/...`. Raises `LogError` when the directory or lock store is in use.
        """
        _check_keys(signer, witness)
        directory = Path(directory)
        disk = disk or Disk(directory)
        if (directory / "log.json").exists():
            raise LogError(f"{directory} already holds a log.")
        disk.make_directory(directory)
        disk.prepare()
        settings = Settings(signer.verifier, witness.verifier if witness else None, str(lock))
        entry_store, lock_store = stores(directory, str(lock), disk)
        try:
            empty = Checkpoint(signer.name, 0, Edge().root())
            first = _sign(empty, _with_sm2(directory, signer), witness, clock())
            # A crash may have left this very first head; a head of any entries means that the lock store is in use.
            if (known := lock_store.head()) and known.size:
                raise LogError(f"The lock store {lock} belongs to a log that has {known.size} entries.")
            lock_store.swap(known, first)
        finally:
            lock_store.close()
            entry_store.close()
        disk.write({directory / "public" / "checkpoint": first.note})
        disk.write({directory / "log.json": settings.encode()})
        return cls(directory, signer, witness, clock=clock, disk=disk, stores=stores)

    def deposit(self, statements: Sequence[bytes], wait: Wait = Wait.PROOF) -> list[Deposited]:
        """Append signed statements as one group; returns when all are durable and promised, and published if asked.

        The issuers' signatures are the caller's to check. A statement whose key (`keyed`) is on the ledger already
        (or stands twice in the group) gives the index of the first. Without a quorum in time the entries are `proven`
        later. Raises `Malformed` before anything is stored.
        """
        return self.deposit_keyed([keyed(one) for one in statements], wait)

    def deposit_keyed(self, entries: Sequence[Keyed], wait: Wait = Wait.PROOF) -> list[Deposited]:
        """Do as `deposit` does, for statements that were read elsewhere."""
        deposited = self._append(entries)
        if wait is Wait.PROMISE or all(one.proven for one in deposited):
            return deposited
        with suppress(Missing):
            self.publish()
        return [replace(one, proven=one.index < self.proven) for one in deposited]

    def publish(self) -> None:
        """Bring the newest signed head before the cosigners and publish it; raises `Missing` without a quorum.

        Threads that come meanwhile share the next round.
        """
        if self._cosigners is None:
            return  # each head is published as it is signed
        with self._publishing:
            head = self._head
            if head == self._cosigned:
                return
            tree = self._tree(head.size)
            asked = Note.parse(head.note)
            note = self._cosigners.gather(asked, lambda old: consistency_path(old, tree.size, tree.node) if old else [])
            if note.text != asked.text or not note.signed_by([self.settings.log]):
                raise LogError("The cosigners gave back another head than they were asked to cosign.")
            cosigned = replace(head, note=note.encode())
            with self._mutex:
                self._store.remember(cosigned)
                self._publish(cosigned)
                self._cosigned = head

    def freeze(self, successor: VerifierKey, last: Keyed) -> SignedHead:
        """Take in `last` and nothing more for ever; gives the final, published head. May be repeated.

        Raises `Frozen` when another successor was named before, and `Missing` until the head has its quorum.
        """
        with self._mutex:
            if self.settings.successor not in (None, successor):
                raise Frozen(f"{self.origin} is continued by {self.settings.successor} already.")
            self.settings = replace(self.settings, successor=successor)
            self._disk.write({self.directory / "log.json": self.settings.encode()})
        self._append([last], final=True)
        self.publish()
        return self.head()

    @contextmanager
    def _changing(self, *, final: bool = False) -> Iterator[None]:
        """Hold the log for a change; what is cut short is repaired before the next one. A frozen log takes no more."""
        with self._mutex:
            if self.settings.successor and not final:
                raise Frozen(f"{self.origin} is closed; it is continued by {self.settings.successor.name}.")
            if self._stale:
                self._recover()
            self._stale = True
            yield
            self._stale = False

    def _append(self, entries: Sequence[Keyed], *, final: bool = False) -> list[Deposited]:
        with self._changing(final=final):
            known = self._store.find([entry.key for entry in entries])
            rows: dict[bytes, Row] = {}
            now = self._now()
            for key, statement in entries:
                if key not in known and key not in rows:
                    rows[key] = Row(self._edge.size + len(rows), key, leaf_hash(statement), now, statement)
            if rows:
                self._store.append(list(rows.values()), None if self._cosigners else self._head)
                self._advance([row.statement for row in rows.values()])
            fresh = set(rows)
            result = []
            for key, _ in entries:
                row = known.get(key) or rows[key]
                proven = row.index < self.proven
                result.append(Deposited(row.index, self._promise(row), repeated=key not in fresh, proven=proven))
                fresh.discard(key)
        return result

    def refresh(self) -> None:
        """Sign the present head again with the present time, so that later entries get a close lower bound."""
        with self._changing():
            if self._cosigners is None:
                self._store.remember(self._head)
            self._advance([])
        with suppress(Missing):
            self.publish()

    def close(self) -> None:
        """Release the files and the writer's lock."""
        for database in self._databases:
            database.close()
        self._databases = ()
        self._guard.close()

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def _now(self) -> int:
        """Never earlier than the last head: a clock set back must not put times out of order."""
        return max(self._clock(), self._head.at)

    def _promise(self, row: Row) -> bytes:
        return Promise(self.origin, row.index, row.leaf, row.at).sign(self._signer)

    def _advance(self, statements: Sequence[bytes]) -> None:
        """Bring durable entries into a signed head: tiles, swap, publish unless cosigners must see it, then tidy."""
        written = self._edge.extend(statements)
        self._write(written)
        checkpoint = Checkpoint(self.origin, self._edge.size, self._edge.root())
        head = _sign(checkpoint, self._signers, self._witness, self._now())
        self._lock.swap(self._head, head)
        self._head = head
        if self._cosigners is None:
            self._publish(head)
        for folder in written.obsolete:
            self._disk.remove_directory(self.public / folder)

    def _write(self, written: Written) -> None:
        self._disk.write({self.public / path: data for path, data in written.files.items()})

    def _publish(self, head: StoredHead) -> None:
        self._disk.write({self.public / "checkpoint": head.note})
        self.proven = head.size

    def _recover(self) -> None:
        """Bring files and memory in step with the lock store and the entry store, whatever a crash left.

        1. The lock store's head is the truth about what was signed. 2. The entry store must reach it, else an old
        backup was restored: refuse. 3. The tiles must give its root; they are rebuilt from the entries if not.
        4. Entries beyond it were durable but never signed: sign them now. 5. Publish.
        """
        self._stale = True
        self._disk.prepare()
        head = self._lock.head()
        if head is None:
            raise RolledBack("The lock store is empty although the log exists; signing could fork the log.")
        signed = self.check_head(head.note).checkpoint
        count = self._store.count()
        if count < signed.size:
            raise RolledBack(
                f"The lock store knows a head of {signed.size} entries, the entry store has only {count}: "
                "was it restored from an old backup? Restore the missing entries; the log signs nothing until then."
            )
        self._head = head
        self._edge = self._load_edge(signed)
        if count > signed.size:
            if self._cosigners is None:
                self._store.remember(head)
            self._advance([row.statement for row in self._store.rows(signed.size, count)])
        self.proven = 0
        with suppress(CourtlogError, OSError):
            published = self.head()
            Policy.parse(self.policy()).check(published.note)
            self.proven = published.checkpoint.size
        if self._cosigners is None and self.read_public(PurePosixPath("checkpoint")) != self._head.note:
            self._publish(self._head)
        self._stale = False

    def _load_edge(self, head: Checkpoint) -> Edge:
        try:
            edge = Edge.load(self._tree(head.size))
            if edge.root() == head.root and leaf_hashes(edge.entries) == edge.levels[0]:
                return edge
        except CourtlogError:
            pass  # The tiles are only copies: the entries below rebuild them, and the root decides.
        edge, rows = Edge(), self._store.rows(0, head.size)
        while part := [row.statement for row in islice(rows, 4096)]:
            self._write(edge.extend(part))
        if edge.root() != head.root or edge.size != head.size:
            raise StoreDamaged(f"The stored entries do not give the root of the signed head of size {head.size}.")
        return edge


def load_key(path: Path) -> SignerKey:
    """Read a signing key from its file; raises `LogError`."""
    try:
        with path.open("rb") as file:
            return SignerKey.parse(file.read(10_000).decode().strip())
    except (OSError, UnicodeDecodeError, Malformed, Missing) as error:
        raise LogError(f"The key file {path} cannot be used: {error}") from error


def _with_sm2(directory: Path, signer: SignerKey) -> list[SignerKey]:
    """Give the log's key and, where there is `keys/sm2.key`, the one for its SM2 lines."""
    path = directory / "keys" / "sm2.key"
    if not path.exists():
        return [signer]
    key = load_key(path)
    if (key.name, key.algorithm) != (signer.name, SM2):
        raise LogError(f"The key in {path} is no SM2 key of {signer.name}.")
    return [signer, key]


def _check_keys(signer: SignerKey, witness: SignerKey | None) -> None:
    if signer.algorithm != ED25519 or signer.name == PROMISE:
        raise LogError("A log needs a signing key of type 1, named after its origin.")
    if witness is None:
        return
    if witness.algorithm != COSIGNATURE or not witness.name.startswith(signer.name + "/"):
        raise LogError(f"The operator's own witness key must be of type 4 and be named {signer.name}/...")
    if witness.seed == signer.seed:
        raise LogError("The log and its witness must not share a key.")


def _sign(head: Checkpoint, signers: Sequence[SignerKey], witness: SignerKey | None, at: int) -> StoredHead:
    note = sign_note(head.text, *signers)
    if witness:
        note = cosign(note, witness, at)
    return StoredHead(head.size, at, note.encode())


def take_writer_lock(directory: Path, name: str = "writer.lock") -> IO[bytes]:
    """Hold a directory for one process of a kind until the file is closed; raises `WriterBusy`."""
    guard = (directory / name).open("ab")
    try:
        fcntl.flock(guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        guard.close()
        raise WriterBusy(f"Another process is writing to the log in {directory}; only one may.") from error
    return guard
