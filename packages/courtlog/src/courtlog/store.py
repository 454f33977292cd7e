"""The writer's two SQLite files: the entries (with the history of heads), and the lock store, which holds one head."""

import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from courtlog.disk import Disk
from courtlog.errors import LogError, Malformed, RolledBack, StoreDamaged

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
_DEFINITION = re.compile(r"CREATE (?:TABLE|INDEX|UNIQUE INDEX) (\w+)(?: ON (\w+))?[^;]*")
_KEY_INDEX = "CREATE UNIQUE INDEX entry_key ON entry (key)"


def faults_in(connection: sqlite3.Connection) -> list[str]:
    """Give what is wrong with a database as such: its pages, its indexes, its tables' definitions."""
    faults = [fault for (fault,) in connection.execute("PRAGMA integrity_check(5)") if fault != "ok"]
    text = f"{_ENTRIES}{_BULK_ENTRIES}{_LOCK}{_KEY_INDEX}".replace("IF NOT EXISTS ", "")
    known: set[tuple[str, str, str, str | None]] = {
        ("index", f"sqlite_autoindex_{table}_1", table, None) for table in ("entry", "head")
    }
    for match in _DEFINITION.finditer(text):
        known.add(("index" if match[2] else "table", match[1], match[2] or match[1], match[0].strip()))
    stored = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    return faults + [f"{one[1]} is not defined as this package defines it" for one in stored if one not in known]


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


class Entries(Protocol):
    """Where a writer keeps the entries in order, the source of truth of the log, and the published heads."""

    def count(self) -> int:
        """Tell how many entries are stored, by the last index; a gap before it shows in the root."""
        ...

    def append(self, rows: Sequence[Row], previous: StoredHead | None) -> None:
        """Store entries, all or none, and remember the published head that they follow; durable on return."""
        ...

    def remember(self, head: StoredHead) -> None:
        """Remember a head that is, or is about to be, published: proofs are made under the heads remembered here."""
        ...

    def find(self, keys: Sequence[bytes]) -> dict[bytes, Row]:
        """Give the stored entries among these deposit keys."""
        ...

    def rows(self, start: int, end: int) -> Iterator[Row]:
        """Give the entries `[start, end)` in order."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...


class Lock(Protocol):
    """The one head that the log may extend. Never restored from a backup: that would allow a fork."""

    def head(self) -> StoredHead | None:
        """Give the newest head that was ever signed, None in a new store."""
        ...

    def swap(self, old: StoredHead | None, new: StoredHead) -> None:
        """Replace exactly `old` by `new`, durably; raises `RolledBack` when another head stands there."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...


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


class _Database:
    def __init__(self, path: Path, schema: str, disk: Disk) -> None:
        self._path, self._disk = path, disk
        self._connection = connect(path, schema)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._disk.step("begin", self._path)
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield self._connection
            self._disk.step("commit", self._path)
            self._connection.execute("COMMIT")
        except BaseException as error:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.OperationalError):  # a full disk, a lock that is not given up
                raise LogError(f"{self._path} cannot be written: {error}") from error
            raise
        self._disk.step("committed", self._path)


class EntryStore(_Database):
    """`Entries` in a file."""

    def __init__(self, path: Path, disk: Disk) -> None:
        """Open or make the database."""
        super().__init__(path, _ENTRIES, disk)

    def count(self) -> int:
        """Tell how many entries are stored, by the last index; a gap before it shows in the root."""
        (last,) = self._connection.execute("SELECT max(idx) FROM entry").fetchone()
        return 0 if last is None else int(last) + 1

    def append(self, rows: Sequence[Row], previous: StoredHead | None) -> None:
        """Store entries, all or none, and remember the published head that they follow; durable on return."""
        values = [(row.index, row.key, row.leaf, row.at, row.statement) for row in rows]
        with self._transaction() as connection:
            connection.executemany(_INSERT_ENTRY, values)
            if previous:
                self._remember(connection, previous)

    def remember(self, head: StoredHead) -> None:
        """Remember a head that is, or is about to be, published: proofs are made under the heads remembered here."""
        with self._transaction() as connection:
            self._remember(connection, head)

    def find(self, keys: Sequence[bytes]) -> dict[bytes, Row]:
        """Give the stored entries among these deposit keys."""
        found: dict[bytes, Row] = {}
        for at in range(0, len(keys), _AT_ONCE):
            part = keys[at : at + _AT_ONCE]
            query = f"{_SELECT} WHERE key IN ({','.join('?' * len(part))})"
            found |= {row[1]: Row(*row) for row in self._connection.execute(query, part)}
        return found

    def rows(self, start: int, end: int) -> Iterator[Row]:
        """Give the entries `[start, end)` in order."""
        query = f"{_SELECT} WHERE idx >= ? AND idx < ? ORDER BY idx"
        for row in self._connection.execute(query, (start, end)):
            yield Row(*row)

    def _remember(self, connection: sqlite3.Connection, head: StoredHead) -> None:
        connection.execute(_INSERT_HEAD, (head.size, head.at, head.note))


_AT_ONCE = 500  # keys in one question: SQLite allows 999 parameters or more
_INSERT_ENTRY = "INSERT INTO entry (idx, key, leaf, at, statement) VALUES (?, ?, ?, ?, ?)"
_INSERT_HEAD = "INSERT OR IGNORE INTO head (size, at, note) VALUES (?, ?, ?)"
_SELECT = "SELECT idx, key, leaf, at, statement FROM entry"


def open_files(directory: Path, lock: str, disk: Disk) -> tuple[Entries, Lock]:
    """Open the two files of an embedded log."""
    entries = EntryStore(directory / "entries.sqlite3", disk)
    try:
        return entries, LockStore(directory / lock, disk)
    except BaseException:
        entries.close()
        raise


_LAST_WITHOUT = "SELECT note FROM head WHERE size <= ? ORDER BY size DESC, at DESC LIMIT 1"
_FIRST_WITH = "SELECT note FROM head WHERE size > ? ORDER BY size, at LIMIT 1"


class LockStore(_Database):
    """`Lock` in a file."""

    def __init__(self, path: Path, disk: Disk) -> None:
        """Open or make the database."""
        super().__init__(path, _LOCK, disk)

    def head(self) -> StoredHead | None:
        """Give the newest head that was ever signed, None in a new store."""
        row = self._connection.execute("SELECT size, at, note FROM head").fetchone()
        return StoredHead(*row) if row else None

    def swap(self, old: StoredHead | None, new: StoredHead) -> None:
        """Replace exactly `old` by `new`, durably; raises `RolledBack` when another head stands there."""
        with self._transaction() as connection:
            if old is None:
                values = (new.size, new.at, new.note)
                cursor = connection.execute("INSERT OR IGNORE INTO head VALUES (1, ?, ?, ?)", values)
            else:
                cursor = connection.execute(
                    "UPDATE head SET size = ?, at = ?, note = ? WHERE size = ? AND note = ? AND size <= ?",
                    (new.size, new.at, new.note, old.size, old.note, new.size))  # fmt: skip
            if cursor.rowcount != 1:
                raise RolledBack("The lock store has another head than this writer extends; nothing was published.")


def heads_around(path: Path, index: int) -> tuple[bytes | None, bytes | None]:
    """Give the last remembered head without entry `index`, and the first with it; None where there is none."""
    if not path.is_file():
        return None, None
    try:
        connection = connect(path)
        try:
            without = connection.execute(_LAST_WITHOUT, (index,)).fetchone()
            including = connection.execute(_FIRST_WITH, (index,)).fetchone()
        finally:
            connection.close()
    except sqlite3.OperationalError:  # a copy on a read-only medium: the newest head must do
        return None, None
    except sqlite3.DatabaseError as error:
        raise Malformed("The entry store is not a readable database.") from error
    return (without[0] if without else None), (including[0] if including else None)


def remembered(path: Path) -> list[StoredHead]:
    """Give the heads in an entry store or lock store, as far as it can be read."""
    heads: list[StoredHead] = []
    with suppress(sqlite3.Error):
        connection = connect(path)
        try:
            heads += (StoredHead(*row) for row in connection.execute("SELECT size, at, note FROM head"))
        finally:
            connection.close()
    return heads


def bulk_store(path: Path, rows: Iterable[tuple[int, bytes, bytes, int, bytes]], heads: Iterable[StoredHead]) -> None:
    """Fill a new entry store, durable on return; quick, since nothing in it matters before it is whole."""
    connection = connect(path, _BULK_ENTRIES)
    try:
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("BEGIN")
        connection.executemany(_INSERT_ENTRY, rows)
        connection.executemany(_INSERT_HEAD, ((head.size, head.at, head.note) for head in heads))
        connection.execute(_KEY_INDEX)
        connection.execute("COMMIT")
    except sqlite3.IntegrityError as error:
        raise StoreDamaged("Two entries of the bundles are the same deposit, which no writer stores.") from error
    finally:
        connection.close()
    with path.open("rb") as file:
        os.fsync(file.fileno())
