"""Evidence that a signer contradicted itself: two signed heads, and what shows that they cannot both be true.

Whoever holds such a file needs nobody's word: `judge` recomputes everything from the two notes. Three things convict:

1. One log key signed two heads of one size with different roots.
2. One log key signed two heads of which the larger does not begin with the smaller: a valid consistency path leads
   from another root at the smaller size to the larger head.
3. One witness key put times under two heads of a log in the opposite order of their sizes, though each time says
   "this is the largest head that I know".
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass

from courtlog.checkpoint import Checkpoint
from courtlog.cosignature import Cosignature, verify_cosignature
from courtlog.errors import Conflict, CourtlogError, Malformed, Missing
from courtlog.merkle import HASH_SIZE, range_hash, verify_consistency
from courtlog.note import MAX_NOTE, Note, VerifierKey, decode_base64
from courtlog.proofs import consistency_path
from courtlog.tiles import TileTree
from courtlog.tlogproof import MAX_PATH

KIND = "court-conflict"
"""The word under `kind` in an evidence file."""
MAX_EVIDENCE = 4 * MAX_NOTE
"""Longest evidence file in bytes."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Two signed heads of one log, as notes byte for byte.

    `root` is what the larger tree has at the smaller one's size, `path` the consistency path from there; None and
    empty when the sizes are equal. `places` says where each was found: that is the finder's word, and proves nothing.
    """

    first: bytes
    second: bytes
    keys: tuple[VerifierKey, ...]
    root: bytes | None = None
    path: tuple[bytes, ...] = ()
    places: tuple[str, str] = ("", "")

    @classmethod
    def of(cls, one: bytes, other: bytes, keys: Sequence[VerifierKey], tree: TileTree | None = None,
           places: tuple[str, str] = ("", "")) -> "Evidence":  # fmt: skip
        """Put two heads together, the smaller first; `tree` is that of the larger one, needed when sizes differ."""
        if head_of(one).size > head_of(other).size:
            one, other, places = other, one, places[::-1]
        old, new = head_of(one).size, head_of(other).size
        if tree is None or not 0 < old < new:
            return cls(one, other, tuple(keys), places=places)
        path = tuple(consistency_path(old, new, tree.node))
        return cls(one, other, tuple(keys), range_hash(0, old, tree.node), path, places)

    @classmethod
    def parse(cls, data: bytes) -> "Evidence":
        """Read an evidence file; raises `Malformed`."""
        if len(data) > MAX_EVIDENCE:
            raise Malformed("The evidence is too long.")
        try:
            fields = json.loads(data.decode())
            if fields["format"] != 1 or fields["kind"] != KIND:
                raise Malformed("This is no evidence of a format that this version knows.")
            first, second = fields["first"]["note"].encode(), fields["second"]["note"].encode()
            places = str(fields["first"]["place"]), str(fields["second"]["place"])
            keys = tuple(VerifierKey.parse(key) for key in fields["keys"])
            path = tuple(decode_base64(one, "A hash in the evidence") for one in fields["path"])
            root = None if fields["root"] is None else decode_base64(fields["root"], "The root in the evidence")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise Malformed("The evidence lacks some of its fields, or is not JSON.") from error
        if len(path) > MAX_PATH or any(len(one) != HASH_SIZE for one in (*path, root or bytes(HASH_SIZE))):
            raise Malformed("The evidence has too many hashes, or one that is not 32 bytes long.")
        return cls(first, second, keys, root, path, places)

    def encode(self) -> bytes:
        """Give the bytes that `parse` reads: JSON with sorted keys, in which a person can read both heads."""
        fields = {
            "format": 1,
            "kind": KIND,
            "first": {"note": self.first.decode(), "place": self.places[0]},
            "second": {"note": self.second.decode(), "place": self.places[1]},
            "keys": [str(key) for key in self.keys],
            "path": [base64.b64encode(one).decode() for one in self.path],
            "root": None if self.root is None else base64.b64encode(self.root).decode(),
        }
        return json.dumps(fields, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"

    def judge(self, keys: Sequence[VerifierKey] | None = None) -> None:
        """Raise `Conflict` when the heads convict one of `keys` (default: the evidence's own), else `Missing`.

        Raises `Malformed` or `Contradiction` when a head cannot be read or a signature on it is wrong.
        """
        trusted = self.keys if keys is None else keys
        notes = Note.parse(self.first), Note.parse(self.second)
        one, other = (Checkpoint.parse(note.text) for note in notes)
        if one.origin != other.origin or one.size > other.size:
            raise Missing("The two heads are of different logs, or stand in the wrong order: nothing can be compared.")
        logs = [key for key in trusted if key.name == one.origin]
        first, second = (note.signed_by(logs) for note in notes)
        if (both := [key for key in first if key in second]) and self._forked(one, other):
            raise Conflict(
                f"{both[0].name} signed two histories: the head of {one.size} entries with root {one.root.hex()} "
                f"cannot belong to the same log as the head of {other.size} entries with root {other.root.hex()}."
            )
        for key in trusted:
            before, after = (seal_of(note, key) for note in notes)
            # Equal times are left out: seconds are too coarse to say which of the two was first.
            if before and after and one.size < other.size and before.time > after.time:
                raise Conflict(
                    f"{key.name} cosigned {other.size} entries of {one.origin} as the largest head it knew at second "
                    f"{after.time}, and only {one.size} at the later second {before.time}: it turned back the log."
                )
        raise Missing("The two heads do not contradict each other under the keys that are trusted here.")

    def _forked(self, one: Checkpoint, other: Checkpoint) -> bool:
        if one.size == other.size:
            return one.root != other.root
        if self.root is None:
            return False
        try:
            verify_consistency(one.size, other.size, self.path, self.root, other.root)
        except CourtlogError:
            return False  # The path shows nothing about the larger head; anybody could have written it.
        return self.root != one.root


def head_of(note: bytes) -> Checkpoint:
    """Read the head in a note, its signatures unchecked; raises `Malformed`."""
    return Checkpoint.parse(Note.parse(note).text)


def seal_of(note: Note, key: VerifierKey) -> Cosignature | None:
    """Give the cosignature of `key`, None when it left none that is right: a forged line convicts nobody."""
    try:
        return verify_cosignature(note, key)
    except CourtlogError:
        return None
