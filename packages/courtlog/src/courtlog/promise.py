"""Promises: the log's signed word that an entry is durable at an index, given before any witness has seen it.

The text is a signed note of five lines: `court-promise/v1`, origin, index, base64 leaf hash, POSIX seconds of receipt.
Its first line can be no log's origin here, so a promise is never a head. A log that breaks one is convicted by it.
"""

import base64
from dataclasses import dataclass

from courtlog.checkpoint import parse_decimal
from courtlog.errors import Contradiction, Malformed, Missing
from courtlog.merkle import leaf_hash
from courtlog.note import Note, VerifierKey, decode_base64
from courtlog.signing import SignerKey, sign_note

HEADER = "court-promise/v1"
"""First line of every promise."""
_LINES = 6


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
        return sign_note(f"{HEADER}\n{self.origin}\n{self.index}\n{leaf}\n{self.at}\n", key).encode()

    @classmethod
    def open(cls, data: bytes, key: VerifierKey, entry: bytes) -> "Promise":
        """Read a promise and check that `key` signed it for `entry`; raises any `CourtlogError`."""
        note = Note.parse(data)
        lines = note.text.split("\n")
        if len(lines) != _LINES or lines[0] != HEADER:
            raise Malformed("This is not a promise of a court ledger.")
        if not note.signed_by([key]):
            raise Missing(f"The promise is not signed by {key.name}.")
        index, at = (parse_decimal(line, "A number in the promise") for line in (lines[2], lines[4]))
        promise = cls(lines[1], index, decode_base64(lines[3], "The hash in the promise"), at)
        if promise.leaf != leaf_hash(entry):
            raise Contradiction("The promise was given for another entry.")
        return promise
