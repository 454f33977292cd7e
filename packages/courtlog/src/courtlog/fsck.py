"""Checking a whole log at rest: every entry, tile and head against the hashes and signatures over it."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from courtlog.checkpoint import Checkpoint
from courtlog.edge import Edge
from courtlog.errors import CourtlogError, Malformed
from courtlog.merkle import leaf_hash, range_hash
from courtlog.policy import Policy
from courtlog.reader import LogReader
from courtlog.statement import SignedStatement
from courtlog.store import connect
from courtlog.tiles import WIDTH, TileTree, decode_bundle, fold, split_hashes, tile_path, width_in


def check_log(directory: Path, policy: bytes | None = None, seen: bytes | None = None) -> Iterator[str]:
    """Give one sentence per fault found, none for a sound log; the damaged entry is named.

    `policy` (default: the log's own) must accept the published head; `seen` is a head kept elsewhere, which the log
    must still contain.
    Raises `CourtlogError` when the log or an input cannot be read at all.
    """
    log = LogReader(directory)
    head = log.head()
    try:
        Policy.parse(policy if policy is not None else log.policy()).check(head.note)
    except CourtlogError as error:
        yield f"The published head does not satisfy the policy: {error}"
    tree = TileTree(head.checkpoint.size, log.read_public)
    leaves, faults = _check_entries(tree)
    yield from faults
    if tree.size and not faults:
        yield from _check_tiles(tree)
        yield from _check_partials(log.public, tree)
        if range_hash(0, tree.size, tree.node) != head.checkpoint.root:
            yield f"The tiles do not give the root of the published head of size {tree.size}."
    if seen is not None:
        yield from _check_seen(log, tree, seen)
    yield from _check_store(log, leaves, head.checkpoint)


def _check_entries(tree: TileTree) -> tuple[list[bytes | None], list[str]]:
    """Hash every entry anew; gives the leaf hashes (None where damaged) and the faults."""
    leaves: list[bytes | None] = []
    faults: list[str] = []
    for number in range((tree.size + WIDTH - 1) // WIDTH):
        width = width_in(tree.size, 0, number)
        first = number * WIDTH
        try:
            entries = decode_bundle(tree.data("entries", number))[:width]
            hashes = tree.hashes(0, number)
        except CourtlogError as error:
            leaves += [None] * width
            faults.append(f"Entries {first} to {first + width - 1} cannot be read: {error}")
            continue
        for offset, expected in enumerate(hashes):
            sound = offset < len(entries) and leaf_hash(entries[offset]) == expected
            leaves.append(expected if sound else None)
            if not sound:
                faults.append(f"Entry {first + offset} is damaged: its bytes in {tile_path('entries', number, width)} "
                              f"and its leaf hash in {tile_path(0, number, width)} differ.")  # fmt: skip
            elif fault := _check_statement(entries[offset]):
                faults.append(f"Entry {first + offset} is no statement: {fault}")
    return leaves, faults


def _check_statement(entry: bytes) -> str:
    try:
        SignedStatement.parse(entry)
    except Malformed as error:
        return str(error)
    return ""


def _check_tiles(tree: TileTree) -> Iterator[str]:
    """Check that each hash above level 0 is the root of the full tile below it."""
    level = 1
    while tree.size >> (8 * level):
        count = tree.size >> (8 * level)
        for index in range(count):
            try:
                stored = tree.hashes(level, index // WIDTH)[index % WIDTH]
                below = fold(tree.hashes(level - 1, index))
            except CourtlogError as error:
                yield str(error)
                continue
            if stored != below:
                where = tile_path(level, index // WIDTH)
                yield f"Hash {index % WIDTH} of {where} is not the root of the tile below it."
        level += 1


def _check_partials(public: Path, tree: TileTree) -> Iterator[str]:
    """Check that every partial tile kept for an older head is the beginning of the present tile of its place."""
    for path in sorted((public / "tile").glob("**/*.p/*")):
        name = path.relative_to(public)
        _, level, *numbers, last, width = name.parts
        try:
            number = int("".join([*numbers, last.removesuffix(".p")]).replace("x", ""))
            data = tree.data(level, number) if level == "entries" else b"".join(tree.hashes(int(level), number))
            whole = decode_bundle(data) if level == "entries" else split_hashes(data)
            part = decode_bundle(path.read_bytes()) if level == "entries" else split_hashes(path.read_bytes())
            sound = len(part) == int(width) and part == whole[: len(part)]
        except (CourtlogError, ValueError):
            sound = False
        if not sound:
            yield f"{name} is not the beginning of the tile that stands in its place today."


def _check_seen(log: LogReader, tree: TileTree, seen: bytes) -> Iterator[str]:
    try:
        kept = log.check_head(seen).checkpoint
    except CourtlogError as error:
        yield f"The head that you kept was not compared: {error}"
        return
    if kept.size > tree.size:
        yield f"CONFLICT: the log has {tree.size} entries, but signed a head of {kept.size}: entries were removed."
    elif range_hash(0, kept.size, tree.node) != kept.root:
        yield f"CONFLICT: the log of today does not begin with the {kept.size} entries whose head you kept."


def _check_store(log: LogReader, leaves: list[bytes | None], head: Checkpoint) -> Iterator[str]:
    """Compare the writer's databases, where there are any, with the published tree and their own checksums."""
    entries = log.directory / "entries.sqlite3"
    if not entries.is_file():
        return
    edge = Edge()
    roots: dict[int, tuple[str, bytes]] = {}
    try:
        connection = connect(entries)
        try:
            if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
                yield "The entry store's database is damaged."
            for size, note in connection.execute("SELECT size, note FROM head"):
                try:
                    roots[size] = ("", log.check_head(note).checkpoint.root)
                except CourtlogError as error:
                    yield f"The remembered head of size {size} is damaged: {error}"
            for index, leaf, statement in connection.execute("SELECT idx, leaf, statement FROM entry ORDER BY idx"):
                if edge.size in roots and roots[edge.size][1] != edge.root():
                    yield f"CONFLICT: the stored entries do not give the remembered head of size {edge.size}."
                published = leaves[index] if index < head.size else leaf
                if leaf_hash(statement) != leaf or published not in (leaf, None):
                    yield f"Entry {index} is damaged in the entry store."
                edge.extend([statement])
        finally:
            connection.close()
    except (sqlite3.DatabaseError, TypeError, Malformed) as error:
        yield f"The entry store cannot be read: {error}"
        return
    if edge.size < head.size:
        yield f"The entry store has {edge.size} entries, the published head {head.size}."
    yield from _check_lock(log, head)


def _check_lock(log: LogReader, head: Checkpoint) -> Iterator[str]:
    lock = log.directory / log.settings.lock
    try:
        connection = connect(lock)
        try:
            row = connection.execute("SELECT note FROM head").fetchone()
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        yield f"The lock store cannot be read: {error}"
        return
    try:
        locked = log.check_head(row[0]).checkpoint if row else None
    except CourtlogError as error:
        yield f"The head in the lock store is damaged: {error}"
        return
    if locked is None or locked.size < head.size or (locked.size == head.size and locked.root != head.root):
        yield "The lock store is behind the published head or disagrees with it: was it restored from a backup?"
