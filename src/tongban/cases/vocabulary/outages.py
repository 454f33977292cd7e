"""Outages as other floors read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OutageView:
    """A recorded outage: see `models.Outage`."""

    uid: UUID
    court: str
    began_at: datetime
    ended_at: datetime
    record: str
    found: tuple[dict[str, Any], ...]
    made_at: datetime
