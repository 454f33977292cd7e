"""Identifiers that leave the house: UUIDv7 (RFC 9562), ordered by wall time, unguessable in their 74 random bits."""

from __future__ import annotations

import secrets
import time
from uuid import UUID


def new_id() -> UUID:
    """A fresh UUIDv7. Its clock is the machine's, never business time: it orders rows, it dates nothing."""
    millis = time.time_ns() // 1_000_000
    value = (
        (millis & ((1 << 48) - 1)) << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    )
    return UUID(int=value)
