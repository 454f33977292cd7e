import random
import shutil
import sqlite3

import pytest
from ledger_samples import LOG_KEY, ORIGIN, create

from courtlog import check_log
from courtlog.checkpoint import Checkpoint
from courtlog.errors import CourtlogError
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
