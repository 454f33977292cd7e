"""The database is what the models say, and what only acts may write is written by acts only."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from tongban.frame.guard import WriteOutsideAct, check_write, guarded_tables, lifted
from tongban.register.models import Entry

REGISTER = "register_entry"


def house_models() -> list[type]:
    """The models of the house."""
    return [m for m in apps.get_models(include_auto_created=True) if m.__module__.startswith("tongban.")]


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_every_guarded_table_refuses_a_write_without_an_act() -> None:
    for table in sorted(guarded_tables()):
        with pytest.raises(WriteOutsideAct, match=table), connection.cursor() as cursor:
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608 - the house's own table names


def test_the_guard_knows_every_way_to_write() -> None:
    for sql in (
        'INSERT INTO "{}" VALUES (1)',
        'INSERT OR IGNORE INTO "{}" VALUES (1)',
        "insert into {} values (1)",
        'UPDATE "{}" SET a = 1',
        ' DELETE FROM "{}"',
    ):
        with pytest.raises(WriteOutsideAct):
            check_write(sql.format(REGISTER))


def test_a_read_needs_no_act() -> None:
    check_write(f'SELECT * FROM "{REGISTER}"')  # noqa: S608 - nothing is executed


def test_a_table_outside_acts_says_why() -> None:
    silent = [m.__name__ for m in house_models() if not isinstance(getattr(m, "outside_acts", ""), str)]
    hasty = [m.__name__ for m in house_models() if 0 < len(getattr(m, "outside_acts", "")) < len("a few words")]
    assert silent + hasty == []


def test_the_register_is_guarded() -> None:
    assert REGISTER in guarded_tables()


@pytest.mark.django_db
def test_the_register_has_its_triggers_after_migration() -> None:
    assert {"UPDATE", "DELETE"} <= _triggers()


@pytest.mark.only_on("postgresql")
@pytest.mark.django_db
def test_the_register_has_a_trigger_against_truncate() -> None:
    """SQLite has no TRUNCATE."""
    assert "TRUNCATE" in _triggers()


@pytest.fixture
def entry() -> Entry:
    """One recorded fact."""
    with lifted("the triggers are tested below the guard"):
        return Entry.objects.create(
            at=datetime(2026, 1, 5, tzinfo=UTC),
            actor="{}",
            event="case_docketed",
            version=1,
            body="{}",
            basis="CPL 126",
            digest="0" * 64,
        )


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["UPDATE {} SET basis = 'CPL 127'", "DELETE FROM {}"])
@pytest.mark.usefixtures("entry")
def test_the_database_refuses_to_change_the_register(change: str) -> None:
    with (
        lifted("the triggers are tested below the guard"),
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format(REGISTER))
    assert Entry.objects.get(digest="0" * 64).basis == "CPL 126"


@pytest.mark.only_on("postgresql")
@pytest.mark.django_db
def test_the_database_refuses_to_empty_the_register() -> None:
    """A statement's trigger stands guard over an empty table too. SQLite has no TRUNCATE."""
    with (
        lifted("the database's own guard is asked, not the house's"),
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {REGISTER} CASCADE")


def _triggers() -> set[str]:
    """The kinds of change on which a trigger of the register stands ready."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [REGISTER])
            return {
                kind for (sql,) in cursor.fetchall() for kind in ("UPDATE", "DELETE") if f"BEFORE {kind}" in sql.upper()
            }
        cursor.execute(
            "SELECT tgtype FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal AND tgenabled <> 'D'",
            [REGISTER],
        )
        bits = {"DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}
        return {kind for (mask,) in cursor.fetchall() for kind, bit in bits.items() if mask & bit}
