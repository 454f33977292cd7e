"""Making a log's files anew from its entry bundles alone: tiles, and the writer's entry store.

The bundles must give the root of a head that the log signed; nothing is replaced before they do. What the bundles do
not hold is lost with the entry store: the times of receipt (the head's time stands in for them) and the earlier heads,
unless the old store can still be read.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from courtlog.checkpoint import Checkpoint
from courtlog.deposit import keyed
from courtlog.disk import Disk
from courtlog.edge import Edge, Written
from courtlog.errors import CourtlogError, LogError, StoreDamaged
from courtlog.log import system_clock, take_writer_lock
from courtlog.merkle import leaf_hash, leaf_hashes
from courtlog.reader import LogReader
from courtlog.statement import Kind
from courtlog.store import bulk_store, remembered
from courtlog.tiles import WIDTH, TileTree

_ONE_BYTE, _TWO_BYTES = 0x58, 0x59
_KINDS = {text: text for text in (bytes([0x60 + len(kind)]) + kind.value.encode() for kind in Kind)}
_HEADER = re.compile(rb"\xa3\x01\x27\x04X (.{32})\x0f\xa3", re.DOTALL)
_CONTENT = re.compile(
    rb"\xa6dtype([\x60-\x77][a-z-]+?)fchunks(?:\xf6|X .{32})hmanifest(?:\xf6|X .{32})"
    rb"jsize-class(?:[\x00-\x17]|\x18[\x18-\xff])"
    rb"ncommitment-sm3X (.{32})qcommitment-sha256X (.{32})",
    re.DOTALL,
)


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
    heads = [head.note for head in remembered(log.directory / log.settings.lock)]
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
    rows = ((number, quick_key(entry), leaf_hash(entry), at, entry) for number, entry in enumerate(
        entry for bundle in _bundles(log, head.size) for entry in bundle))  # fmt: skip
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    disk.step("fill", fresh)
    bulk_store(fresh, rows, remembered(path))
    for old in log.directory.glob(path.name + "-*"):
        disk.step("unlink", old)
        old.unlink()  # the old store's write-ahead log must not meet the new store
    disk.rename(fresh, path)
    disk.sync_directories([log.directory])


def quick_key(statement: bytes) -> bytes:
    """Give the deposit key as `keyed` does, several times as fast for a statement in the plain layout.

    The plain layout is the one that this package writes, without further keys; everything else is left to `keyed`.
    """
    try:
        start, end = _string(statement, 2)
        header = _HEADER.match(statement, start, end)
        start, end = _string(statement, end + 1)
        content = _CONTENT.fullmatch(statement, start, end)
    except IndexError:
        header = content = None
    if header and content and (kind := _KINDS.get(content[1])):
        parts = (b"\x84X ", header[1], kind, b"X ", content[3], b"X ", content[2])
        return hashlib.sha256(b"".join(parts)).digest()
    return keyed(statement).key


def _string(data: bytes, at: int) -> tuple[int, int]:
    """Give the bounds of the CBOR byte string at `at`; raises IndexError where there is none of 24 to 65,535 bytes."""
    if data[at] == _ONE_BYTE:
        return at + 2, at + 2 + data[at + 1]
    if data[at] == _TWO_BYTES:
        return at + 3, at + 3 + (data[at + 1] << 8) + data[at + 2]
    raise IndexError
