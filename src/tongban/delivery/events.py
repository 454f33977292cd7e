"""Facts about service."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from tongban.kernel.facts import Fact


class DispatchOrdered(Fact):
    """Papers are to be served on a party; they go out when all of them are made."""

    case: UUID
    dispatch: UUID
    party: UUID
    purpose: str
    papers: tuple[UUID, ...]


class AttemptMade(Fact):
    """The papers go to the party by one way. `counts` is False for a reminder."""

    case: UUID
    dispatch: UUID
    attempt: UUID
    channel: str
    counts: bool


class DispatchSent(Fact):
    """The papers went out, or another way was added."""

    case: UUID
    dispatch: UUID
    party: UUID
    purpose: str
    channels: tuple[str, ...]


class LetterPosted(Fact):
    """A letter was handed to the post."""

    case: UUID
    dispatch: UUID
    attempt: UUID
    day: date


class AttemptArrived(Fact):
    """The papers reached the party by this way; `evidence` is the digest of what proves it."""

    case: UUID
    dispatch: UUID
    attempt: UUID
    channel: str
    at: datetime
    evidence: str


class AttemptFailed(Fact):
    """The papers did not reach the party by this way; `why` is a code."""

    case: UUID
    dispatch: UUID
    attempt: UUID
    channel: str
    why: str


class PartyServed(Fact):
    """The papers count as served on the party from `served_at`: the earliest valid arrival (在线诉讼规则 31(4))."""

    case: UUID
    dispatch: UUID
    party: UUID
    purpose: str
    papers: tuple[UUID, ...]
    channel: str
    served_at: datetime
    whole_day: bool


class EarlierArrivalShown(Fact):
    """A proof came in later that shows an earlier arrival than the one from which periods run: a person decides."""

    case: UUID
    dispatch: UUID
    party: UUID
    day: date


class ServiceFailed(Fact):
    """No way led to the party; a person decides how to go on."""

    case: UUID
    dispatch: UUID
    party: UUID
    purpose: str


class ReceiptConfirmed(Fact):
    """The party confirmed on its portal that it has read the papers (在线诉讼规则 31(2), 33)."""

    case: UUID
    dispatch: UUID
    party: UUID


class CertificateIssued(Fact):
    """The certificate of service (电子送达凭证 or 送达回证) was ordered and its data sealed."""

    case: UUID
    dispatch: UUID
    document: UUID
    digest: str


class DefendantServiceOpened(Fact):
    """The complaint's copy, the notices and, where needed, the letter with a join code are on their way."""

    case: UUID
    dispatches: tuple[UUID, ...]


class PeriodsStarted(Fact):
    """Periods run from the service of papers."""

    case: UUID
    dispatch: UUID
    rules: tuple[str, ...]


class AllServed(Fact):
    """Every party was served with what this purpose asks for."""

    case: UUID
    purpose: str
