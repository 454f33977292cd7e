"""Shards: a log is closed, as a rule at the end of a year, and continued by a new one with a new name and new keys.

The old log's last entry names the new log's key; the new log's entry 0 holds the old log's final head. Both are public
entries (`courtlog.issue`) signed with the old log's key, so that neither log can be exchanged unnoticed.
"""

from collections.abc import Callable
from pathlib import Path

from courtlog.checkpoint import Checkpoint
from courtlog.deposit import Cosigners, keyed
from courtlog.disk import Disk
from courtlog.errors import Contradiction, Missing
from courtlog.issue import content_of, issue_public
from courtlog.log import Log, load_key
from courtlog.note import Note, VerifierKey
from courtlog.policy import Policy
from courtlog.reader import OWN_WITNESS, POLICY, LogReader
from courtlog.signing import SignerKey
from courtlog.statement import Kind

HEADER = "court-shard/v1"
"""First line of the entry that names the next shard's key; the second is that key."""


def start_next(  # noqa: PLR0913  # two logs and their world
    old: Path, new: Path, signer: SignerKey, witness: SignerKey | None = None, *, lock: Path | str = "lock.sqlite3",
    cosigners: Cosigners | None = None, old_keys: tuple[SignerKey, SignerKey | None] | None = None,
    disk: Callable[[Path], Disk] = Disk,
) -> Log:  # fmt: skip
    """Close the log in `old` and give the opened log in `new`. The old one's keys default to those in its `keys/`.

    Whatever interrupts this, it may be repeated. The policy written to `new` trusts both shards. Raises `Missing` while
    the final head lacks its quorum, and `LogError` when `new` holds another log.
    """
    key, own = old_keys or (load_key(old / "keys" / "log.key"), None)
    with Log(old, key, own, cosigners=cosigners, disk=disk(old)) as closing:
        last = issue_public(Kind.KEY_OR_POLICY, "shard", f"{HEADER}\n{signer.verifier}\n".encode(), key, 0)
        final = closing.freeze(signer.verifier, keyed(last))
    if not (new / "log.json").exists():
        Log.create(new, signer, witness, lock=lock, disk=disk(new)).close()
    log = Log(new, signer, witness, disk=disk(new))
    try:
        if log.proven == 0:
            head = issue_public(Kind.FOREIGN_CHECKPOINT, closing.origin, final.note, key, 0)
            log.deposit([head])
        check_link(closing, log)
        if not (new / POLICY).exists():
            disk(new).write({new / POLICY: joined_policy(closing, log)})
    except BaseException:
        log.close()
        raise
    return log


def check_link(old: LogReader, new: LogReader) -> None:
    """Check that `new` continues `old`: both entries are there, and `old` still is what it was when it was closed.

    Raises `Contradiction` or `Missing`.
    """
    head = old.head().checkpoint
    content = _public(new, 0, old.settings.log, Kind.FOREIGN_CHECKPOINT)
    final = Checkpoint.parse(Note.parse(content).text)
    if (final.size, final.root) != (head.size, head.root):
        raise Contradiction(f"{new.origin} continues another state of {old.origin} than the one that is published.")
    old.check_head(content)
    named = _public(old, head.size - 1, old.settings.log, Kind.KEY_OR_POLICY)
    if named != f"{HEADER}\n{new.settings.log}\n".encode():
        raise Contradiction(f"{old.origin} names another log than {new.origin} as its continuation.")


def _public(log: LogReader, index: int, issuer: VerifierKey, kind: Kind) -> bytes:
    found = content_of(log.entry(index))
    if found is None or found[0].statement.kind is not kind:
        raise Missing(f"Entry {index} of {log.origin} is not the link to another shard.")
    found[0].verify(issuer.public)
    return found[1]


def joined_policy(old: LogReader, new: LogReader) -> bytes:
    """Give the old shard's policy, which also trusts the new one.

    Witnesses outside go on as before. Where there are only the operator's own, that of either shard will do.
    """
    before = Policy.parse(old.policy())
    lines = [line for line in old.policy().decode().splitlines() if not line.startswith("quorum")]
    lines.append(f"log {new.settings.log}")
    quorum, own = before.quorum, new.settings.witness
    names = tuple(f"{log.name}/" for log in before.logs)
    if own and before.witnesses and all(key.name.startswith(names) for key in before.witnesses.values()):
        number, quorum = len(before.logs) + 1, f"operators-{len(before.logs) + 1}"
        lines += [f"witness {OWN_WITNESS}-{number} {own}", f"group {quorum} any {before.quorum} {OWN_WITNESS}-{number}"]
    return "\n".join([*lines, f"quorum {quorum}"]).encode() + b"\n"
