"""Setting a hearing, and summoning the parties (CPL 139)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.actions.move import step_case
from tongban.cases.law import TRACKS
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import Act, CaseView, PartyView
from tongban.courts.queries import court_name
from tongban.delivery.actions.dispatch import order, take_back
from tongban.delivery.vocabulary import Purpose
from tongban.documents.actions.paper import issue_paper
from tongban.documents.queries import papers_about
from tongban.frame.acts import Recording, act
from tongban.hearings.actions.witnesses import release_all
from tongban.hearings.events import HearingLifted, HearingSet
from tongban.hearings.models import Hearing
from tongban.hearings.rules.schedule import check_hearing
from tongban.hearings.vocabulary import HearingState, Mode
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import require
from tongban.people.queries import names_of
from tongban.register.vocabulary import DueWork


def set_hearing(case: UUID, *, place: str, starts_at: datetime | None, by: Actor, at: datetime) -> UUID:
    """Fix place and time; a summons to each party is ordered in the same transaction.

    Refused when place or time is missing or past, and in ordinary procedure with less than three days of notice.
    """
    with act(by=by, at=at) as record:
        view, law = step_case(record, case, Act.SET_HEARING)
        local = timezone.localtime(starts_at) if starts_at else None
        require(check_hearing(place=place, starts_at=local, now=timezone.localtime(at), track=view.track))
        assert local is not None  # noqa: S101 - the rule refused otherwise
        _lift(record, view, law)
        row = Hearing.objects.create(
            layer=Layer.CASE,
            court=view.court,
            case=case,
            place=place.strip(),
            mode=Mode.COURTROOM,
            starts_at=local,
            state=HearingState.SET,
            set_at=at,
        )
        record(HearingSet(case=case, hearing=row.uid, mode=row.mode, starts_at=local), under=law, case=case)
        for party in view.parties:
            _summon(record, view, party, row)
    return row.uid


def lift_hearing(work: DueWork) -> None:
    """Reaction to `ProcedureConverted`: a case that is prepared anew keeps no day of the old procedure (CPL 139)."""
    case = case_by_uid(UUID(work.entry.body["case"]))
    if not TRACKS[case.track].allows(case.stage, Act.SET_HEARING) or not _pending(case.uid).exists():
        return
    office = Actor.office(case.court, "CPL 139: the hearing is set anew in the new procedure")
    with act(by=office, at=work.now, fulfils=work) as record:
        _lift(record, case, "CPL 139")


def lift_in_vain(work: DueWork) -> None:
    """Reaction to `CaseMoved`: a day that was set falls when the case comes to no hearing, as by a dismissal."""
    case = case_by_uid(UUID(work.entry.body["case"]))
    open_still = any(TRACKS[case.track].allows(case.stage, one) for one in (Act.OPEN_HEARING, Act.WRITE_RECORD))
    if open_still or not Hearing.objects.filter(case=case.uid, state=HearingState.SET).exists():
        return
    office = Actor.office(case.court, "CPL 139: no hearing is held any more")
    with act(by=office, at=work.now, fulfils=work) as record:
        _lift(record, case, "CPL 139")


def _pending(case: UUID) -> QuerySet[Hearing]:
    return Hearing.objects.filter(case=case, state__in=[HearingState.SET, HearingState.OPEN])


def _lift(record: Recording, case: CaseView, law: str) -> None:
    for row in _pending(case.uid):
        release_all(record, case, row.uid)
        take_back(record, {paper.uid for paper in papers_about({row.uid}, ["delivery/summons"])})
        row.state = HearingState.LIFTED
        row.save(update_fields=["state"])
        record(HearingLifted(case=case.uid, hearing=row.uid), under=law, case=case.uid)


def _summon(record: Recording, case: CaseView, party: PartyView, hearing: Hearing) -> None:
    today = timezone.localtime(record.at).date()
    names = names_of({uid for uid in (case.judge, case.clerk) if uid})
    data = {
        "court": {"name": court_name(case.court, today)},
        "case_no": case.number,
        "date": today.isoformat(),
        "to": party.name,
        "address": party.address,
        "cause": case.cause_name,
        "purpose": "开庭审理",
        "at": hearing.starts_at.isoformat(),
        "place": hearing.place,
        "judge": names.get(case.judge, "") if case.judge else "",
        "clerk": names.get(case.clerk, "") if case.clerk else "",
    }
    summons = issue_paper(
        record,
        "delivery/summons",
        data,
        kind="summons",
        title=f"传票（{party.name}）",
        label=Label(Layer.CASE, court=case.court, case=case.uid, holder=party.person),
        dated=today,
        subject=hearing.uid,
    )
    order(record, case, summons, party.uid, Purpose.SUMMONS)
