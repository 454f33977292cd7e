"""Personal data lies encrypted: in its column, in the raw file of the database, under keys that are rotated."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from tests.acts.agents import named
from tests.builders import OPERATOR, House, id_number, own_keys_in, person, step
from tongban.cases.queries import case_by_uid
from tongban.frame.acts import Recording
from tongban.frame.guard import lifted
from tongban.frame.keyring import CIPHERS, Damaged, KeyMissing, make_ring, ring
from tongban.frame.models import Record
from tongban.frame.personal import NeedsItsRow, PersonalText
from tongban.frame.rewriting import keys_in_use, personal_models, rewrite
from tongban.kernel.actor import IdentityLevel
from tongban.kernel.refusal import Refused
from tongban.people.actions import personal_keys
from tongban.people.actions.personal_keys import forget_keys, missing_keys, rotate_keys
from tongban.people.actions.register import prove_identity, register_person
from tongban.people.models import Person
from tongban.people.queries import found_at_counter, person_by_identity
from tongban.people.vocabulary import ProofMethod
from tongban.register.models import Entry

TABLE = "people_person"
PERSONAL_NAMES = {"id_number", "phone", "email"}
"""How columns are called that say who somebody is or how to reach them."""


@pytest.fixture
def own_keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Keys of the test's own."""
    return own_keys_in(tmp_path, monkeypatch)


def raw(uid: UUID, column: str) -> str:
    """What really stands in the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {column} FROM {TABLE} WHERE uid = %s",  # noqa: S608 - a column that the test names
            [uid.hex if connection.vendor == "sqlite" else uid],
        )
        return str(cursor.fetchone()[0])


def write_raw(uid: UUID, column: str, value: str) -> None:
    """What an intruder with the database writes."""
    with lifted("test: an intruder writes into the database"), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {TABLE} SET {column} = %s WHERE uid = %s",  # noqa: S608 - as above
            [value, uid.hex if connection.vendor == "sqlite" else uid],
        )


def test_a_number_is_read_by_the_platform_and_by_nobody_else(house: House) -> None:
    assert Person.objects.get(uid=house.lin.uid).id_number == id_number(1)
    kept = raw(house.lin.uid, "id_number")
    assert kept.startswith(f"p1.{ring().writing}.")
    assert id_number(1) not in kept


def test_the_same_number_lies_differently_each_time(house: House) -> None:
    first = raw(house.lin.uid, "id_number")
    row = Person.objects.get(uid=house.lin.uid)
    row.id_number = str(row.id_number)
    with lifted("test: saved again"):
        row.save()
    assert raw(house.lin.uid, "id_number") != first


def test_a_row_that_nobody_looked_at_is_saved_as_it_was(house: House) -> None:
    before = raw(house.lin.uid, "id_number"), raw(house.lin.uid, "id_number_index")
    row = Person.objects.get(uid=house.lin.uid)
    with lifted("test: saved again"):
        row.save()
    assert (raw(house.lin.uid, "id_number"), raw(house.lin.uid, "id_number_index")) == before


def test_a_row_loaded_in_part_keeps_its_digest(house: House) -> None:
    before = raw(house.lin.uid, "id_number_index")
    for part in (Person.objects.defer("id_number"), Person.objects.only("name", "id_number_index")):
        row = part.get(uid=house.lin.uid)
        row.name = "林小梅"
        with lifted("test: saved again"):
            row.save()
        assert raw(house.lin.uid, "id_number_index") == before
    assert Person.objects.get(uid=house.lin.uid).id_number == id_number(1)


def test_empty_stays_empty(house: House) -> None:
    assert raw(house.clerk.person, "id_number") == raw(house.clerk.person, "id_number_index") == ""
    assert not Person.objects.filter(id_number_index="").exists()


@pytest.mark.parametrize("typed", [id_number(1), f" {id_number(1)[:6]} {id_number(1)[6:]} "])
def test_a_person_is_found_by_the_number_however_it_is_written(house: House, typed: str) -> None:
    found = person_by_identity("resident", typed)
    assert found is not None
    assert found.uid == house.lin.uid


def test_a_person_is_found_by_telephone_with_and_without_the_country(house: House) -> None:
    viewer = house.viewer(house.clerk.person)
    known = {"name": "赵六", "kind": "natural", "platform": settings.TONGBAN.slug, "phone": "138 0000 0009"}
    step(OPERATOR, house.at, lambda record: register_person(record, **known))
    assert [one.name for one in found_at_counter(viewer, "+86 13800000009")] == ["赵六"]
    assert [one.name for one in found_at_counter(viewer, "13800000009")] == ["赵六"]
    assert found_at_counter(viewer, "1380000000") == []


def test_a_new_telephone_is_found_and_the_old_one_is_not(house: House) -> None:
    viewer = house.viewer(house.clerk.person)

    def calls(record: Recording, phone: str) -> None:
        register_person(record, uid=house.lin.uid, name="", kind="", platform=settings.TONGBAN.slug, phone=phone)
        prove_identity(record, person=house.lin.uid, method=ProofMethod.COUNTER, level=IdentityLevel.COUNTER)

    for phone in ("13811110000", "13822220000"):
        step(OPERATOR, house.at, partial(calls, phone=phone))
    assert found_at_counter(viewer, "13811110000") == []
    assert [one.uid for one in found_at_counter(viewer, "13822220000")] == [house.lin.uid]


def test_a_digest_of_one_column_says_nothing_about_another(house: House) -> None:
    row = Person.objects.get(uid=house.lin.uid)
    row.phone = row.id_number
    with lifted("test: the same text in two columns"):
        row.save()
    assert raw(house.lin.uid, "id_number_index") != raw(house.lin.uid, "phone_index")


@pytest.mark.parametrize("column", ["phone", "email", "address"])
def test_a_value_moved_to_another_column_is_noticed(house: House, column: str) -> None:
    write_raw(house.lin.uid, column, raw(house.lin.uid, "id_number"))
    with pytest.raises(Damaged, match=f"{TABLE}.{column}"):
        getattr(Person.objects.get(uid=house.lin.uid), column)


def test_a_value_moved_to_another_person_is_noticed(house: House) -> None:
    write_raw(house.lin.uid, "email", raw(house.zhou.uid, "email"))
    with pytest.raises(Damaged, match="another row"):
        _ = Person.objects.get(uid=house.lin.uid).email


def test_a_digest_moved_to_another_person_makes_nobody_somebody_else(house: House) -> None:
    moved = raw(house.lin.uid, "id_number_index")
    write_raw(house.lin.uid, "id_number_index", "")
    write_raw(house.zhou.uid, "id_number_index", moved)
    with pytest.raises(Damaged, match=str(house.zhou.uid)):
        person_by_identity("resident", id_number(1))


@pytest.mark.parametrize("planted", ["plain@example.com", "p1.x", "p1.{key}.AAAA", "p1.{key}.not base64 at all"])
def test_what_is_not_encrypted_is_never_taken_for_data(house: House, planted: str) -> None:
    write_raw(house.lin.uid, "email", planted.format(key=ring().writing))
    with pytest.raises(Damaged):
        _ = Person.objects.get(uid=house.lin.uid).email


def test_a_changed_sign_is_noticed(house: House) -> None:
    kept = raw(house.lin.uid, "email")
    flipped = kept[:-6] + ("A" if kept[-6] != "A" else "B") + kept[-5:]
    write_raw(house.lin.uid, "email", flipped)
    with pytest.raises(Damaged, match="altered"):
        _ = Person.objects.get(uid=house.lin.uid).email


@pytest.mark.usefixtures("house")
def test_nothing_plain_gets_into_a_query() -> None:
    with pytest.raises(NeedsItsRow, match="index"):
        Person.objects.filter(id_number=id_number(1)).exists()
    with pytest.raises(NeedsItsRow, match="saving the row"), lifted("test: an update without its row"):
        Person.objects.update(phone="13800000000")
    with pytest.raises(NeedsItsRow, match="exact"):
        Person.objects.filter(id_number_index__in=[id_number(1)]).exists()


def test_a_look_up_by_number_uses_the_index(house: House) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")  # the table is too small to be worth an index
    plan = Person.objects.filter(platform="test", id_kind="resident", id_number_index=id_number(1)).explain()
    assert "person_id_number" in plan


def test_the_file_of_keys_is_the_owners_alone() -> None:
    assert settings.TONGBAN_PERSONAL_KEYS.stat().st_mode & 0o777 == 0o600


def test_a_second_making_of_keys_changes_nothing(own_keys: Path) -> None:
    before = own_keys.read_bytes()
    make_ring(own_keys)
    assert own_keys.read_bytes() == before
    assert [path.name for path in own_keys.parent.iterdir()] == [own_keys.name]


def test_without_the_file_of_keys_nothing_is_read_and_the_operator_is_told(house: House, own_keys: Path) -> None:
    own_keys.unlink()
    with pytest.raises(KeyMissing, match=r"personal\.json is missing.*backup"):
        _ = Person.objects.get(uid=house.lin.uid).phone or Person.objects.get(uid=house.lin.uid).email


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"writing": "a", "keys": {}, "index": []}', "not json"])
def test_a_broken_file_of_keys_is_named(house: House, own_keys: Path, content: str) -> None:
    own_keys.write_text(content)
    with pytest.raises(KeyMissing, match="is no file of keys"):
        _ = Person.objects.get(uid=house.lin.uid).email


def test_a_missing_key_is_named_with_the_column_that_needs_it(house: House, own_keys: Path) -> None:
    old = ring().writing
    rotated = ring().with_key("aes-256-gcm")
    rotated.without([old]).save()
    assert missing_keys() == [old]
    with pytest.raises(KeyMissing, match=rf"people_person\.email is encrypted with the key {old}"):
        _ = Person.objects.get(uid=house.lin.uid).email


@pytest.mark.parametrize("cipher", sorted(CIPHERS))
def test_a_rotation_brings_everything_under_the_new_key(house: House, own_keys: Path, cipher: str) -> None:
    case = house.case()
    old, old_index = ring().writing, ring().indexing
    done = rotate_keys(cipher=cipher, index=True, by=OPERATOR, at=house.at)
    assert (done.made, done.cipher) == (True, cipher)
    assert done.key not in {old, old_index}
    assert keys_in_use().keys() == {done.key, ring().indexing}
    assert Person.objects.get(uid=house.lin.uid).email == "p1@example.com"
    assert person_by_identity("resident", id_number(1)).uid == house.lin.uid
    assert {party.id_number for party in case_by_uid(case.uid).parties} == {id_number(1), id_number(2)}
    assert Entry.objects.filter(event="personal_key_made").count() == 1


def test_between_two_keys_everybody_is_found(house: House, own_keys: Path) -> None:
    ring().with_key("sm4-gcm").with_index_key().save()
    person("赵六", 6)
    assert len(keys_in_use()) == 4
    assert person_by_identity("resident", id_number(1)).uid == house.lin.uid
    assert person_by_identity("resident", id_number(6)).name == "赵六"


class Killed(BaseException):
    """The process dies here."""


def test_a_killed_rotation_is_finished_by_the_next_and_makes_no_third_key(
    house: House, own_keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.case()
    tables = list(personal_models())
    told = iter(range(len(tables)))

    def dies(model: type) -> int:
        if len(ring().keys) > 1 and next(told) == 1:
            raise Killed
        return rewrite(model)

    monkeypatch.setattr(personal_keys, "rewrite", dies)
    with pytest.raises(Killed):
        rotate_keys(index=True, by=OPERATOR, at=house.at)
    monkeypatch.setattr(personal_keys, "rewrite", rewrite)
    assert len(ring().keys) == 2
    done = rotate_keys(by=OPERATOR, at=house.at)
    assert not done.made
    assert done.rows > 0
    assert len(ring().keys) == 2
    assert keys_in_use().keys() == {ring().writing, ring().indexing}
    assert rotate_keys(by=OPERATOR, at=house.at).made


def test_a_rotation_goes_through_a_table_in_batches(
    house: House, own_keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tongban.frame.rewriting.BATCH", 1)
    ring().with_key("aes-256-gcm").save()
    changed = rewrite(Person)
    assert changed == Person.objects.exclude(email="").count() == 2
    assert rewrite(Person) == 0


def test_what_changes_during_a_rotation_is_not_overwritten(
    house: House, own_keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tongban.frame import rewriting

    put = rewriting._put

    def late(model: type, row: dict, new: dict) -> int:
        if row["uid"] == house.lin.uid:
            changed = Person.objects.get(uid=house.lin.uid)
            changed.email = "new@example.com"
            changed.save()
        return put(model, row, new)

    monkeypatch.setattr(rewriting, "_put", late)
    ring().with_key("aes-256-gcm").save()
    rewrite(Person)
    assert Person.objects.get(uid=house.lin.uid).email == "new@example.com"
    assert raw(house.lin.uid, "email").startswith(f"p1.{ring().writing}.")


def test_keys_are_forgotten_only_when_nothing_needs_them(house: House, own_keys: Path) -> None:
    old = {ring().writing, ring().indexing}
    later = file_time(own_keys) + timedelta(hours=1)
    ring().with_key("aes-256-gcm").with_index_key().save()
    assert forget_keys(by=OPERATOR, at=house.at, wall=later) == ()
    rotate_keys(by=OPERATOR, at=house.at)
    with pytest.raises(Refused) as no:
        forget_keys(by=OPERATOR, at=house.at, wall=file_time(own_keys))
    assert no.value.refusals[0].reason == "people.keys_just_changed"
    assert set(forget_keys(by=OPERATOR, at=house.at, wall=later)) == old
    assert len(ring().keys) == len(ring().index) == 1
    assert Person.objects.get(uid=house.lin.uid).email == "p1@example.com"


def file_time(path: Path) -> datetime:
    """When the file was changed last."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def test_what_was_plain_is_encrypted_by_the_migration(house: House) -> None:
    for column, value in {"id_number": id_number(1), "email": "p1@example.com", "id_number_index": ""}.items():
        write_raw(house.lin.uid, column, value)
    assert person_by_identity("resident", id_number(1)) is None
    assert rewrite(Person, plain=True) == 1
    assert raw(house.lin.uid, "id_number").startswith("p1.")
    found = person_by_identity("resident", id_number(1))
    assert found is not None
    assert (found.uid, found.email) == (house.lin.uid, "p1@example.com")


def test_a_rotation_stops_at_a_plain_text(house: House, own_keys: Path) -> None:
    write_raw(house.lin.uid, "email", "planted@example.com")
    with pytest.raises(Damaged, match="not encrypted"):
        rotate_keys(by=OPERATOR, at=house.at)


def test_no_table_keeps_numbers_telephones_or_e_mail_plain() -> None:
    ours = [model for model in apps.get_models() if issubclass(model, Record)]
    columns = [field for model in ours for field in model._meta.local_fields if field.name in PERSONAL_NAMES]
    assert len(columns) >= 7, "persons, parties and agents"
    plain = [str(one) for one in columns if not isinstance(one, PersonalText)]
    assert plain == ["helpline.CourtWindow.phone"], "the telephone of a court is no person's"


def test_the_raw_database_and_the_home_show_none_of_what_identifies_people(committed_house: House) -> None:
    house = committed_house
    case = house.case()
    named(house, case, house.lin, id_number=id_number(41))
    draft = house.draft()
    assert draft.answers["plaintiff.id_number"] == id_number(1)
    assert house.work() == []
    found = dumped()
    assert "林晓梅".encode() in found, "names stay readable: the dump shows what there is"
    told = ["13800000000", "lin@example.com", "zhou@example.com", "示例路1号", "示例街2号", "p1@example.com"]
    files = {path: path.read_bytes() for path in settings.TONGBAN.home.rglob("*") if path.is_file()}
    for canary in (id_number(1), id_number(2), id_number(41), *told):
        assert canary.encode() not in found, canary
        assert [path for path, held in files.items() if canary.encode() in held] == [], canary


def dumped() -> bytes:
    """Every byte that the database keeps: the files of SQLite, the dump of PostgreSQL."""
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        return b"".join(Path(name + end).read_bytes() for end in ("", "-wal") if Path(name + end).exists())
    parts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 - the database's own tables
            parts += [str(row[0]) for row in cursor.fetchall()]
    return "\n".join(parts).encode()
