"""Facts about the ledger."""

from __future__ import annotations

from uuid import UUID

from tongban.kernel.facts import Fact


class ContentSealed(Fact):
    """A file, paper or receipt stands in the ledger at `position`, under a published head."""

    seal: UUID
    subject: UUID
    kind: str
    position: int
