"""The content store as a whole: taken over from the time before, rewritten, cleared of what nothing names."""

from __future__ import annotations

import dataclasses
import hashlib
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.conf import settings

from tests.builders import OPERATOR, House, keep_rest_key, lies_at, own_keys_in
from tongban.documents.actions.blobs import drop_blob, keep_blob, read_blob
from tongban.documents.actions.content import (
    content_keys,
    encrypt_content,
    loose_content,
    plain_content,
    rewrite_content,
)
from tongban.documents.models import Version
from tongban.documents.queries import has_blob
from tongban.filing.models import DraftFile
from tongban.frame.keyring import Damaged, ring
from tongban.frame.mentions import mentioned
from tongban.people.actions.personal_keys import forget_keys, rotate_keys
from tongban.privacy.actions.retention import end_retention
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db
WALL = datetime(2027, 3, 1, 2, tzinfo=UTC)


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keys and content of the test's own."""
    monkeypatch.setattr(settings, "TONGBAN", dataclasses.replace(settings.TONGBAN, home=tmp_path))
    return own_keys_in(tmp_path, monkeypatch)


def plain(content: bytes, home: Path, *, as_of: bytes | None = None) -> Path:
    """A file as the time before kept it."""
    digest = hashlib.sha256(content).hexdigest()
    path = home / "store" / digest[:2] / digest[2:4] / digest
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if as_of is None else as_of)
    return path


def aged(sha256: str, at: datetime) -> None:
    os.utime(lies_at(sha256), (at.timestamp(), at.timestamp()))


def test_files_of_the_time_before_are_taken_over_and_leave_nothing_plain(keys: Path, tmp_path: Path) -> None:
    contents = [os.urandom(size) for size in (0, 10, 200_000)]
    paths = [plain(content, tmp_path) for content in contents]
    assert plain_content() == sorted(paths)
    assert encrypt_content() == 3
    assert plain_content() == []
    assert [read_blob(hashlib.sha256(one).hexdigest()) for one in contents] == contents
    assert not any(path.exists() for path in paths)
    assert encrypt_content() == 0


def test_a_take_over_that_was_killed_goes_on(keys: Path, tmp_path: Path) -> None:
    first, second = plain(b"one", tmp_path), plain(b"two", tmp_path)
    keep_blob(b"one")  # killed between keeping and removing
    assert encrypt_content() == 2
    assert not first.exists()
    assert not second.exists()
    assert {read_blob(hashlib.sha256(one).hexdigest()) for one in (b"one", b"two")} == {b"one", b"two"}


def test_a_damaged_file_of_the_time_before_stays_to_be_looked_at(keys: Path, tmp_path: Path) -> None:
    path = plain(b"whole", tmp_path, as_of=b"half")
    with pytest.raises(Damaged, match="is damaged"):
        encrypt_content()
    assert path.read_bytes() == b"half"


def test_what_lay_under_the_key_for_what_rests_is_taken_over_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "TONGBAN", dataclasses.replace(settings.TONGBAN, home=tmp_path))
    rest = keep_rest_key(tmp_path, monkeypatch)
    monkeypatch.setattr(settings, "TONGBAN_CONTENT", tmp_path / "content")
    box = Fernet(rest.read_bytes().replace(b"+", b"-").replace(b"/", b"_"))
    plain(b"secret", tmp_path, as_of=box.encrypt(b"secret"))
    assert encrypt_content() == 1
    assert read_blob(hashlib.sha256(b"secret").hexdigest()) == b"secret"
    plain(b"other", tmp_path, as_of=b"under no key")
    with pytest.raises(Damaged, match="rest_key"):
        encrypt_content()


def test_rotation_rewrites_files_and_the_old_key_can_be_forgotten(house: House, keys: Path) -> None:
    kept = keep_blob(b"a paper")
    old = ring()
    done = rotate_keys(cipher="sm4-gcm", index=True, by=OPERATOR, at=house.at)
    assert (done.made, done.files, done.damaged) == (True, 1, ())
    assert content_keys() == {ring().writing: 1, ring().indexing: 1}
    assert read_blob(kept.sha256) == b"a paper"
    assert rotate_keys(by=OPERATOR, at=house.at).key != old.writing
    gone = forget_keys(by=OPERATOR, at=house.at, wall=datetime.now(UTC) + timedelta(hours=1))
    assert {old.writing, old.indexing} <= set(gone)
    assert read_blob(kept.sha256) == b"a paper"


def test_a_damaged_file_keeps_its_key_and_stops_no_rotation(house: House, keys: Path) -> None:
    sound, broken, old = keep_blob(b"sound"), keep_blob(b"broken"), ring().writing
    path = lies_at(broken.sha256)
    path.chmod(0o600)
    kept = path.read_bytes()
    path.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
    done = rotate_keys(by=OPERATOR, at=house.at)
    assert (done.files, len(done.damaged)) == (1, 1)
    assert read_blob(sound.sha256) == b"sound"
    assert old in content_keys()
    assert rewrite_content()[0] == 0
    assert rotate_keys(by=OPERATOR, at=house.at).made, "the next rotation is a new one"
    gone = forget_keys(by=OPERATOR, at=house.at, wall=datetime.now(UTC) + timedelta(hours=1))
    assert old not in gone


def test_uploads_of_an_erased_draft_go_after_a_month_and_are_counted(house: House, keys: Path) -> None:
    filed = house.filing()
    assert filed
    draft = house.draft(story__text="不交了")
    digests = set(DraftFile.objects.filter(draft__uid=draft.uid).values_list("sha256", flat=True))
    alone = keep_blob(b"%PDF-1.7 sent by nobody who went on")
    shared = digests & set(Version.objects.values_list("sha256", flat=True))
    for sha256 in {*digests, *Version.objects.values_list("sha256", flat=True), alone.sha256}:
        aged(sha256, WALL - timedelta(days=31))
    assert loose_content(WALL - timedelta(days=30)) == (alone.sha256,), "what a draft names stays"
    DraftFile.objects.all().delete()
    loose = {*digests, alone.sha256} - set(Version.objects.values_list("sha256", flat=True))
    assert shared <= set(Version.objects.values_list("sha256", flat=True))
    assert end_retention(house.at, WALL) == {"loose_files": len(loose)}
    assert not any(has_blob(one) for one in loose)
    assert all(has_blob(one) for one in Version.objects.values_list("sha256", flat=True))
    assert Entry.objects.get(event="retention_ended").body == f'{{"rows":{{"loose_files":{len(loose)}}}}}'
    assert end_retention(house.at, WALL) == {}


def test_what_was_sent_within_the_month_stays(house: House, keys: Path) -> None:
    house.filing()
    fresh = keep_blob(b"%PDF-1.7 just sent")
    aged(fresh.sha256, WALL - timedelta(days=29))
    assert end_retention(house.at, WALL) == {}
    assert has_blob(fresh.sha256)


def test_killed_between_the_entry_and_the_removal_the_next_day_does_the_rest(
    house: House, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.filing()
    alone = keep_blob(b"%PDF-1.7 alone")
    aged(alone.sha256, WALL - timedelta(days=31))

    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr("tongban.privacy.actions.retention.drop_loose", killed)
        with pytest.raises(Killed):
            end_retention(house.at, WALL)
    assert has_blob(alone.sha256)
    assert end_retention(house.at, WALL) == {"loose_files": 1}
    assert not has_blob(alone.sha256)


def test_a_digest_in_any_encrypted_column_is_a_name_too(house: House, keys: Path) -> None:
    kept = keep_blob(b"%PDF-1.7 told in an answer")
    house.draft(story__text=f"见文件 {kept.sha256}。")
    other = keep_blob(b"%PDF-1.7 told nowhere")
    assert mentioned({kept.sha256, other.sha256}) == {kept.sha256}


def test_an_empty_database_beside_a_full_folder_lets_nothing_go(db: None, keys: Path) -> None:
    kept = keep_blob(b"%PDF-1.7 of another database")
    aged(kept.sha256, WALL - timedelta(days=400))
    assert loose_content(WALL) == ()
    drop_blob(kept.sha256)
