"""The court's ledger, embedded: `courtlog` in the worker process, its tiles on disk for everybody to read."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import courtlog
from courtlog.gathering import Gathering
from courtlog.governance import state_head
from courtlog.log import load_key
from courtlog.operations import keygen
from tongban.register.adapters.entries import statement_of
from tongban.register.adapters.witness import KEY as WITNESS_KEY
from tongban.register.adapters.witness import make_witness
from tongban.register.models import Seal

log = logging.getLogger(__name__)


WITNESSES_WITHIN = 3.0
"""Seconds that the witnesses have for one head; those that are late are left out."""
LOCK = Path("..") / "ledger-lock.sqlite3"
"""The lock store lies beside the ledger, not in it: a restored ledger must not bring an old head back (ledger.md)."""
DEPOSITOR = Path("keys") / "depositor.key"
"""The key with which the platform signs what it deposits."""


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
    key = home / DEPOSITOR
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
        self._key = load_key(home / DEPOSITOR)

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


def reader_of(home: Path) -> courtlog.LogReader | None:
    """The ledger as anybody may read it; None before the platform has one."""
    return courtlog.LogReader(home / "ledger") if (home / "ledger" / "log.json").exists() else None


def policy_of(home: Path) -> bytes | None:
    """Whom this court vouches for: its ledger and the ledger's witnesses, as a tlog-policy; None before it has one."""
    reader = reader_of(home)
    return reader.policy() if reader else None


def introduction(home: Path, address: str) -> str:
    """The lines of a policy (tlog-policy) by which others know this court's ledger and its witness."""
    name = load_key(home / WITNESS_KEY).verifier
    log = courtlog.LogReader(home / "ledger").settings.log
    return f"log {log} {address}/ledger/log\nwitness {name.name} {name} {address}/ledger/witness\n"
