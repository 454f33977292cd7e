"""Facts about cases."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from tongban.cases.events.losses import PartyLost as PartyLost
from tongban.cases.events.losses import PartySucceeded as PartySucceeded
from tongban.cases.events.turns import AnswerAwaited as AnswerAwaited
from tongban.cases.events.turns import TurnTaken as TurnTaken
from tongban.cases.events.witnesses import WitnessAskedFor as WitnessAskedFor
from tongban.cases.events.witnesses import WitnessGranted as WitnessGranted
from tongban.cases.events.witnesses import WitnessJoined as WitnessJoined
from tongban.cases.events.witnesses import WitnessRefused as WitnessRefused
from tongban.kernel.facts import Fact
from tongban.kernel.money import Money


class CaseDocketed(Fact):
    """A case exists and has its number."""

    case: UUID
    number: str
    court: str
    cause: str
    track: str
    claim: Money


class TrackChosen(Fact):
    """The case follows `track`, by rule on what the court `found` (codes of circumstances); `why`: the steps."""

    case: UUID
    track: str
    found: tuple[str, ...]
    why: tuple[str, ...]


class ProcedureConverted(Fact):
    """The judge put the case from the track `before` into `after`.

    `found`: the circumstances that hold now; `reasons`: digest of the judge's words; `objected`: the party whose
    objection was upheld; `source` and `target`: the stage before and after.
    """

    case: UUID
    conversion: UUID
    before: str
    after: str
    source: str
    target: str
    found: tuple[str, ...]
    reasons: str
    objected: UUID | None


class CaseMoved(Fact):
    """A case went from one stage to another by an act of its procedure."""

    case: UUID
    act: str
    source: str
    target: str


class ClaimAmended(Fact):
    """The amount in dispute changed."""

    case: UUID
    before: Money
    after: Money


class NumbersLinked(Fact):
    """Two numbers were noted as belonging to one dispute: `later` follows `earlier`."""

    case: UUID
    earlier: str
    later: str
    relation: str


class CauseChanged(Fact):
    """The cause of the case was changed by its judge (案由规定通知); codes and names before and after."""

    case: UUID
    old: str
    old_name: str
    new: str
    new_name: str
    reason: str


class JudgeAssigned(Fact):
    """The case has its judge. `rule`: how (`vocabulary.offices.Way`); cases older than that have another word."""

    case: UUID
    judge: UUID
    rule: str


class JoinCodeIssued(Fact):
    """A letter with a code by which a party can join the case was ordered."""

    case: UUID
    party: UUID


class JoinTried(Fact):
    """Somebody held a party's code, but name or number did not agree with the file."""

    party: UUID


class PartyJoined(Fact):
    """A party verified identity and linked the case (在线诉讼规则 10)."""

    case: UUID
    party: UUID
    person: UUID


class PartyAdded(Fact):
    """A necessary party was brought into the running case (CPL 135)."""

    case: UUID
    party: UUID
    side: str


class ConsentGiven(Fact):
    """A party answered whether one step may be online (在线诉讼规则 4)."""

    case: UUID
    party: UUID
    step: str
    choice: str
    notice_version: str
    level: str


class JoinAwaited(Fact):
    """A party was served and asked to join online; the court waits through the day `until` (在线诉讼规则 10)."""

    case: UUID
    party: UUID
    until: date


class JoiningNotAwaited(Fact):
    """The service that asked a party to join fell: nobody waits, until the party is served anew (在线诉讼规则 10)."""

    case: UUID
    party: UUID


class SilenceNoted(Fact):
    """A party did not join in time: what concerns it takes place offline, until it chooses (在线诉讼规则 10(2))."""

    case: UUID
    party: UUID


class ConsentTakenBack(Fact):
    """A party wants a step offline to which it had agreed; the judge reviews it (在线诉讼规则 5(2))."""

    case: UUID
    party: UUID
    change: UUID
    step: str


class ConsentReviewed(Fact):
    """The judge let a party out of its consent, or holds it to it on a ground. `decision`: digest of the words."""

    case: UUID
    party: UUID
    change: UUID
    step: str
    review: str
    ground: str
    decision: str


class StepMovedOffline(Fact):
    """The judge moved a step offline for everybody on a ground (在线诉讼规则 5(1), 21)."""

    case: UUID
    change: UUID
    step: str
    ground: str
    decision: str


class ClockStarted(Fact):
    """A period began to run."""

    case: UUID
    clock: UUID
    rule: str
    owed_by: str
    due: date | None
    due_at: datetime | None


class ClockRenewed(Fact):
    """A period was counted again: its calendar was announced, or something befell it. It may end on the same day."""

    case: UUID
    clock: UUID
    rule: str
    before: date | None
    due: date


class DaysExcluded(Fact):
    """Days of a period do not count, or it starts anew with `first`, on a ground of its rule; `last` None: open."""

    case: UUID
    clock: UUID
    incident: UUID
    rule: str
    ground: str
    first: date
    last: date | None


class ExclusionEnded(Fact):
    """What kept a period standing still is over: `last` is the last day that does not count."""

    case: UUID
    clock: UUID
    incident: UUID
    rule: str
    ground: str
    first: date
    last: date


class ExtensionAsked(Fact):
    """The judge proposed to extend a period; it waits for `approver`."""

    case: UUID
    clock: UUID
    incident: UUID
    rule: str
    approver: str
    amount: int
    unit: str


class ExtensionApproved(Fact):
    """A period was extended with the approval of `approver`; `reference` names a decision made outside this court."""

    case: UUID
    clock: UUID
    incident: UUID
    rule: str
    approver: str
    amount: int
    unit: str
    reference: str


class ExtensionRefused(Fact):
    """The extension of a period was not approved."""

    case: UUID
    clock: UUID
    incident: UUID
    rule: str
    approver: str


class OutageRecorded(Fact):
    """The platform took nothing in for a time at `court` ("": at all courts here), by the signed record `record`.

    `moves` and `stays`: the open periods whose end it hit, by their uids.
    """

    outage: UUID
    court: str
    began_at: datetime
    ended_at: datetime
    record: str
    moves: tuple[UUID, ...]
    stays: tuple[UUID, ...]


class TrialClosedToPublic(Fact):
    """The judge ordered that the case is not tried in public; `reasons`: digest of the words."""

    case: UUID
    ground: str
    asked_by: UUID | None
    reasons: str


class FileOpened(Fact):
    """Somebody of the staff who does not conduct the case reads its file until `ends_at`; `reason`: digest of words."""

    case: UUID
    role: str
    reason: str
    ends_at: datetime


class ClockMet(Fact):
    """What was owed was done."""

    case: UUID
    clock: UUID
    rule: str


class MediationOffered(Fact):
    """The court proposed mediation (先行调解)."""

    case: UUID


class MediationDeclined(Fact):
    """A party declined mediation; `reason` is a code, the person's own words stay with the case."""

    case: UUID
    party: UUID
    reason: str


class AuthorityHandedIn(Fact):
    """Somebody was named to act for a party; the court checks the papers. `powers`: special powers by name."""

    case: UUID
    party: UUID
    authority: UUID
    kind: str
    powers: tuple[str, ...]
    since: date
    until: date | None
    source: str = "paper"


class AuthorityAccepted(Fact):
    """The court checked an authority; `agent` may act from now on, where the agent has an account here."""

    case: UUID
    party: UUID
    authority: UUID
    kind: str
    powers: tuple[str, ...]
    agent: UUID | None


class AuthorityReturned(Fact):
    """The papers of an authority are not complete; `missing`: those that are wanted, by name."""

    case: UUID
    party: UUID
    authority: UUID
    missing: tuple[str, ...]


class AuthorityRevoked(Fact):
    """The court was told that an authority is over (CPL 63)."""

    case: UUID
    party: UUID
    authority: UUID
    kind: str
