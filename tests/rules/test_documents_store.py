"""The content store keeps what it was given, whole or not at all."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import tracemalloc
from pathlib import Path

import pytest
from django.conf import settings

from tongban.documents.adapters.store import CHUNK, FolderStore
from tongban.documents.models.content import NotKept, find
from tongban.frame import content as construction
from tongban.frame.content import BEGIN, Opened, Sealing
from tongban.frame.keyring import CIPHERS, TAG, Damaged, KeyMissing, make_ring, ring

SM3_ABC = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
"""GB/T 32905, annex A.1."""


@pytest.fixture(params=CIPHERS)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> FolderStore:
    """A store with keys of its own, under each cipher."""
    monkeypatch.setattr(settings, "TONGBAN_PERSONAL_KEYS", tmp_path / "personal.json")
    make_ring(tmp_path / "personal.json", request.param)
    return FolderStore(tmp_path / "content")


def where(store: FolderStore, digest: str) -> Path:
    """The file that holds this content, open to be tampered with."""
    path = find(store.folder, digest)
    assert path
    path.chmod(0o600)
    return path


def lying(store: FolderStore) -> list[Path]:
    """What lies there."""
    return [path for path in store.folder.rglob("*") if path.is_file()]


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
    assert len(lying(store)) == 1


def test_files_lie_two_levels_deep_and_cannot_be_written(store: FolderStore) -> None:
    path = find(store.folder, store.put(b"abc").sha256)
    assert path
    assert path.parent.parent.parent == store.folder
    assert stat.S_IMODE(path.stat().st_mode) == 0o400


def test_neither_content_nor_digest_shows_in_the_folder(store: FolderStore) -> None:
    content = b"a known scan " * 20_000
    kept = store.put(content)
    (path,) = lying(store)
    assert content[:13] not in path.read_bytes()
    assert kept.sha256 not in str(path)
    assert bytes.fromhex(kept.sha256) not in path.read_bytes()


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
    where(store, digest).write_bytes(b"the forgery!")
    with pytest.raises(Damaged):
        store.get(digest)
    with pytest.raises(Damaged), store.open(digest) as reader:
        list(reader)


def test_putting_sound_content_again_heals_damage(store: FolderStore) -> None:
    digest = store.put(b"the original").sha256
    where(store, digest).write_bytes(b"the forgery!")
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
    assert lying(store) == []


def test_sweeping_leaves_fresh_files_alone(store: FolderStore) -> None:
    (store.folder / "tmp" / "being written").write_bytes(b"x")
    assert store.sweep(older_than=0.0) == 0


SIZES = (0, 1, construction.CHUNK - 1, construction.CHUNK, construction.CHUNK + 1, 3 * construction.CHUNK)


@pytest.mark.parametrize("size", SIZES)
def test_any_part_is_read_without_the_rest(store: FolderStore, size: int) -> None:
    content = os.urandom(size)
    digest = store.put(content).sha256
    with store.view(digest) as view:
        assert view.read() == content
        for start in (0, size // 2, construction.CHUNK - 1, size - 1, size + 5):
            view.seek(max(0, start))
            assert view.read(100) == content[max(0, start) : max(0, start) + 100]
        assert view.seek(0, io.SEEK_END) == size


def test_a_part_is_read_when_another_part_is_damaged(store: FolderStore) -> None:
    content = os.urandom(3 * construction.CHUNK)
    digest = store.put(content).sha256
    path = where(store, digest)
    lain = bytearray(path.read_bytes())
    lain[-1] ^= 1
    path.write_bytes(lain)
    with store.view(digest) as view:
        assert view.read(100) == content[:100]
        view.seek(2 * construction.CHUNK)
        with pytest.raises(Damaged):
            view.read(1)


STEP = construction.CHUNK + TAG


@pytest.mark.parametrize(
    "change",
    [
        lambda lain: lain[: BEGIN + STEP],
        lambda lain: lain[:-1],
        lambda lain: lain + lain[-STEP:],
        lambda lain: lain[:BEGIN] + lain[BEGIN + STEP : BEGIN + 2 * STEP] + lain[BEGIN : BEGIN + STEP] + lain[-STEP:],
        lambda lain: lain[:BEGIN] + lain[BEGIN : BEGIN + STEP] * 3,
        lambda lain: lain[:BEGIN] + lain[BEGIN + STEP :] + lain[-STEP:],
        lambda lain: lain[:20] + bytes([lain[20] ^ 1]) + lain[21:],
        lambda lain: lain[:60] + bytes([lain[60] ^ 1]) + lain[61:],
    ],
    ids=["cut", "shortened", "lengthened", "swapped", "repeated", "left out", "another salt", "another title"],
)
def test_chunks_cannot_be_moved_left_out_or_repeated(store: FolderStore, change: object) -> None:
    digest = store.put(os.urandom(3 * construction.CHUNK)).sha256
    path = where(store, digest)
    path.write_bytes(change(path.read_bytes()))  # type: ignore[operator]
    with pytest.raises(Damaged):
        store.get(digest)
    with pytest.raises(Damaged), store.view(digest) as view:
        view.read()


def test_neither_a_chunk_nor_a_whole_file_passes_for_that_of_another(store: FolderStore) -> None:
    mine, other = (store.put(os.urandom(2 * construction.CHUNK)).sha256 for _ in range(2))
    path, foreign = where(store, mine), where(store, other).read_bytes()
    lain = path.read_bytes()
    path.write_bytes(lain[: BEGIN + STEP] + foreign[BEGIN + STEP :])
    with pytest.raises(Damaged), store.view(mine) as view:
        view.read()
    path.write_bytes(foreign)
    with pytest.raises(Damaged, match="another file"):
        store.view(mine)


def test_memory_stays_flat_for_a_recording_of_any_length(store: FolderStore) -> None:
    class Endless(io.RawIOBase):
        left = 256

        def read(self, size: int = -1) -> bytes:
            self.left -= 1
            return bytes(size) if self.left >= 0 else b""

    tracemalloc.start()
    digest = store.put(Endless()).sha256  # type: ignore[arg-type]
    with store.open(digest) as reader:
        assert sum(map(len, reader)) == 256 * CHUNK
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 8 * CHUNK


def test_the_key_of_a_file_is_named_when_it_is_missing(store: FolderStore) -> None:
    digest, old = store.put(b"abc").sha256, ring().writing
    ring().with_key("aes-256-gcm").without([old]).save()
    with pytest.raises(KeyMissing, match=old):
        store.get(digest)


@pytest.mark.parametrize("index", [False, True], ids=["key", "key and names"])
def test_rotation_brings_every_file_under_the_new_keys(store: FolderStore, index: bool) -> None:
    contents = [os.urandom(size) for size in SIZES]
    digests = [store.put(content).sha256 for content in contents]
    before = {path.stat().st_mtime_ns for path in store.files()}
    old = ring()
    (old.with_key("sm4-gcm").with_index_key() if index else old.with_key("sm4-gcm")).save()
    assert [store.get(digest) for digest in digests] == contents, "what lies under an earlier key is found and read"
    assert all(store.rewrite(path) for path in list(store.files()))
    assert not any(store.rewrite(path) for path in list(store.files())), "twice equals once"
    assert store.keys_in_use() == {ring().writing: len(SIZES), ring().indexing: len(SIZES)}
    assert [store.get(digest) for digest in digests] == contents
    assert {path.stat().st_mtime_ns for path in store.files()} == before, "its age is that of the content"


def test_what_is_removed_while_it_is_rewritten_stays_away(store: FolderStore, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = store.put(os.urandom(construction.CHUNK)).sha256
    ring().with_key("aes-256-gcm").with_index_key().save()
    end = Sealing.end

    def removed_meanwhile(sealing: Sealing, sha256: str) -> None:
        end(sealing, sha256)
        store.remove(digest)

    monkeypatch.setattr(Sealing, "end", removed_meanwhile)
    (path,) = store.files()
    assert not store.rewrite(path)
    assert lying(store) == []


def test_a_file_whose_content_is_not_what_its_title_says_is_not_rewritten(store: FolderStore) -> None:
    digest = store.put(b"abc").sha256
    path = where(store, digest)
    with path.open("wb") as target:
        forged = Sealing(target, ring())
        forged.write(b"xyz")
        forged.end(digest)
    with pytest.raises(Damaged), store.open(digest) as reader:
        list(reader)
    ring().with_key("aes-256-gcm").save()
    with pytest.raises(Damaged, match="other content"):
        store.rewrite(path)


def test_what_was_put_again_is_not_let_go_as_old(store: FolderStore) -> None:
    digest = store.put(b"abc").sha256
    os.utime(where(store, digest), (0, 0))
    assert list(store.older_than(1.0)) == [digest]
    store.put(b"abc")
    store.remove_unless_fresh(digest, 1.0)
    assert store.get(digest) == b"abc"
    os.utime(where(store, digest), (0, 0))
    store.remove_unless_fresh(digest, 1.0)
    assert not store.exists(digest)


def test_a_title_reads_the_same_whatever_follows(store: FolderStore) -> None:
    kept = store.put(os.urandom(construction.CHUNK + 9))
    with Opened(where(store, kept.sha256).open("rb"), "here", ring()) as found:
        assert (found.sha256, found.size, found.key) == (kept.sha256, kept.size, ring().writing)
