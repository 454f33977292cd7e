"""Several processes, one order: the PostgreSQL sequencer, under kill -9 of sequencers, application and server."""

import contextlib
import functools
import json
import os
import random
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace

import ledger_sequencer
import pgcluster
import psycopg
import pytest
from ledger_samples import LOG_KEY, WITNESS_KEY, Clock, create, key, statement

from courtlog import COSIGNATURE, LogError, Missing, Promise, RolledBack, Wait, WriterBusy, check_log
from courtlog.disk import Disk
from courtlog.log import Log
from courtlog.merkle import leaf_hash, nodes_of, range_hash
from courtlog.policy import Policy
from courtlog.postgres import Counter, PostgresReader, PostgresStores, Sequencer, Unavailable
from courtlog.tiles import TileTree, decode_bundle

ALL = os.environ.get("TONGBAN_TIER") == "all"
SEED = os.environ.get("TONGBAN_SEED") or str(random.randrange(10**6))


@pytest.fixture(scope="module")
def server():
    with pgcluster.cluster() as lent:
        yield lent.url


@pytest.fixture
def urls(server):
    """Two fresh databases: one for the entries, one for the lock store."""
    names = [f"log{secrets.token_hex(4)}" for _ in range(2)]
    with psycopg.connect(server, autocommit=True) as connection:
        for name in names:
            connection.execute(f'CREATE DATABASE "{name}"')
    return [server.rpartition("/")[0] + f"/{name}" for name in names]


@pytest.fixture
def directory(tmp_path, urls):
    create(tmp_path / "log", lock="postgres", stores=PostgresStores(*urls)).close()
    return tmp_path / "log"


def sequencing(directory, urls, **options):
    stores = PostgresStores(*urls)
    return Sequencer(stores, functools.partial(Log, directory, LOG_KEY, WITNESS_KEY, stores=stores, **options))


@contextlib.contextmanager
def in_office(directory, urls, **options):
    """A sequencer in a thread of this process."""
    stopping, options = threading.Event(), {"clock": Clock(), **options}
    sequencer = sequencing(directory, urls, **options)
    thread = threading.Thread(target=sequencer.run, args=(stopping,))
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join()


@pytest.fixture
def reader(directory, urls):
    reader = PostgresReader(directory, urls[0])
    yield reader
    reader.close()


@pytest.fixture
def counter(urls, reader):
    counter = Counter(urls[0], reader)
    yield counter
    counter.close()


def test_deposits_of_a_process_without_keys_are_promised_and_proven(directory, urls, counter, reader, statements):
    with in_office(directory, urls):
        first = counter.deposit(statements[:3], Wait.PROOF)
        again = counter.deposit([statements[2], statements[3], statements[3]], Wait.PROOF)
    assert [(one.index, one.repeated, one.proven) for one in first] == [(n, False, True) for n in range(3)]
    assert [(one.index, one.repeated) for one in again] == [(2, True), (3, False), (3, True)]
    Promise.open(again[1].promise, LOG_KEY.verifier, statements[3])
    policy = Policy.parse(reader.policy())
    assert policy.check(reader.proof(0).head).checkpoint.size == 3
    assert policy.check(reader.head_before(3).note).checkpoint.size == 3
    assert list(check_log(directory)) == []


def test_without_a_sequencer_deposits_wait_on_the_list_and_are_made_later(directory, urls, counter, statements):
    with pytest.raises(Missing, match="stay on its list"):
        counter.deposit(statements[:2], seconds=0.1)
    with in_office(directory, urls):
        assert [one.index for one in counter.deposit(statements[:2])] == [0, 1]


def test_a_full_list_takes_in_nothing(urls, reader, statements):
    counter = Counter(urls[0], reader, capacity=2)
    with contextlib.closing(counter), pytest.raises(LogError, match="nothing was taken in"):
        counter.deposit(statements[:3])
    with psycopg.connect(urls[0]) as connection:
        assert connection.execute("SELECT count(*) FROM courtlog_waiting").fetchone() == (0,)


def test_what_no_counter_can_have_written_does_not_stop_the_sequencer(directory, urls, counter, statements):
    with psycopg.connect(urls[0]) as connection:
        for junk in (b"junk", statements[5]):
            connection.execute("INSERT INTO courtlog_waiting (key, statement) VALUES (%s, %s)", (junk[:9], junk))
    with in_office(directory, urls):
        assert counter.deposit(statements[:1])[0].index == 0


def test_one_sequencer_is_elected_and_another_takes_over(directory, urls, counter, statements):
    stores = PostgresStores(*urls)
    log = Log(directory, LOG_KEY, WITNESS_KEY, stores=stores)
    with pytest.raises(WriterBusy):
        PostgresStores(*urls)(directory, "", Disk(directory))
    log.close()
    for number in range(2):
        with in_office(directory, urls), in_office(directory, urls):
            assert counter.deposit([statements[number]])[0].index == number


def test_a_sequencer_that_lost_its_office_cannot_swap_the_head(directory, urls, statements):
    elsewhere = shutil.copytree(directory, directory.with_name("elsewhere"))  # the disk of another machine
    old = Log(elsewhere, LOG_KEY, WITNESS_KEY, clock=Clock(), stores=PostgresStores(*urls))
    with psycopg.connect(urls[0], autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
    with Log(directory, LOG_KEY, WITNESS_KEY, clock=Clock(), stores=PostgresStores(*urls)) as new:
        new.deposit(statements[:2])
        with pytest.raises(LogError):
            old.deposit(statements[2:3])
        assert (old.size, new.size) == (0, 2)
    old.close()


def test_a_head_is_swapped_for_the_one_it_extends_only(directory, urls):
    entries, lock = PostgresStores(*urls)(directory, "", Disk(directory))
    head = lock.head()
    with pytest.raises(RolledBack):
        lock.swap(replace(head, note=b"another"), head)
    with pytest.raises(RolledBack):
        lock.swap(None, head)
    assert lock.head() == head
    for one in (entries, lock):
        one.close()


def test_entries_restored_from_a_backup_stop_the_sequencer(directory, urls, statements):
    with Log(directory, LOG_KEY, WITNESS_KEY, stores=PostgresStores(*urls)) as log:
        log.deposit(statements[:2])
    with psycopg.connect(urls[0]) as connection:
        connection.execute("DELETE FROM courtlog_entry WHERE idx = 1")
    with pytest.raises(RolledBack, match="backup"):
        sequencing(directory, urls).run(threading.Event())


def test_witnesses_that_stall_hold_up_no_promise(directory, urls, counter, statements):
    outside, go = key("w.example", COSIGNATURE), threading.Event()
    (directory / "policy.tlog-policy").write_text(f"log {LOG_KEY.verifier}\nwitness w {outside.verifier}\nquorum w\n")

    class Stalled:
        check_start = staticmethod(lambda _: None)

        def gather(self, *_):
            go.wait(10)
            raise Missing("No witness answered.")

    with in_office(directory, urls, cosigners=Stalled()):
        assert [one.proven for one in counter.deposit(statements[:3])] == [False] * 3
        go.set()


def recovered(directory, urls):
    """Open the log once the server has recovered from what was done to it."""
    end = time.monotonic() + 60
    while True:
        try:
            return Log(directory, LOG_KEY, WITNESS_KEY, stores=PostgresStores(*urls))
        except Unavailable:
            assert time.monotonic() < end, "the server did not recover"
            time.sleep(0.2)


def check(directory, urls, acknowledged, count):
    """Every acknowledgement holds, every deposit was made once, and the tree is the entries'."""
    with recovered(directory, urls) as log:
        assert log.size == count
        for number, index, proven in acknowledged:
            assert log.entry(index) == statement(number)
            assert proven
        tree = TileTree(count, log.read_public)
        entries = [one for n in range((count + 255) // 256) for one in decode_bundle(tree.data("entries", n))]
        assert len(set(entries)) == count
        node = nodes_of([leaf_hash(entry) for entry in entries])
        with psycopg.connect(urls[0]) as connection:
            notes = connection.execute("SELECT note FROM courtlog_head").fetchall()
        for (note,) in notes:
            head = log.check_head(bytes(note)).checkpoint
            assert range_hash(0, head.size, node) == head.root, "two histories were signed"
    assert list(check_log(directory)) == []


def start(*words):
    command = [sys.executable, ledger_sequencer.__file__, *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_sequencers_killed_at_random_steps_neither_fork_nor_lose_nor_repeat(directory, urls):
    chance = random.Random(SEED)
    print("TONGBAN_SEED", SEED)
    count = 300 if ALL else 60
    apps = [start("app", directory, urls[0], at, at + count // 3) for at in range(0, count, count // 3)]
    kills = 0
    while any(one.poll() is None for one in apps):
        mode = chance.choice(["kill", "torn file", "lost names"])
        sequencer = start("sequencer", directory, *urls, chance.randrange(3, 60), mode)
        while sequencer.poll() is None and any(one.poll() is None for one in apps):
            time.sleep(0.02)
        kills += sequencer.poll() == -signal.SIGKILL
        sequencer.kill()
        sequencer.communicate()
    print(kills, "sequencers were killed")
    assert kills >= 3
    acknowledged = [json.loads(line) for one in apps for line in one.communicate()[0].splitlines()]
    assert sorted(number for number, *_ in acknowledged) == list(range(count))
    check(directory, urls, acknowledged, count)


def test_processes_of_the_database_killed_under_way_neither_fork_nor_lose_nor_repeat(directory, urls):
    chance = random.Random(SEED)
    apps = [start("app", directory, urls[0], at, at + 20) for at in (0, 20)]
    sequencers = [start("sequencer", directory, *urls, -1, "kill") for _ in range(2)]
    kills = 0
    while kills < (8 if ALL else 2):
        time.sleep(chance.uniform(0.5, 1.5))
        with contextlib.suppress(psycopg.Error), psycopg.connect(urls[0], autocommit=True) as connection:
            for (pid,) in connection.execute("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted"):
                os.kill(pid, signal.SIGKILL)  # the server ends all sessions and recovers
                kills += 1
    acknowledged = [json.loads(line) for one in apps for line in one.communicate(timeout=120)[0].splitlines()]
    for one in sequencers:
        one.kill()
        one.communicate()
    assert len(acknowledged) == 40
    check(directory, urls, acknowledged, 40)
