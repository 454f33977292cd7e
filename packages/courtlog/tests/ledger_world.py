"""Two courts that witness each other, a notary as the neutral third, all with addresses; and what an attacker does."""

import shutil
from contextlib import ExitStack

from ledger_people import witness
from ledger_samples import START, key, statement
from ledger_servers import folder, serving

from courtlog import Log
from courtlog.gathering import Gathering
from courtlog.note import COSIGNATURE
from courtlog.policy import Policy
from courtlog.witness import application

NAMES = ("cq", "sc", "notary")


def log_key(name):
    return key(f"{name}.example/log")


class World:
    """Time is `self.time`, the same for all; `self.policy` is what everybody trusts."""

    def __init__(self, path, quorum="group g 2 cq sc notary\nquorum g\n"):
        self.path, self.time, self.stack = path, START, ExitStack()
        known = [log_key(name).verifier for name in ("cq", "sc")]
        self.witnesses = {
            name: witness(path / f"{name}.sqlite3", f"w.{name}.example", known, lambda: self.time) for name in NAMES
        }
        self.urls = {name: self.serve(application(one)) for name, one in self.witnesses.items()}
        self.folders = {name: path / name / "public" for name in ("cq", "sc")}
        places = {name: self.serve(folder(one)) for name, one in self.folders.items()}
        lines = [f"log {log_key(name).verifier} {place}" for name, place in places.items()]
        lines += [
            f"witness {name} {key(f'w.{name}.example', COSIGNATURE).verifier} {url}" for name, url in self.urls.items()
        ]
        self.text = "\n".join(lines) + "\n" + quorum
        self.policy = Policy.parse(self.text.encode())
        for name in ("cq", "sc"):
            Log.create(path / name, log_key(name), clock=self.clock).close()
            (path / name / "policy.tlog-policy").write_text(self.text)
            with self.open(name) as log:
                log.refresh()

    def clock(self):
        return self.time

    def serve(self, app):
        return self.stack.enter_context(serving(app))

    def open(self, name, place=None, clock=None):
        gathering = Gathering(self.policy, self.clock, seconds=10)
        return Log(self.path / (place or name), log_key(name), cosigners=gathering, clock=clock or self.clock)

    def deposit(self, name, first, count=1):
        with self.open(name) as log:
            deposited = log.deposit([statement(number) for number in range(first, first + count)])
            assert all(one.proven for one in deposited)
            return log.head()

    def branch(self, name, place):
        """Copy a whole log with its lock store: what a dishonest operator forks, and a careless one restores."""
        shutil.copytree(self.path / name, self.path / place)

    def alone(self, name, place, first, count):
        """Let the operator sign entries that no witness sees, and publish them."""
        with Log(self.path / place, log_key(name), clock=self.clock) as log:
            log.deposit([statement(number) for number in range(first, first + count)])
        return (self.path / place / "public" / "checkpoint").read_bytes()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stack.close()
