"""Facts about publication: ids, codes and digests."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tongban.kernel.facts import Fact


class PublicationProposed(Fact):
    """The text of an effective judgment was made ready for the public; a person decides until `publish_by`."""

    case: UUID
    publication: UUID
    advised: str
    digest: str
    publish_by: date


class ProposalChanged(Fact):
    """A person named more names to hide, and the text was made anew."""

    case: UUID
    publication: UUID
    digest: str


class JudgmentPublished(Fact):
    """A named person put the anonymised judgment on the public page; `digest` is the SHA-256 of its text."""

    case: UUID
    publication: UUID
    document: UUID
    digest: str


class JudgmentWithheld(Fact):
    """A judge decided not to publish; the public sees number, court, date and ground."""

    case: UUID
    publication: UUID
    ground: str


class PublicationWithdrawn(Fact):
    """The text was taken from the public page; `ground` says why."""

    case: UUID
    publication: UUID
    ground: str
