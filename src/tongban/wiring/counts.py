"""Counts that all web processes of this machine share and that survive a restart: Django's cache in a file of its own.

Only counts of attempts lie here: nothing is lost with the file but what makes a guesser wait. It is no table of the
platform, because a look at a page must not write to the main database. A file that cannot be written stops nobody:
a court does not close because it cannot count; the log says so.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

log = logging.getLogger(__name__)
Result = TypeVar("Result")
WAIT = 2.0
"""Seconds that a process waits for another one's write."""
SWEEP = 2000
"""After so many writes of a thread what has run out is removed."""
_SCHEMA = "CREATE TABLE IF NOT EXISTS counts (key TEXT PRIMARY KEY, value TEXT NOT NULL, until REAL) WITHOUT ROWID"
_lines = threading.local()


class FileCounts(BaseCache):
    """Django's cache for small values that JSON knows. `add` and `incr` are atomic across threads and processes."""

    def __init__(self, _place: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:  # noqa: ANN401 - Django's signature
        """Keep `value` unless something is kept under `key`; True when it was."""
        sql = (
            "INSERT INTO counts VALUES (?1, ?2, ?3) ON CONFLICT (key) DO UPDATE SET value = ?2, until = ?3"
            " WHERE counts.until <= ?4"
        )
        row = (self.make_key(key, version), json.dumps(value), self.get_backend_timeout(timeout), time.time())
        return _safely(lambda line: _write(line, sql, row).rowcount == 1, otherwise=True)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:  # noqa: ANN401 - Django's signature
        """What is kept."""
        sql, row = "SELECT value FROM counts WHERE key = ? AND until > ?", (self.make_key(key, version), time.time())
        found = _safely(lambda line: line.execute(sql, row).fetchone(), otherwise=None)
        return json.loads(found[0]) if found else default

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:  # noqa: ANN401 - Django's signature
        """Keep `value`, whatever was there."""
        row = (self.make_key(key, version), json.dumps(value), self.get_backend_timeout(timeout))
        _safely(lambda line: _write(line, "INSERT OR REPLACE INTO counts VALUES (?, ?, ?)", row), otherwise=None)

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:  # noqa: ANN401 - Django's signature
        """Keep it until later."""
        row = (self.get_backend_timeout(timeout), self.make_key(key, version), time.time())
        sql = "UPDATE counts SET until = ? WHERE key = ? AND until > ?"
        return _safely(lambda line: _write(line, sql, row).rowcount == 1, otherwise=False)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Add `delta` to a number; ValueError when there is none."""
        sql = "UPDATE counts SET value = value + ? WHERE key = ? AND until > ? RETURNING value"
        row = (delta, self.make_key(key, version), time.time())
        found = _safely(lambda line: _write(line, sql, row).fetchone(), otherwise=(delta,))
        if found is None:
            raise ValueError(key)
        return int(found[0])

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget one."""
        row = (self.make_key(key, version),)
        return _safely(
            lambda line: _write(line, "DELETE FROM counts WHERE key = ?", row).rowcount == 1, otherwise=False
        )

    def clear(self) -> None:
        """Forget all."""
        _safely(lambda line: _write(line, "DELETE FROM counts", ()), otherwise=None)

    def get_backend_timeout(self, timeout: Any = DEFAULT_TIMEOUT) -> float:  # noqa: ANN401 - Django's signature
        """The second at which it is forgotten; what should stay for ever stays for a very long time."""
        until = super().get_backend_timeout(timeout)
        return time.time() + 10**9 if until is None else float(until)


def _safely(do: Callable[[sqlite3.Connection], Result], *, otherwise: Result) -> Result:
    try:
        return do(_line(settings.TONGBAN_COUNTS))
    except (sqlite3.Error, OSError):
        log.exception("%s: attempts are not counted", settings.TONGBAN_COUNTS)
        return otherwise


def _write(line: sqlite3.Connection, sql: str, row: tuple[Any, ...]) -> sqlite3.Cursor:
    _lines.writes = getattr(_lines, "writes", 0) + 1
    if _lines.writes % SWEEP == 0:
        line.execute("DELETE FROM counts WHERE until <= ?", (time.time(),))
    return line.execute(sql, row)


def _line(place: Path) -> sqlite3.Connection:
    """This thread's own connection. What was written last may go with the power, not with the process."""
    known: dict[Path, sqlite3.Connection] = _lines.__dict__.setdefault("open", {})
    if place not in known:
        for old in known.values():
            old.close()
        known.clear()
        made = sqlite3.connect(place, timeout=WAIT, isolation_level=None)
        made.execute("PRAGMA journal_mode = WAL")
        made.execute("PRAGMA synchronous = OFF")
        made.execute(_SCHEMA)
        known[place] = made
    return known[place]
