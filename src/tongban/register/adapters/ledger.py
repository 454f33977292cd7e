"""The court's ledger, embedded: `courtlog` in the worker process, its tiles on disk for everybody to read."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import BinaryIO

import courtlog
from courtlog.bundle import PROOF
from courtlog.gathering import Gathering
from courtlog.governance import state_head
from courtlog.log import load_key
from courtlog.operations import keygen
from courtlog.publicentry import content_of
from courtlog.signing import sign_receipt
from courtlog.tiles import WIDTH, TileTree, decode_bundle, width_in
from tongban.register.adapters.governing import policy_for
from tongban.register.adapters.witness import KEY as WITNESS_KEY
from tongban.register.adapters.witness import make_witness
from tongban.register.models import Seal

log = logging.getLogger(__name__)


WITNESSES_WITHIN = 3.0
"""Seconds that the witnesses have for one head; those that are late are left out."""
LOCK = Path("..") / "ledger-lock.sqlite3"
"""The lock store lies beside the ledger, not in it: a restored ledger must not bring an old head back (ledger.md)."""


def make_ledger(home: Path, slug: str) -> None:
    """Start the log, of origin "<slug>.tongban.example/ledger", its depositor and the court's witness, unless there."""
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
    make_witness(home, f"{slug}.tongban.example/witness")


class Ledger:
    """The one writer of the platform's log. Heads count when the witnesses of its policy have cosigned them."""

    def __init__(self, home: Path, seconds: Callable[[], int]) -> None:
        """Open the log; raises `courtlog.Missing` while too few witnesses answer to exclude that it was rolled back."""
        self._policy = policy = courtlog.Policy.parse(courtlog.LogReader(home / "ledger").policy())
        asked = any(key in policy.urls for key in policy.witnesses.values())
        cosigners = Gathering(policy, seconds, WITNESSES_WITHIN) if asked else None
        self._log = courtlog.Log(home / "ledger", clock=seconds, cosigners=cosigners)
        self._key = load_key(home / "keys" / "depositor.key")

    @property
    def proven(self) -> int:
        """How many entries stand in a published head, cosigned by a quorum of witnesses."""
        return self._log.proven

    def deposit(self, seals: list[Seal]) -> list[tuple[bytes, courtlog.Deposited]]:
        """Deposit one statement per seal, durable and promised; the same seal always gives the same position."""
        statements = [statement_of(seal, self._key) for seal in seals]
        return list(zip(statements, self._log.deposit(statements, courtlog.Wait.PROMISE), strict=True))

    def publish(self) -> bool:
        """Bring the newest head before the witnesses and publish it; False without a quorum, to be tried again."""
        try:
            self._log.publish()
        except courtlog.Missing as missing:
            log.warning("%s", missing)
            return False
        return True

    def anchor(self, at: int) -> list[str]:
        """Enter the newest heads of the other logs of the policy; gives the origins of those that could be had.

        Whoever would rewrite their history would then have to rewrite this ledger too, and the other way round.
        """
        anchored = []
        for log_key in self._policy.logs:
            if log_key == self._log.settings.log or log_key not in self._policy.urls:
                continue
            try:
                head, statement = state_head(log_key, self._policy, self._key, at)
                self._log.deposit([statement], courtlog.Wait.PROMISE)
            except courtlog.CourtlogError as error:
                log.warning("%s is not anchored: %s", log_key.name, error)
            else:
                anchored.append(head.origin)
        return anchored

    def enter(self, waiting: list[Path]) -> bool:
        """Make the entries that the operator handed in, publish them and take them off the list; False without any."""
        if waiting:
            self._log.deposit([path.read_bytes() for path in waiting], courtlog.Wait.PROMISE)
            self.publish()
        for path in waiting:
            path.unlink()
        return bool(waiting)

    def refresh(self) -> None:
        """Sign the present head anew, so that the next entries are known not to be older than now."""
        self._log.refresh()

    def close(self) -> None:
        """Give up the writer's place."""
        self._log.close()


def introduction(home: Path, address: str) -> str:
    """The lines of a policy (tlog-policy) by which others know this court's ledger and its witness."""
    name = load_key(home / WITNESS_KEY).verifier
    log = courtlog.LogReader(home / "ledger").settings.log
    return f"log {log} {address}/ledger/log\nwitness {name.name} {name} {address}/ledger/witness\n"


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
        policy_for(home, proof.head),
        before.note if before else None,
        sign_receipt(entry, proof, load_key(home / "ledger" / "keys" / "log.key")),
    )
    target = io.BytesIO()
    courtlog.write_bundle(target, parts, content)
    return target.getvalue()


def policy_of(home: Path) -> bytes | None:
    """Whom this court vouches for: its ledger and the ledger's witnesses, as a tlog-policy; None before it has one."""
    reader = reader_of(home)
    return reader.policy() if reader else None


def check_bundle(bundle: courtlog.Bundle, file: BinaryIO | None, home: Path) -> courtlog.Report:
    """Verify a bundle; for this court's own ledger under the court's policies, for another's under the bundle's own."""
    try:
        proof = courtlog.TlogProof.parse(bundle.need(PROOF))
    except courtlog.CourtlogError:
        return courtlog.verify_bundle(bundle, courtlog.Given(file))
    own = policy_for(home, proof.head) if reader_of(home) else None
    ours = own is not None and any(log.name == proof.checkpoint.origin for log in courtlog.Policy.parse(own).logs)
    return courtlog.verify_bundle(bundle, courtlog.Given(file, own if ours else None))


def reader_of(home: Path) -> courtlog.LogReader | None:
    """The ledger as anybody may read it; None before the platform has one."""
    return courtlog.LogReader(home / "ledger") if (home / "ledger" / "log.json").exists() else None


@lru_cache(maxsize=1)
def software_of() -> tuple[str, str]:
    """The version of the ledger's program, and the SHA-256 over its installed files: paths and digests, in order."""
    root, total = Path(str(files(courtlog))), hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"{digest}  {path.relative_to(root).as_posix()}\n".encode())
    return metadata.version("courtlog"), total.hexdigest()


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


def explains_itself(entry: bytes) -> bool:
    """True for an entry whose content is public and stands in it: a policy, a change of key, another ledger's head."""
    try:
        return content_of(entry) is not None
    except courtlog.CourtlogError:
        return False


def subject_of(entry: bytes) -> str:
    """The subject that an entry of the ledger names: the uid of a seal."""
    return courtlog.SignedStatement.parse(entry).statement.subject


def _digests(seal: Seal) -> courtlog.FileDigests:
    return courtlog.FileDigests(seal.size, bytes.fromhex(seal.sha256), bytes.fromhex(seal.sm3))
