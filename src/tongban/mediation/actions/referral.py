"""A registered case is referred to a mediator, who is chosen, asked, and accepts or not (在线调解规则 4-14)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings

from tongban.access.vocabulary import Label, Layer, Viewer
from tongban.cases.actions.clocks import meet_clock
from tongban.cases.actions.mediators import begin_mediating
from tongban.cases.actions.move import step_case
from tongban.cases.actions.standing import own_party, within_authority
from tongban.cases.law import Do
from tongban.cases.queries import case_by_uid, consent_missing, consents_of
from tongban.cases.queries.agents import authorities_in
from tongban.cases.vocabulary import Act, CaseView
from tongban.cases.vocabulary import Step as OnlineStep
from tongban.documents.actions.blobs import open_blob
from tongban.documents.actions.upload import keep_unrecorded, receive_made
from tongban.documents.queries import documents_of, is_behind_the_wall
from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor
from tongban.kernel.facts import plain
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.mediation.actions.table import (
    ANSWER,
    CHOICE,
    MEDIATOR_OWES,
    at_table,
    end,
    is_over,
    mediator_leaves,
    start_period,
)
from tongban.mediation.actions.words import disclose_relation
from tongban.mediation.events import (
    MediationReferred,
    MediatorChanged,
    MediatorChosen,
    MediatorConfirmed,
    MediatorDeclined,
    MediatorNamed,
)
from tongban.mediation.models import Declination, Invitation, Mediation
from tongban.mediation.queries import HANDED, is_listed, left_to_court, mediation_of
from tongban.mediation.rules.stages import MEDIATION
from tongban.mediation.rules.table import (
    PERIODS,
    Candidate,
    check_mediator,
    check_outcome,
    check_referral,
    check_words,
    period_of,
)
from tongban.mediation.vocabulary import BY_MEDIATOR, BY_PARTY, COURT, If, MediationAct, Outcome, Stage
from tongban.people.queries import staff_uids
from tongban.people.vocabulary import Role
from tongban.register.vocabulary import DueWork

PLEADINGS = frozenset({"complaint", "defence"})
"""What the court hands to the mediator of the file: what is asked for and what is answered, and no more.

特邀调解 27(3) speaks of material handed over, 在线调解规则 8 names the papers of the suit. Evidence, records and
rulings stay with the court: what a party wants the mediator to see, it shows at the table.
"""


def refer(case: UUID, *, by: Actor, at: datetime) -> UUID:
    """The judge of the case refers it to mediation; the parties have two working days to choose a mediator.

    Refused: a party that has not agreed to online mediation since the last one ended, or acts through another
    platform; a mediation that is open.
    """
    with act(by=by, at=at) as record:
        view, law = step_case(record, case, Act.REFER_MEDIATION)
        last = mediation_of(case)
        if last is not None and last.ended_at is None:
            raise Refused(Refusal("mediation.open_already", law))
        require(consent_missing(view, OnlineStep.MEDIATION))
        agreed = {party: one.at for (party, step), one in consents_of(case).items() if step is OnlineStep.MEDIATION}
        since = last.ended_at if last else None
        require(check_referral(view.parties, agreed, since, platform=settings.TONGBAN.slug))
        row = Mediation.objects.create(
            layer=Layer.CASE, court=view.court, case=case, stage=MEDIATION.first, referred_at=at
        )
        record(MediationReferred(case=case, mediation=row.uid), under=law, case=case)
        _to_choose(record, view)
    return row.uid


def _to_choose(record: Recording, case: CaseView) -> None:
    for party in case.parties:
        start_period(record, case, CHOICE, str(party.uid))


def choose_mediator(case: UUID, mediator: str, *, by: Actor, at: datetime) -> None:
    """A party names a mediator of the court's register, or leaves it to the court; when all name the same, it is so.

    Refused: who is not listed, tries the case, or belongs to a side.
    """
    with act(by=by, at=at) as record:
        row, view, law = at_table(record, case, MediationAct.CHOOSE)
        party = own_party(record, view)
        within_authority(record, view, Do.CHOOSE_MEDIATOR)
        if mediator != COURT:
            require(check_mediator(_candidate(record, view, mediator)))
        others = {uid: named for uid, named in row.choices.items() if UUID(uid) not in party.line}
        row.choices = others | {str(party.uid): mediator}
        row.save(update_fields=["choices"])
        record(MediatorChosen(case=case, mediation=row.uid, party=party.uid), under=law, case=case)
        if mediator != COURT and list(row.choices.values()) == [mediator] * len(view.parties):
            joint, _, law = at_table(record, case, MediationAct.NAME_JOINTLY, holds={If.CHOSEN_BY_ALL: True})
            _name(record, joint, view, UUID(mediator), "jointly", law)


def appoint_mediator(case: UUID, mediator: str, *, by: Actor, at: datetime) -> None:
    """The court names the mediator: all left it to the court, or chose none in two working days, or one is needed anew.

    Refused as `choose_mediator`, and while the choice is the parties'.
    """
    with act(by=by, at=at) as record:
        known = mediation_of(case)
        left = known is not None and left_to_court(known, len(case_by_uid(case).parties))
        holds = {If.LEFT_TO_COURT: left or is_over(case, CHOICE, at=at)}
        row, view, law = at_table(record, case, MediationAct.APPOINT, holds=holds)
        require(check_mediator(_candidate(record, view, mediator)))
        _name(record, row, view, UUID(mediator), "court", law)


def _candidate(record: Recording, case: CaseView, named: str) -> Candidate:
    """What the registers say of who was named; a text that names nobody is nobody's."""
    try:
        person = UUID(named)
    except ValueError:
        return Candidate(None, enlisted=False, tries=False, of_a_side=False)
    of_sides = {party.person for party in case.parties} | {one.agent for one in authorities_in(case.uid)}
    appointed = person in staff_uids(case.court, Role.MEDIATOR, at=record.at)
    return Candidate(
        person,
        enlisted=appointed and is_listed(person, case.court),
        tries=person in (case.judge, case.clerk),
        of_a_side=person in of_sides,
    )


def _name(record: Recording, row: Mediation, case: CaseView, mediator: UUID, how: str, law: str) -> None:
    for party in case.parties:
        meet_clock(record, case.uid, CHOICE, owed_by=str(party.uid))
    until = start_period(record, case, ANSWER, MEDIATOR_OWES)
    row.mediator = mediator
    row.save(update_fields=["mediator"])
    Invitation.objects.create(
        layer=Layer.OWN,
        court=case.court,
        case=case.uid,
        holder=mediator,
        mediation=row,
        matter={
            "number": case.number,
            "cause": case.cause_name,
            "claim": " ".join(plain(Money(case.claim_minor, case.currency)).values()),
            "parties": [{"uid": str(p.uid), "side": p.side, "name": p.name} for p in case.parties],
        },
        made_at=record.at,
    )
    fact = MediatorNamed(case=case.uid, mediation=row.uid, mediator=mediator, how=how, until=until)
    record(fact, under=law, case=case.uid)


def confirm(case: UUID, relation: str = "", *, by: Actor, at: datetime) -> None:
    """The mediator accepts, and gets complaint and answers; the mediation's period runs (在线调解规则 12, 24(2)).

    `relation`: one to a party or to the matter, which is disclosed to all; nothing else is done before they still
    agree (13). Refused when something keeps the mediator from mediating by now.
    """
    with act(by=by, at=at) as record:
        row, view, law = at_table(record, case, MediationAct.CONFIRM)
        assert row.mediator is not None  # noqa: S101 - somebody was asked
        require(check_mediator(_candidate(record, view, str(row.mediator))))
        meet_clock(record, case, ANSWER)
        begin_mediating(record, view, row.mediator)
        row.due = start_period(record, view, period_of(view.track), MEDIATOR_OWES)
        row.confirmed_at = at
        row.save(update_fields=["due", "confirmed_at"])
        _hand_over(record, view, row)
        fact = MediatorConfirmed(case=case, mediation=row.uid, mediator=row.mediator, until=row.due)
        record(fact, under=law, case=case)
        if relation.strip():
            disclose_relation(record, row, view, relation)


def _hand_over(record: Recording, case: CaseView, row: Mediation) -> None:
    """Copies of the pleadings for the table; what an earlier mediator was handed is there already."""
    office = Viewer.office(case.court, record.at, case.uid)
    label = Label(Layer.MEDIATION, court=case.court, case=case.uid)
    for document in documents_of(office, case=case.uid):
        if document.kind in PLEADINGS and document.newest and not is_behind_the_wall(case.uid, document.newest.sha256):
            with open_blob(document.newest.sha256) as content:
                copy = receive_made(content.read(), document.newest.name, document.newest.media_type)
            keep_unrecorded(record, copy, kind=HANDED, title=document.title, label=label, subject=row.uid)


def decline(case: UUID, reasons: str, *, by: Actor, at: datetime) -> None:
    """The mediator does not accept, with reasons, which court and parties read; another one is to be named (12)."""
    with act(by=by, at=at) as record:
        row, view, law = at_table(record, case, MediationAct.DECLINE)
        require(check_words("reasons", reasons, law))
        Declination.objects.create(
            layer=Layer.CASE,
            court=view.court,
            case=case,
            holder=by.person,
            mediation=row,
            reasons=reasons.strip(),
            at=at,
        )
        _name_anew(record, row, view, law, silent=False)


def note_mediator_silence(work: DueWork) -> None:
    """Reaction to `MediatorNamed`: who has not answered in three working days is it no more; the court names anew."""
    body = work.entry.body
    case, known = UUID(body["case"]), mediation_of(UUID(body["case"]))
    waits = known is not None and known.stage is Stage.INVITED and str(known.mediator) == body["mediator"]
    if not waits or not is_over(case, ANSWER, at=work.now):
        return
    office = Actor.office(case_by_uid(case).court, "在线调解规则 12(2): a mediator who is silent is asked no more")
    with act(by=office, at=work.now, fulfils=work) as record:
        row, view, law = at_table(record, case, MediationAct.NOTE_SILENCE, holds={If.TIME_OVER: True})
        _name_anew(record, row, view, law, silent=True)


def _name_anew(record: Recording, row: Mediation, case: CaseView, law: str, *, silent: bool) -> None:
    assert row.mediator is not None  # noqa: S101 - somebody was asked
    fact = MediatorDeclined(case=case.uid, mediation=row.uid, mediator=row.mediator, silent=silent)
    record(fact, under=law, case=case.uid)
    _vacate(record, row, case)


def _vacate(record: Recording, row: Mediation, case: CaseView) -> None:
    mediator_leaves(record, row, case)
    row.mediator, row.choices, row.renamed, row.confirmed_at = None, {}, True, None
    row.save(update_fields=["mediator", "choices", "renamed", "confirmed_at"])
    _to_choose(record, case)


def change_mediator(case: UUID, *, by: Actor, at: datetime) -> None:
    """A party asks for another mediator (在线调解规则 14); who mediated loses the case's rows at once."""
    with act(by=by, at=at) as record:
        row, view, law = at_table(record, case, MediationAct.CHANGE)
        party = own_party(record, view)
        within_authority(record, view, Do.CHANGE_MEDIATOR)
        record(MediatorChanged(case=case, mediation=row.uid, party=party.uid), under=law, case=case)
        _vacate(record, row, view)


def leave(case: UUID, outcome: str, *, by: Actor, at: datetime) -> None:
    """A party does not want to go on, or the parties settled by themselves: the mediation is over, without any review.

    Nobody is held to a mediation (CPL 96); refused without one of the two reasons.
    """
    with act(by=by, at=at) as record:
        row, view, law = at_table(record, case, MediationAct.LEAVE)
        own_party(record, view)
        require(check_outcome(outcome, BY_PARTY))
        end(record, row, view, Outcome(outcome), law)


def close(case: UUID, outcome: str, *, by: Actor, at: datetime) -> None:
    """The mediator ends it for a reason of the rule (25(3), (5), (7), (8)); why, in words, stays behind the wall."""
    with act(by=by, at=at) as record:
        row, view, law = at_table(record, case, MediationAct.CLOSE)
        require(check_outcome(outcome, BY_MEDIATOR))
        end(record, row, view, Outcome(outcome), law)


def note_time_up(work: DueWork) -> None:
    """Reaction to `MediatorConfirmed`, `MediationProlonged`: the period is over, and nobody agreed to more (25(6))."""
    case = UUID(work.entry.body["case"])
    known, view = mediation_of(case), case_by_uid(case)
    runs = known is not None and known.stage is Stage.MEDIATING and str(known.uid) == work.entry.body["mediation"]
    if not runs or not is_over(case, *PERIODS, at=work.now):
        return
    office = Actor.office(view.court, "在线调解规则 24, 25(6): the mediation's period is over")
    with act(by=office, at=work.now, fulfils=work) as record:
        row, view, law = at_table(record, case, MediationAct.NOTE_TIME_UP, holds={If.TIME_OVER: True})
        end(record, row, view, Outcome.TIME_UP, law)
