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


class ServiceMoved(Fact):
    """Another proof counts now: the papers count as served from `served_at`, no longer from `before`."""

    case: UUID
    dispatch: UUID
    party: UUID
    purpose: str
    papers: tuple[UUID, ...]
    channel: str
    served_at: datetime
    whole_day: bool
    attempt: UUID
    before: datetime


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


class AddressConfirmed(Fact):
    """A party gave or confirmed where it is served, or was told what follows from giving no address (邮寄送达 3-5)."""

    case: UUID
    party: UUID
    ground: str
    on_paper: bool
    domicile: str = ""


class AddressRecounted(Fact):
    """A party disputes that it confirmed its address, or a court has decided about that: which one counts now.

    `at`: when the address that counts was told; None when it is the one that the case names.
    """

    case: UUID
    party: UUID
    at: datetime | None


class VisitNoted(Fact):
    """Officers went to hand papers over; how it ended, by codes (CPL 88, 89)."""

    case: UUID
    dispatch: UUID
    attempt: UUID
    day: date
    place: str
    end: str


class ServiceEntrusted(Fact):
    """Another court was asked to serve the papers (CPL 91; SI 134)."""

    case: UUID
    dispatch: UUID
    attempt: UUID
    court: str


class HandedToUnit(Fact):
    """The recipient's unit was asked to hand the papers on; `unit` says of which kind it is, by code (CPL 92, 93)."""

    case: UUID
    dispatch: UUID
    attempt: UUID
    unit: str


class LetterPrintedElsewhere(Fact):
    """A letter goes out from another court, which prints it (远程打印)."""

    case: UUID
    dispatch: UUID
    attempt: UUID
    court: str


class NoticePublished(Fact):
    """Papers are served by public notice; `until` is the last day of its period (CPL 95)."""

    case: UUID
    dispatch: UUID
    attempt: UUID
    ground: str
    until: date


class BatchPrinted(Fact):
    """Letters were put together for the post."""

    batch: UUID
    letters: tuple[UUID, ...]


class BatchListed(Fact):
    """The list of a batch was put into the post's folder; `digest` is its SHA-256."""

    batch: UUID
    digest: str


class PostFileTaken(Fact):
    """A file of the post was taken in; `flaw` is a code where it cannot be read."""

    file: UUID
    digest: str
    rows: int
    flaw: str


class PostRowRefused(Fact):
    """A row of the post went to a person, with what is wrong with it."""

    file: UUID
    line: int
    digest: str
    flaws: tuple[str, ...]


class PostFileImported(Fact):
    """Every row of a file of the post was dealt with."""

    file: UUID
    taken: int
    refused: int
    repeated: int


class LetterTracked(Fact):
    """The post told of a letter on its way."""

    case: UUID
    dispatch: UUID
    attempt: UUID
    state: str
    day: date


class MailBounced(Fact):
    """A mail server said later that a message did not reach its mailbox; what that means a person decides."""

    case: UUID
    dispatch: UUID
    attempt: UUID
    status: str
    evidence: str


class MessageHandedOver(Fact):
    """A text or instant message was handed to the message service, which will report."""

    case: UUID
    dispatch: UUID
    attempt: UUID
    channel: str


class ServiceContested(Fact):
    """A party says that papers did not reach it, or later than the court shows (SI 135(2); 邮寄送达 11(2))."""

    case: UUID
    dispatch: UUID
    party: UUID


class DoubtDecided(Fact):
    """A judge decided about a doubt; `reasons` is the digest of the reasons."""

    case: UUID
    dispatch: UUID
    task: UUID
    end: str
    reasons: str


class ServiceTaskOpened(Fact):
    """Something about a service is a person's task now."""

    task: UUID
    kind: str
    due: date


class ServiceTaskClosed(Fact):
    """What a task asked for is there; `reasons` is the digest of a person's reasons, or empty."""

    task: UUID
    kind: str
    reasons: str


class ServicesReconciled(Fact):
    """Every service was compared with where it stands; `found` tasks were opened by it."""

    day: date
    owed: int
    served: int
    under_way: int
    tasks: int
    found: int
