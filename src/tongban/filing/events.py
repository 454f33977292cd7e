"""Facts about filings."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tongban.kernel.facts import Fact
from tongban.kernel.money import Money


class FilingHandedIn(Fact):
    """A complaint reached the competent court; the digests name what was handed in."""

    filing: UUID
    court: str
    through_court: str
    matter: UUID | None
    applicant: UUID
    interview: str
    interview_version: str
    claim: Money
    materials: tuple[str, ...]
    decide_by: date


class FilingAccepted(Fact):
    """The court registered the filing as a case."""

    filing: UUID
    case: UUID
    number: str
    through_court: str
    matter: UUID | None


class CorrectionAsked(Fact):
    """The court asked once, for everything that is missing (一次性告知); the list stays with the filing."""

    filing: UUID
    items: int
    digest: str
    until: date
    through_court: str
    matter: UUID | None


class FilingCorrected(Fact):
    """The correction came in, with the files in `materials`; the court's period runs anew from the next day."""

    filing: UUID
    digest: str
    materials: tuple[str, ...]
    decide_by: date


class FilingRefused(Fact):
    """The court refused the filing by a ruling that can be appealed; the ground stays with the filing."""

    filing: UUID
    digest: str
    through_court: str
    matter: UUID | None


class DefenceHandedIn(Fact):
    """A defendant answered the complaint: how many claims it contests, and its stand to the facts."""

    case: UUID
    party: UUID
    contested: int
    facts: str
    digest: str


class SecretWordsErased(Fact):
    """What people had written into these filings, drafts and defences held a state secret, and is gone."""

    removal: UUID
    filings: tuple[UUID, ...]
    drafts: int
    defences: tuple[UUID, ...]
