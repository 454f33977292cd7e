"""Papers handed over in person, left, or served by another court (CPL 88, 89, 91; SI 130-134)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, Side
from tongban.courts.queries import court_name, court_of
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
from tongban.delivery.events import ServiceEntrusted, VisitNoted
from tongban.delivery.models import Attempt, Dispatch
from tongban.delivery.queries.addresses import address_of
from tongban.delivery.rules.papers import entrustment
from tongban.delivery.rules.visits import Landed, Missed, visit_outcome
from tongban.delivery.vocabulary import AttemptState, Channel, DispatchAct
from tongban.delivery.vocabulary.visits import Visit
from tongban.documents.actions.paper import issue_paper
from tongban.documents.actions.upload import keep_upload, recall_upload
from tongban.documents.queries import document
from tongban.documents.vocabulary import Material
from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused

_ENTRUSTED = "CPL 91; SI 134"


def note_visit(dispatch: UUID, visit: Visit, *, by: Actor, at: datetime, files: Iterable[Material] = ()) -> None:
    """Officers met the recipient, or did not; `files`: photographs or a video of it.

    Handed over or rightly left, the papers are served on that day; a visit in vain is a way that failed.
    Refused: everything that is missing in the note, a service that is over, another court or function.
    """
    with act(by=by, at=at) as record:
        row = own_dispatch(record, dispatch)
        case = _case(row)
        found = _outcome(record, case, row, visit)
        channel = found.channel if isinstance(found, Landed) else Channel.DIRECT
        way = take_way(record, row, DispatchAct.VISIT, channel, visit.place.term)
        _keep(record, case, row, way, visit, files)
        _ends(record, row, way, visit, found)
        copies_sent(record, case)


def entrust(dispatch: UUID, court: str, *, by: Actor, at: datetime) -> None:
    """Another court is asked to serve the papers; the letter to it is made, with the papers named (SI 134)."""
    with act(by=by, at=at) as record:
        row = own_dispatch(record, dispatch)
        today = timezone.localtime(at).date()
        asked = court_of(court.strip(), today)
        if isinstance(asked, Refusal) or asked.code == row.court:
            raise Refused(Refusal("delivery.court_unfit", _ENTRUSTED, ("court",)))
        case = _case(row)
        way = take_way(record, row, DispatchAct.ENTRUST, Channel.ENTRUSTED, asked.code)
        _letter(record, case, row, way)
        fact = ServiceEntrusted(case=case.uid, dispatch=row.uid, attempt=way.uid, court=asked.code)
        record(fact, under=_ENTRUSTED, case=case.uid)
        copies_sent(record, case)


def note_entrusted(attempt: UUID, visit: Visit, *, by: Actor, at: datetime, files: Iterable[Material] = ()) -> None:
    """The entrusted court sent its return slip back, or why it could not serve."""
    with act(by=by, at=at) as record:
        way = Attempt.objects.filter(uid=attempt, channel=Channel.ENTRUSTED, court=by.court).first()
        if way is None:
            raise Refused(Refusal("delivery.no_such_dispatch", _ENTRUSTED))
        row = own_dispatch(record, Dispatch.objects.get(id=way.dispatch_id).uid)
        way.refresh_from_db()
        if by.role not in ("clerk", "judge"):
            raise Refused(Refusal("delivery.not_your_act", _ENTRUSTED))
        if way.state != AttemptState.SENT:
            facts = (("state", way.state),)
            raise Refused(Refusal("delivery.letter_not_at_this_state", _ENTRUSTED, facts=facts))
        case = _case(row)
        found = _outcome(record, case, row, visit)
        _keep(record, case, row, way, visit, files)
        _ends(record, row, way, visit, found)


def _outcome(record: Recording, case: CaseView, row: Dispatch, visit: Visit) -> Landed | Missed:
    party = party_of(case, row.party)
    found = visit_outcome(
        visit,
        kind=party.kind,
        opponents={one.name for side in Side if side is not party.side for one in case.of_side(side)},
        ordered=timezone.localtime(row.ordered_at).date(),
        today=timezone.localtime(record.at).date(),
    )
    if isinstance(found, tuple):
        raise Refused(found)
    return found


def _keep(
    record: Recording, case: CaseView, row: Dispatch, way: Attempt, visit: Visit, files: Iterable[Material]
) -> None:
    label = Label(Layer.STAFF, court=case.court, case=case.uid)
    for one in files:
        received = recall_upload(one.sha256, one.name, field="files")
        keep_upload(record, received, kind="visit_record", title="送达过程记录", label=label, subject=row.uid)
    way.signer = visit.taker_name[:120]
    way.relation = visit.taker or ""
    way.note = json.dumps(asdict(visit), default=str, ensure_ascii=False)
    way.save(update_fields=["signer", "relation", "note"])
    fact = VisitNoted(case=case.uid, dispatch=row.uid, attempt=way.uid, day=visit.day, place=visit.place, end=visit.end)
    record(fact, under="CPL 87, 88", case=case.uid)


def _ends(record: Recording, row: Dispatch, way: Attempt, visit: Visit, found: Landed | Missed) -> None:
    if isinstance(found, Missed):
        failed(record, row, way, found.why, law=found.law)
        return
    law = f"{_ENTRUSTED}; {found.law}" if way.channel == Channel.ENTRUSTED else found.law
    on_day(record, row, way, visit.day, law=law)


def _letter(record: Recording, case: CaseView, row: Dispatch, way: Attempt) -> None:
    """委托送达函, with a return slip to be filled in by the other court."""
    today, party = timezone.localtime(record.at).date(), party_of(case, row.party)
    viewer = office_viewer(case.court, record.at, case.uid)
    titles = [paper.title for uid in papers_of(row) if (paper := document(viewer, uid))]
    data = entrustment(
        court_name=court_name(case.court, today),
        number=case.number,
        to=court_name(way.address, today),
        recipient=party.name,
        address=address_of(case.uid, party.uid).postal or party.address,
        cause=case.cause_name,
        titles=titles,
        dated=today,
    )
    issue_paper(
        record,
        "delivery/entrustment",
        data,
        kind="entrustment",
        title="委托送达函",
        label=Label(Layer.STAFF, court=case.court, case=case.uid),
        dated=today,
        subject=row.uid,
    )


def _case(row: Dispatch) -> CaseView:
    assert row.case is not None  # noqa: S101 - papers are served in a case
    return case_by_uid(row.case)
