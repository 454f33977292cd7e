"""Plays scenarios of a log's life in children that kill themselves with SIGKILL at a chosen step.

As a program it reads requests, one JSON object a line, forks a child for each, and answers with what the child
told and whether it was killed. What a child was told is acknowledged stands in the file `acks`.
"""

import json
import os
import random
import shutil
import signal
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from ledger_people import request, witness
from ledger_samples import LOG_KEY, PARTY_KEY, START, WITNESS_KEY, create, key, reopen, statement

from courtlog import COSIGNATURE, Commitments, Missing, Wait
from courtlog.batch import Batches, encode_records, issue_batch, members_of
from courtlog.checkpoint import Checkpoint
from courtlog.commitment import Salt
from courtlog.disk import Disk
from courtlog.intake import Intake
from courtlog.note import Note
from courtlog.rebuild import rebuild
from courtlog.shards import start_next

MODES = ("kill", "torn file", "lost names", "torn commit")
"""What the machine loses: nothing; half of a file being written; names that were not synced; half of a commit."""
BASE = 254
GROUPS = ((254,), (255, 256, 257), (3, 258), (259,), (260, 261), (262, 254))
NEXT, NEXT_WITNESS = key("court.example/log/2027"), key("court.example/log/2027/witness", COSIGNATURE)


class Fault:
    """Counts the steps of all disks of a child; at step `at` loses what `mode` says, then kills the process."""

    def __init__(self, at, mode):
        self.at, self.mode, self.mutex = at, mode, threading.Lock()
        self.modes = []
        self.names, self.made, self.logs = {}, [], {}

    def disk(self, root):
        return FaultyDisk(root, self)

    def step(self, name, path):
        with self.mutex:
            self.modes.append(self.possible(name))
            log = path.with_name(path.name + "-wal")
            if name == "commit":
                self.logs[log] = log.stat().st_size if log.exists() else 0
            if name == "mkdir":
                self.made.append(path)
            if len(self.modes) == self.at:
                if self.mode == "lost names":
                    self.lose_names()
                if self.mode == "torn commit" and name == "committed":
                    # Nobody was told yet that the commit is durable, so any part of it may be missing.
                    before = self.logs[log]
                    if (now := log.stat().st_size) > before:
                        os.truncate(log, random.Random(self.at).randrange(before, now))
                os.kill(os.getpid(), signal.SIGKILL)

    def possible(self, name):
        """The modes that differ from one another at this step."""
        unsynced = self.names or len(self.made) > 1
        other = {"create": "torn file", "committed": "torn commit"}.get(name)
        return ["kill", *(["lost names"] if unsynced else []), *([other] if other else [])]

    def lose_names(self):
        for new, old in self.names.items():
            new.unlink(missing_ok=True) if old is None else new.write_bytes(old)
        for path in self.made[:-1] if self.made else ():
            shutil.rmtree(path, ignore_errors=True)


class FaultyDisk(Disk):
    def __init__(self, root, fault):
        super().__init__(root)
        self.fault = fault

    def step(self, name, path):
        self.fault.step(name, path)

    def create(self, path, data):
        if self.fault.mode == "torn file":
            path.write_bytes(data[: len(data) // 2])
        super().create(path, data)

    def rename(self, old, new):
        replaced = new.read_bytes() if new.exists() and new.stat().st_size < 100_000 else None
        super().rename(old, new)
        self.fault.names.setdefault(new, replaced)

    def sync_directories(self, paths):
        paths = list(paths)
        super().sync_directories(paths)
        self.fault.names = {new: old for new, old in self.fault.names.items() if new.parent not in paths}
        self.fault.made = [path for path in self.fault.made if path.parent not in paths]


class OneWitness:
    """Cosigners of one real witness with its state on the disk."""

    def __init__(self, state):
        self.witness, self.size = witness(state), 0

    def check_start(self, note):
        del note

    def gather(self, note, prove):
        for _ in range(2):
            answer = self.witness.add_checkpoint(request(self.size, prove(self.size), note))
            if answer.status == 200:
                self.size = Checkpoint.parse(note.text).size
                return Note.parse(note.encode() + answer.body)
            if answer.status == 409:
                self.size = int(answer.body)
        raise Missing(f"The witness refuses: {answer.status} {answer.body!r}")


def acknowledge(home, number, one):
    with (home / "acks").open("a") as file:
        file.write(json.dumps([number, one.index, one.proven]) + "\n")


def deposit_groups(home, log, wait=Wait.PROOF):
    for group in GROUPS:
        for number, one in zip(group, log.deposit([statement(n) for n in group], wait), strict=True):
            acknowledge(home, number, one)


def embedded(home, fault):
    with reopen(home / "log", disk=fault.disk(home / "log")) as log:
        deposit_groups(home, log)


def witnessed(home, fault):
    with reopen(home / "log", disk=fault.disk(home / "log"), cosigners=OneWitness(home / "witness.sqlite3")) as log:
        deposit_groups(home, log)
        log.refresh()


def promised(home, fault):
    with reopen(home / "log", disk=fault.disk(home / "log"), cosigners=OneWitness(home / "witness.sqlite3")) as log:
        deposit_groups(home, log, Wait.PROMISE)
        log.publish()


def queue(home, fault):
    """Eight clients at once, each with two deposits."""

    def client(numbers):
        for number in numbers:
            acknowledge(home, number, *door.deposit([statement(number)], Wait.PROOF))

    with reopen(home / "log", disk=fault.disk(home / "log")) as log, Intake(log) as door:
        numbers = [n for group in GROUPS for n in group if n >= BASE]
        clients = [threading.Thread(target=client, args=(numbers[i::4],)) for i in range(4)]
        for one in clients:
            one.start()
        for one in clients:
            one.join()


def shard(home, fault):
    options = {"old_keys": (LOG_KEY, WITNESS_KEY), "disk": fault.disk}
    with start_next(home / "log", home / "next", NEXT, NEXT_WITNESS, **options) as log:
        deposit_groups(home, log)


def rebuilt(home, fault):
    for path in (home / "log/public/tile").iterdir():
        if path.name != "entries":
            shutil.rmtree(path)
    rebuild(home / "log", disk=fault.disk(home / "log"))


def created(home, fault):
    with create(home / "new", disk=fault.disk(home / "new")) as log:
        deposit_groups(home, log)


def batched(home, fault):
    records = encode_records([Commitments(bytes([n]) * 32, bytes(32)) for n in range(9)])
    salt = Salt(bytes(range(32)))
    issued = issue_batch(records, name="b", subject="b", key=PARTY_KEY, at=START, salt=salt)
    kept = Batches(home / "log", disk=fault.disk(home / "log/batches"))
    with reopen(home / "log", disk=fault.disk(home / "log")) as log:
        kept.keep(members_of(records)[1], records)
        acknowledge(home, members_of(records)[1].hex(), *log.deposit([issued.statement]))


SCENARIOS = {one.__name__: one for one in (embedded, witnessed, promised, queue, shard, rebuilt, created, batched)}


def make_template(home):
    with create(home / "log") as log:
        log.deposit([statement(number) for number in range(BASE)])
    outside = key("w.example", COSIGNATURE).verifier
    (home / "outside").write_text(f"log {LOG_KEY.verifier}\nwitness outside {outside}\nquorum outside\n")


def play(asked, answer):
    """Be the child: play until the fault, or to the end; tell the modes in which each step can fail."""
    os.fsync = lambda _: None  # kill -9 leaves the system's own memory alone, and lost syncs are simulated
    fault = Fault(asked["at"], asked["mode"])
    SCENARIOS[asked["scenario"]](Path(asked["home"]), fault)
    os.write(answer, json.dumps(fault.modes).encode())


def main():
    for line in sys.stdin:
        read, write = os.pipe()
        child = os.fork()
        if not child:
            try:
                play(json.loads(line), write)
            except BaseException as error:  # noqa: BLE001  # told to the parent, whatever it is
                os.write(write, f"{type(error).__name__}: {error}".encode())
            finally:
                os._exit(0)
        os.close(write)
        _, status = os.waitpid(child, 0)
        with os.fdopen(read, "rb") as pipe:
            told = pipe.read().decode()
        print(json.dumps({"killed": os.WIFSIGNALED(status), "told": told}), flush=True)


if __name__ == "__main__":
    main()
