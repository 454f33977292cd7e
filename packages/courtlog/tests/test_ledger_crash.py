"""Interrupt the writer at every step: no fork, no lost acknowledged entry, the same deposit at the same index."""

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ledger_samples import create, reopen

from courtlog import LogReader, check_log
from courtlog.disk import Disk
from courtlog.merkle import leaf_hash, nodes_of, range_hash
from courtlog.tiles import TileTree, decode_bundle


class Crash(BaseException):
    """The machine stops."""


class CrashingDisk(Disk):
    """Stops before step `at`; then loses whatever was not synced, as a power cut may.

    A file caught in its writing is left half written. A rename whose directory was not synced is undone when
    `lose_names`; otherwise it stays. Both may happen on real file systems.
    """

    def __init__(self, root, at, *, lose_names):
        super().__init__(root)
        self.at, self.lose_names = at, lose_names
        self.steps, self.pending = 0, {}

    def step(self, name, path):
        self.steps += 1
        if self.steps == self.at:
            raise Crash(name, path)

    def create(self, path, data):
        path.write_bytes(data[: len(data) // 2])
        super().create(path, data)

    def rename(self, old, new):
        replaced = new.read_bytes() if new.exists() else None
        super().rename(old, new)
        self.pending.setdefault(new, replaced)

    def sync_directories(self, paths):
        paths = list(paths)
        super().sync_directories(paths)
        self.pending = {new: old for new, old in self.pending.items() if new.parent not in paths}

    def power_cut(self):
        for new, old in self.pending.items() if self.lose_names else ():
            new.unlink(missing_ok=True) if old is None else new.write_bytes(old)


def groups(statements):
    return [statements[254:255], statements[255:258], [statements[3], statements[258]]]


@pytest.fixture(autouse=True)
def _quick_disk(monkeypatch):
    """Spare the real disk: what a lost sync would cost is simulated above."""
    monkeypatch.setattr("courtlog.disk.os.fsync", lambda _: None)


@pytest.fixture(scope="module")
def template(tmp_path_factory, statements):
    directory = tmp_path_factory.mktemp("template") / "log"
    with create(directory) as log:
        log.deposit(statements[:254])
    return directory


def run(directory, statements, disk, *, only_open=False):
    """Make the deposits until the disk stops; gives what was acknowledged and every head that was ever published."""
    acknowledged, heads, log = [], [LogReader(directory).head().checkpoint], None
    try:
        log = reopen(directory, disk=disk)
        for group in [] if only_open else groups(statements):
            acknowledged += [(one.index, statement) for one, statement in zip(log.deposit(group), group, strict=True)]
            heads.append(log.head().checkpoint)
    except Crash:
        disk.power_cut()
    finally:
        if log:
            log.close()
    heads.append(LogReader(directory).head().checkpoint)
    return acknowledged, heads


def check(directory, statements, acknowledged, heads, *, fsck=True):
    with reopen(directory) as log:
        for index, statement in acknowledged:
            assert log.entry(index) == statement
        tree = TileTree(log.size, log.read_public)
        entries = [
            one for number in range((log.size + 255) // 256) for one in decode_bundle(tree.data("entries", number))
        ]
        node = nodes_of([leaf_hash(entry) for entry in entries])
        for head in heads:
            assert range_hash(0, head.size, node) == head.root, "two histories were signed"
        wanted = [statement for group in groups(statements) for statement in group]
        again = log.deposit(wanted)
        for index, statement in acknowledged:
            assert again[wanted.index(statement)].index == index
        assert sorted(one.index for one in again) == [3, 254, 255, 256, 257, 258]
        assert log.size == 259
        for index in (0, 254, 258):
            log.proof(index)
        assert not fsck or list(check_log(directory)) == []


def count_steps(template, directory, statements):
    shutil.copytree(template, directory)
    disk = CrashingDisk(directory, -1, lose_names=False)
    acknowledged, heads = run(directory, statements, disk)
    check(directory, statements, acknowledged, heads)
    return disk.steps


@pytest.mark.parametrize("lose_names", [False, True])
def test_a_crash_before_any_step_neither_forks_nor_loses_nor_repeats(template, tmp_path, statements, lose_names):
    steps = count_steps(template, tmp_path / "dry", statements)
    assert steps > 60
    for at in range(1, steps + 1):
        directory = tmp_path / str(at)
        shutil.copytree(template, directory)
        acknowledged, heads = run(directory, statements, CrashingDisk(directory, at, lose_names=lose_names))
        check(directory, statements, acknowledged, heads, fsck=at % 4 == 0)
        shutil.rmtree(directory)


def test_a_crash_during_recovery_is_recovered_from(template, tmp_path, statements):
    steps = count_steps(template, tmp_path / "dry", statements)
    seed = random.randrange(2**32)
    print("seed", seed)
    chance = random.Random(seed)
    for number in range(12):
        directory = tmp_path / str(number)
        shutil.copytree(template, directory)
        acknowledged, heads = run(
            directory, statements, CrashingDisk(directory, chance.randrange(3, steps), lose_names=True)
        )
        for at in range(1, 8, 2):
            _, more = run(directory, statements, CrashingDisk(directory, at, lose_names=True), only_open=True)
            heads += more
        check(directory, statements, acknowledged, heads)


def test_a_crash_while_the_log_is_made_leaves_a_log_or_lets_it_be_made_again(tmp_path, statements):
    for at in range(1, 40):
        directory = tmp_path / str(at)
        directory.mkdir()
        try:
            create(directory, disk=CrashingDisk(directory, at, lose_names=False)).close()
        except Crash:
            pass
        with reopen(directory) if (directory / "log.json").exists() else create(directory) as log:
            assert log.deposit(statements[:1])[0].index == 0


CHILD = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
from ledger_samples import reopen, statement
from test_ledger_crash import groups
from courtlog.disk import Disk

class KillingDisk(Disk):
    steps = 0
    def step(self, name, path):
        self.steps += 1
        if self.steps == int(sys.argv[3]):
            os.kill(os.getpid(), signal.SIGKILL)

statements = [statement(number) for number in range(260)]
log = reopen(sys.argv[2], disk=KillingDisk(__import__("pathlib").Path(sys.argv[2])))
for group in groups(statements):
    for one, made in zip(log.deposit(group), group):
        print(one.index, statements.index(made), flush=True)
"""


def test_a_process_killed_at_random_steps_neither_forks_nor_loses_nor_repeats(template, tmp_path, statements):
    steps = count_steps(template, tmp_path / "dry", statements)
    seed = random.randrange(2**32)
    print("seed", seed)
    killed = 0
    for at in random.Random(seed).sample(range(1, steps), 8):
        directory = tmp_path / str(at)
        shutil.copytree(template, directory)
        heads = [LogReader(directory).head().checkpoint]
        command = [sys.executable, "-c", CHILD, str(Path(__file__).parent), str(directory), str(at)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
        killed += done.returncode == -9
        heads.append(LogReader(directory).head().checkpoint)
        acknowledged = [
            (int(index), statements[int(number)]) for index, number in map(str.split, done.stdout.splitlines())
        ]
        check(directory, statements, acknowledged, heads)
    assert killed == 8
