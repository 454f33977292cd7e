"""C2SP tlog-checkpoint: the text of a log's head."""

import base64
from dataclasses import dataclass

from courtlog.errors import Malformed
from courtlog.merkle import HASH_SIZE
from courtlog.note import decode_base64

MAX_SIZE = 2**63 - 1
"""Largest number of entries that a head may claim."""


def parse_decimal(text: str, what: str) -> int:
    """Read an ASCII decimal without leading zeroes, at most 2**63 - 1; raises `Malformed`."""
    plain = text.isascii() and text.isdigit() and len(text) <= len(str(MAX_SIZE))
    if not plain or (text != "0" and text.startswith("0")):
        raise Malformed(f"{what} is not a plain decimal number.")
    if (value := int(text)) > MAX_SIZE:
        raise Malformed(f"{what} is too large.")
    return value


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A head: the log's origin, its number of entries, the root over them, and opaque extension lines."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """Read the text of a note as a checkpoint; raises `Malformed`."""
        lines = text.split("\n")
        if len(lines) < 4 or lines.pop() or not all(lines):  # noqa: PLR2004  # three lines and the final newline
            raise Malformed("A log's head must have three or more lines, none of them empty.")
        root = decode_base64(lines[2], "The root in a log's head")
        if len(root) != HASH_SIZE:
            raise Malformed("The root in a log's head is not 32 bytes long.")
        return cls(lines[0], parse_decimal(lines[1], "The size in a log's head"), root, tuple(lines[3:]))

    @property
    def text(self) -> str:
        """The text that is signed, with its final newline."""
        lines = (self.origin, str(self.size), base64.b64encode(self.root).decode(), *self.extensions)
        return "\n".join(lines) + "\n"
