"""C2SP tlog-proof, v1: an entry's index, its inclusion path and the signed head, as one text file."""

import base64
from dataclasses import dataclass

from courtlog.checkpoint import Checkpoint, parse_decimal
from courtlog.errors import Malformed
from courtlog.merkle import HASH_SIZE, leaf_hash, verify_inclusion
from courtlog.note import MAX_NOTE, Note, decode_base64

HEADER = "c2sp.org/tlog-proof@v1"
"""First line of every proof."""
MAX_PATH = 63
"""Most hashes in a path: enough for 2**63 entries."""


@dataclass(frozen=True, slots=True)
class TlogProof:
    """A proof as read; nothing in it is checked. `head` is the signed note of the log's head, byte for byte."""

    index: int
    path: tuple[bytes, ...]
    head: bytes
    extra: bytes | None = None

    @classmethod
    def parse(cls, data: bytes) -> "TlogProof":
        """Read a proof file; raises `Malformed`."""
        if len(data) > 2 * MAX_NOTE:
            raise Malformed("The proof is too long.")
        top, blank, head = data.partition(b"\n\n")
        try:
            lines = top.decode("ascii").split("\n")
        except UnicodeDecodeError as error:
            raise Malformed("The proof holds characters that its format does not know.") from error
        if not blank or lines.pop(0) != HEADER:
            raise Malformed(f"The proof does not begin with {HEADER}.")
        extra = None
        if lines and lines[0].startswith("extra "):
            extra = decode_base64(lines.pop(0)[len("extra ") :], "The extra data of the proof")
        if not lines or not lines[0].startswith("index "):
            raise Malformed("The proof does not say which entry it is for.")
        index = parse_decimal(lines.pop(0)[len("index ") :], "The index in the proof")
        path = tuple(decode_base64(line, "A hash in the proof") for line in lines)
        if len(path) > MAX_PATH or any(len(one) != HASH_SIZE for one in path):
            raise Malformed("The proof has too many hashes, or one that is not 32 bytes long.")
        return cls(index, path, head, extra)

    def encode(self) -> bytes:
        """Give the bytes that `parse` reads."""
        lines = [HEADER]
        if self.extra is not None:
            lines.append("extra " + base64.b64encode(self.extra).decode())
        lines += [f"index {self.index}", *(base64.b64encode(one).decode() for one in self.path)]
        return "\n".join(lines).encode() + b"\n\n" + self.head

    @property
    def checkpoint(self) -> Checkpoint:
        """The head that the proof leads to, its signatures unchecked."""
        return Checkpoint.parse(Note.parse(self.head).text)

    def verify(self, entry: bytes) -> None:
        """Check that `entry` stands at `index` under the head; says nothing about who signed the head."""
        head = self.checkpoint
        verify_inclusion(self.index, head.size, leaf_hash(entry), self.path, head.root)
