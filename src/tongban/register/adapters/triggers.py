"""Triggers that make the register, and every other table that says so, append-only in the database itself."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import connections

TABLE = "register_entry"


def append_only_tables() -> list[str]:
    """The tables whose models say that rows are never changed."""
    return sorted(model._meta.db_table for model in apps.get_models() if getattr(model, "append_only", False))


def _sqlite(table: str) -> Iterator[str]:
    says = f"SELECT RAISE(ABORT, '{table} is append-only')"
    for verb in ("update", "delete"):
        yield f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} BEGIN {says}; END"
    # INSERT OR REPLACE removes the old row without asking the trigger on DELETE.
    yield (
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "  # noqa: S608 - the name of our own table # nosec B608
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM {table} WHERE uid = NEW.uid) "
        f"BEGIN {says}; END"
    )


def _postgres(table: str) -> Iterator[str]:
    yield (
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
    )
    refuse = f"EXECUTE FUNCTION {table}_refuse()"
    yield f"CREATE TRIGGER {table}_no_update BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refuse}"
    yield f"CREATE TRIGGER {table}_no_delete BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}"


def make_triggers(using: str = "default", **_: object) -> None:
    """Drop and make the triggers anew; receiver of `post_migrate`."""
    connection = connections[using]
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        for table in append_only_tables():
            if table not in present:
                continue
            for verb in ("update", "delete", "replace"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}" + (f" ON {table}" if postgres else ""))
            for statement in _postgres(table) if postgres else _sqlite(table):
                cursor.execute(statement)


def missing_triggers(using: str = "default") -> list[str]:
    """Names of triggers that should be there and are not; asked at start and by the tests."""
    connection = connections[using]
    if connection.vendor == "postgresql":
        verbs: tuple[str, ...] = ("update", "delete")
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    else:
        verbs = ("update", "delete", "replace")
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        found = {row[0] for row in cursor.fetchall()}
    return sorted({f"{table}_no_{verb}" for table in append_only_tables() for verb in verbs} - found)
