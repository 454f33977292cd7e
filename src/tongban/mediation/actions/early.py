"""Mediation before registration: a mediator is named and accepts, the other side is asked, and how it ends.

委派调解: CPL 125; 在线调解规则 8-12, 15, 19-21, 24, 25; 特邀调解 11-13, 19, 21, 26, 27. The table is that of the law,
`cases.law.PRE_FILING_MEDIATION`. What is said is said on the spot or by telephone and kept nowhere on the platform; of
its result the court learns the outcome, and an agreement when the plaintiff confirms it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Label, Layer, Viewer
from tongban.cases.actions.filed_agents import speaks_under
from tongban.cases.actions.number import next_number
from tongban.cases.law import PRE_FILING_MEDIATION, At, Do
from tongban.cases.law import If as Needs
from tongban.cases.queries.agents import authority_by_uid
from tongban.cases.vocabulary.agents import Power
from tongban.courts.law import due
from tongban.courts.queries import calendar, readings
from tongban.documents.actions.blobs import open_blob
from tongban.documents.actions.labels import pass_on, shown_until_now
from tongban.documents.actions.upload import keep_unrecorded, keep_upload, recall_upload, receive_made
from tongban.documents.queries import documents_of
from tongban.documents.vocabulary import Material
from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.moves import Move
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.mediation.events import (
    EarlyAgreementHandedIn,
    EarlyMediationEnded,
    EarlyMediationOpened,
    EarlyMediationPassedOn,
    EarlyMediatorAccepted,
    EarlyMediatorDeclined,
    EarlyMediatorNamed,
    OtherSideAnswered,
)
from tongban.mediation.models import EarlyInvitation, EarlyMediation
from tongban.mediation.queries import HANDED, is_listed
from tongban.mediation.queries.early import HIDDEN, speaks_in
from tongban.mediation.rules.table import Candidate, check_mediator, check_outcome, check_words
from tongban.mediation.vocabulary import BY_MEDIATOR, BY_PARTY, Outcome
from tongban.people.queries import staff_uids
from tongban.people.vocabulary import Role
from tongban.register.vocabulary import DueWork

TYPE_CHARS = "民诉前调"
"""案号规定: the type of a mediation before registration."""
AGREEMENT = "mediation_agreement"
"""Kind of the signed agreement (特邀调解 19)."""


def open_early(
    record: Recording, *, filing: UUID, court: str, holder: UUID | None, wish: UUID | None, matter: dict[str, Any]
) -> str:
    """A step: the filing is in mediation; the court names a mediator in its time. Returns the number.

    `holder`: the plaintiff, or the authority under which an agent filed: it is seen and led like the filing.
    """
    number = next_number(record, court=court, type_chars=TYPE_CHARS, year=timezone.localtime(record.at).year)
    move = PRE_FILING_MEDIATION.decide(At.PROPOSED, Do.AGREE_TO_MEDIATION, role="party")
    assert not isinstance(move, Refusal)  # noqa: S101 - the table begins so
    row = EarlyMediation.objects.create(
        layer=Layer.HANDED_IN,
        court=court,
        holder=holder,
        filing=filing,
        number=number,
        stage=move.target,
        matter=matter,
        wish=wish,
        appoint_by=_last_day("mediator_appointment", record.at, court),
        opened_at=record.at,
    )
    record(EarlyMediationOpened(early=row.uid, filing=filing, number=number, until=row.appoint_by), under=move.law)
    return number


def pass_early_on(record: Recording, filing: UUID, plaintiff: UUID) -> None:
    """A step: the mediation of a filing is its plaintiff's own from now on; who acted for it sees it no more.

    Raises `NothingToDo` when the filing never went to mediation.
    """
    row = locked(EarlyMediation.objects.filter(filing=filing)).first()
    if row is None:
        raise NothingToDo
    row.holder = plaintiff
    row.save(update_fields=["holder"])
    pass_on(record, subject=row.uid, holder=plaintiff)
    record(EarlyMediationPassedOn(early=row.uid, filing=filing, plaintiff=plaintiff), under="CPL 63")


def end_with_filing(record: Recording, filing: UUID) -> None:
    """A step: the filing was taken back, and its mediation is over with it (25(8)).

    Raises `NothingToDo` when none runs.
    """
    row = locked(EarlyMediation.objects.filter(filing=filing, ended_at=None)).first()
    move = PRE_FILING_MEDIATION.decide(row.stage, Do.WITHDRAW_APPLICATION, role="party") if row else None
    if row is None or not isinstance(move, Move):
        raise NothingToDo
    row.stage = move.target
    _end(record, row, Outcome.OTHER, "在线调解规则 25(8)")


def appoint_early(early: UUID, mediator: str, *, by: Actor, at: datetime) -> None:
    """Clerk or judge name a mediator of the court's register, having heard the plaintiff (在线调解规则 10(1)).

    Refused: who is not listed, or stands on a side.
    """
    with act(by=by, at=at) as record:
        row, law = _hold(record, early, Do.APPOINT_MEDIATOR)
        person = _person(mediator)
        require(check_mediator(_candidate(row, person, at)))
        assert person is not None  # noqa: S101 - nobody stands in no register
        row.mediator, row.answer_by = person, _last_day("mediator_acceptance", at, row.court)
        row.save(update_fields=["stage", "mediator", "answer_by"])
        own = {"layer": Layer.OWN, "court": row.court, "holder": person}
        EarlyInvitation.objects.create(**own, early=row, matter=row.matter, made_at=at)
        fact = EarlyMediatorNamed(early=row.uid, filing=row.filing, mediator=person, until=row.answer_by)
        record(fact, under=law)


def accept_early(early: UUID, *, free: bool, by: Actor, at: datetime) -> None:
    """The mediator accepts, says that no relation stands in the way (13), and is handed the complaint; time runs (24).

    Who has a relation declines: the parties would have to agree to it first, and the other side is not here yet.
    """
    with act(by=by, at=at) as record:
        row, law = _hold(record, early, Do.ACCEPT_REFERRAL, holds=[Needs.NO_CONFLICT] if free else [])
        require(check_mediator(_candidate(row, row.mediator, at)))
        row.ask_by, row.due = (
            _last_day(rule, at, row.court) for rule in ("mediation_other_side", "mediation_pre_filing")
        )
        row.save(update_fields=["stage", "ask_by", "due"])
        _hand_over(record, row)
        fact = EarlyMediatorAccepted(early=row.uid, filing=row.filing, asks_by=row.ask_by, until=row.due)
        record(fact, under=law)


def decline_early(early: UUID, reasons: str, *, by: Actor, at: datetime) -> None:
    """The mediator does not accept, with reasons that the court reads; another one is to be named (12)."""
    with act(by=by, at=at) as record:
        row, law = _hold(record, early, Do.DECLINE_REFERRAL, holds=[Needs.GROUND_NAMED])
        require(check_words("reasons", reasons, law))
        _name_anew(record, row, law, silent=False, reasons=reasons.strip())


def note_early_silence(work: DueWork) -> None:
    """Reaction to `EarlyMediatorNamed`: who has not answered in three working days is asked no more."""
    body = work.entry.body
    waiting = EarlyMediation.objects.filter(uid=UUID(body["early"]), stage=At.REFERRED, mediator=UUID(body["mediator"]))
    found = waiting.filter(answer_by__lt=timezone.localtime(work.now).date()).first()
    if found is None:
        return
    office = Actor.office(found.court, "在线调解规则 12(2): a mediator who is silent is asked no more")
    with act(by=office, at=work.now, fulfils=work) as record:
        row, law = _hold(record, found.uid, Do.NOTE_SILENCE, holds=[Needs.PERIOD_OVER])
        if row.mediator != found.mediator:
            raise NothingToDo
        _name_anew(record, row, law, silent=True)


def answer_for_other_side(early: UUID, how: str, *, agrees: bool, by: Actor, at: datetime) -> None:
    """The mediator notes what the other side said when asked (15), and how it was asked; a no ends it at once."""
    with act(by=by, at=at) as record:
        what = Do.OTHER_SIDE_AGREES if agrees else Do.OTHER_SIDE_REFUSES
        row, law = _hold(record, early, what, holds=[] if agrees else [Needs.GROUND_NAMED])
        require(check_words("how", how, law))
        row.other_side = how.strip()
        row.save(update_fields=["stage", "other_side"])
        record(OtherSideAnswered(early=row.uid, filing=row.filing, agrees=agrees), under=law)
        if not agrees:
            _end(record, row, Outcome.UNWILLING, law)


def close_early(early: UUID, outcome: str, *, by: Actor, at: datetime) -> None:
    """The mediator ends it for a reason of the rule (25); the court registers what comes back."""
    with act(by=by, at=at) as record:
        row, law = _hold(record, early, Do.CLOSE_FAILED, holds=[Needs.GROUND_NAMED])
        require(check_outcome(outcome, BY_MEDIATOR))
        _end(record, row, Outcome(outcome), law)


def leave_early(early: UUID, outcome: str, *, by: Actor, at: datetime) -> None:
    """The plaintiff ends it at any time: the filing goes back to the court, or all is settled (25(2), (4); CPL 96)."""
    with act(by=by, at=at) as record:
        row, law = _hold(record, early, Do.WITHDRAW_APPLICATION)
        require(check_outcome(outcome, BY_PARTY))
        _end(record, row, Outcome(outcome), law)


def hand_in_agreement(early: UUID, materials: Collection[Material], *, by: Actor, at: datetime) -> None:
    """The mediator hands in the agreement that all signed (特邀调解 19, 24); the plaintiff confirms it.

    Refused: no file, or it is not at that stage; a newer one replaces an older one.
    """
    with act(by=by, at=at) as record:
        row, law = _hold(record, early, Do.HAND_IN_AGREEMENT)
        if not materials:
            raise Refused(Refusal("mediation.agreement_missing", law, ("files",)))
        label = Label(Layer.HANDED_IN, court=row.court, holder=row.holder)
        for one in materials:
            sent = recall_upload(one.sha256, one.name, field="files")
            row.agreement, _version = keep_upload(
                record, sent, kind=AGREEMENT, title="调解协议", label=label, subject=row.uid
            )
        row.save(update_fields=["agreement"])
        record(EarlyAgreementHandedIn(early=row.uid, filing=row.filing), under=law)


def confirm_agreement(early: UUID, *, by: Actor, at: datetime) -> None:
    """The plaintiff confirms that this is what all signed: the dispute is settled, and the complaint withdrawn (20(1)).

    Refused while the mediator has handed in no agreement.
    """
    with act(by=by, at=at) as record:
        known = EarlyMediation.objects.filter(uid=early).first()
        signed = known is not None and known.agreement is not None
        row, law = _hold(record, early, Do.SIGN_AGREEMENT, holds=[Needs.SIGNED_BY_ALL] if signed else [])
        _end(record, row, Outcome.AGREED, law)


def note_early_time_up(work: DueWork) -> None:
    """Reaction to `EarlyMediatorAccepted`: thirty days are over, or nobody could ask the other side in them (25(6))."""
    running = EarlyMediation.objects.filter(uid=UUID(work.entry.body["early"]), stage__in=[At.ASKING, At.MEDIATING])
    found = running.filter(due__lt=timezone.localtime(work.now).date()).first()
    if found is None:
        return
    office = Actor.office(found.court, "在线调解规则 24, 25(6): the mediation's period is over")
    with act(by=office, at=work.now, fulfils=work) as record:
        row, law = _hold(record, found.uid, Do.NOTE_TIME_UP, holds=[Needs.PERIOD_OVER])
        _end(record, row, Outcome.TIME_UP, law)


def _hold(record: Recording, early: UUID, what: Do, *, holds: Collection[Needs] = ()) -> tuple[EarlyMediation, str]:
    """The mediation, locked, at the stage to which the act leads; for others than those in it there is none."""
    row, by = locked(EarlyMediation.objects.filter(uid=early)).first(), record.by
    if row is None:
        raise Refused(HIDDEN)
    own = {
        Role.PARTY: speaks_in(row, by.person),
        Role.MEDIATOR: by.person == row.mediator and row.ended_at is None,
    }.get(by.role, by.court == row.court)  # type: ignore[call-overload]
    if not own:
        raise Refused(HIDDEN)
    if by.role == Role.PARTY and by.person != row.holder:
        # Whatever a plaintiff does here settles, or decides against it (SI 147(1)); the authority may be over by now.
        speaks_under(record, row.holder, row.court, Power.SETTLE)
    move = PRE_FILING_MEDIATION.decide(row.stage, what, role=by.role, holds=holds)
    if isinstance(move, Refusal):
        raise Refused(move)
    row.stage = move.target
    return row, move.law


def _candidate(row: EarlyMediation, person: UUID | None, at: datetime) -> Candidate:
    appointed = person in staff_uids(row.court, Role.MEDIATOR, at=at)
    listed = person is not None and is_listed(person, row.court)
    held = authority_by_uid(row.holder) if row.holder else None
    side = {row.holder, *((held.agent, held.client) if held else ()), *map(UUID, row.matter.get("persons", ()))}
    return Candidate(person, enlisted=appointed and listed, tries=False, of_a_side=person in side)


def _person(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _hand_over(record: Recording, row: EarlyMediation) -> None:
    """A copy of the complaint, as it was handed in, for the mediator alone."""
    invitation = EarlyInvitation.objects.get(early=row, holder=row.mediator, until=None)
    label = Label(Layer.OWN, court=row.court, holder=row.mediator)
    for document in documents_of(Viewer.office(row.court, record.at), subjects=[row.filing]):
        if document.kind == "complaint" and document.newest:
            with open_blob(document.newest.sha256) as content:
                copy = receive_made(content.read(), document.newest.name, document.newest.media_type)
            keep_unrecorded(record, copy, kind=HANDED, title=document.title, label=label, subject=invitation.uid)


def _name_anew(record: Recording, row: EarlyMediation, law: str, *, silent: bool, reasons: str = "") -> None:
    assert row.mediator is not None  # noqa: S101 - somebody was asked
    _close_invitation(record, row)
    row.declined = [*row.declined, [str(row.mediator), reasons]]
    fact = EarlyMediatorDeclined(early=row.uid, filing=row.filing, mediator=row.mediator, silent=silent)
    row.mediator, row.answer_by = None, None
    row.appoint_by = _last_day("mediator_appointment", record.at, row.court)
    row.save(update_fields=["stage", "mediator", "answer_by", "appoint_by", "declined"])
    record(fact, under=law)


def _end(record: Recording, row: EarlyMediation, outcome: Outcome, law: str) -> None:
    _close_invitation(record, row)
    row.outcome, row.ended_at = outcome, record.at
    row.save(update_fields=["stage", "outcome", "ended_at"])
    accepted = row.mediator if row.due else None
    record(EarlyMediationEnded(early=row.uid, filing=row.filing, outcome=outcome, mediator=accepted), under=law)


def _close_invitation(record: Recording, row: EarlyMediation) -> None:
    """Who was asked, or mediated, sees nothing of it from now on."""
    for invitation in EarlyInvitation.objects.filter(early=row, until=None):
        invitation.until = record.at
        invitation.save(update_fields=["until"])
        shown_until_now(record, invitation.uid)


def _last_day(rule: str, at: datetime, court: str) -> date:
    owed = due(rule, timezone.localtime(at).date(), calendar(), readings=readings(court))
    if isinstance(owed, Refusal):
        raise Refused(owed)
    return owed.due
