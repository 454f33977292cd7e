"""A log for several application processes, with its entries in PostgreSQL (extra `[postgres]`).

Application processes hand deposits in through `Counter`; one elected `Sequencer` gives them their order and signs. Who
holds the advisory lock is elected; it is bound to the session, so a sequencer that dies gives it up, and one that lost
its session can neither store entries nor swap the head. The lock store's table belongs in a database of its own that is
never restored from a backup. Tiles and checkpoint are files, in a directory that all sequencers share.
"""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from courtlog.deposit import Deposited, Keyed, Wait, keyed
from courtlog.disk import Disk
from courtlog.errors import CourtlogError, LogError, Malformed, Missing, WriterBusy
from courtlog.log import Log
from courtlog.reader import LogReader
from courtlog.store import Entries, Lock, Store

try:
    import psycopg
except ImportError as error:  # an extra: the core runs without it
    raise LogError("PostgreSQL needs the extra: pip install 'courtlog[postgres]'.") from error

_SCHEMA = """
CREATE TABLE IF NOT EXISTS courtlog_entry (idx bigint PRIMARY KEY, key bytea NOT NULL UNIQUE, leaf bytea NOT NULL,
    at bigint NOT NULL, statement bytea NOT NULL);
CREATE TABLE IF NOT EXISTS courtlog_head (size bigint, at bigint, note bytea NOT NULL, PRIMARY KEY (size, at));
CREATE TABLE IF NOT EXISTS courtlog_waiting (id bigserial PRIMARY KEY, key bytea NOT NULL UNIQUE,
    statement bytea NOT NULL);
CREATE TABLE IF NOT EXISTS courtlog_promise (key bytea PRIMARY KEY, idx bigint NOT NULL, note bytea NOT NULL);
"""
_LOCK_SCHEMA = """
CREATE TABLE IF NOT EXISTS courtlog_lock (id integer PRIMARY KEY CHECK (id = 1), size bigint NOT NULL,
    at bigint NOT NULL, note bytea NOT NULL);
"""
_NAMES = {"entry": "courtlog_entry", "head": "courtlog_head", "lock": "courtlog_lock", "value": "%s"}
_ELECTION = 0x636F7572746C6F67  # "courtlog"
_PAUSE, _CANDIDACY = 0.01, 0.2
"""Seconds between two looks at a list, and between two elections."""


class Unavailable(LogError):  # noqa: N818
    """The database does not answer, or the session was lost."""


class _Session(Store):
    """A session whose commits are durable, and whose loss is a `LogError`. `disk` is told of every change."""

    names = _NAMES

    def __init__(self, url: str, schema: str, disk: Disk | None = None) -> None:
        self._mutex, self._disk = threading.RLock(), disk or Disk(Path())
        with _told():
            self._connection = psycopg.connect(url, autocommit=True)
            self._connection.execute("SET synchronous_commit TO on")
            # Two sessions that make the same table at once would fail.
            with self._connection.transaction():
                self._connection.execute("SELECT pg_advisory_xact_lock(%s)", (_ELECTION + 1,))
                self._connection.execute(schema)

    @contextmanager
    def change(self) -> Iterator["psycopg.Connection[tuple[Any, ...]]"]:
        place = Path(type(self).__name__)
        self._disk.step("begin", place)
        with self._mutex, _told(), self._connection.transaction():
            yield self._connection
            self._disk.step("commit", place)
        self._disk.step("committed", place)

    def read(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        with self._mutex, _told(), self._connection.transaction():
            return self.run(self._connection, query, values).fetchall()  # type: ignore[no-any-return]

    def close(self) -> None:
        self._connection.close()


_LINGERS = 1.0
"""Seconds in which the lock of a session that has just ended may still be held."""


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except psycopg.Error as problem:
        raise Unavailable(f"The database cannot be used: {problem}") from problem


class PostgresEntries(_Session, Entries):
    """`Entries` in PostgreSQL; whoever opens them is the elected sequencer."""

    def __init__(self, url: str, disk: Disk) -> None:
        """Stand for election; raises `WriterBusy` when another session has the lock."""
        super().__init__(url, _SCHEMA, disk)
        end = time.monotonic() + _LINGERS  # the server frees the lock of a closed session a moment later
        while self.read("SELECT pg_try_advisory_lock(%s)", (_ELECTION,)) != [(True,)]:
            if time.monotonic() > end:
                self.close()
                raise WriterBusy("Another process is the sequencer of this log.")
            time.sleep(0.05)

    def insert(self, connection: Any, values: Sequence[tuple[object, ...]]) -> None:  # noqa: ANN401  # as of any driver
        """Insert entries as part of a change."""
        query = "COPY courtlog_entry (idx, key, leaf, at, statement) FROM STDIN"
        with connection.cursor() as cursor, cursor.copy(query) as copy:
            for row in values:
                copy.write_row(row)

    def waiting(self, most: int) -> list[Keyed]:
        """Give the oldest deposits that were handed in; what no `Counter` can have written is thrown away."""
        query = "SELECT key, statement FROM courtlog_waiting ORDER BY id LIMIT %s"
        found = [Keyed(*row) for row in self.read(query, (most,))]
        if strange := [one.key for one in found if not _sound(one)]:
            with self.change() as connection:
                connection.execute("DELETE FROM courtlog_waiting WHERE key = ANY(%s)", (strange,))
        return [one for one in found if one.key not in strange]

    def acknowledge(self, entries: Sequence[Keyed], deposited: Sequence[Deposited]) -> None:
        """Write down the promises, and take the deposits off the waiting list, at once."""
        values = [(one.key, made.index, made.promise) for one, made in zip(entries, deposited, strict=True)]
        with self.change() as connection, connection.cursor() as cursor:
            cursor.executemany("INSERT INTO courtlog_promise VALUES (%s, %s, %s) ON CONFLICT DO NOTHING", values)
            connection.execute("DELETE FROM courtlog_waiting WHERE key = ANY(%s)", ([one.key for one in entries],))


def _sound(one: Keyed) -> bool:
    try:
        return keyed(one.statement) == one
    except Malformed:
        return False


class PostgresLock(_Session, Lock):
    """`Lock` in PostgreSQL."""


class PostgresStores:
    """Opens both stores for `Log` and `Log.create`; `entries` are those opened last."""

    entries: PostgresEntries

    def __init__(self, url: str, lock_url: str) -> None:
        """Name the database of the entries, and that of the lock store."""
        self._url, self._lock_url = url, lock_url

    def __call__(self, _directory: Path, _lock: str, disk: Disk) -> tuple[Entries, Lock]:
        """Open them; raises `WriterBusy` when another session is the sequencer."""
        self.entries = PostgresEntries(self._url, disk)
        try:
            return self.entries, PostgresLock(self._lock_url, _LOCK_SCHEMA, disk)
        except BaseException:
            self.entries.close()
            raise


class Counter(_Session):
    """Where an application process hands in deposits. Opens a session of its own; share it between threads."""

    def __init__(self, url: str, reader: LogReader, *, capacity: int = 50_000) -> None:
        """Hand in to the log that `reader` reads; more than `capacity` waiting deposits are refused."""
        super().__init__(url, _SCHEMA)
        self._reader, self._capacity = reader, capacity

    def deposit(self, statements: Sequence[bytes], wait: Wait = Wait.PROMISE, seconds: float = 30.0) -> list[Deposited]:
        """Hand in statements whose signatures the caller has checked, and wait for the sequencer.

        Raises `Malformed`, `LogError` when the list is full, and `Missing` when no promise came in time: the deposits
        stand on the list then and will be made; handing them in again gives the same ones.
        """
        entries = [keyed(one) for one in statements]
        keys = [one.key for one in entries]
        end = time.monotonic() + seconds
        known = self._promises(keys)
        with self.change() as connection, connection.cursor() as cursor:
            row = cursor.execute("SELECT count(*) FROM courtlog_waiting").fetchone()
            if row and row[0] + len(entries) > self._capacity:
                raise LogError(f"{row[0]} deposits wait already; nothing was taken in.")
            values = [(one.key, one.statement) for one in entries if one.key not in known]
            cursor.executemany(
                "INSERT INTO courtlog_waiting (key, statement) VALUES (%s, %s) ON CONFLICT DO NOTHING", values
            )
        while len(promised := self._promises(keys)) < len(set(keys)):
            if time.monotonic() > end:
                raise Missing("The sequencer did not promise in time; the deposits stay on its list.")
            time.sleep(_PAUSE)
        last = max(index for index, _ in promised.values())
        while (proven := self._reader.size) <= last and wait is Wait.PROOF and time.monotonic() < end:
            time.sleep(_PAUSE)
        seen = set(known)
        result = []
        for key in keys:
            index, note = promised[key]
            result.append(Deposited(index, note, repeated=key in seen, proven=index < proven))
            seen.add(key)
        return result

    def _promises(self, keys: Sequence[bytes]) -> dict[bytes, tuple[int, bytes]]:
        query = "SELECT key, idx, note FROM courtlog_promise WHERE key = ANY(%s)"
        return {key: (index, note) for key, index, note in self.read(query, (list(keys),))}


class PostgresReader(LogReader):
    """Reads a log whose heads are remembered in PostgreSQL."""

    def __init__(self, directory: Path | str, url: str) -> None:
        """Read the tiles in `directory`."""
        super().__init__(directory)
        self._session = _Session(url, _SCHEMA)

    def _remembered(self, query: str, value: int) -> list[bytes]:
        return [note for _, _, note in self._session.read(query, (value,))]

    def close(self) -> None:
        """Close the session."""
        self._session.close()


class Sequencer:
    """Stands for election, and gives the waiting deposits their order while it is in office. One per process."""

    def __init__(self, stores: PostgresStores, take_office: Callable[[], Log]) -> None:
        """Name what opens the log with these stores; it is called whenever the process stands for election."""
        self._stores, self._take_office = stores, take_office

    def run(self, stopping: threading.Event, *, group: int = 2_048) -> None:
        """Serve until `stopping`. A lost session ends the office, not the log: whoever is elected next recovers.

        Raises what no new election can mend: `RolledBack`, `StoreDamaged`, wrong keys.
        """
        while not stopping.is_set():
            try:
                log = self._take_office()
            except (WriterBusy, Unavailable):
                stopping.wait(_CANDIDACY)
                continue
            leaving = threading.Event()
            publisher = threading.Thread(target=self._publish, args=(log, leaving), daemon=True)
            publisher.start()
            try:
                # What goes wrong in office is judged by the recovery of the next one.
                with log, suppress(LogError, OSError):
                    while not stopping.is_set():
                        self._integrate(log, group) or stopping.wait(_PAUSE)
            finally:
                leaving.set()
                publisher.join()

    def _integrate(self, log: Log, group: int) -> bool:
        entries = self._stores.entries.waiting(group)
        if entries:
            self._stores.entries.acknowledge(entries, log.deposit_keyed(entries, Wait.PROMISE))
        return bool(entries)

    def _publish(self, log: Log, leaving: threading.Event) -> None:
        while not leaving.wait(_PAUSE):
            with suppress(CourtlogError, OSError):
                log.publish()
