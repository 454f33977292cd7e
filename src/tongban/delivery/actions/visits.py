"""Papers handed over in person, left, or served by another court (CPL 88, 89, 91; SI 130-134)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.queries import case_by_uid
from tongban.cases.queries.agents import authorities_in
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.cases.vocabulary.losses import Loss
from tongban.courts.queries import court_name
from tongban.delivery.actions.dispatch import (
    failed,
    office_viewer,
    own_dispatch,
    papers_of,
    party_of,
    take_way,
)
from tongban.delivery.actions.letters import on_day
from tongban.delivery.actions.send import copies_sent
from tongban.delivery.events import VisitNoted
from tongban.delivery.models import Attempt, Dispatch
from tongban.delivery.queries.addresses import acts_by_law, address_of
from tongban.delivery.queries.elsewhere import opponents_of
from tongban.delivery.rules.addresses import addressee
from tongban.delivery.rules.elsewhere import ENTRUSTED
from tongban.delivery.rules.papers import entrustment
from tongban.delivery.rules.visits import Landed, Missed, visit_outcome
from tongban.delivery.vocabulary import AttemptState, Channel, DispatchAct
from tongban.delivery.vocabulary.visits import Taker, Visit
from tongban.documents.actions.paper import issue_paper
from tongban.documents.actions.upload import keep_upload, recall_upload
from tongban.documents.queries import document
from tongban.documents.vocabulary import Material
from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused


def note_visit(dispatch: UUID, visit: Visit, *, by: Actor, at: datetime, files: Iterable[Material] = ()) -> None:
    """Officers met the recipient, or did not; `files`: photographs or a video of it.

    Handed over or rightly left, the papers are served on that day; a visit in vain is a way that failed.
    Refused: everything that is missing in the note, a service that is over, another court or function.
    """
    with act(by=by, at=at) as record:
        row = own_dispatch(record, dispatch)
        case = case_of(row)
        found = _outcome(record, case, row, visit)
        channel = found.channel if isinstance(found, Landed) else Channel.DIRECT
        way = take_way(record, row, DispatchAct.VISIT, channel, visit.place.term)
        keep_files(record, case, row, files)
        keep_visit(record, row, way, visit)
        end_visit(record, row, way, visit, found)
        copies_sent(record, case)


def note_entrusted(attempt: UUID, visit: Visit, *, by: Actor, at: datetime, files: Iterable[Material] = ()) -> None:
    """The entrusted court sent its return slip back, or why it could not serve."""
    with act(by=by, at=at) as record:
        way = Attempt.objects.filter(uid=attempt, channel=Channel.ENTRUSTED, court=by.court).first()
        if way is None:
            raise Refused(Refusal("delivery.no_such_dispatch", ENTRUSTED))
        row = own_dispatch(record, Dispatch.objects.get(id=way.dispatch_id).uid)
        way.refresh_from_db()
        if by.role not in ("clerk", "judge"):
            raise Refused(Refusal("delivery.not_your_act", ENTRUSTED))
        if way.state != AttemptState.SENT:
            facts = (("state", way.state),)
            raise Refused(Refusal("delivery.letter_not_at_this_state", ENTRUSTED, facts=facts))
        case = case_of(row)
        found = _outcome(record, case, row, visit)
        keep_files(record, case, row, files)
        keep_visit(record, row, way, visit)
        end_visit(record, row, way, visit, found)


def _outcome(record: Recording, case: CaseView, row: Dispatch, visit: Visit) -> Landed | Missed:
    party = party_of(case, row.party)
    found = visit_outcome(
        visit,
        kind=party.kind,
        opponents=opponents_of(case, party),
        ordered=timezone.localtime(row.ordered_at).date(),
        today=timezone.localtime(record.at).date(),
        ward=party.loss is Loss.CAPACITY or bool(acts_by_law(case, party, visit.day)),
        named=_known_takers(case, party, visit.day),
    )
    if isinstance(found, tuple):
        raise Refused(found)
    return found


def _known_takers(case: CaseView, party: PartyView, day: date) -> dict[Taker, frozenset[str]]:
    """Whose authority stands on that day, and whom the party named as receiver (CPL 88(1))."""
    agents = {one.name for one in authorities_in(case.uid) if one.party in party.line and one.holds(day)}
    receiver = address_of(case.uid, party.uid).receiver
    return {Taker.AGENT: frozenset(agents), Taker.RECEIVER: frozenset({receiver} if receiver else ())}


def keep_files(record: Recording, case: CaseView, row: Dispatch, files: Iterable[Material]) -> None:
    """A step: what shows how papers were served goes into the file."""
    label = Label(Layer.STAFF, court=case.court, case=case.uid)
    for one in files:
        received = recall_upload(one.sha256, one.name, field="files")
        title = "受托法院送达回证" if one.question == "certificate" else "送达过程记录"
        keep_upload(record, received, kind="visit_record", title=title, label=label, subject=row.uid)


def keep_visit(record: Recording, row: Dispatch, way: Attempt, visit: Visit) -> None:
    """A step: what officers noted stands with the way."""
    case = case_of(row)
    way.signer = visit.taker_name[:120]
    way.relation = visit.taker or ""
    way.note = json.dumps(asdict(visit), default=str, ensure_ascii=False)
    way.save(update_fields=["signer", "relation", "note"])
    fact = VisitNoted(case=case.uid, dispatch=row.uid, attempt=way.uid, day=visit.day, place=visit.place, end=visit.end)
    record(fact, under="CPL 87, 88", case=case.uid)


def end_visit(record: Recording, row: Dispatch, way: Attempt, visit: Visit, found: Landed | Missed) -> None:
    """A step: the visit served the papers, or this way failed."""
    if isinstance(found, Missed):
        failed(record, row, way, found.why, law=found.law)
        return
    law = f"{ENTRUSTED}; {found.law}" if way.channel == Channel.ENTRUSTED else found.law
    on_day(record, row, way, visit.day, law=law)


def entrustment_letter(record: Recording, case: CaseView, row: Dispatch, way: Attempt) -> UUID:
    """A step: 委托送达函, with a return slip to be filled in by the other court; returns its uid."""
    today, party = timezone.localtime(record.at).date(), party_of(case, row.party)
    viewer = office_viewer(case.court, record.at, case.uid)
    titles = [paper.title for uid in papers_of(row) if (paper := document(viewer, uid))]
    data = entrustment(
        court_name=court_name(case.court, today),
        number=case.number,
        to=court_name(way.address, today),
        recipient=addressee(party.name, guardian=acts_by_law(case, party, today)),
        address=address_of(case.uid, party.uid).postal or party.address,
        cause=case.cause_name,
        titles=titles,
        dated=today,
    )
    return issue_paper(
        record,
        "delivery/entrustment",
        data,
        kind="entrustment",
        title="委托送达函",
        label=Label(Layer.STAFF, court=case.court, case=case.uid),
        dated=today,
        subject=row.uid,
    )


def case_of(row: Dispatch) -> CaseView:
    """The case in which papers are served."""
    assert row.case is not None  # noqa: S101 - papers are served in a case
    return case_by_uid(row.case)
