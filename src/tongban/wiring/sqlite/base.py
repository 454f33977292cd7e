"""The connection that waits for its turn before it writes; Django finds it by the name of this module."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from tongban.wiring.sqlite.turns import PATIENCE, NoTurn, alone, begin

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

    def _start_transaction_under_autocommit(self) -> None:
        if not self.path:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # the stubs know only what is public
            return
        wait = self.connection.execute("PRAGMA busy_timeout").fetchone()[0]
        self.connection.execute("PRAGMA busy_timeout = 0")  # SQLite would sleep past the moment when it could begin
        try:
            begin(self.path, self._begun)
        except NoTurn as error:
            raise locked() from error
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {wait}")

    def _begun(self) -> bool:
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # the stubs know only what is public
        except OperationalError as error:
            if getattr(error.__cause__, "sqlite_errorcode", None) != sqlite3.SQLITE_BUSY:
                raise
            return False
        return True


def _in_turn(execute: Callable[..., Any], sql: str, params: object, many: bool, context: dict[str, Any]) -> Any:  # noqa: ANN401, FBT001 - Django's signature
    """While one write is done outside a transaction nobody may begin: SQLite waits only for who has begun already."""
    connection = context["connection"]
    if connection.in_atomic_block or not connection.path or not sql.startswith(WRITES):
        return execute(sql, params, many, context)
    try:
        with alone(connection.path):
            return execute(sql, params, many, context)
    except NoTurn as error:
        raise locked() from error


def locked() -> OperationalError:
    """Say it in SQLite's words: who looks for them finds this, too."""
    return OperationalError(f"database is locked: no turn to write within {PATIENCE:.0f} s")
