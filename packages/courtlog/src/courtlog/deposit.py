"""What goes into a log and comes back: keyed statements, acknowledgements, and the witnesses in between.

A promise is the log's signed word that an entry is durable at an index, given before any witness has seen it: a signed
note of five lines, `court-promise/v1`, origin, index, base64 leaf hash, POSIX seconds of receipt. Its first line can be
no log's origin here, so a promise is never a head. A log that breaks one is convicted by it.
"""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from courtlog import cbor
from courtlog.checkpoint import parse_decimal
from courtlog.errors import Contradiction, Malformed, Missing
from courtlog.merkle import leaf_hash
from courtlog.note import Note, VerifierKey, decode_base64
from courtlog.signing import SignerKey, sign_note
from courtlog.statement import SignedStatement

PROMISE = "court-promise/v1"
"""First line of every promise."""
_LINES = 6


class Cosigners(Protocol):
    """The witnesses outside, who must see a head before it is published."""

    def check_start(self, note: Note) -> None:
        """Raise `RolledBack` when a witness knows more than the lock store's head, `Missing` when too few answer."""

    def gather(self, note: Note, prove: Callable[[int], list[bytes]]) -> Note:
        """Give the note with the cosignature lines that came in time; raises `Missing` when they make no quorum.

        `note` is a head with the log's signature; `prove(size)` proves its consistency with an older size (none for 0).
        """


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


@dataclass(frozen=True, slots=True)
class Promise:
    """What the log promised; `at` is its own clock when it received the entry."""

    origin: str
    index: int
    leaf: bytes
    at: int

    def sign(self, key: SignerKey) -> bytes:
        """Give the signed note; the same promise always gives the same bytes."""
        leaf = base64.b64encode(self.leaf).decode()
        return sign_note(f"{PROMISE}\n{self.origin}\n{self.index}\n{leaf}\n{self.at}\n", key).encode()

    @classmethod
    def open(cls, data: bytes, key: VerifierKey, entry: bytes) -> "Promise":
        """Read a promise and check that `key` signed it for `entry`; raises any `CourtlogError`."""
        note = Note.parse(data)
        lines = note.text.split("\n")
        if len(lines) != _LINES or lines[0] != PROMISE:
            raise Malformed("This is not a promise of a court ledger.")
        if not note.signed_by([key]):
            raise Missing(f"The promise is not signed by {key.name}.")
        index, at = (parse_decimal(line, "A number in the promise") for line in (lines[2], lines[4]))
        promise = cls(lines[1], index, decode_base64(lines[3], "The hash in the promise"), at)
        if promise.leaf != leaf_hash(entry):
            raise Contradiction("The promise was given for another entry.")
        return promise
