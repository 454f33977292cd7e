"""Counts of attempts where several machines serve one platform: in its PostgreSQL, so that all count together.

They lie in a table that is not logged: a crash of the server loses them, and nothing else. Each thread has a connection
of its own beside that of its pages, so that no transaction of a page holds them up or undoes them.
"""

from __future__ import annotations

import re
from typing import Any

import psycopg
from django.db import connection

from tongban.wiring.counts import COLUMNS, WAIT, Answer, Counts, lines


class SharedCounts(Counts):
    """In the PostgreSQL of the platform."""

    failures = (psycopg.Error, OSError)

    def _answer(self, sql: str, told: dict[str, Any]) -> Answer:
        cursor = _server().execute(re.sub(r":(\w+)", r"%(\1)s", sql), told)
        return Answer(cursor.rowcount, cursor.fetchone() if cursor.description else None)


def _server() -> psycopg.Connection[tuple[Any, ...]]:
    """This thread's own connection to the platform's database."""
    known: psycopg.Connection[tuple[Any, ...]] | None = getattr(lines, "server", None)
    named = connection.settings_dict
    if known is None or known.closed or known.info.dbname != named["NAME"]:
        told: dict[str, Any] = {
            word: named[word.upper()] for word in ("user", "password", "host", "port") if named[word.upper()]
        }
        told |= {"connect_timeout": int(WAIT), "options": f"-c statement_timeout={int(WAIT * 1000)}"}
        known = psycopg.connect(dbname=named["NAME"], autocommit=True, **told)
        # One transaction: two machines that start at once must not make the table both.
        known.execute(
            "SELECT pg_advisory_xact_lock(hashtext('tongban counts'));"
            f"CREATE UNLOGGED TABLE IF NOT EXISTS counts {COLUMNS}"
        )
        lines.server = known
    return known
