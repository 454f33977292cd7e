"""The court's ledger, embedded: `courtlog` in the worker process, its tiles on disk for everybody to read."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import courtlog
from courtlog.bundle import PROOF
from courtlog.log import load_key
from courtlog.operations import keygen
from courtlog.signing import sign_receipt
from courtlog.tiles import WIDTH, TileTree, decode_bundle, width_in
from tongban.register.models import Seal

log = logging.getLogger(__name__)


LOCK = Path("..") / "ledger-lock.sqlite3"
"""The lock store lies beside the ledger, not in it: a restored ledger must not bring an old head back (ledger.md)."""


def make_ledger(home: Path, slug: str) -> None:
    """Start the log, of origin "<slug>.tongban.example/ledger", and the depositor's key, unless they are there."""
    origin, folder = f"{slug}.tongban.example/ledger", home / "ledger"
    if not (folder / "log.json").exists():
        keys = folder / "keys"
        keys.mkdir(parents=True, exist_ok=True)
        for name, file, witness in ((origin, "log.key", False), (f"{origin}/witness", "witness.key", True)):
            if not (keys / file).exists():
                keygen(name, keys / file, witness=witness)
        courtlog.Log.create(folder, load_key(keys / "log.key"), load_key(keys / "witness.key"), lock=LOCK).close()
    key = home / "keys" / "depositor.key"
    key.parent.mkdir(parents=True, exist_ok=True)
    if not key.exists():
        keygen(f"{slug}.tongban.example/register", key, witness=False)


class Ledger:
    """The one writer of the platform's log."""

    def __init__(self, home: Path, seconds: Callable[[], int]) -> None:
        self._log = courtlog.Log(home / "ledger", clock=seconds)
        self._key = load_key(home / "keys" / "depositor.key")

    def deposit(self, seals: list[Seal]) -> list[tuple[bytes, courtlog.Deposited]]:
        """Deposit one statement per seal; the same seal always gives the same statement and the same position."""
        statements = [statement_of(seal, self._key) for seal in seals]
        return list(zip(statements, self._log.deposit(statements), strict=True))

    def refresh(self) -> None:
        """Sign the present head anew, so that the next entries are known not to be older than now."""
        self._log.refresh()

    def close(self) -> None:
        """Give up the writer's place."""
        self._log.close()


def statement_of(seal: Seal, key: courtlog.SignerKey) -> bytes:
    """The signed statement about what `seal` names. Its subject on the ledger is the seal's own number alone."""
    digests = _digests(seal)
    statement = courtlog.Statement(
        kind=courtlog.Kind(seal.kind),
        commitments=courtlog.commit(digests, courtlog.Salt(bytes(seal.salt))),
        size_class=max(10, (seal.size - 1).bit_length()),
        issuer=key.name,
        subject=str(seal.uid),
        at=int(seal.asked_at.timestamp()),
        chunks=bytes.fromhex(seal.chunks) or None,
    )
    return courtlog.sign_statement(statement, key)


def bundle_of(seal: Seal, home: Path, *, name: str, content: BinaryIO | None) -> bytes:
    """The bundle with which anybody checks `seal` offline; carries the file when `content` is given."""
    reader = courtlog.LogReader(home / "ledger")
    assert seal.position is not None  # noqa: S101 - callers ask for proven seals only
    key = load_key(home / "keys" / "depositor.key")
    opening = courtlog.Opening.of(
        name, _digests(seal), courtlog.Salt(bytes(seal.salt)), (key.name, key.verifier.public)
    )
    before = reader.head_before(seal.position)
    entry, proof = reader.entry(seal.position), reader.proof(seal.position)
    parts = courtlog.Parts(
        entry,
        opening,
        proof.encode(),
        reader.policy(),
        before.note if before else None,
        sign_receipt(entry, proof, load_key(home / "ledger" / "keys" / "log.key")),
    )
    target = io.BytesIO()
    courtlog.write_bundle(target, parts, content)
    return target.getvalue()


def policy_of(home: Path) -> bytes | None:
    """Whom this court vouches for: its ledger and the ledger's witnesses, as a tlog-policy; None before it has one."""
    return courtlog.LogReader(home / "ledger").policy() if (home / "ledger" / "log.json").exists() else None


def check_bundle(bundle: courtlog.Bundle, file: BinaryIO | None, home: Path) -> courtlog.Report:
    """Verify a bundle; for this court's own ledger under the court's policy, for another's under the bundle's own."""
    own = policy_of(home)
    try:
        origin = courtlog.TlogProof.parse(bundle.need(PROOF)).checkpoint.origin
    except courtlog.CourtlogError:
        origin = ""
    ours = own is not None and any(log.name == origin for log in courtlog.Policy.parse(own).logs)
    return courtlog.verify_bundle(bundle, courtlog.Given(file, own if ours else None))


def faults_of(home: Path) -> list[str]:
    """What the ledger's own check finds wrong in its files: one sentence each, none for a sound ledger."""
    try:
        return list(courtlog.check_log(home / "ledger"))
    except courtlog.CourtlogError as error:
        return [str(error)]


def entries_of(home: Path) -> Iterator[tuple[int, list[bytes]]]:
    """The published entries, a bundle at a time, each with the position of its first; raises `CourtlogError`."""
    reader = courtlog.LogReader(home / "ledger")
    tree = TileTree(reader.size, reader.read_public)
    for number in range(-(-tree.size // WIDTH)):
        held = width_in(tree.size, 0, number)
        yield number * WIDTH, decode_bundle(tree.data("entries", number))[:held]


def agrees(seal: Seal, entry: bytes) -> bool:
    """True when the digests and salt noted for `seal` give the commitments that the ledger's entry carries."""
    return courtlog.SignedStatement.parse(entry).statement.commitments == courtlog.commit(
        _digests(seal), courtlog.Salt(bytes(seal.salt))
    )


def subject_of(entry: bytes) -> str:
    """The subject that an entry of the ledger names: the uid of a seal."""
    return courtlog.SignedStatement.parse(entry).statement.subject


def _digests(seal: Seal) -> courtlog.FileDigests:
    return courtlog.FileDigests(seal.size, bytes.fromhex(seal.sha256), bytes.fromhex(seal.sm3))
