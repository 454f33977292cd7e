"""Checking a whole log at rest: every entry, tile and head against the hashes and signatures over it, in one pass."""

import sqlite3
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from itertools import count, zip_longest
from operator import mul
from pathlib import Path
from typing import TypeAlias

from courtlog.batch import Batches
from courtlog.checkpoint import Checkpoint
from courtlog.cosignature import verify_cosignature
from courtlog.errors import CourtlogError, Malformed, Missing, StoreDamaged
from courtlog.merkle import HASH_SIZE, leaf_hash, leaf_hashes, range_hash
from courtlog.note import Note
from courtlog.policy import Policy
from courtlog.reader import LogReader
from courtlog.store import connect, faults_in
from courtlog.tiles import WIDTH, TileTree, decode_bundle, encode_bundle, fold, split_hashes, tile_path, width_in

Named: TypeAlias = tuple[str, Checkpoint]
"""A head that the entries must give, and how a fault calls it."""
_MAPPED = 1 << 36
"""Most bytes of a database that are mapped into memory, of which none is held."""
_BROKEN = (sqlite3.Error, TypeError, ValueError)
"""How a damaged database shows itself; ValueError: a text that is not UTF-8."""
_ROWS = "SELECT key, leaf, statement, at FROM entry WHERE idx >= ? AND idx < ? ORDER BY idx"
_REST = "SELECT key, leaf, statement, at, idx FROM entry WHERE idx >= ? ORDER BY idx"
_KEYS = "SELECT key, idx FROM entry ORDER BY key"  # out of the index alone
_PRIME = 4_294_967_291  # greater than any index, so that the sum below changes with any one of the times
_TIMES = "SELECT sum((idx + 1) * (at % 4294967291) % 4294967291) FROM entry INDEXED BY entry_at"  # by _PRIME
_HEADS = "SELECT size, at, note FROM head ORDER BY size, at"


def check_log(directory: Path, policy: bytes | None = None, seen: bytes | None = None) -> Iterator[str]:
    """Give one sentence per fault found, none for a sound log; the damaged entry is named.

    `policy` (default: the log's own) must accept the published head; `seen` is a head kept elsewhere, which the log
    must still contain. Bytes of a database that hold nothing are not covered: changing them changes nothing.
    Raises `CourtlogError` when the log or an input cannot be read at all.
    """
    log = LogReader(directory)
    head = log.head()
    try:
        Policy.parse(policy if policy is not None else log.policy()).check(head.note)
    except CourtlogError as error:
        if head.checkpoint.size:  # the head of a new log vouches for nothing: it may wait for its witnesses
            yield f"The published head does not satisfy the policy: {error}"
    heads = [("the published head", head.checkpoint)]
    if seen is not None:
        yield from _add_seen(log, seen, head.checkpoint.size, heads)
    store = _Store(log)
    yield from store.open(heads)
    yield from _check_entries(log, heads, store, head.checkpoint.size)
    yield from store.finish()
    if store.found:
        yield from _check_lock(log, head.checkpoint)
    yield from Batches(log.directory).faults()


def _add_seen(log: LogReader, seen: bytes, size: int, heads: list[Named]) -> Iterator[str]:
    try:
        kept = log.check_head(seen).checkpoint
    except CourtlogError as error:
        yield f"The head that you kept was not compared: {error}"
        return
    if kept.size > size:
        yield f"CONFLICT: the log has {size} entries, but signed a head of {kept.size}: entries were removed."
    else:
        heads.append(("the head that you kept", kept))


class _Store:
    """The writer's databases, where there are any: rows to be compared with the published entries."""

    def __init__(self, log: LogReader) -> None:
        self._log, self.found = log, False
        self._connection: sqlite3.Connection | None = None
        self._size, self._keys, self._times = 0, 0, 0

    def open(self, heads: list[Named]) -> Iterator[str]:
        """Check the database itself, and add its remembered heads to those that the entries must give."""
        path = self._log.directory / "entries.sqlite3"
        self.found = path.is_file()
        if not self.found:
            return
        try:
            self._connection = connect(path)
            self._connection.execute(f"PRAGMA mmap_size={_MAPPED}")
            self._connection.execute("BEGIN")  # all that follows sees one state, whatever is written meanwhile
            for fault in faults_in(self._connection):
                yield f"The entry store's database is damaged: {fault}."
            for size, at, note in self._connection.execute(_HEADS):
                try:
                    heads.append(("a remembered head", _check_stored(self._log, note, size, at)))
                except CourtlogError as error:
                    yield f"The remembered head of size {size} is damaged: {error}"
        except _BROKEN as error:
            yield self._give_up(error)

    def read(self, width: int) -> Generator[str, None, Sequence[Sequence[bytes]]]:
        """Give the leaf hashes and the statements of the next rows; none when they cannot be read."""
        if self._connection is not None:
            first, self._size = self._size, self._size + width
            try:
                rows = self._connection.execute(_ROWS, (first, self._size)).fetchall()
                if len(rows) == width:
                    keys, *columns, times = zip(*rows, strict=True)
                    self._keys += sum(map(hash, zip(keys, range(first, self._size), strict=True)))
                    self._times += sum(map(mul, times, range(first + 1, self._size + 1)))
                    return columns
                yield self._give_up(f"it lacks some of the entries {first} to {self._size - 1}.")
            except _BROKEN as error:
                yield self._give_up(error)
        return [(), ()]

    def _give_up(self, problem: object) -> str:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        return f"The entry store cannot be read: {problem}"

    def finish(self) -> Iterator[str]:
        """Check entries that no published head includes yet, then the indexes over all entries."""
        if self._connection is None:
            return
        try:
            for key, leaf, statement, at, index in self._connection.execute(_REST, (self._size,)):
                self._keys += hash((key, index))
                self._times += at * (index + 1)
                yield from _damaged_rows(index, [(leaf, statement, leaf)])
            # Sums over an index and over the rows: whatever differs in one of them changes its sum.
            if sum(map(hash, self._connection.execute(_KEYS))) != self._keys:
                yield "The index of the entry store by deposits differs from its entries."
            if (self._connection.execute(_TIMES).fetchone()[0] or 0) % _PRIME != self._times % _PRIME:
                yield "The index of the entry store by times differs from its entries."
            self._connection.close()
        except _BROKEN as error:
            yield self._give_up(error)


def _check_entries(log: LogReader, heads: Sequence[Named], store: _Store, size: int) -> Iterator[str]:
    """Check the first `size` entries in one pass, then the tiles above them, then that all heads stand on them."""
    tree, roots, faults = TileTree(size, log.read_public), bytearray(), 0
    for number in range((size + WIDTH - 1) // WIDTH):
        width = width_in(size, 0, number)
        own_leaves, own = yield from store.read(width)
        try:
            entries = _entries(tree.data("entries", number), own)[:width]
            leaves = leaf_hashes(entries)
            if b"".join(leaves) != tree.data(0, number):
                computed, leaves = leaves, tree.hashes(0, number)
                for fault in _differences(number, computed, leaves):
                    faults += 1
                    yield fault
        except CourtlogError as error:
            yield f"Entries {number * WIDTH} to {number * WIDTH + width - 1} cannot be read: {error}"
            return
        if own_leaves and (own_leaves != tuple(leaves) or own != tuple(entries)):
            yield from _damaged_rows(number * WIDTH, zip(own_leaves, own, leaves, strict=True))
        if width == WIDTH:
            roots += fold(leaves)
    for fault in _check_above(tree, roots):
        faults += 1
        yield fault
    for name, head in () if faults else heads:  # damage explains a difference
        tree = TileTree(size, log.read_public)  # a new one each time: it keeps what it has read
        if head.size <= size and range_hash(0, head.size, tree.node) != head.root:
            yield f"CONFLICT: the entries do not give the root of {name}, of size {head.size}."
    yield from _check_partials(log.public, TileTree(size, log.read_public))


def _check_above(tree: TileTree, roots: bytearray) -> Iterator[str]:
    """Compare the hash tiles above level 0 with the roots of the full tiles below them, level by level."""
    for level in count(1):
        if not roots:
            return
        above = bytearray()
        for number, at in enumerate(range(0, len(roots), WIDTH * HASH_SIZE)):
            hashes = split_hashes(bytes(roots[at : at + WIDTH * HASH_SIZE]))
            try:
                for offset, (one, other) in enumerate(zip(hashes, tree.hashes(level, number), strict=True)):
                    if one != other:
                        path = tile_path(level, number, len(hashes))
                        yield f"Hash {offset} of {path} is not the root of the tile below it."
            except StoreDamaged as error:
                yield str(error)
            above += fold(hashes) if len(hashes) == WIDTH else b""
        roots = above


def _entries(bundle: bytes, expected: Sequence[bytes]) -> Sequence[bytes]:
    """Give the entries of a bundle: mostly they are the expected ones, and then it need not be taken apart."""
    with suppress(TypeError, Malformed):  # a damaged database may give anything
        if bundle == encode_bundle(expected):
            return expected
    return decode_bundle(bundle)


def _damaged_rows(first: int, rows: Iterable[tuple[object, object, bytes]]) -> Iterator[str]:
    """Judge rows that differ from what is published, which may be what is damaged."""
    for index, (own, statement, leaf) in enumerate(rows, first):
        if not isinstance(statement, bytes) or own != leaf_hash(statement) or own != leaf:
            yield f"Entry {index} is damaged in the entry store."


def _differences(number: int, computed: Sequence[bytes], leaves: Sequence[bytes]) -> Iterator[str]:
    names = (tile_path(level, number, len(leaves)) for level in ("entries", 0))
    where = "its bytes in {} and its leaf hash in {} differ".format(*names)
    for offset, (one, other) in enumerate(zip_longest(computed, leaves)):
        if one != other:
            yield f"Entry {number * WIDTH + offset} is damaged: {where}."


def _check_partials(public: Path, tree: TileTree) -> Iterator[str]:
    """Check that every partial tile kept for an older head is the beginning of the present tile of its place.

    One beyond the head, or wider there, belongs to a head that the writer has not published yet: it must begin alike.
    """
    for path in sorted((public / "tile").glob("**/*.p/*")):
        name = path.relative_to(public)
        _, level, *numbers, last, width = name.parts
        try:
            number = int("".join([*numbers, last.removesuffix(".p")]).replace("x", ""))
            if not width_in(tree.size, 0 if level == "entries" else int(level), number):
                continue
            data = tree.data(level, number) if level == "entries" else b"".join(tree.hashes(int(level), number))
            whole = decode_bundle(data) if level == "entries" else split_hashes(data)
            part = decode_bundle(path.read_bytes()) if level == "entries" else split_hashes(path.read_bytes())
            sound = len(part) == int(width) and part[: len(whole)] == whole[: len(part)]
        except (CourtlogError, ValueError):
            sound = False
        if not sound:
            yield f"{name} is not the beginning of the tile that stands in its place today."


def _check_lock(log: LogReader, head: Checkpoint) -> Iterator[str]:
    try:
        with closing(connect(log.directory / log.settings.lock)) as connection:
            for fault in faults_in(connection):
                yield f"The lock store's database is damaged: {fault}."
            row = connection.execute("SELECT note, size, at FROM head").fetchone()
        locked = _check_stored(log, *row) if row else None
    except _BROKEN as error:
        yield f"The lock store cannot be read: {error}"
        return
    except CourtlogError as error:
        yield f"The head in the lock store is damaged: {error}"
        return
    if locked is None or locked.size < head.size or (locked.size == head.size and locked.root != head.root):
        yield "The lock store is behind the published head or disagrees with it: was it restored from a backup?"


def _check_stored(log: LogReader, note: bytes, size: int, at: int) -> Checkpoint:
    """Check a stored head and what stands beside it; raises a `CourtlogError`. A later policy may ask for more."""
    head = log.check_head(note).checkpoint
    with suppress(Missing):
        Policy.parse(log.policy()).check(note)
    if head.size != size:
        raise StoreDamaged(f"its size is {head.size}.")
    own = log.settings.witness
    if own and ((line := verify_cosignature(Note.parse(note), own)) is None or line.time != at):
        raise StoreDamaged("its time is not the one in the line of the operator's witness.")
    return head
