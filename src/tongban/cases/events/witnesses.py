"""Facts about witnesses in cases."""

from __future__ import annotations

from uuid import UUID

from tongban.kernel.facts import Fact


class WitnessAskedFor(Fact):
    """A party asked the court to call a witness."""

    case: UUID
    witness: UUID
    party: UUID


class WitnessGranted(Fact):
    """The judge lets somebody testify, or calls a witness by the court's own motion (`ground`).

    `exempt`: without full capacity, no guarantee is signed. `reasons`: digest of the judge's words.
    """

    case: UUID
    witness: UUID
    ground: str
    exempt: bool
    reasons: str


class WitnessRefused(Fact):
    """The judge does not call the witness. `reasons`: digest of the judge's words."""

    case: UUID
    witness: UUID
    reasons: str


class WitnessJoined(Fact):
    """The witness linked the summons to an account of this platform."""

    case: UUID
    witness: UUID
    person: UUID
