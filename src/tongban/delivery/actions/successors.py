"""Papers and the death of a party: what was to reach the dead is a person's task, until heirs are served (SI 55)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone

from tongban.cases.actions.clocks import void_clocks
from tongban.cases.law import TRACKS, Do
from tongban.cases.queries import case_by_uid, died_on
from tongban.cases.vocabulary import CaseView, PartyView, Side
from tongban.delivery.actions.dispatch import (
    CAME_TOO_LATE,
    failed,
    lock,
    move,
    office_viewer,
    order,
    papers_of,
)
from tongban.delivery.actions.open_case import join_letter, serve_added
from tongban.delivery.actions.tasks import settle
from tongban.delivery.models import Attempt, Dispatch
from tongban.delivery.rules.effects import periods_from
from tongban.delivery.vocabulary import AttemptState, DispatchAct, DispatchState, Purpose
from tongban.documents.queries import documents_of
from tongban.frame.acts import NothingToDo, Recording, act
from tongban.kernel.actor import Actor
from tongban.register.vocabulary import DueWork

_LAW = "SI 55"
_UNDONE = (DispatchState.WAITING, DispatchState.UNDER_WAY, DispatchState.UNDELIVERED)
_ANEW = (Purpose.DEFENCE, Purpose.EVIDENCE, Purpose.SUMMONS)
"""What an heir gets in papers of its own, with its own times and its own code."""


def hold_back(work: DueWork) -> None:
    """Reaction to `PartyLost`: papers on their way to somebody who died become tasks of a person.

    What waits to be posted or sent stays here; what left already is judged by the day on which it came. What counted
    as served on the day of the death or later, because nobody knew of it yet, reached nobody: it is a task, too.
    """
    case, party = case_by_uid(UUID(work.entry.body["case"])), UUID(work.entry.body["party"])
    died = died_on(party)
    states = (*_UNDONE, DispatchState.SERVED) if died else _UNDONE
    rows = list(Dispatch.objects.filter(case=case.uid, party=party, state__in=states).order_by("id"))
    if not rows:
        return
    office = Actor.office(case.court, f"{_LAW}: nothing is served on the dead")
    with act(by=office, at=work.now, fulfils=work) as record:
        for row in rows:
            held = lock(row.uid)
            if held.state == DispatchState.SERVED:
                if died and not _came_before(held, died):
                    _unserve(record, case, held)
                continue
            waiting = Attempt.objects.filter(dispatch=held, state=AttemptState.QUEUED)
            for way in waiting if died else ():
                failed(record, held, way, CAME_TOO_LATE, law=_LAW)
            settle(record, held)
        if not record.facts:
            raise NothingToDo


def _came_before(held: Dispatch, died: date) -> bool:
    """Whether the papers arrived by some way while their addressee still lived."""
    came = Attempt.objects.filter(dispatch=held, state=AttemptState.ARRIVED, counts=True)
    known = (held.served_at, *came.values_list("arrived_at", flat=True))
    return any(timezone.localtime(at).date() < died for at in known if at)


def _unserve(record: Recording, case: CaseView, held: Dispatch) -> None:
    """A step: what reached nobody is not served, and the periods counted from it never ran; heirs are served anew, and
    have their own.
    """
    assert held.served_at is not None  # noqa: S101 - the caller has looked
    day, rules = timezone.localtime(held.served_at).date(), periods_from(Purpose(held.purpose), case.track)
    void_clocks(record, case.uid, str(held.party), started=day, rules=rules)
    move(record, held, DispatchAct.NOTE_DEATH)
    held.served_at, held.served_by, held.law, held.whole_day, held.earlier = None, "", "", False, None
    held.save(update_fields=["state", "served_at", "served_by", "law", "whole_day", "earlier"])
    over = (AttemptState.ARRIVED, AttemptState.QUEUED)
    for way in Attempt.objects.filter(dispatch=held, state__in=over).order_by("id"):
        failed(record, held, way, CAME_TOO_LATE, law=_LAW)
    settle(record, held)


def serve_successor(work: DueWork) -> None:
    """Reaction to `PartySucceeded`: the heir is told and served, and gets what had not reached the dead."""
    body = work.entry.body
    case = case_by_uid(UUID(body["case"]))
    heir = case.party(UUID(body["heir"]))
    assert heir is not None  # noqa: S101 - parties stay
    with act(by=Actor.office(case.court, f"{_LAW}: heirs are served"), at=work.now, fulfils=work) as record:
        if not Dispatch.objects.filter(case=case.uid, party=heir.uid).exists() and not _served_later(case, heir):
            _first_served(record, case, heir)
        gone = Dispatch.objects.filter(case=case.uid, party=UUID(body["party"]))
        for row in gone.filter(state__in=(*_UNDONE, DispatchState.LEFT)).order_by("id"):
            _pass_on(record, case, heir, row)
        if not record.facts:
            raise NothingToDo


def _first_served(record: Recording, case: CaseView, heir: PartyView) -> None:
    """A step: in an action that is pending the heir gets all that a party gets; later, or in an appeal, what was asked
    of the court, and the letter with the code of who has not joined.
    """
    if case.track.first_instance and TRACKS[case.track].allows(case.stage, Do.END):
        serve_added(record, case, heir, [])
        return
    letter = [] if heir.joined else [join_letter(record, case, heir)]
    file = documents_of(office_viewer(case.court, record.at, case.uid), case=case.uid)
    papers = [*letter, *(one.uid for one in file if one.kind == "complaint")]
    if papers:
        order(record, case, papers, heir.uid, Purpose.OTHER)


def _served_later(case: CaseView, heir: PartyView) -> bool:
    """Whether the copy of the complaint still waits for the fee, and goes to all defendants then (CPL 128)."""
    return heir.side is Side.DEFENDANT and case.stage == TRACKS[case.track].first


def _pass_on(record: Recording, case: CaseView, heir: PartyView, row: Dispatch) -> None:
    held = lock(row.uid)
    if held.purpose not in _ANEW:
        order(record, case, papers_of(held), heir.uid, held.purpose)
    if held.state == DispatchState.LEFT:  # to the heirs, of whom another came first
        return
    move(record, held, DispatchAct.LEAVE_TO_HEIRS)
    held.save(update_fields=["state"])
    settle(record, held)
