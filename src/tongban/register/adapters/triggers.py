"""Triggers that make the register append-only in the database itself."""

from __future__ import annotations

from django.db import connections

TABLE = "register_entry"
_SAYS = "the register is append-only"

_SQLITE = (
    *(
        f"CREATE TRIGGER {TABLE}_no_{verb} BEFORE {verb} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
        for verb in ("update", "delete")
    ),
    # INSERT OR REPLACE removes the old row without asking the trigger on DELETE.
    (
        f"CREATE TRIGGER {TABLE}_no_replace BEFORE INSERT ON {TABLE} "  # noqa: S608 - the name of our own table # nosec B608
        f"WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM {TABLE} WHERE uid = NEW.uid) "
        f"BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
    ),
)
_POSTGRES = (
    (
        f"CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_SAYS}'; END $$"
    ),
    (
        f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE OR DELETE ON {TABLE} "
        f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()"
    ),
    f"CREATE TRIGGER {TABLE}_no_delete BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_refuse()",
)


def make_triggers(using: str = "default", **_: object) -> None:
    """Drop and make the triggers anew; receiver of `post_migrate`."""
    connection = connections[using]
    on_table = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    verbs = ("update", "delete") if connection.vendor == "postgresql" else ("update", "delete", "replace")
    with connection.cursor() as cursor:
        if TABLE not in connection.introspection.table_names(cursor):
            return
        for verb in verbs:
            cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_{verb}{on_table}")
        for statement in _POSTGRES if connection.vendor == "postgresql" else _SQLITE:
            cursor.execute(statement)


def missing_triggers(using: str = "default") -> list[str]:
    """Names of triggers that should be there and are not; asked at start and by the tests."""
    connection = connections[using]
    if connection.vendor == "postgresql":
        wanted = {f"{TABLE}_no_update", f"{TABLE}_no_delete"}
        query = "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled <> 'D'"
    else:
        wanted = {f"{TABLE}_no_update", f"{TABLE}_no_delete", f"{TABLE}_no_replace"}
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
    with connection.cursor() as cursor:
        cursor.execute(query, [TABLE])
        present = {row[0] for row in cursor.fetchall()}
    return sorted(wanted - present)
