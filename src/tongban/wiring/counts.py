"""Counts that all web processes of this machine share and that survive a restart: Django's cache in a file of its own.

Only counts of attempts lie here: nothing is lost with the file but what makes a guesser wait. It is no table of the
platform, because a look at a page must not write to the main database; where several machines serve one platform the
counts lie elsewhere (shared_counts.py). What cannot be counted stops nobody: a court does not close because it cannot
count; the log says so.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from django.conf import settings
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

log = logging.getLogger(__name__)
WAIT = 2.0
"""Seconds that a process waits for another one's write."""
SWEEP = 2000
"""After so many writes of a thread what has run out is removed."""
COLUMNS = "(key TEXT PRIMARY KEY, value TEXT NOT NULL, until DOUBLE PRECISION)"
_PUT = "INSERT INTO counts VALUES (:key, :value, :until) ON CONFLICT (key) DO UPDATE SET value = :value, until = :until"
lines = threading.local()


class Answer(NamedTuple):
    """How many rows a statement touched, and the first that it gave."""

    rows: int
    first: tuple[Any, ...] | None


class Counts(BaseCache, ABC):
    """Django's cache for small values that JSON knows. `add` and `incr` are atomic across threads and processes."""

    failures: ClassVar[tuple[type[Exception], ...]]
    """What is raised when there is nowhere to count."""

    def __init__(self, _place: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    @abstractmethod
    def _answer(self, sql: str, told: dict[str, Any]) -> Answer:
        """Carry out one statement, at once and for good."""

    def _ask(self, sql: str, key: str = "", version: int | None = None, **told: Any) -> Answer | None:
        """None when there is nowhere to count."""
        told |= {"key": self.make_key(key, version), "now": time.time()}
        try:
            if not sql.startswith("SELECT"):
                lines.writes = getattr(lines, "writes", 0) + 1
                if lines.writes % SWEEP == 0:
                    self._answer("DELETE FROM counts WHERE until <= :now", told)
            return self._answer(sql, told)
        except self.failures:
            log.exception("attempts are not counted")
            return None

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:  # noqa: ANN401 - Django's signature
        """Keep `value` unless something is kept under `key`; True when it was."""
        until = self.get_backend_timeout(timeout)
        done = self._ask(f"{_PUT} WHERE counts.until <= :now", key, version, value=json.dumps(value), until=until)
        return done is None or done.rows == 1

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:  # noqa: ANN401 - Django's signature
        """What is kept."""
        found = self._ask("SELECT value FROM counts WHERE key = :key AND until > :now", key, version)
        return json.loads(found.first[0]) if found and found.first else default

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:  # noqa: ANN401 - Django's signature
        """Keep `value`, whatever was there."""
        self._ask(_PUT, key, version, value=json.dumps(value), until=self.get_backend_timeout(timeout))

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:  # noqa: ANN401 - Django's signature
        """Keep it until later."""
        sql = "UPDATE counts SET until = :until WHERE key = :key AND until > :now"
        done = self._ask(sql, key, version, until=self.get_backend_timeout(timeout))
        return done is not None and done.rows == 1

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Add `delta` to a number; ValueError when there is none."""
        sql = (
            "UPDATE counts SET value = CAST(CAST(value AS BIGINT) + :delta AS TEXT)"
            " WHERE key = :key AND until > :now RETURNING value"
        )
        found = self._ask(sql, key, version, delta=delta)
        if found is None:
            return delta
        if found.first is None:
            raise ValueError(key)
        return int(found.first[0])

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget one."""
        done = self._ask("DELETE FROM counts WHERE key = :key", key, version)
        return done is not None and done.rows == 1

    def clear(self) -> None:
        """Forget all."""
        self._ask("DELETE FROM counts")

    def get_backend_timeout(self, timeout: Any = DEFAULT_TIMEOUT) -> float:  # noqa: ANN401 - Django's signature
        """The second at which it is forgotten; what should stay for ever stays for a very long time."""
        until = super().get_backend_timeout(timeout)
        return time.time() + 10**9 if until is None else float(until)


class FileCounts(Counts):
    """In a file of this machine. What was written last may go with the power, not with the process."""

    failures = (sqlite3.Error, OSError)

    def _answer(self, sql: str, told: dict[str, Any]) -> Answer:
        cursor = _file(settings.TONGBAN_COUNTS).execute(sql, told)
        return Answer(cursor.rowcount, next(iter(cursor.fetchall()), None))


def _file(place: Path) -> sqlite3.Connection:
    """This thread's own connection."""
    known: dict[Path, sqlite3.Connection] = lines.__dict__.setdefault("open", {})
    if place not in known:
        for old in known.values():
            old.close()
        known.clear()
        made = sqlite3.connect(place, timeout=WAIT, isolation_level=None)
        made.execute("PRAGMA journal_mode = WAL")
        made.execute("PRAGMA synchronous = OFF")
        made.execute(f"CREATE TABLE IF NOT EXISTS counts {COLUMNS} WITHOUT ROWID")
        known[place] = made
    return known[place]
