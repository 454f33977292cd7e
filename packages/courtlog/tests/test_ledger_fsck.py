import os
import random
import re
import shutil
import sqlite3

import pytest
from ledger_samples import LOG_KEY, ORIGIN, create, key

from courtlog import COSIGNATURE, LogReader, Policy, check_log
from courtlog.checkpoint import Checkpoint
from courtlog.errors import CourtlogError
from courtlog.rebuild import rebuild
from courtlog.signing import sign_note


@pytest.fixture(scope="module")
def sound(tmp_path_factory, statements):
    directory = tmp_path_factory.mktemp("fsck") / "log"
    with create(directory) as log:
        log.deposit(statements[:250])
        log.deposit(statements[250:280])
        log.deposit(statements[280:290])
    return directory


@pytest.fixture
def copy(sound, tmp_path):
    return shutil.copytree(sound, tmp_path / "log")


def faults(directory, **options):
    try:
        return list(check_log(directory, **options))
    except CourtlogError as error:
        return [str(error)]


def test_a_sound_log_has_no_faults(sound):
    assert faults(sound) == []


def test_a_log_that_is_written_meanwhile_has_no_faults(tmp_path, statements):
    """The check has read a head; before it comes to the tiles, the writer has made those of the next heads."""
    directory = tmp_path / "log"
    with create(directory) as log:
        for first, last in ((0, 10), (10, 13), (13, 250), (250, 258), (258, 300)):
            head = (directory / "public" / "checkpoint").read_bytes()
            log.deposit(statements[first:last])
            newer = (directory / "public" / "checkpoint").read_bytes()
            (directory / "public" / "checkpoint").write_bytes(head)
            assert faults(directory) == [], (first, last)
            (directory / "public" / "checkpoint").write_bytes(newer)


def test_a_flipped_bit_in_any_published_file_is_found(copy):
    seed = random.randrange(2**32)
    print("seed", seed)
    chance = random.Random(seed)
    for path in sorted(one for one in (copy / "public").rglob("*") if one.is_file()):
        original = path.read_bytes()
        for _ in range(6):
            changed = bytearray(original)
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
            path.write_bytes(changed)
            assert faults(copy), path
        path.write_bytes(original)
    assert faults(copy) == []


def test_the_damaged_entry_is_named(copy, statements):
    path = copy / "public/tile/entries/000"
    data = path.read_bytes()
    at = data.index(statements[17]) + 40
    path.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
    assert faults(copy) == [
        "Entry 17 is damaged: its bytes in tile/entries/000 and its leaf hash in tile/0/000 differ."
    ]


def test_an_entry_changed_in_the_store_is_named(copy, statements):
    store = sqlite3.connect(copy / "entries.sqlite3")
    store.execute("UPDATE entry SET statement = ? WHERE idx = 20", (statements[299],))
    store.commit()
    store.close()
    assert "Entry 20 is damaged in the entry store." in faults(copy)


def test_a_head_kept_elsewhere_convicts_a_log_that_was_rewritten_or_cut(copy):
    def head(size, root):
        return sign_note(Checkpoint(ORIGIN, size, root).text, LOG_KEY).encode()

    assert faults(copy, seen=(copy / "public/checkpoint").read_bytes()) == []
    assert "CONFLICT" in faults(copy, seen=head(100, bytes(32)))[0]
    assert "CONFLICT" in faults(copy, seen=head(400, bytes(32)))[0]
    assert "not compared" in faults(copy, seen=head(100, bytes(32)).replace(b"100", b"101"))[0]


def test_a_lost_file_and_a_lost_lock_store_are_named(copy):
    (copy / "public/tile/entries/000").unlink()
    assert "Entries 0 to 255 cannot be read" in faults(copy)[0]
    for file in copy.glob("lock.sqlite3*"):
        file.unlink()
    assert any("lock store" in fault for fault in faults(copy))


def test_a_policy_that_the_head_does_not_satisfy_is_a_fault(copy):
    assert "does not satisfy" in faults(copy, policy=b"quorum none\n")[0]


def test_the_empty_head_of_a_new_log_may_wait_for_its_witnesses_and_an_entry_may_not(tmp_path, statements):
    lines = [f"log {LOG_KEY.verifier}", f"witness far {key('far.example', COSIGNATURE).verifier}", "quorum far"]
    policy = "\n".join([*lines, ""]).encode()
    with create(tmp_path / "log") as log:
        assert faults(tmp_path / "log", policy=policy) == []
        log.deposit(statements[:1])
    assert "does not satisfy" in faults(tmp_path / "log", policy=policy)[0]


def content_of(path):
    """What a database says, in the order of its tables; None when it cannot be read."""
    try:
        connection = sqlite3.connect(path)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return ["\n".join(connection.iterdump())]
        finally:
            connection.close()
    except (sqlite3.DatabaseError, UnicodeDecodeError, OverflowError):
        return None


def flips(data, chance, count):
    for at in [*range(0, 100, 7), *(chance.randrange(len(data)) for _ in range(count))]:
        if at < len(data):
            changed = bytearray(data)
            changed[at] ^= 1 << chance.randrange(8)
            yield at, bytes(changed)


@pytest.mark.parametrize("name", ["entries.sqlite3", "lock.sqlite3"])
def test_a_flipped_bit_in_a_database_is_found_or_changes_nothing_that_it_says(copy, name):
    """Pages hold bytes that belong to nothing; whatever a flip does to what the database says must be found."""
    seed = os.environ.get("TONGBAN_SEED") or str(random.randrange(10**6))
    print("TONGBAN_SEED", seed)
    path = copy / name
    original, said = path.read_bytes(), content_of(path)
    found = 0
    for at, changed in flips(original, random.Random(seed), 1_500 if os.environ.get("TONGBAN_TIER") == "all" else 120):
        path.write_bytes(changed)
        told = faults(copy)
        for leftover in copy.glob(f"{name}-*"):
            leftover.unlink()
        path.write_bytes(changed)
        assert told or content_of(path) == said, f"byte {at} of {name}"
        found += bool(told)
        for leftover in copy.glob(f"{name}-*"):
            leftover.unlink()
    assert found
    path.write_bytes(original)
    assert faults(copy) == []


@pytest.mark.parametrize("rebuilt", [False, True])
def test_a_flipped_bit_in_an_index_of_the_entry_store_is_found(copy, rebuilt):
    """No query for entries reads the indexes, so nothing but a comparison with the entries shows their damage."""
    path = copy / "entries.sqlite3"
    if rebuilt:
        rebuild(copy)
    store = sqlite3.connect(path)
    store.execute("PRAGMA journal_mode=DELETE")
    ((key,),) = store.execute("SELECT key FROM entry WHERE idx = 20").fetchall()
    ((page,),) = store.execute("SELECT rootpage FROM sqlite_master WHERE name = 'entry_at'").fetchall()
    ((width,),) = store.execute("PRAGMA page_size").fetchall()
    store.close()
    original = path.read_bytes()
    copies = [found.start() + 9 for found in re.finditer(re.escape(key), original)]
    seed = os.environ.get("TONGBAN_SEED") or str(random.randrange(10**6))
    print("TONGBAN_SEED", seed)
    start = (page - 1) * width
    content = start + int.from_bytes(original[start + 5 : start + 7], "big")
    assert len(copies) == 2
    for at in [*copies, *random.Random(seed).sample(range(content, page * width), 60)]:
        path.write_bytes(original[:at] + bytes([original[at] ^ 1 << at % 8]) + original[at + 1 :])
        assert faults(copy), at
    path.write_bytes(original)
    assert faults(copy) == []


def test_an_entry_exchanged_for_another_under_the_same_key_or_time_is_found(copy):
    """Edits by SQL keep the indexes in step: what convicts them is the published log, or nothing."""
    store = sqlite3.connect(copy / "entries.sqlite3")
    store.execute("UPDATE entry SET leaf = (SELECT leaf FROM entry WHERE idx = 21) WHERE idx = 20")
    store.commit()
    store.close()
    assert faults(copy) == ["Entry 20 is damaged in the entry store."]


def test_entries_missing_from_the_store_are_found(copy):
    store = sqlite3.connect(copy / "entries.sqlite3")
    store.execute("DELETE FROM entry WHERE idx = 270")
    store.commit()
    store.close()
    assert faults(copy) == ["The entry store cannot be read: it lacks some of the entries 256 to 289."]


@pytest.mark.parametrize("name", ["log.json", "policy.tlog-policy"])
def test_a_flipped_bit_in_the_settings_or_the_policy_is_found_or_means_the_same(copy, name):
    path = copy / name
    if not path.exists():
        path.write_bytes(LogReader(copy).policy())
    original = path.read_bytes()
    meaning = LogReader(copy).settings, Policy.parse(LogReader(copy).policy()).quorum
    for at in range(len(original)):
        changed = original[:at] + bytes([original[at] ^ 1 << at % 7]) + original[at + 1 :]
        path.write_bytes(changed)
        if not faults(copy):
            assert (LogReader(copy).settings, Policy.parse(LogReader(copy).policy()).quorum) == meaning, at
    path.write_bytes(original)
