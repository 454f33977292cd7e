"""No row of a court's business is written outside an act, and an act is not misused (house.md, law 1)."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection

from tests.builders import MONDAY, OPERATOR, House
from tongban.frame.acts import ActMisused, NothingToDo, act, act_is_open
from tongban.frame.guard import WriteOutsideAct, guarded_tables
from tongban.people.actions.register import register_person
from tongban.people.models import Person
from tongban.register.models import Entry


@pytest.mark.django_db
def test_the_guard_knows_the_courts_tables() -> None:
    assert {"cases_case", "register_entry", "filing_filing", "people_person", "federation_peer"} <= guarded_tables()
    assert not {"filing_draft", "django_session", "register_due"} & guarded_tables()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        'INSERT INTO "{}" DEFAULT VALUES',
        "insert into {} default values",
        'INSERT OR REPLACE INTO "{}" DEFAULT VALUES',
        'UPDATE "{}" SET id = id',
        'UPDATE ONLY "{}" SET id = id',
        "DELETE FROM {}",
        'DELETE FROM ONLY "public"."{}"',
        "  REPLACE INTO {} DEFAULT VALUES",
        'TRUNCATE TABLE "{}"',
        'WITH old AS (SELECT 1) DELETE FROM "{}"',
        "/* hidden */ UPDATE {} SET id = id",
    ],
)
def test_every_guarded_table_refuses_a_write_without_an_act(sql: str) -> None:
    for table in sorted(guarded_tables()):
        with pytest.raises(WriteOutsideAct, match=table), connection.cursor() as cursor:
            cursor.execute(sql.format(table))


@pytest.mark.django_db
def test_reading_is_free() -> None:
    with connection.cursor() as cursor:
        for table in sorted(guarded_tables()):
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - names of our own tables


@pytest.mark.django_db
def test_an_act_that_records_nothing_is_a_mistake() -> None:
    with pytest.raises(ActMisused, match="recorded nothing"), act(by=OPERATOR, at=MONDAY):
        Person.objects.create(layer="own", name="甲", kind="natural", platform="test")
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_an_act_within_an_act_is_a_mistake() -> None:
    with pytest.raises(ActMisused, match="within an act"), act(by=OPERATOR, at=MONDAY), act(by=OPERATOR, at=MONDAY):
        pass
    assert not act_is_open()


@pytest.mark.django_db
def test_an_act_needs_a_time_with_its_zone() -> None:
    with pytest.raises(ActMisused, match="aware"), act(by=OPERATOR, at=datetime(2026, 1, 1)):
        pass


@pytest.mark.django_db
def test_an_act_that_breaks_takes_everything_back() -> None:
    before = Entry.objects.count()
    with pytest.raises(TypeError), act(by=OPERATOR, at=MONDAY) as record:
        _ = register_person(record, name="甲", kind="natural", platform="test").kind / 0  # type: ignore[operator]
    assert (Person.objects.count(), Entry.objects.count()) == (0, before)
    assert not act_is_open()


@pytest.mark.django_db
def test_an_act_that_finds_nothing_to_do_ends_quietly_and_leaves_no_trace() -> None:
    before = Entry.objects.count()
    with act(by=OPERATOR, at=MONDAY) as record:
        register_person(record, name="甲", kind="natural", platform="test")
        raise NothingToDo
    assert (Person.objects.count(), Entry.objects.count()) == (0, before)


def test_a_thread_does_not_inherit_the_act_of_another(committed_house: House) -> None:
    import threading

    seen: list[bool] = []
    with act(by=OPERATOR, at=MONDAY) as record:
        thread = threading.Thread(target=lambda: seen.append(act_is_open()))
        thread.start()
        thread.join()
        register_person(record, name="甲", kind="natural", platform="test")
    assert seen == [False]
