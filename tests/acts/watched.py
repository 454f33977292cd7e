"""Two courts and a notary with sound ledgers, whose other court can be made to fork or to go back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest

import courtlog
from courtlog.cli import main
from courtlog.log import load_key
from courtlog.note import Note
from courtlog.signing import cosign
from tests.acts.test_witnessed_ledger import Colleagues
from tests.builders import MONDAY, House, ledger_at
from tongban.register.actions.alarms import watch_once
from tongban.register.actions.seal import seal_once
from tongban.register.actions.watched import Watched, watched
from tongban.register.adapters.ledger import Ledger
from tongban.register.adapters.watching import Watch
from tongban.register.adapters.witness import KEY

OTHER = "other.tongban.example/ledger"


def seconds() -> int:
    return int(MONDAY.timestamp())


class World(Colleagues):
    """Two courts and a notary; this court, "test", mirrors the ledger of the other one."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder = folder
        self.watch = Watch(self.homes["test"], [], seconds)

    def deposit(self, home: Path, *texts: str, alone: bool = False) -> bytes:
        """Deposit at the ledger in `home`; gives its head. `alone`: its writer asks no witness."""
        key = load_key(home / "keys" / "depositor.key")
        made = [
            courtlog.issue(
                BytesIO(text.encode()), name="x", kind=courtlog.Kind.EVIDENCE, subject=text, key=key, at=seconds()
            )
            for text in texts
        ]
        if alone:
            writer: courtlog.Log = courtlog.Log(home / "ledger", clock=seconds)
        else:
            writer = Ledger(home, seconds)._log
        with writer as log:
            (*_others, last) = log.deposit([one.statement for one in made])
            if not alone:
                proof = courtlog.LogReader(home / "ledger").proof(last.index).encode()
                parts = courtlog.Parts(made[-1].statement, made[-1].opening, proof, self.policy)
                (self.folder / "bundle.zip").write_bytes(courtlog.build_bundle(parts, texts[-1].encode()))
            return log.head().note

    def verify_with(self, head: bytes) -> int:
        """What `courtlog verify` says of the newest bundle of the other court, given a head from elsewhere."""
        (self.folder / "head").write_bytes(head)
        (self.folder / "trusted").write_bytes(self.policy)
        words = ["--policy", str(self.folder / "trusted"), "--head", str(self.folder / "head")]
        return main(["verify", str(self.folder / "bundle.zip"), *words])

    def log_of(self, name: str) -> courtlog.VerifierKey:
        """The key of a court's ledger."""
        return courtlog.LogReader(self.homes[name] / "ledger").settings.log

    def branch(self, name: str) -> Path:
        """A copy of the other court's whole machine, lock store and keys too."""
        shutil.copytree(self.homes["other"], self.folder / name)
        return self.folder / name

    def put_up(self, home: Path) -> None:
        """From now on the other court shows what stands in `home`."""
        shutil.rmtree(self.homes["other"] / "ledger" / "public")
        shutil.copytree(home / "ledger" / "public", self.homes["other"] / "ledger" / "public")

    def collude(self, home: Path) -> bytes:
        """The other court and the notary cosign a head that they never should have; gives it."""
        note = Note.parse(courtlog.LogReader(home / "ledger").head().note)
        for name in ("other", "notary"):
            note = cosign(note, load_key(self.homes[name] / KEY), seconds())
        (home / "ledger" / "public" / "checkpoint").write_bytes(note.encode())
        return note.encode()

    def look(self, house: House) -> Watched:
        """One round, and what the explorer then shows."""
        watch_once(self.watch, self.homes["test"], house.clock)
        found = watched(house.at)
        assert found is not None
        return found


@contextmanager
def sound_world(house: House, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Both ledgers have entries and know each other's heads, and a first round was made."""
    found = World(folder)
    ledger_at(found.homes["test"], monkeypatch)
    house.case()
    found.deposit(found.homes["other"], "one", "two", "three")
    ledger = Ledger(found.homes["test"], seconds)
    while seal_once(ledger, house.clock):
        pass
    ledger.anchor(seconds())
    ledger.publish()
    ledger.close()
    found.look(house)
    yield found
    found.watch.close()
    found.stop(*list(found.servers))
