"""转交送达: papers go to the unit of a soldier or of somebody in custody, and are served when that person signs."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.vocabulary import CaseView
from tongban.courts.queries import court_name
from tongban.delivery.actions.dispatch import failed, office_viewer, own_dispatch, papers_of, party_of, take_way
from tongban.delivery.actions.letters import on_day
from tongban.delivery.actions.send import copies_sent
from tongban.delivery.actions.visits import case_of
from tongban.delivery.events import HandedToUnit
from tongban.delivery.models import Attempt, Dispatch
from tongban.delivery.rules.units import LAW, SIGNED, handing_on, slip_flaws, unit_flaws
from tongban.delivery.vocabulary import AttemptState, Channel, DispatchAct
from tongban.delivery.vocabulary.visits import Unit, UnitEnd
from tongban.documents.actions.paper import issue_paper
from tongban.documents.queries import document
from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require


def hand_on(dispatch: UUID, *, unit: str, name: str, address: str, by: Actor, at: datetime) -> None:
    """The papers go to the recipient's unit with a letter and a return slip; it hands them over at once (CPL 94).

    Refused: what is missing, a recipient who is no natural person, a service that is over, another court or function.
    """
    with act(by=by, at=at) as record:
        row = own_dispatch(record, dispatch)
        case = case_of(row)
        named, where = " ".join(name.split()), " ".join(address.split())
        require(unit_flaws(unit, named, where, kind=party_of(case, row.party).kind))
        way = take_way(record, row, DispatchAct.HAND_ON, Channel.UNIT, f"{named} {where}")
        _letter(record, case, row, Unit(unit), named)
        fact = HandedToUnit(case=case.uid, dispatch=row.uid, attempt=way.uid, unit=unit)
        record(fact, under=Unit(unit).law, case=case.uid)
        copies_sent(record, case)


def note_unit_slip(attempt: UUID, *, end: str, day: date, by: Actor, at: datetime) -> None:
    """The unit sent its return slip back: signed by the recipient on `day`, which is the day of service (CPL 94), or
    it could not hand the papers over, and a person decides how to go on.
    """
    with act(by=by, at=at) as record:
        way = (
            Attempt.objects.filter(uid=attempt, channel=Channel.UNIT, court=by.court).select_related("dispatch").first()
        )
        if way is None:
            raise Refused(Refusal("delivery.no_such_dispatch", LAW))
        row = own_dispatch(record, way.dispatch.uid)
        way.refresh_from_db()
        if by.role not in ("clerk", "judge"):
            raise Refused(Refusal("delivery.not_your_act", LAW))
        if way.state != AttemptState.SENT:
            raise Refused(Refusal("delivery.letter_not_at_this_state", LAW, facts=(("state", way.state),)))
        assert way.sent_at is not None  # noqa: S101 - it is under way
        sent, today = (timezone.localtime(one).date() for one in (way.sent_at, at))
        require(slip_flaws(end, day, sent=sent, today=today))
        if UnitEnd(end) is not UnitEnd.SIGNED:
            failed(record, row, way, end, law=SIGNED)
            return
        way.signer = party_of(case_of(row), row.party).name[:120]
        way.save(update_fields=["signer"])
        on_day(record, row, way, day, law=SIGNED)


def _letter(record: Recording, case: CaseView, row: Dispatch, unit: Unit, name: str) -> UUID:
    """A step: 转交送达函, with a return slip for the recipient's signature."""
    today = timezone.localtime(record.at).date()
    viewer = office_viewer(case.court, record.at, case.uid)
    titles = [paper.title for uid in papers_of(row) if (paper := document(viewer, uid))]
    data = handing_on(
        court_name=court_name(case.court, today),
        number=case.number,
        unit=unit,
        name=name,
        recipient=party_of(case, row.party).name,
        cause=case.cause_name,
        titles=titles,
        dated=today,
    )
    label = Label(Layer.STAFF, court=case.court, case=case.uid)
    return issue_paper(
        record,
        "delivery/handing_on",
        data,
        kind="handing_on",
        title="转交送达函",
        label=label,
        dated=today,
        subject=row.uid,
    )
