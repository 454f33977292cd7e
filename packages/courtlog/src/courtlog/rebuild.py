"""Making a log's files anew from its entry bundles alone: tiles, and the writer's entry store.

The bundles must give the root of a head that the log signed; nothing is replaced before they do. What the bundles do
not hold is lost with the entry store: the times of receipt (the head's time stands in for them) and the earlier heads,
unless the old store can still be read.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from courtlog.checkpoint import Checkpoint
from courtlog.deposit import keyed
from courtlog.disk import Disk
from courtlog.edge import Edge, Written
from courtlog.errors import CourtlogError, LogError, StoreDamaged
from courtlog.log import system_clock, take_writer_lock
from courtlog.merkle import leaf_hash, leaf_hashes
from courtlog.reader import LogReader
from courtlog.store import ALL_HEADS, LOCKED, StoredHead, bulk_store, heads_in
from courtlog.tiles import WIDTH, TileTree


def rebuild(directory: Path, *, entries: bool = True, disk: Disk | None = None) -> Checkpoint:
    """Make the tiles of a log anew, and with `entries` the writer's store; gives the head that the bundles reach.

    Memory does not grow with the log. Raises `WriterBusy`, `LogError` when no signed head is left, or `StoreDamaged`
    when the bundles do not give its root.
    """
    log = LogReader(directory)
    disk = disk or Disk(log.directory)
    with take_writer_lock(log.directory):
        head = _newest_head(log)
        if _walk(log, head.size, disk) != head.root:
            raise StoreDamaged(f"The entry bundles do not give the root of the signed head of size {head.size}.")
        if entries:
            _rebuild_store(log, head, disk)
    return head


def _newest_head(log: LogReader) -> Checkpoint:
    """Give the newest signed head whose last bundle is there: the lock store's, else the published one."""
    heads = [head.note for head in _remembered(log.directory / log.settings.lock, LOCKED)]
    if (published := log.read_public(PurePosixPath("checkpoint"))) is not None:
        heads.append(published)
    for note in heads:
        try:
            head = log.check_head(note).checkpoint
            if head.size:
                TileTree(head.size, log.read_public).data("entries", (head.size - 1) // WIDTH)
        except CourtlogError:
            continue
        return head
    raise LogError("Neither the lock store nor the checkpoint gives a signed head that the entry bundles reach.")


def _remembered(path: Path, query: str) -> list[StoredHead]:
    """Give the heads in an entry store or lock store, as far as it can be read."""
    heads: list[StoredHead] = []
    with suppress(StoreDamaged):
        heads += heads_in(path, query)
    return heads


def _bundles(log: LogReader, size: int) -> Iterator[list[bytes]]:
    tree = TileTree(size, log.read_public)
    return (tree.bundle(number) for number in range((size + WIDTH - 1) // WIDTH))


def _walk(log: LogReader, size: int, disk: Disk) -> bytes:
    """Write every hash tile that is absent or differs; gives the root. Durable at the end, since it can be repeated."""
    edge = Edge()
    for entries in _bundles(log, size):
        written = Written()
        edge.grow(leaf_hashes(entries), written)
        _write(log, written.files, disk)
    _write(log, edge.partials(len(edge.levels)), disk)
    os.sync()
    return edge.root()


def _write(log: LogReader, files: dict[PurePosixPath, bytes], disk: Disk) -> None:
    for path, data in files.items():
        if log.read_public(path) != data:
            target = log.public / path
            disk.step("write", target)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


def _rebuild_store(log: LogReader, head: Checkpoint, disk: Disk) -> None:
    path = log.directory / "entries.sqlite3"
    at = system_clock()
    rows = ((number, keyed(entry).key, leaf_hash(entry), at, entry) for number, entry in enumerate(
        entry for bundle in _bundles(log, head.size) for entry in bundle))  # fmt: skip
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    disk.step("fill", fresh)
    bulk_store(fresh, rows, _remembered(path, ALL_HEADS))
    for old in log.directory.glob(path.name + "-*"):
        disk.step("unlink", old)
        old.unlink()  # the old store's write-ahead log must not meet the new store
    disk.rename(fresh, path)
    disk.sync_directories([log.directory])
