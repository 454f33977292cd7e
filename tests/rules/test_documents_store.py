"""The content store keeps what it was given, whole or not at all."""

from __future__ import annotations

import hashlib
import io
import os
import stat
from pathlib import Path

import pytest

from tongban.documents.adapters.store import CHUNK, Damaged, FolderStore, NotKept

SM3_ABC = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
"""GB/T 32905, annex A.1."""


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "store")


def test_content_comes_back_under_its_digest(store: FolderStore) -> None:
    kept = store.put(b"abc")
    assert (kept.sha256, kept.sm3, kept.size) == (hashlib.sha256(b"abc").hexdigest(), SM3_ABC, 3)
    assert store.exists(kept.sha256)
    assert store.get(kept.sha256) == b"abc"


def test_a_stream_larger_than_a_chunk_is_kept_whole(store: FolderStore) -> None:
    content = os.urandom(CHUNK * 2 + 17)
    kept = store.put(io.BytesIO(content))
    with store.open(kept.sha256) as reader:
        assert b"".join(reader) == content


def test_the_same_content_twice_is_one_file(store: FolderStore) -> None:
    assert store.put(b"same") == store.put(io.BytesIO(b"same"))
    assert len([p for p in store.folder.rglob("*") if p.is_file()]) == 1


def test_files_lie_two_levels_deep_and_cannot_be_written(store: FolderStore) -> None:
    digest = store.put(b"abc").sha256
    path = store.folder / digest[:2] / digest[2:4] / digest
    assert stat.S_IMODE(path.stat().st_mode) == 0o400


def test_what_was_never_put_is_not_there(store: FolderStore) -> None:
    assert not store.exists("0" * 64)
    with pytest.raises(NotKept):
        store.get("0" * 64)


@pytest.mark.parametrize("name", ["../../etc/passwd", "A" * 64, "0" * 63, ""])
def test_nothing_but_a_digest_becomes_a_path(store: FolderStore, name: str) -> None:
    with pytest.raises(ValueError, match="digest"):
        store.exists(name)


def test_damage_is_noticed_on_reading(store: FolderStore) -> None:
    digest = store.put(b"the original").sha256
    path = store.folder / digest[:2] / digest[2:4] / digest
    path.chmod(0o600)
    path.write_bytes(b"the forgery!")
    with pytest.raises(Damaged):
        store.get(digest)
    with pytest.raises(Damaged), store.open(digest) as reader:
        list(reader)


def test_putting_sound_content_again_heals_damage(store: FolderStore) -> None:
    digest = store.put(b"the original").sha256
    path = store.folder / digest[:2] / digest[2:4] / digest
    path.chmod(0o600)
    path.write_bytes(b"the forgery!")
    store.put(b"the original")
    assert store.get(digest) == b"the original"


def test_a_crash_before_the_rename_leaves_nothing_under_the_name(
    store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Crash(BaseException):
        pass

    def crash(*_: object) -> None:
        raise Crash

    digest = hashlib.sha256(b"half done").hexdigest()
    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", crash)
        broken.setattr(Path, "unlink", lambda *_, **__: None)  # a killed process cleans nothing up
        with pytest.raises(Crash):
            store.put(b"half done")
    assert not store.exists(digest)
    assert len(list((store.folder / "tmp").iterdir())) == 1
    assert store.put(b"half done").sha256 == digest
    assert store.get(digest) == b"half done"
    assert store.sweep(older_than=4e9) == 1
    assert list((store.folder / "tmp").iterdir()) == []


def test_a_stream_that_breaks_off_leaves_nothing(store: FolderStore) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store.put(Broken())
    assert [p for p in store.folder.rglob("*") if p.is_file()] == []


def test_sweeping_leaves_fresh_files_alone(store: FolderStore) -> None:
    (store.folder / "tmp" / "being written").write_bytes(b"x")
    assert store.sweep(older_than=0.0) == 0
