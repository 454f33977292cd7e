"""Papers go out: when they are made, and by further ways when the party consents later."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings

from tongban.cases.actions.clocks import meet_clock
from tongban.cases.queries import case_by_uid, consents_of
from tongban.cases.vocabulary import CaseView, Choice, PartyView, Side, Step
from tongban.delivery.actions.dispatch import (
    arrived,
    attempt,
    lock,
    move,
    office_viewer,
    papers_of,
    party_of,
)
from tongban.delivery.actions.tasks import settle
from tongban.delivery.adapters.mail import mail_is_on
from tongban.delivery.adapters.messages import messenger
from tongban.delivery.events import DispatchSent
from tongban.delivery.models import Attempt, Dispatch, DispatchPaper
from tongban.delivery.queries.addresses import address_of, bounced_addresses
from tongban.delivery.rules.effects import COPY_TO_DEFENDANT
from tongban.delivery.rules.ways import added_ways, ways
from tongban.delivery.vocabulary import AttemptState, Channel, DispatchAct, DispatchState, Planned, Purpose, Recipient
from tongban.documents.queries import document
from tongban.frame.acts import NothingToDo, Recording, act
from tongban.kernel.actor import Actor
from tongban.people.queries import person_by_uid, stands_still
from tongban.people.queries.access import nobody_looks
from tongban.register.vocabulary import DueWork

_ARRIVES = "在线诉讼规则 31(1)"


def send_dispatch(work: DueWork) -> None:
    """Reaction to `DispatchOrdered`: send the papers, when they are made; else their rendering will."""
    _send(work, [UUID(work.entry.body["dispatch"])])


def send_waiting(work: DueWork) -> None:
    """Reaction to `PaperRendered`: send what waited for this paper."""
    waiting = DispatchPaper.objects.filter(
        document=UUID(work.entry.body["document"]), dispatch__state=DispatchState.WAITING
    )
    _send(work, list(waiting.values_list("dispatch__uid", flat=True)))


def _send(work: DueWork, dispatches: list[UUID]) -> None:
    rows = [row for row in Dispatch.objects.filter(uid__in=dispatches, state=DispatchState.WAITING) if _made(row, work)]
    if not rows or rows[0].case is None:
        return
    case = case_by_uid(rows[0].case)
    with act(by=Actor.office(case.court, "CPL 87: papers are served"), at=work.now, fulfils=work) as record:
        for row in rows:
            held = lock(row.uid)
            party = party_of(case, held.party)
            if party.dead:
                settle(record, held)  # a task: nothing is sent to the dead
                continue
            move(record, held, DispatchAct.SEND)
            held.save(update_fields=["state"])
            go(record, case, held, party, ways(recipient(case, party, at=work.now)))
        if not record.facts:
            raise NothingToDo


def _made(row: Dispatch, work: DueWork) -> bool:
    viewer = office_viewer(row.court, work.now, row.case)
    found = [document(viewer, uid) for uid in papers_of(row)]
    return all(paper is not None and paper.newest is not None for paper in found)


def recipient(case: CaseView, party: PartyView, *, at: datetime) -> Recipient:
    """What decides by which ways papers may go to this party.

    Who filed at a counter and has no account gets paper, whatever was ticked there: what lies where nobody can look
    is not received with certainty (CPL 90). A party of another platform is that platform's to know. While an act in its
    name is disputed, somebody else may sit in its account: papers go out on paper, so that no period runs from what it
    does not see (在线诉讼规则 7(2)).
    """
    answer = consents_of(case.uid).get((party.uid, Step.SERVICE))
    given = address_of(case.uid, party.uid)
    in_doubt = party.person is not None and stands_still(party.person)
    return Recipient(
        choice=Choice.OFFLINE if in_doubt else answer.choice if answer else None,
        reads=party.joined and not (_lives_here(party) and party.person and nobody_looks(party.person, at=at)),
        email=own_email(case, party),
        mail=mail_is_on(),
        account=given.account,
        phone=given.phone,
        messages=messenger() is not None,
    )


def own_email(case: CaseView, party: PartyView) -> str:
    """An e-mail address that the party gave: who never joined gave none, whatever the other side wrote.

    The one in the confirmation of the address for service comes first; one that sent a message back is left out.
    """
    known = person_by_uid(party.person) if party.person else None
    given = [
        address_of(case.uid, party.uid).email,
        known.email if known else "",
        party.email if party.joined else "",
    ]
    bad = bounced_addresses(case.uid, party.uid)
    return next((one for one in given if one and one not in bad), "")


def go(record: Recording, case: CaseView, dispatch: Dispatch, party: PartyView, planned: tuple[Planned, ...]) -> None:
    """A step: take these ways. On a portal of this platform the papers arrive at once."""
    made = [(way, attempt(record, dispatch, way, _address(way.channel, case, party))) for way in planned]
    fact = DispatchSent(
        case=case.uid,
        dispatch=dispatch.uid,
        party=party.uid,
        purpose=dispatch.purpose,
        channels=tuple(way.channel for way, _ in made),
    )
    record(fact, under="CPL 87, 90, 91", case=case.uid)
    for way, row in made:
        if way.channel is Channel.PORTAL and _lives_here(party):
            arrived(record, dispatch, row, at=record.at, law=_ARRIVES)
    if any(way.channel is Channel.PORTAL for way, _ in made):
        copies_sent(record, case)
    settle(record, dispatch)


def _lives_here(party: PartyView) -> bool:
    """Whether the party acts on this platform."""
    return party.platform in ("", settings.TONGBAN.slug)


def _address(channel: Channel, case: CaseView, party: PartyView) -> str:
    if channel is Channel.PORTAL:
        return party.platform
    if channel is Channel.EMAIL:
        return own_email(case, party)
    given = address_of(case.uid, party.uid)
    return {Channel.MESSAGE: given.account, Channel.SMS: given.phone}.get(channel) or given.postal or party.address


def copies_sent(record: Recording, case: CaseView) -> None:
    """A step: the court's clock is met when the complaint's copy has left for every defendant (CPL 128)."""
    gone = set(
        Attempt.objects.filter(
            dispatch__case=case.uid, dispatch__purpose=Purpose.DEFENCE, sent_at__isnull=False, counts=True
        ).values_list("dispatch__party", flat=True)
    )
    if {party.uid for party in case.of_side(Side.DEFENDANT)} <= gone:
        meet_clock(record, case.uid, COPY_TO_DEFENDANT)


def open_electronic_ways(work: DueWork) -> None:
    """Reaction to `ConsentGiven`: papers still under way also go electronically from now on (在线诉讼规则 29)."""
    body = work.entry.body
    if (body["step"], body["choice"]) != (Step.SERVICE, Choice.ONLINE):
        return
    case = case_by_uid(UUID(body["case"]))
    party = party_of(case, UUID(body["party"]))
    open_states = [DispatchState.UNDER_WAY, DispatchState.UNDELIVERED]
    rows = list(Dispatch.objects.filter(case=case.uid, party=party.uid, state__in=open_states))
    plans = [(row, added_ways(recipient(case, party, at=work.now), _gone(row))) for row in rows]
    if not any(planned for _, planned in plans):
        return
    office = Actor.office(case.court, "在线诉讼规则 29: electronic service from the consent on")
    with act(by=office, at=work.now, fulfils=work) as record:
        for row, planned in plans:
            held = lock(row.uid)
            if planned and held.state in open_states:
                move(record, held, DispatchAct.ADD_CHANNEL)
                held.save(update_fields=["state"])
                go(record, case, held, party, planned)


def _gone(row: Dispatch) -> list[Channel]:
    taken = Attempt.objects.filter(dispatch=row, counts=True).exclude(state=AttemptState.FAILED)
    return [Channel(channel) for channel in taken.values_list("channel", flat=True)]
