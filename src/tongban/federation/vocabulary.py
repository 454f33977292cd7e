"""Words of the federation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tongban.access.audience import Audience


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of envelope: for whom its content is at the other platform, and what it carries, in Chinese."""

    name: str
    readers: tuple[Audience, ...]
    carries: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels beside an envelope, named by its digest."""

    sha256: str
    size: int
    media_type: str
    name: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """A signed message: `kind` says what it is about, `body` is plain JSON, `at` the sender's business time."""

    uid: UUID
    sender: str
    recipient: str
    kind: str
    at: datetime
    body: dict[str, Any]
    attachments: tuple[Attachment, ...]


@dataclass(frozen=True, slots=True)
class PeerView:
    """A platform that this one exchanges envelopes with."""

    slug: str
    name: str
    url: str
