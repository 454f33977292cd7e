"""Facts of cooperation."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from tongban.kernel.facts import Fact


class MatterOpened(Fact):
    """A person handed something in at a court that will send it on."""

    matter: UUID
    kind: str
    from_court: str
    to_court: str
    applicant: UUID
    digest: str


class MatterChecked(Fact):
    """The cooperating court checked identity and papers."""

    matter: UUID
    method: str


class MatterSent(Fact):
    """The errand left for the competent court; it owes an answer by `answer_due`."""

    matter: UUID
    envelope: UUID
    answer_due: datetime


class MatterTakenBack(Fact):
    """Whoever filed took it back before it left, for `plaintiffs` people; the reason stays with it (`digest`)."""

    matter: UUID
    plaintiffs: int
    digest: str = ""


class MatterReceived(Fact):
    """The competent court holds the errand."""

    matter: UUID
    from_court: str
    to_court: str
    filing: UUID
    answer_due: datetime


class MatterAnswered(Fact):
    """The competent court answered, and told the cooperating court."""

    matter: UUID
    answer: str
    case: UUID | None
    number: str


class MatterReturned(Fact):
    """The competent court could not take an errand in and sent it back with its reasons."""

    matter: UUID
    peer: str
    reasons: tuple[str, ...]


class MatterReceiptNoted(Fact):
    """The competent court's platform gave its receipt for the errand."""

    matter: UUID


class AnswerTaken(Fact):
    """The cooperating court holds the answer."""

    matter: UUID
    answer: str
    number: str


class CorrectionSent(Fact):
    """The applicant's correction left for the competent court; the digest is that of the answers as mended."""

    matter: UUID
    envelope: UUID
    digest: str
    materials: tuple[str, ...]


class MatterPeriodMoved(Fact):
    """This platform was out of order on the last day of a correction for another court, by the signed record `record`:
    who hands in here has until `until`.
    """

    matter: UUID
    before: date
    until: date
    record: str


class PeerOutageCounted(Fact):
    """The competent court counted an outage of the cooperating court's platform, of which that platform told under its
    signature.
    """

    matter: UUID
    peer: str
    record: str
    began_at: datetime
    ended_at: datetime
    before: date
    until: date


class CorrectionTakenIn(Fact):
    """The competent court holds the correction; its period runs anew."""

    matter: UUID
    filing: UUID
    decide_by: date


class CorrectionReturned(Fact):
    """The competent court did not take a correction, and told the sender why."""

    matter: UUID
    peer: str
    reasons: tuple[str, ...]


class CorrectionAnswered(Fact):
    """The cooperating court knows whether the correction was taken, and until when the competent court decides."""

    matter: UUID
    decide_by: date | None
    refusals: tuple[str, ...]


class LogLineTaken(Fact):
    """The other court wrote a line in the shared log."""

    matter: UUID
    what: str


class PapersPrinted(Fact):
    """Papers of the competent court were printed and handed over at the cooperating court (远程打印)."""

    matter: UUID
    papers: tuple[str, ...]


class SheetSent(Fact):
    """The facts that a person may see of a case went to the platform through which the person acts."""

    person: UUID
    peer: str
    digest: str


class SheetTaken(Fact):
    """A platform showed us what a person of ours may see of a case that lives there."""

    person: UUID
    case: UUID
    peer: str
    digest: str


class RemoteActSent(Fact):
    """A person's act went to the court that owns the case."""

    act: UUID
    name: str
    person: UUID
    case: UUID
    peer: str


class RemoteActAnswered(Fact):
    """The owner did the act or refused it; `refusals` are its reasons."""

    act: UUID
    done: bool
    refusals: tuple[str, ...]


class FilingHandedOver(Fact):
    """A person filed in the internet zone: from now on it is received, and on its way to the court zone, sealed."""

    handover: UUID
    envelope: UUID
    person: UUID


class HandOverTakenIn(Fact):
    """The court zone holds what the internet zone received at `received_at`."""

    handover: UUID
    filing: UUID
    received_at: datetime


class HandOverReturned(Fact):
    """What the internet zone handed over could not be taken in; the person reads why."""

    handover: UUID
    reasons: tuple[str, ...]


class PageShown(Fact):
    """A page was sealed for a person's browser and went to the internet zone: what a thief of that zone might hold."""

    ask: UUID
    person: UUID
    page: str
    digest: str


class TableHandedOver(Fact):
    """A person sent a table of complaints in the internet zone; it is on its way to the court zone, sealed."""

    table: UUID
    envelope: UUID
    person: UUID


class TableHandInSent(Fact):
    """The person hands in every good row of a table that was sent before."""

    table: UUID
    envelope: UUID


class TableTakenIn(Fact):
    """The court zone holds a table that the internet zone received at `received_at`."""

    table: UUID
    received_at: datetime


class TableFilingRefused(Fact):
    """A table could not be handed in; its sender reads where it stands."""

    table: UUID
    reasons: tuple[str, ...]


class PaymentPageAsked(Fact):
    """A person in the internet zone wants to pay a fee online."""

    ask: UUID
    envelope: UUID
    peer: str


class GatewayMessageCarried(Fact):
    """The internet zone passes on what the payment gateway told of an order, unread."""

    order: str
    digest: str
    envelope: UUID


class PageTaken(Fact):
    """The internet zone keeps, sealed, what the court zone showed a person."""

    ask: UUID
    person: UUID
    digest: str


class RemovalPassedOn(Fact):
    """A peer that holds copies of what was erased as a state secret is asked to erase them."""

    removal: UUID
    peer: str


class CopiesErased(Fact):
    """Copies of a state secret left this platform's errands, sheets and envelopes; `peer` asked, "" our own court."""

    removal: UUID
    peer: str
    errands: int
    sheets: int
    pages: int


class CopiesOnFile(Fact):
    """A peer asks to erase what `court` here has on file: two of its own people decide."""

    removal: UUID
    peer: str
    court: str


class RemovalConfirmed(Fact):
    """The peer says what became of its copies."""

    removal: UUID
    peer: str
    state: str


class ServiceErrandOpened(Fact):
    """Another court is to serve papers of this case, or to print a letter of it."""

    errand: UUID
    kind: str
    from_court: str
    to_court: str
    attempt: UUID


class ServiceErrandSent(Fact):
    """The papers left for the court that was asked; within one platform there is no envelope."""

    errand: UUID
    to_court: str
    envelope: UUID | None


class ServiceErrandReceived(Fact):
    """The court that was asked holds the papers; where the law sets a period it serves until `due`."""

    errand: UUID
    from_court: str
    to_court: str
    due: date | None


class ServiceErrandReceiptNoted(Fact):
    """The other platform gave its receipt for the papers."""

    errand: UUID


class ErrandLettersPrinted(Fact):
    """The court that was asked printed the papers."""

    errands: tuple[UUID, ...]


class ErrandLetterPosted(Fact):
    """The court that was asked handed the papers to the post."""

    errand: UUID
    day: date
    envelope: UUID | None


class ServiceResultNoted(Fact):
    """The court that was asked noted what became of the papers; `certificate`: the return slip that is being made."""

    errand: UUID
    outcome: str
    certificate: UUID | None


class ServiceErrandAnswered(Fact):
    """The result left for the court that had asked, with the certificate and what shows how papers were served."""

    errand: UUID
    outcome: str
    envelope: UUID | None


class ServiceAnswerTaken(Fact):
    """The court that had asked holds the result; `counts` when it changed the service of the papers in its case."""

    errand: UUID
    outcome: str
    counts: bool


class ServiceErrandCalledBack(Fact):
    """The court that had asked wants its papers back; to a court of another platform an envelope says so."""

    errand: UUID
    envelope: UUID | None


class ServiceErrandGoesOn(Fact):
    """The court that had asked wanted its papers back when it was too late: they are served, or with the post."""

    errand: UUID


class ServiceErrandReturned(Fact):
    """What another court asked for could not be taken in and was sent back with the reasons."""

    errand: UUID
    peer: str
    reasons: tuple[str, ...]
