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


class ReportOrdered(Fact):
    """The court's signed report on a seal was asked for."""

    seal: UUID
    subject: UUID


class ReportMade(Fact):
    """The report on a seal was signed; it describes the head of `size` entries. `digests` are those of its papers."""

    seal: UUID
    subject: UUID
    size: int
    digests: tuple[str, ...]


class SealsForgotten(Fact):
    """The salts of so many seals were erased: nobody can show any more what their commitments commit to."""

    seals: int


class LedgerAudited(Fact):
    """Platform and ledger were compared: `checked` positions, of which `compared` also with the content itself.

    `faults` are damages that the ledger's own check found in its files; `differences` counts the places where the
    two disagree, `examples` names the first of them as mismatch, position and subject.
    """

    checked: int
    compared: int
    faults: int
    differences: int
    examples: tuple[tuple[str, int | None, UUID | None], ...]


class LedgerAlarmRaised(Fact):
    """Two signed heads of a ledger were found that cannot both stand; `evidence` is the file's SHA-256."""

    alarm: UUID
    kind: str
    origin: str
    evidence: str


class LedgerAlarmClosed(Fact):
    """A president closed an alarm about a ledger; `reason` is the digest of the words, which stand with the alarm."""

    alarm: UUID
    kind: str
    origin: str
    reason: str
