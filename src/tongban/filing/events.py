"""Facts about filings."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tongban.kernel.facts import Fact
from tongban.kernel.money import Money


class FilingHandedIn(Fact):
    """A complaint reached the competent court; the digests name what was handed in.

    `again`: the very same filing before, which was over.
    """

    VERSION = 2

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
    again: UUID | None = None


class OralComplaintRecorded(Fact):
    """A clerk took down what the plaintiff told, read it aloud, and the plaintiff confirmed it (CPL 123(2)).

    `medium`: on paper or on a screen; empty where a platform of an older version did not say.
    """

    VERSION = 2

    filing: UUID
    court: str
    way: str
    medium: str = ""


class FilingAccepted(Fact):
    """The court registered the filing as a case."""

    filing: UUID
    case: UUID
    number: str
    through_court: str
    matter: UUID | None


class RegistrationProposed(Fact):
    """The last day has come and nothing is decided: the filing is put forward to be registered first (登记立案 8)."""

    filing: UUID
    decide_by: date


class RegistrationOrdered(Fact):
    """All filings without doubt of one plaintiff and kind are to be registered: so many waited."""

    order: UUID
    court: str
    applicant: UUID
    interview: str
    filings: int


class RegistrationAdvanced(Fact):
    """A part of them was looked at, up to the filing `after`."""

    order: UUID
    after: UUID


class RegistrationDone(Fact):
    """All were looked at: how many are registered, and how many were left because something spoke against it."""

    order: UUID
    registered: int
    left: int


class RegistrationStopped(Fact):
    """The rest is not registered by this order."""

    order: UUID


class OtherCourtNamed(Fact):
    """The plaintiff was told that another court is competent (告知); the reasons stay with the filing."""

    filing: UUID
    court: str
    digest: str


class FiledForClient(Fact):
    """A complaint came in from an agent's own account, for a client (CPL 61, 62); `client`: the person, if known here.

    `powers`: special powers by name; `until`: the last day of the authority.
    """

    filing: UUID
    authority: UUID
    agent: UUID
    client: UUID | None
    kind: str
    powers: tuple[str, ...]
    until: date | None


class FilingTakenUp(Fact):
    """For whom an agent filed, found the filing by name and identity number; it is the client's, too, from now on."""

    filing: UUID
    client: UUID


class FilingAgentDismissed(Fact):
    """The client took the authority back before there is a case, and goes on alone (CPL 63)."""

    filing: UUID
    authority: UUID
    client: UUID


class FilingTakenBack(Fact):
    """Whoever filed took the filing back before it was registered (撤回起诉), at the stage at which it stood.

    `plaintiffs`: for how many people; `digest`: of the reason, which stays with the filing; empty where none was given.
    """

    filing: UUID
    court: str
    stage: str
    plaintiffs: int
    digest: str = ""


class FilingMoved(Fact):
    """The plaintiff took the filing to the court that it was told of; what was handed in goes along unchanged."""

    filing: UUID
    court: str


class EarlyMediationProposed(Fact):
    """The court proposed mediation before registration (先行调解, CPL 125); it is voluntary."""

    filing: UUID


class EarlyMediationDeclined(Fact):
    """The plaintiff does not want mediation before registration; the court decides as if nobody had spoken of it."""

    filing: UUID


class FilingToMediation(Fact):
    """The plaintiff agreed: the filing goes to mediation as it is. `wish`: whom the plaintiff would like to lead it."""

    filing: UUID
    court: str
    wish: UUID | None


class FilingFromMediation(Fact):
    """Nothing was settled: the filing is back, and the court's period to decide runs anew."""

    filing: UUID
    outcome: str
    decide_by: date


class FilingSettled(Fact):
    """The dispute was settled before registration: the complaint is withdrawn with that."""

    filing: UUID
    outcome: str


class CorrectionAsked(Fact):
    """The court asked once, for everything that is missing (一次性告知); the list stays with the filing."""

    filing: UUID
    items: int
    digest: str
    until: date
    through_court: str
    matter: UUID | None


class CorrectionPeriodMoved(Fact):
    """The last day for the correction lay in an outage of the platform and moves on to `until`."""

    filing: UUID
    before: date
    until: date


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


class RefusalServed(Fact):
    """The ruling by which a complaint was refused was served; it may be appealed until the end of the day `until`."""

    filing: UUID
    on: date
    until: date


class RefusalAppealed(Fact):
    """Whoever filed appealed against the ruling; the digest is that of the reasons, which stand on the paper."""

    filing: UUID
    document: UUID
    digest: str


class RefusalForwarded(Fact):
    """The appeal went to the court above with the file."""

    filing: UUID
    court: str


class RefusalReviewed(Fact):
    """What the court above ruled: the refusal stands, or the complaint is to be registered (`ordered`)."""

    filing: UUID
    ordered: bool
    number: str
    effective: date
    document: UUID


class DefenceHandedIn(Fact):
    """A defendant answered the complaint: how many claims it contests, and its stand to the facts."""

    case: UUID
    party: UUID
    contested: int
    facts: str
    digest: str


class SecretWordsErased(Fact):
    """What people had written into these filings, drafts, defences and turns held a state secret, and is gone."""

    removal: UUID
    filings: tuple[UUID, ...]
    drafts: int
    defences: tuple[UUID, ...]
    turns: tuple[UUID, ...] = ()


class OwnPaperSent(Fact):
    """A person sent a complaint of one's own, pages of which are pictures, to be recognised for a draft."""

    draft: UUID


class BatchTakenIn(Fact):
    """A table of complaints was sent, to be looked over row by row; nothing of it is filed yet."""

    batch: UUID
    interview: str
    rows: int
    digest: str


class BatchAdvanced(Fact):
    """Some more rows were looked over, or filed; up to this line."""

    batch: UUID
    line: int


class BatchChecked(Fact):
    """Every row of the table was looked over."""

    batch: UUID
    good: int
    faulty: int


class BatchHandedIn(Fact):
    """The person handed in the good rows of the table: each is filed as of this moment."""

    batch: UUID
    rows: int
    digest: str


class BatchFiled(Fact):
    """Every row that was handed in is filed, or says why not."""

    batch: UUID
    filed: int
    left: int
