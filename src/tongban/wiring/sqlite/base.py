"""The connection that waits for its turn before it writes; Django finds it by the name of this module."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from tongban.wiring.sqlite.turns import PATIENCE, NoTurn, alone, begin, patiently

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's connection to SQLite: each transaction, and each write outside of one, takes its turn."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.path = ""
        """The true path of the file; "" while it is not open, or in memory, where nobody else writes."""
        self.execute_wrappers.append(_in_turn)

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        """Open the file, and let SQLite say where it is."""
        connection = super().get_new_connection(conn_params)
        self.path = connection.execute("PRAGMA database_list").fetchone()[2]
        return connection

    @contextmanager
    def without_waiting(self) -> Iterator[None]:
        """Let SQLite say at once that it is locked, and wait out here.

        A thread that waits inside SQLite holds its connection's lock. When another thread, which has begun to write,
        happens to collect garbage of that connection, it waits for that lock, and both stand still until a time-out.
        """
        wait = self.connection.execute("PRAGMA busy_timeout").fetchone()[0]
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {wait}")

    def _start_transaction_under_autocommit(self) -> None:
        if not self.path:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # the stubs know only what is public
            return
        with self.without_waiting():
            try:
                begin(self.path, self._begun)
            except NoTurn as error:
                raise locked() from error

    def _begun(self) -> bool:
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # the stubs know only what is public
        except OperationalError as error:
            if not is_busy(error):
                raise
            return False
        return True


def _in_turn(execute: Callable[..., Any], sql: str, params: object, many: bool, context: dict[str, Any]) -> Any:  # noqa: ANN401, FBT001 - Django's signature
    """A write outside a transaction: nobody may begin until it is done; it is tried until who has begun has ended."""
    connection = context["connection"]
    if connection.in_atomic_block or not connection.path or not sql.startswith(WRITES):
        return execute(sql, params, many, context)
    answers: list[Any] = []

    def tried() -> bool:
        try:
            answers.append(execute(sql, params, many, context))
        except OperationalError as error:
            if not is_busy(error):
                raise
            return False
        return True

    try:
        with connection.without_waiting(), alone(connection.path):
            patiently(tried)
    except NoTurn as error:
        raise locked() from error
    return answers[0]


def is_busy(error: OperationalError) -> bool:
    """Whether SQLite only says that somebody else is writing."""
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    return code is not None and code & 0xFF == sqlite3.SQLITE_BUSY


def locked() -> OperationalError:
    """Say it in SQLite's words: who looks for them finds this, too."""
    return OperationalError(f"database is locked: no turn to write within {PATIENCE:.0f} s")
