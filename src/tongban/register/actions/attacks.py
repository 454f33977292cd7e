"""The attacks that a court's president may play on a copy of the ledger, to see what catches each (ledger.md, threats).

Each is carried out for real, by an attacker who holds the copy, its databases and its signing key, against two
witnesses and a litigant who kept a proof. The copy has keys of its own: no head that it signs can be taken for one
of the court's ledger, which is only read.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path

from django.conf import settings

import courtlog
from courtlog.conflict import Evidence
from courtlog.note import Note
from courtlog.witness import Witness, WitnessStore
from tongban.register.adapters.entries import entries_of
from tongban.register.adapters.ledger import reader_of
from tongban.register.vocabulary import Attack

COPIED = 300
"""Newest entries that the copy holds at most."""
LEAST = 4
"""Entries that the attacks need."""
YEAR = 31_536_000
ORIGIN = "training.tongban.example/ledger"
GROUP = "training.tongban.example/witness"


@dataclass(frozen=True, slots=True)
class Caught:
    """One thing that caught the attack: who (`by`, a word of the wording), and what it said, in its own words."""

    by: str
    said: str


@dataclass(frozen=True, slots=True)
class Played:
    """An attack and everything that caught it; empty when nothing did."""

    attack: Attack
    caught: tuple[Caught, ...]


class TooSmall(courtlog.CourtlogError):
    """The ledger has too few entries yet for an attack to mean anything."""


class _World:
    """A copy of the ledger under keys of its own, its two independent witnesses, and their clock."""

    def __init__(self, folder: Path, statements: Sequence[bytes], now: int) -> None:
        self.folder, self.statements, self.now = folder, statements, now
        self.home = folder / "log"
        self.key = courtlog.SignerKey.generate(ORIGIN)
        keys = [courtlog.SignerKey.generate(f"{GROUP}{number}", courtlog.COSIGNATURE) for number in (1, 2)]
        self.convictions: list[Evidence] = []
        self.witnesses = [
            Witness(
                [self.key.verifier],
                [key],
                WitnessStore(folder / f"{number}.sqlite3", new=True),
                lambda: self.now,
                self._convict,
            )
            for number, key in enumerate(keys)
        ]
        names = [f"witness w{number} {key.verifier}\n" for number, key in enumerate(keys)]
        lines = f"log {self.key.verifier}\n{''.join(names)}group both all w0 w1\nquorum both\n"
        self.policy = courtlog.Policy.parse(lines.encode())

    def _convict(self, first: bytes, second: bytes) -> None:
        self.convictions.append(Evidence.of(first, second, [self.key.verifier]))

    def open(self, home: Path, lock: str = "lock.sqlite3", *, clock: Callable[[], int] | None = None) -> courtlog.Log:
        """The writer of the log in `home`, made when it is not there; the attacker may choose its clock."""
        clock = clock or (lambda: self.now)
        if (home / "log.json").exists():
            return courtlog.Log(home, self.key, clock=clock)
        return courtlog.Log.create(home, self.key, lock=lock, clock=clock)

    def bring(self, note: bytes, old: int, proof: Sequence[bytes] = ()) -> tuple[Note, list[str]]:
        """Bring a head before both witnesses; gives it with the cosignatures that came, and what else they said."""
        lines = [f"old {old}\n", *(b64encode(one).decode() + "\n" for one in proof), "\n"]
        found, refusals = Note.parse(note), []
        for witness in self.witnesses:
            answer = witness.add_checkpoint("".join(lines).encode() + note)
            if answer.status == 200:  # noqa: PLR2004 - the protocol's number
                signed = Note.parse(found.text.encode() + b"\n" + answer.body)
                found = Note(found.text, (*found.signatures, *signed.signatures))
            else:
                refusals.append(f"{answer.status} {answer.body.decode().strip()}")
        return found, refusals


def play(attack: Attack, now: int) -> Played:
    """Copy the newest entries of the court's ledger and play `attack` on them at POSIX second `now`.

    Raises `TooSmall`. The court's ledger, its keys and its witnesses are not touched.
    """
    reader = reader_of(settings.TONGBAN.home)
    size = reader.size if reader else 0
    if size < LEAST:
        message = f"The ledger has {size} entries; an attack needs {LEAST}."
        raise TooSmall(message)
    bundles = entries_of(settings.TONGBAN.home, max(0, size - COPIED))
    newest = [entry for _first, entries in bundles for entry in entries][-COPIED:]
    with tempfile.TemporaryDirectory() as folder:
        return Played(attack, tuple(_ATTACKS[attack](_World(Path(folder), newest, now))))


def _edit(world: _World) -> list[Caught]:
    """One bit of a stored entry is changed, in the database and in the public files."""
    with world.open(world.home) as log:
        log.deposit(world.statements)
        kept, index = log.proof(1), 1
    statement = bytearray(world.statements[index])
    statement[-1] ^= 1
    with sqlite3.connect(world.home / "entries.sqlite3") as database:
        database.execute("UPDATE entry SET statement = ? WHERE idx = ?", (bytes(statement), index))
    database.close()
    for path in (world.home / "public" / "tile" / "entries").rglob("*"):
        if path.is_file():
            path.chmod(0o600)
            path.write_bytes(path.read_bytes().replace(world.statements[index], bytes(statement)))
    caught = [Caught("fsck", fault) for fault in islice(courtlog.check_log(world.home), 2)]
    return [*caught, *_caught("litigant", lambda: kept.verify(bytes(statement)))]


def _roll_back(world: _World) -> list[Caught]:
    """An old backup is restored, so that the newest entries never were; then the lock store is deleted too."""
    backup = world.folder / "backup"
    with world.open(world.home) as log:
        log.deposit(world.statements[:-1])
    shutil.copytree(world.home, backup)
    with world.open(world.home) as log:
        log.deposit(world.statements[-1:])
        newest = log.head().note
    world.bring(newest, 0)
    lock = (world.home / "lock.sqlite3").read_bytes()
    shutil.rmtree(world.home)
    shutil.copytree(backup, world.home)
    for leftover in world.home.glob("lock.sqlite3*"):
        leftover.unlink()
    (world.home / "lock.sqlite3").write_bytes(lock)
    caught = _caught("lock", lambda: world.open(world.home).close())
    old = courtlog.LogReader(backup).head()
    _note, refusals = world.bring(old.note, 0)
    caught += [Caught("witness", refusal) for refusal in refusals]
    faults = courtlog.check_log(world.home, seen=newest)
    return caught + [Caught("reader", fault) for fault in faults]


def _fork(world: _World) -> list[Caught]:
    """The keeper shows one history to one person and another to the next, both signed with the ledger's own key."""
    with world.open(world.home) as log:
        log.deposit(world.statements)
        shown = log.head().note
    other = world.folder / "other"
    with world.open(other) as log:
        log.deposit([*world.statements[:-2], world.statements[-1], world.statements[-2]])
        hidden = log.head().note
    world.bring(shown, 0)
    size = courtlog.LogReader(world.home).size
    _note, refusals = world.bring(hidden, size)
    caught = [Caught("witness", refusal) for refusal in refusals]
    if not world.convictions:
        return caught
    evidence = world.convictions[0]
    return caught + _caught("evidence", lambda: evidence.judge([world.key.verifier]))


def _back_date(world: _World) -> list[Caught]:
    """The keeper sets the ledger's clock back by a year before it takes an entry in."""
    past = world.now - YEAR
    with world.open(world.home, clock=lambda: past) as log:
        (deposited,) = log.deposit(world.statements[:1])
        head = log.head()
    cosigned, _refusals = world.bring(head.note, 0)
    found = world.policy.check(cosigned.encode())
    promise = courtlog.Promise.open(deposited.promise, world.key.verifier, world.statements[0])
    assert found.since is not None  # noqa: S101 - the quorum cosigned
    return [Caught("time", f"{promise.at} {found.since.time}")] if found.since.time > promise.at else []


def _censor(world: _World) -> list[Caught]:
    """An entry was promised to its depositor; then the ledger is made anew with another in its place."""
    with world.open(world.home) as log:
        log.deposit(world.statements[:-1])
        (deposited,) = log.deposit(world.statements[-1:])
        head = log.head().note
    world.bring(head, 0)
    stranger = courtlog.SignerKey.generate("stranger.example")
    other = courtlog.issue(
        BytesIO(b"another file"),
        name="file",
        kind=courtlog.Kind.EVIDENCE,
        subject="another",
        key=stranger,
        at=world.now,
    )
    with world.open(world.folder / "other") as log:
        log.deposit([*world.statements[:-1], other.statement])
        held, without = log.entry(deposited.index), log.head().note
    caught = _caught("promise", lambda: courtlog.Promise.open(deposited.promise, world.key.verifier, held))
    _note, refusals = world.bring(without, deposited.index + 1)
    return caught + [Caught("witness", refusal) for refusal in refusals]


def _caught(by: str, attempt: Callable[[], object]) -> list[Caught]:
    """What stopped the attempt, if anything did."""
    try:
        attempt()
    except courtlog.CourtlogError as error:
        return [Caught(by, str(error))]
    return []


_ATTACKS: dict[Attack, Callable[[_World], list[Caught]]] = {
    Attack.EDIT: _edit,
    Attack.ROLL_BACK: _roll_back,
    Attack.FORK: _fork,
    Attack.BACK_DATE: _back_date,
    Attack.CENSOR: _censor,
}
