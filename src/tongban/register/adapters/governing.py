"""What governs the ledger, by entries of its own: policies, and changes of the key by which this court witnesses.

The operator hands entries in; the worker, the ledger's one writer, makes them. Every policy that was in force is kept
in `ledger/policies`: proofs made under it stay good.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import courtlog
from courtlog.disk import Disk
from courtlog.issue import issue_public
from courtlog.keychange import KeyChange
from courtlog.log import load_key
from courtlog.note import VerifierKey
from courtlog.operations import keygen
from courtlog.reader import POLICY
from courtlog.statement import Kind
from tongban.register.adapters.witness import KEY, NEXT

HANDED_IN = "ledger-entries"
"""Folder in the home with the statements that wait for the worker."""
EARLIER = "policies"
"""Folder in the ledger's with the policies that were in force."""
LAG = 86_400
"""Seconds within which a worker follows a new policy; a head confirmed later under the old one does not count."""


def take_policy(home: Path, policy: bytes, at: int) -> None:
    """Put a policy in force, keep the one before it, and hand in its entry; raises `courtlog.Malformed`.

    It must know this court's log, else no head of it would ever count. A next key of this court's witness that it
    names takes the place of the old one.
    """
    ledger = home / "ledger"
    reader, trusted = courtlog.LogReader(ledger), courtlog.Policy.parse(policy)
    own, before = reader.settings.log, reader.policy()
    if own not in trusted.logs:
        message = f"The policy does not name this court's own log {own.name}."
        raise courtlog.Malformed(message)
    if before != policy:
        disk = Disk(home)
        disk.write({ledger / EARLIER / f"{at:012}.{sha256(before).hexdigest()[:16]}": before})
        _hand_in(home, issue_public(Kind.KEY_OR_POLICY, "policy", policy, _depositor(home), at))
        disk.write({ledger / POLICY: policy})
    if (home / NEXT).exists() and load_key(home / NEXT).verifier in trusted.witnesses.values():
        for suffix in (".key.pub", ".key"):
            (home / NEXT).with_suffix(suffix).replace((home / KEY).with_suffix(suffix))


def policies_of(home: Path) -> list[tuple[bytes, int | None]]:
    """The policy in force, then those before it, the newest first, each with the second at which it was replaced.

    None before the court has a ledger.
    """
    ledger = home / "ledger"
    if not (ledger / "log.json").exists():
        return []
    earlier = sorted((ledger / EARLIER).glob("*"), reverse=True)
    kept = [(path.read_bytes(), int(path.name.partition(".")[0])) for path in earlier]
    return [(courtlog.LogReader(ledger).policy(), None), *kept]


def policy_for(home: Path, head: bytes) -> bytes:
    """The newest policy that accepts a head of this court's ledger, if it was in force then; else the present one."""
    return _accepting(head, tuple(policies_of(home)))


@lru_cache(maxsize=32)
def _accepting(head: bytes, known: tuple[tuple[bytes, int | None], ...]) -> bytes:
    for policy, replaced in known:
        try:
            since = courtlog.Policy.parse(policy).check(head).since
        except courtlog.CourtlogError:
            continue
        if replaced is None or (since and since.time < replaced + LAG):
            return policy
    return known[0][0]


def rotate_witness(home: Path, since: int, at: int) -> VerifierKey:
    """Make the next key of this court's witness and hand in the change, signed with both; gives the new key.

    Until a policy names the next key alone the witness signs with both. Raises `courtlog.LogError` when one waits.
    """
    if (home / NEXT).exists():
        message = "A next key waits already; take a policy that names it."
        raise courtlog.LogError(message)
    old = load_key(home / KEY)
    keygen(old.name, home / NEXT, witness=True)
    new = load_key(home / NEXT)
    _enter_change(home, KeyChange(old.verifier, new.verifier, since).sign(old, new), at)
    return new.verifier


def revoke_key(home: Path, key: VerifierKey, since: int, at: int) -> None:
    """Hand in that a key of this court's house is worth nothing from second `since` on, signed with the log's key.

    Raises `courtlog.Missing` for a key of another house.
    """
    signer = load_key(home / "ledger" / "keys" / "log.key")
    change = KeyChange(key, None, since).sign(signer)
    KeyChange.open(change, [signer.verifier])
    _enter_change(home, change, at)


def handed_in(home: Path) -> list[Path]:
    """The statements that wait for the worker, as files."""
    return sorted((home / HANDED_IN).glob("*.cose"))


def _enter_change(home: Path, change: bytes, at: int) -> None:
    _hand_in(home, issue_public(Kind.KEY_OR_POLICY, "key", change, _depositor(home), at))


def _hand_in(home: Path, statement: bytes) -> None:
    Disk(home).write({home / HANDED_IN / f"{sha256(statement).hexdigest()}.cose": statement})


def _depositor(home: Path) -> courtlog.SignerKey:
    return load_key(home / "keys" / "depositor.key")
