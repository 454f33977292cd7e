import sqlite3
import subprocess
import sys

import pytest
from ledger_samples import LOG_KEY, ORIGIN, PARTY_KEY, START, WITNESS_KEY, Clock, create, key, reopen, statement

from courtlog import Log, LogReader, Promise, check_log
from courtlog.checkpoint import Checkpoint
from courtlog.deposit import Wait
from courtlog.disk import Disk
from courtlog.errors import LogError, Malformed, Missing, RolledBack, StoreDamaged, WriterBusy
from courtlog.merkle import verify_consistency
from courtlog.note import COSIGNATURE, Note
from courtlog.policy import Policy
from courtlog.proofs import consistency_path
from courtlog.signing import cosign, sign_note
from courtlog.tiles import TileTree
from courtlog.tlogproof import TlogProof


def test_a_new_log_is_empty_signed_and_timed(log):
    head = Policy.parse(log.policy()).check(log.head().note)
    assert (head.checkpoint.origin, head.checkpoint.size, head.since.time) == (ORIGIN, 0, START)


def test_deposits_get_consecutive_indexes_promises_and_proofs(log, statements):
    deposited = log.deposit(statements[:3]) + log.deposit(statements[3:5])
    assert [one.index for one in deposited] == [0, 1, 2, 3, 4]
    for one in deposited:
        promise = Promise.open(one.promise, LOG_KEY.verifier, statements[one.index])
        assert (promise.index, promise.origin) == (one.index, ORIGIN)
        TlogProof.parse(log.proof(one.index).encode()).verify(statements[one.index])
        assert log.entry(one.index) == statements[one.index]


def test_the_same_deposit_twice_gives_the_same_index_and_the_same_promise(log, statements):
    first = log.deposit(statements[:3])
    again = log.deposit([statements[2], statements[5], statements[5], statements[0]])
    assert [one.index for one in again] == [2, 3, 3, 0]
    assert [one.repeated for one in again] == [True, False, True, True]
    assert again[0].promise == first[2].promise
    assert log.size == 4


def test_a_copier_of_a_commitment_cannot_take_the_depositors_place(log):
    thief = log.deposit([statement(1, key("thief.example"))])
    owner = log.deposit([statement(1, PARTY_KEY)])
    assert (thief[0].index, owner[0].index) == (0, 1)


def test_an_empty_group_and_a_wholly_known_group_make_no_new_head(log, statements):
    log.deposit(statements[:1])
    head = log.head()
    assert log.deposit([]) == []
    log.deposit(statements[:1])
    assert log.head() == head


def test_a_malformed_statement_keeps_its_whole_group_out(log, statements):
    with pytest.raises(Malformed):
        log.deposit([statements[0], b"not a statement"])
    assert log.size == 0


@pytest.mark.parametrize("groups", [[300], [255, 1, 44], [256, 44], [100, 100, 100]])
def test_logs_grown_in_different_groups_are_the_same_log(tmp_path, statements, groups):
    with create(tmp_path) as log:
        at = 0
        for group in groups:
            log.deposit(statements[at : at + group])
            at += group
        assert list(check_log(tmp_path)) == []
        assert not (tmp_path / "public/tile/0/000.p").exists()
        assert log.head().checkpoint.root.hex().startswith("")
        for index in (0, 254, 255, 256, 299):
            log.proof(index)
        roots = {log.head().checkpoint.root}
    with reopen(tmp_path) as log:
        roots.add(log.head().checkpoint.root)
    assert len(roots) == 1


def test_a_proof_is_made_under_the_first_head_that_includes_the_entry(log, statements):
    for number in range(5):
        log.deposit([statements[number]])
    policy = Policy.parse(log.policy())
    heads = [policy.check(log.proof(index).head) for index in range(5)]
    assert [head.checkpoint.size for head in heads] == [1, 2, 3, 4, 5]
    before = [policy.check(log.head_before(index).note).since.time for index in range(5)]
    assert all(earlier < head.since.time for earlier, head in zip(before, heads, strict=True))


def test_refreshing_brings_the_lower_bound_of_the_next_deposit_close(tmp_path, statements):
    with create(tmp_path, clock=Clock()) as log:
        log.deposit(statements[:1])
        first = Policy.parse(log.policy()).check(log.head().note).since.time
        log.refresh()
        log.deposit(statements[1:2])
        policy = Policy.parse(log.policy())
        assert policy.check(log.head_before(1).note).since.time > first
        assert policy.check(log.proof(0).head).checkpoint.size == 1


def test_a_clock_that_is_set_back_does_not_put_heads_out_of_order(tmp_path, statements):
    with create(tmp_path) as log:
        log.deposit(statements[:1])
        earlier = Policy.parse(log.policy()).check(log.head().note).since.time
    with reopen(tmp_path, clock=Clock(5)) as log:
        log.deposit(statements[1:2])
        assert Policy.parse(log.policy()).check(log.head().note).since.time >= earlier


def test_an_older_head_is_shown_to_be_the_beginning_of_the_newer(log, statements):
    log.deposit(statements[:3])
    old = log.head().checkpoint
    log.deposit(statements[3:])
    new = log.head().checkpoint
    path = consistency_path(old.size, new.size, TileTree(new.size, log.read_public).node)
    verify_consistency(old.size, new.size, path, old.root, new.root)


def test_only_one_writer_may_open_a_log(log):
    with pytest.raises(WriterBusy):
        reopen(log.directory)
    log.close()
    reopen(log.directory).close()


def test_a_log_is_never_created_over_another(log):
    with pytest.raises(LogError):
        create(log.directory)


def test_a_log_whose_settings_are_lost_is_not_started_anew_over_its_lock_store(log, statements):
    log.deposit(statements[:1])
    log.close()
    (log.directory / "log.json").unlink()
    with pytest.raises(LogError, match="lock store"):
        create(log.directory)


def test_a_lost_lock_store_stops_the_log(log, statements):
    log.deposit(statements[:1])
    log.close()
    for file in log.directory.glob("lock.sqlite3*"):
        file.unlink()
    with pytest.raises(RolledBack):
        reopen(log.directory)


def test_entries_restored_from_an_old_backup_stop_the_log_before_it_forks(log, statements):
    log.deposit(statements[:2])
    log.close()
    backup = (log.directory / "entries.sqlite3").read_bytes()
    with reopen(log.directory) as again:
        again.deposit(statements[2:4])
    (log.directory / "entries.sqlite3").write_bytes(backup)
    with pytest.raises(RolledBack, match="backup"):
        reopen(log.directory)


def test_lost_or_damaged_tiles_are_rebuilt_from_the_entries(log, statements):
    log.deposit(statements)
    log.close()
    head = log.head()
    tile = log.directory / "public/tile/0/001.p/44"
    held = tile.read_bytes()
    tile.write_bytes(held[:-1] + bytes([held[-1] ^ 1]))
    (log.directory / "public/tile/entries/001.p/44").unlink()
    with reopen(log.directory) as again:
        assert again.head() == head
        assert list(check_log(log.directory)) == []


def test_entries_changed_in_the_store_and_in_the_tiles_stop_the_log(log, statements):
    log.deposit(statements[:3])
    log.close()
    import sqlite3  # noqa: PLC0415

    store = sqlite3.connect(log.directory / "entries.sqlite3")
    store.execute("UPDATE entry SET statement = ? WHERE idx = 1", (statements[9],))
    store.commit()
    store.close()
    (log.directory / "public/tile/0/000.p/3").unlink()
    with pytest.raises(StoreDamaged, match="root"):
        reopen(log.directory)


def test_a_full_disk_refuses_the_deposit_and_the_next_one_succeeds(tmp_path, statements):
    class Full(Disk):
        full = False

        def create(self, path, data):
            if self.full:
                raise OSError(28, "No space left on device")
            super().create(path, data)

    disk = Full(tmp_path)
    with create(tmp_path, disk=disk) as log:
        log.deposit(statements[:2])
        disk.full = True
        with pytest.raises(OSError, match="space"):
            log.deposit(statements[2:4])
        with pytest.raises(OSError, match="space"):
            log.deposit(statements[4:5])
        disk.full = False
        assert [one.index for one in log.deposit(statements[:6])] == [0, 1, 2, 3, 4, 5]
    assert list(check_log(tmp_path)) == []


class Witnesses:
    """One outside witness that cosigns while it is awake, after checking what a witness must check."""

    def __init__(self):
        self.key, self.awake, self.size, self.root = key("witness.example", COSIGNATURE), True, 0, b""
        self.rounds = 0

    def check_start(self, note):
        """Know nothing that the log does not know."""

    def gather(self, note, prove):
        self.rounds += 1
        if not self.awake:
            raise Missing("No witness answered.")
        head = Checkpoint.parse(note.text)
        if self.size:
            verify_consistency(self.size, head.size, prove(self.size), self.root, head.root)
        assert prove(0) == []
        self.size, self.root = head.size, head.root
        return cosign(note, self.key, START + self.rounds)


@pytest.fixture
def witnesses(tmp_path):
    witnesses = Witnesses()
    create(tmp_path / "log").close()
    policy = f"log {LOG_KEY.verifier}\nwitness outside {witnesses.key.verifier}\nquorum outside\n"
    (tmp_path / "log/policy.tlog-policy").write_text(policy)
    return witnesses


def test_with_cosigners_a_proof_waits_for_them_and_a_promise_does_not(tmp_path, statements, witnesses):
    policy = f"log {LOG_KEY.verifier}\nwitness outside {witnesses.key.verifier}\nquorum outside\n".encode()
    with reopen(tmp_path / "log", cosigners=witnesses) as log:
        (proven,) = log.deposit(statements[:1])
        assert proven.proven
        assert Policy.parse(policy).check(log.proof(0).head).since.name == "witness.example"
        (promised,) = log.deposit(statements[1:2], Wait.PROMISE)
        assert not promised.proven
        assert log.size == 1
        log.publish()
        assert log.size == 2
        assert log.deposit(statements[1:2], Wait.PROMISE)[0].proven
        log.deposit(statements[2:3])
        assert [Policy.parse(policy).check(log.proof(index).head).checkpoint.size for index in range(3)] == [1, 2, 3]
        assert Policy.parse(policy).check(log.head_before(1).note).checkpoint.size == 1
    assert list(check_log(tmp_path / "log", policy)) == []


def test_witnesses_that_sleep_hold_up_proofs_but_no_promises(tmp_path, statements, witnesses):
    witnesses.awake = False
    with reopen(tmp_path / "log", cosigners=witnesses) as log:
        deposited = log.deposit(statements[:2])
        assert [one.proven for one in deposited] == [False, False]
        Promise.open(deposited[1].promise, LOG_KEY.verifier, statements[1])
        with pytest.raises(Missing):
            log.publish()
        log.refresh()
    with reopen(tmp_path / "log", cosigners=witnesses) as log:
        assert log.size == 0
        witnesses.awake = True
        assert [one.proven for one in log.deposit(statements[:3])] == [True, True, True]
        rounds = witnesses.rounds
        log.publish()
        log.deposit(statements[:2])
        assert witnesses.rounds == rounds


def test_cosigners_that_give_back_another_head_are_not_published(tmp_path, statements, witnesses):
    with reopen(tmp_path / "log", cosigners=witnesses) as log:
        honest = witnesses.gather
        other = sign_note(Checkpoint("elsewhere.example", 1, bytes(32)).text, LOG_KEY)
        for answer in (other, Note(log.head().note.decode().split("\n\n")[0] + "\n", ())):
            witnesses.gather = lambda *_, answer=answer: answer
            with pytest.raises(LogError, match="another head"):
                log.deposit(statements[:1])
        witnesses.gather = honest
        assert log.deposit(statements[:1])[0].proven


def test_a_database_that_cannot_be_written_is_one_sentence(log, statements):
    holder = sqlite3.connect(log.directory / "entries.sqlite3", isolation_level=None)
    log._store._connection.execute("PRAGMA busy_timeout=10")  # noqa: SLF001  # ten seconds are long in a test
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(LogError, match="cannot be written"):
        log.deposit(statements[:1])
    holder.execute("ROLLBACK")
    holder.close()
    assert log.deposit(statements[:1])[0].index == 0


def test_an_entry_outside_the_log_is_refused(log, statements):
    log.deposit(statements[:1])
    for index in (-1, 1, 10**30):
        with pytest.raises(Malformed):
            log.entry(index)
        with pytest.raises(Malformed):
            log.proof(index)


def test_keys_that_are_not_the_logs_are_refused(log):
    log.close()
    for signer, witness in ((key("other"), WITNESS_KEY), (LOG_KEY, key(f"{ORIGIN}/other", COSIGNATURE))):
        with pytest.raises(LogError):
            Log(log.directory, signer, witness)


@pytest.mark.parametrize("witness", [key("elsewhere", COSIGNATURE), key(f"{ORIGIN}/witness")])
def test_an_own_witness_must_bear_the_logs_name_and_be_a_witness_key(tmp_path, witness):
    with pytest.raises(LogError):
        Log.create(tmp_path, LOG_KEY, witness)


def test_a_log_without_a_witness_works_but_proves_no_time(tmp_path, statements):
    with Log.create(tmp_path, LOG_KEY) as log:
        log.deposit(statements[:2])
        assert Policy.parse(log.policy()).check(log.proof(1).head).since is None


def test_a_directory_without_a_log_is_refused(tmp_path):
    with pytest.raises(LogError):
        LogReader(tmp_path)
    (tmp_path / "log.json").write_text("[]")
    with pytest.raises(LogError):
        LogReader(tmp_path)


def test_a_copy_of_the_public_folder_and_settings_can_be_read_alone(log, statements, tmp_path):
    import shutil  # noqa: PLC0415

    log.deposit(statements[:3])
    copy = tmp_path / "copy"
    shutil.copytree(log.public, copy / "public")
    shutil.copy(log.directory / "log.json", copy)
    assert LogReader(copy).proof(1).checkpoint.size == 3
    assert list(check_log(copy)) == []


READER = """
import sys, random
from courtlog import LogReader
log, last, target = LogReader(sys.argv[1]), 0, int(sys.argv[2])
reads = 0
while last < target:
    size = log.size
    assert size >= last, (size, last)
    last = size
    if size:
        index = random.randrange(size)
        log.proof(index).verify(log.entry(index))
        log.proof(size - 1)
        log.head_before(index)
        reads += 1
print(reads)
"""


def test_readers_in_other_processes_see_only_whole_states_while_one_writes(log, statements):
    command = [sys.executable, "-c", READER, str(log.directory), "300"]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    log.deposit(statements[:200])
    for at in range(200, 300, 2):
        log.deposit(statements[at : at + 2])
    for reader in readers:
        out, problems = reader.communicate(timeout=30)
        assert reader.returncode == 0, problems.decode()
        assert int(out) > 0
