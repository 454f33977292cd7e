"""Facts about envelopes and peers."""

from __future__ import annotations

from uuid import UUID

from tongban.kernel.facts import Fact


class PeerAdmitted(Fact):
    """Another platform may exchange envelopes with this one."""

    peer: str
    url: str
    key: str


class EnvelopeSealed(Fact):
    """An envelope was signed and waits for delivery."""

    envelope: UUID
    peer: str
    kind: str
    digest: str


class EnvelopeReceipted(Fact):
    """The recipient's signed receipt is here."""

    envelope: UUID
    peer: str
    receipt: str


class EnvelopeReceived(Fact):
    """An envelope of a peer is here, its signature checked, its receipt given."""

    envelope: UUID
    peer: str
    kind: str
    digest: str
