"""Words of the federation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
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


@dataclass(frozen=True, slots=True)
class Zone:
    """One of the two nodes of a platform, and the other one behind the link.

    `peer`: the other zone's slug. For the internet zone: `sealing_key`, for which it seals what goes to the court, and
    `confirm_within`, after which a person is told to ask when the court has not confirmed a filing.
    """

    internet: bool
    peer: str
    sealing_key: str = ""
    confirm_within: timedelta = timedelta()
