"""Facts about questions to the court. A case is named as what a ticket concerns: the ticket is no part of its file."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from tongban.kernel.facts import Fact


class TicketTaken(Fact):
    """Somebody asked the court, through `channel`; the answer is due on `due`. `digest`: SHA-256 of the words."""

    ticket: UUID
    category: str
    channel: str
    concerns: UUID | None
    due: date
    digest: str


class TicketAssigned(Fact):
    """A named colleague answers it."""

    ticket: UUID
    to: UUID


class TicketHandedOn(Fact):
    """The judge of the case answers it."""

    ticket: UUID
    to: UUID


class TicketHandedBack(Fact):
    """The judge gave it back to the hotline."""

    ticket: UUID


class TicketAnswered(Fact):
    """The court answered; `digest` is the SHA-256 of the answer."""

    ticket: UUID
    digest: str


class TicketReopened(Fact):
    """The answer did not do, and the court answers again until `due`."""

    ticket: UUID
    due: date
    digest: str


class TicketRated(Fact):
    """How content the person is with the answer: 1 (not at all) to 5 (very)."""

    ticket: UUID
    stars: int


class FeedOpened(Fact):
    """A person got a secret calendar address."""

    feed: UUID
    kind: str
    named: bool


class FeedClosed(Fact):
    """A secret calendar address opens nothing any more."""

    feed: UUID


class NewsLeft(Fact):
    """News of `kind` were left for a person; they go out by e-mail at `send_at`, if at all."""

    notice: UUID
    person: UUID
    kind: str
    send_at: datetime | None


class NewsSent(Fact):
    """These news went out in one e-mail."""

    person: UUID
    notices: tuple[UUID, ...]


class NewsRead(Fact):
    """The person marked these news as read."""

    notices: tuple[UUID, ...]


class NoticesChosen(Fact):
    """A person chose how to be told by e-mail, kind by kind ("kind:manner")."""

    chosen: tuple[str, ...]


class WindowStated(Fact):
    """The court stated telephone, place and hours of its counter."""

    court: str
    phone: str
    place: str
    open: tuple[str, ...]
