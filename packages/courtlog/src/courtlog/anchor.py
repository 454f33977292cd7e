"""The port to whatever else may hold a log's heads: a consortium chain, another ledger. One adapter is `courtlog.evm`.

An anchor adds a place that none of the log's witnesses governs. It proves that a head was known there by a time; it
does not make the head true, and a log needs none to be sound.
"""

from dataclasses import dataclass
from typing import Protocol

from courtlog.checkpoint import Checkpoint


@dataclass(frozen=True, slots=True)
class Anchored:
    """What a check found: the place, the time (POSIX seconds) by the place's own clock, who entered the head there."""

    place: str
    time: int
    writer: str


class Anchor(Protocol):
    """A place for heads, in which a log can only grow."""

    def publish(self, head: Checkpoint) -> bytes:
        """Enter a head; gives a receipt to be kept. Raises `LogError` when the place refuses it."""
        ...

    def check(self, receipt: bytes, head: Checkpoint) -> Anchored:
        """Check a receipt for a head by asking the place; raises `Malformed`, `Contradiction` or `Missing`."""
        ...
