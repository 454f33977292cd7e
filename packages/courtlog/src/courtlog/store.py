"""The writer's two SQLite files: the entries (with the history of heads), and the lock store, which holds one head."""

import os
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from courtlog.disk import Disk
from courtlog.errors import LogError, RolledBack, StoreDamaged

_ENTRIES = """
CREATE TABLE IF NOT EXISTS entry (
    idx INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, leaf BLOB NOT NULL, at INTEGER NOT NULL, statement BLOB NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS entry_at ON entry (at);
CREATE TABLE IF NOT EXISTS head (size INTEGER NOT NULL, at INTEGER NOT NULL, note BLOB NOT NULL,
    PRIMARY KEY (size, at)) STRICT;
"""  # The index over `at` is a second copy, by which fsck finds a time that was changed on the disk.
_LOCK = """
CREATE TABLE IF NOT EXISTS head (id INTEGER PRIMARY KEY CHECK (id = 1), size INTEGER NOT NULL, at INTEGER NOT NULL,
    note BLOB NOT NULL) STRICT;
"""


_BULK_ENTRIES = _ENTRIES.replace(" UNIQUE", "")
_KEY_INDEX = "CREATE UNIQUE INDEX IF NOT EXISTS entry_key ON entry (key);"
_DEFINITIONS = "SELECT type, name, tbl_name, sql FROM sqlite_master"


def faults_in(connection: sqlite3.Connection) -> list[str]:
    """Give what is wrong with a database as such: its pages, its tables' definitions, its heads' index.

    The indexes over entries are left to the caller: SQLite looks up every row in them, which takes longer than fsck.
    """
    checks = ("PRAGMA quick_check(5)", "PRAGMA integrity_check(head)")
    faults = [fault for check in checks for (fault,) in connection.execute(check) if fault != "ok"]
    known = set[Any]()
    for schema in (_ENTRIES, _BULK_ENTRIES + _KEY_INDEX, _LOCK):
        with closing(sqlite3.connect(":memory:")) as model:
            model.executescript(schema)
            known.update(model.execute(_DEFINITIONS))
    strange = (one for one in connection.execute(_DEFINITIONS).fetchall() if one not in known)
    return faults + [f"{name} is not defined as this package defines it" for _, name, *_ in strange]


@dataclass(frozen=True, slots=True)
class Row:
    """One stored entry; `key` is what makes two deposits the same."""

    index: int
    key: bytes
    leaf: bytes
    at: int
    statement: bytes


@dataclass(frozen=True, slots=True)
class StoredHead:
    """A signed head as stored; `at` is the time of its own-witness cosignature, or of its signing."""

    size: int
    at: int
    note: bytes


class Store(ABC):
    """What the stores of all kinds of database share; a subclass gives reading, transactions and its names."""

    names: Mapping[str, str] = {"entry": "entry", "head": "head", "lock": "head", "value": "?"}
    """What stands in a question for the tables, and for a value."""

    @abstractmethod
    def read(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        """Answer a question."""

    @abstractmethod
    def change(self) -> AbstractContextManager[Any]:
        """Give a connection whose changes are all durable at the end, or none."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the database."""

    def run(self, connection: Any, query: str, values: Sequence[object]) -> Any:  # noqa: ANN401  # of any driver
        """Carry out one statement of a change."""
        return connection.execute(query.format(**self.names), values)


class Entries(Store):
    """Where a writer keeps the entries in order, the source of truth of the log, and the published heads."""

    def count(self) -> int:
        """Tell how many entries are stored, by the last index; a gap before it shows in the root."""
        ((last,),) = self.read("SELECT max(idx) FROM {entry}")
        return 0 if last is None else int(last) + 1

    def append(self, rows: Sequence[Row], previous: StoredHead | None) -> None:
        """Store entries, all or none, and remember the published head that they follow; durable on return."""
        with self.change() as connection:
            self.insert(connection, [(row.index, row.key, row.leaf, row.at, row.statement) for row in rows])
            if previous:
                self.run(connection, INSERT_HEAD, (previous.size, previous.at, previous.note))

    def insert(self, connection: Any, values: Sequence[tuple[object, ...]]) -> None:  # noqa: ANN401  # of any driver
        """Insert entries as part of a change."""
        connection.executemany(INSERT_ENTRY.format(**self.names), values)

    def remember(self, head: StoredHead) -> None:
        """Remember a head that is, or is about to be, published: proofs are made under the heads remembered here."""
        with self.change() as connection:
            self.run(connection, INSERT_HEAD, (head.size, head.at, head.note))

    def find(self, keys: Sequence[bytes]) -> dict[bytes, Row]:
        """Give the stored entries among these deposit keys."""
        found: dict[bytes, Row] = {}
        for at in range(0, len(keys), _AT_ONCE):
            part = keys[at : at + _AT_ONCE]
            query = f"{_SELECT} WHERE key IN ({','.join(['{value}'] * len(part))})"
            found |= {row[1]: Row(*row) for row in self.read(query, part)}
        return found

    def rows(self, start: int, end: int) -> Iterator[Row]:
        """Give the entries `[start, end)` in order."""
        query = f"{_SELECT} WHERE idx >= {{value}} AND idx < {{value}} ORDER BY idx"
        for first in range(start, end, _ROWS_AT_ONCE):
            yield from (Row(*row) for row in self.read(query, (first, min(end, first + _ROWS_AT_ONCE))))


class Lock(Store):
    """The one head that the log may extend. Never restored from a backup: that would allow a fork."""

    def head(self) -> StoredHead | None:
        """Give the newest head that was ever signed, None in a new store."""
        rows = self.read(LOCKED)
        return StoredHead(*rows[0]) if rows else None

    def swap(self, old: StoredHead | None, new: StoredHead) -> None:
        """Replace exactly `old` by `new`, durably; raises `RolledBack` when another head stands there."""
        values: tuple[object, ...] = (new.size, new.at, new.note)
        query = _FIRST_LOCK
        if old:
            query, values = _NEXT_LOCK, (*values, old.size, old.note, new.size)
        with self.change() as connection:
            if self.run(connection, query, values).rowcount != 1:
                raise RolledBack("The lock store has another head than this writer extends; nothing was published.")


_AT_ONCE = 500  # keys in one question: SQLite allows 999 parameters or more
_ROWS_AT_ONCE = 4096
INSERT_ENTRY = (
    "INSERT INTO {entry} (idx, key, leaf, at, statement) VALUES ({value}, {value}, {value}, {value}, {value})"
)
INSERT_HEAD = "INSERT INTO {head} (size, at, note) VALUES ({value}, {value}, {value}) ON CONFLICT DO NOTHING"
ALL_HEADS = "SELECT size, at, note FROM {head}"
LAST_WITHOUT = "SELECT size, at, note FROM {head} WHERE size <= {value} ORDER BY size DESC, at DESC LIMIT 1"
FIRST_WITH = "SELECT size, at, note FROM {head} WHERE size > {value} ORDER BY size, at LIMIT 1"
NEWEST = "SELECT size, at, note FROM {head} ORDER BY size DESC, at DESC LIMIT {value}"
LOCKED = "SELECT size, at, note FROM {lock}"
_SELECT = "SELECT idx, key, leaf, at, statement FROM {entry}"
_FIRST_LOCK = "INSERT INTO {lock} (id, size, at, note) VALUES (1, {value}, {value}, {value}) ON CONFLICT DO NOTHING"
_NEXT_LOCK = (
    "UPDATE {lock} SET size = {value}, at = {value}, note = {value} "
    "WHERE size = {value} AND note = {value} AND size <= {value}"
)
Stores = Callable[[Path, str, Disk], tuple[Entries, Lock]]
"""Opens both for the log in a directory whose settings name this lock store."""


def connect(path: Path, schema: str = "") -> sqlite3.Connection:
    """Open a database, in which a commit returns only when it is on the disk; without a schema, for reading only."""
    if schema:
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.executescript(schema)
    else:
        # Not mode=ro: the first reader after a crash must be able to make the shared index of the write-ahead log.
        connection = sqlite3.connect(f"file:{quote(str(path))}?mode=rw", uri=True, isolation_level=None, timeout=10)
        connection.execute("PRAGMA query_only=ON")
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Make changes durable at the end, or none of them."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


class _File(Store):
    """A store in an SQLite file."""

    def __init__(self, path: Path, schema: str, disk: Disk) -> None:
        self._path, self._disk = path, disk
        self._connection = connect(path, schema)

    def close(self) -> None:
        self._connection.close()

    def read(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        return self._connection.execute(query.format(**self.names), values).fetchall()

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        self._disk.step("begin", self._path)
        try:
            with transaction(self._connection):
                yield self._connection
                self._disk.step("commit", self._path)
        except sqlite3.OperationalError as error:  # a full disk, a lock that is not given up
            raise LogError(f"{self._path} cannot be written: {error}") from error
        self._disk.step("committed", self._path)


class _EntryFile(_File, Entries):
    """`Entries` in a file."""


class _LockFile(_File, Lock):
    """`Lock` in a file."""


def open_files(directory: Path, lock: str, disk: Disk) -> tuple[Entries, Lock]:
    """Open the two files of an embedded log."""
    entries = _EntryFile(directory / "entries.sqlite3", _ENTRIES, disk)
    try:
        return entries, _LockFile(directory / lock, _LOCK, disk)
    except BaseException:
        entries.close()
        raise


def heads_in(path: Path, query: str, *values: object) -> Iterator[StoredHead]:
    """Give the heads that a question finds in the file of a store; raises `StoreDamaged` where that ends midway.

    None where it cannot be opened, as in a copy on a read-only medium: the newest published head must do then.
    """
    try:
        with closing(connect(path)) as connection:
            yield from (StoredHead(*row) for row in connection.execute(query.format(**Store.names), values))
    except sqlite3.OperationalError:
        return
    except sqlite3.DatabaseError as error:
        raise StoreDamaged(f"{path} is not a readable database: {error}") from error


def bulk_store(path: Path, rows: Iterable[tuple[int, bytes, bytes, int, bytes]], heads: Iterable[StoredHead]) -> None:
    """Fill a new entry store, durable on return; quick, since nothing in it matters before it is whole."""
    try:
        with closing(connect(path, _BULK_ENTRIES)) as connection:
            connection.execute("PRAGMA journal_mode=OFF")
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute("BEGIN")
            connection.executemany(INSERT_ENTRY.format(**Store.names), rows)
            values = ((head.size, head.at, head.note) for head in heads)
            connection.executemany(INSERT_HEAD.format(**Store.names), values)
            connection.execute(_KEY_INDEX)
            connection.execute("COMMIT")
    except sqlite3.IntegrityError as error:
        raise StoreDamaged("Two entries of the bundles are the same deposit, which no writer stores.") from error
    with path.open("rb") as file:
        os.fsync(file.fileno())
