"""What goes into a log and comes back: keyed statements, acknowledgements, and the witnesses in between."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from courtlog import cbor
from courtlog.note import Note
from courtlog.statement import SignedStatement


class Cosigners(Protocol):
    """The witnesses outside, who must see a head before it is published."""

    def check_start(self, note: Note) -> None:
        """Raise `RolledBack` when a witness knows more than the lock store's head, `Missing` when too few answer."""
        ...

    def gather(self, note: Note, prove: Callable[[int], list[bytes]]) -> Note:
        """Give the note with the cosignature lines that came in time; raises `Missing` when they make no quorum.

        `note` is a head with the log's signature; `prove(size)` proves its consistency with an older size (none for 0).
        """
        ...


class Wait(StrEnum):
    """How long a deposit waits: until it is durable and promised, or until a published head includes it."""

    PROMISE = "promise"
    PROOF = "proof"


@dataclass(frozen=True, slots=True)
class Deposited:
    """An acknowledged entry. `promise` is a signed note; `repeated` tells that it was on the ledger already.

    `proven` tells that a published head (with cosigners: one that bears their quorum) includes it.
    """

    index: int
    promise: bytes
    repeated: bool
    proven: bool


class Keyed(NamedTuple):
    """A statement with what makes two deposits the same."""

    key: bytes
    statement: bytes


def keyed(statement: bytes, signed: SignedStatement | None = None) -> Keyed:
    """Give the deposit key: a hash of the issuer's key, the type and both commitments; raises `Malformed`.

    The issuer's key belongs to it: otherwise a copier of a published commitment could take the depositor's place.
    """
    signed = signed or SignedStatement.parse(statement)
    made = signed.statement.commitments
    parts: list[cbor.Value] = [signed.key_id, signed.statement.kind.value, made.sha256, made.sm3]
    return Keyed(hashlib.sha256(cbor.encode(parts)).digest(), statement)
