"""The court as witness of ledgers (C2SP tlog-witness): its own key, and the last head that it cosigned for each."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path

import courtlog
from courtlog.operations import keygen
from courtlog.reader import POLICY
from courtlog.web import Application
from courtlog.witness import Witness, WitnessStore, application
from tongban.register.adapters.watching import keep

KEY, STATE = Path("keys") / "witness.key", Path("witness.sqlite3")
NEXT = Path("keys") / "witness-next.key"
"""The key that takes the place of `KEY` when a policy names it; until then heads are cosigned with both."""


def make_witness(home: Path, name: str) -> None:
    """Make the key and the empty state together: a key must never meet a state that forgot what it cosigned."""
    if (home / KEY).exists():
        return
    (home / STATE).unlink(missing_ok=True)
    (home / KEY).parent.mkdir(parents=True, exist_ok=True)
    WitnessStore(home / STATE, new=True).close()
    keygen(name, home / KEY, witness=True)


def witness_of(home: Path, clock: Callable[[], int]) -> Application | None:
    """The witness as a WSGI application; None while no policy says whose heads to cosign, or there is no key.

    A policy that takes the place of another counts at once.
    """
    policy = home / "ledger" / POLICY
    if not policy.exists() or not (home / KEY).exists():
        return None
    keys = tuple(path.read_text().strip() for name in (KEY, NEXT) if (path := home / name).exists())
    return _witness(home, clock, policy.read_bytes(), keys)


@lru_cache(maxsize=4)
def _witness(home: Path, clock: Callable[[], int], policy: bytes, keys: tuple[str, ...]) -> Application:
    logs, signers = courtlog.Policy.parse(policy).logs, [courtlog.SignerKey.parse(key) for key in keys]
    return application(Witness(logs, signers, WitnessStore(home / STATE), clock, partial(keep, home)))
