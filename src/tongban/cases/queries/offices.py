"""Reading who conducts cases at a court, how somebody came to a case, and which changes are asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cases.models import Absence, Assignment, Case, NumberLink, OfficeChange, Posting, Witness
from tongban.cases.queries.agents import authorities_in
from tongban.cases.queries.mediators import mediators_of
from tongban.cases.rules.drawing import check_draw, weight_of
from tongban.cases.rules.procedures import ENDED
from tongban.cases.vocabulary import CaseView, Track
from tongban.cases.vocabulary.offices import (
    AbsenceView,
    AssignedView,
    AwayFor,
    Candidate,
    ChangeGround,
    ChangeState,
    ChangeView,
    Draw,
    HeldView,
    LeftOut,
    Office,
    OfficeStage,
    PostingView,
    Way,
    WorkView,
)
from tongban.courts.law import cause_line, cause_name
from tongban.kernel.facts import plain
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.queries import holders_of, names_of, staff_uids

NONE_THERE = Refusal("offices.no_such_request", "在线诉讼规则 38")
_FULL_LOAD = 100
"""The share of somebody who is posted nowhere, and the most that several postings make together."""


def holder_of(case: CaseView, office: Office) -> UUID | None:
    """Who holds the office in the case now."""
    return case.judge if office is Office.JUDGE else case.clerk


def candidates_at(court: str, office: Office, at: datetime, barred: Collection[UUID] = ()) -> list[Candidate]:
    """For acts: all who hold the function at `court` for good, as a draw looks at them."""
    persons = staff_uids(court, office.value, at=at, lasting=True)
    today = timezone.localtime(at).date()
    posted: dict[UUID | None, list[Posting]] = defaultdict(list)
    for row in Posting.objects.filter(court=court, office=office, ended_at=None, holder__in=persons):
        posted[row.holder].append(row)
    away, loads = _away(court, today), _loads(court, office, today, persons)
    # A posting without a share gives no cases of that division; the others give theirs all the same.
    taking = {person: [row for row in posted[person] if row.share] or posted[person] for person in persons}
    return [
        Candidate(
            person=person,
            divisions=frozenset(row.division for row in taking[person]),
            causes=frozenset(cause for row in taking[person] for cause in row.causes),
            share=min(sum(row.share for row in taking[person]), _FULL_LOAD) if taking[person] else _FULL_LOAD,
            load=loads.get(person, (0, 0))[1],
            away=person in away,
            barred=person in barred,
        )
        for person in persons
    ]


def is_posted(court: str, office: Office, division: str) -> bool:
    """For acts: whether anybody serves in this office in the division."""
    rows = Posting.objects.filter(court=court, office=office, division=division, ended_at=None)
    return bool(division) and rows.exists()


def barred_from(case: CaseView, office: Office) -> frozenset[UUID]:
    """For acts: who must not get this office in the case: parties, agents, witnesses, mediators, who held it before."""
    parties = {party.person for party in case.everybody} | holders_of([party.id_number for party in case.everybody])
    agents = {one.agent for one in authorities_in(case.uid)}
    witnesses = set(Witness.objects.filter(case=case.uid).values_list("person", flat=True))
    before = set(Assignment.objects.filter(case=case.uid, office=office).values_list("person", flat=True))
    found = parties | agents | witnesses | before | mediators_of(case.uid) | {holder_of(case, office)}
    if case.track is Track.SECOND_INSTANCE:
        found |= tried_below(NumberLink.objects.filter(later=case.number).values_list("earlier", flat=True))
    return frozenset(person for person in found if person)


def tried_below(numbers: Iterable[str]) -> frozenset[UUID]:
    """For acts: who tried or mediated the cases of these numbers here, and tries no appeal in them (回避规定 3)."""
    cases = dict(Case.objects.filter(number__in=list(numbers)).values_list("uid", "judge"))
    before = Assignment.objects.filter(case__in=list(cases), office=Office.JUDGE).values_list("person", flat=True)
    mediated = (person for case in cases for person in mediators_of(case))
    return frozenset(person for person in (*cases.values(), *before, *mediated) if person)


def _running(court: str) -> QuerySet[Case]:
    return Case.objects.filter(court=court).exclude(stage__in=ENDED)


def _loads(
    court: str, office: Office, today: date, persons: Collection[UUID] | None = None
) -> dict[UUID | None, tuple[int, int]]:
    """How many cases of the court each person has open in this office, and what they weigh."""
    rows = _running(court)
    rows = rows if persons is None else rows.filter(**{f"{office.value}__in": persons})
    found: dict[UUID | None, tuple[int, int]] = {}
    for person, track, cause, n in rows.values_list(office.value, "track", "cause").annotate(n=Count("id")):
        cases, load = found.get(person, (0, 0))
        found[person] = cases + n, load + n * weight_of(track, cause_line(cause, today), today)
    return found


def _away(court: str, today: date) -> set[UUID | None]:
    rows = Absence.objects.filter(Q(last=None) | Q(last__gte=today), court=court, first__lte=today)
    return set(rows.values_list("holder", flat=True))


def postings_seen_by(viewer: Viewer, court: str) -> list[PostingView]:
    """Who serves where at `court` now, in the order of posting."""
    rows = Posting.objects.filter(visible_q(viewer), court=court, ended_at=None).order_by("division", "id")
    return [
        PostingView(row.uid, row.holder, Office(row.office), row.division, tuple(row.causes), row.share)
        for row in rows
        if row.holder
    ]


def absences_seen_by(viewer: Viewer, court: str, today: date) -> list[AbsenceView]:
    """Who is away from `court` now or will be, the earliest first."""
    rows = Absence.objects.filter(Q(last=None) | Q(last__gte=today), visible_q(viewer), court=court)
    return [
        AbsenceView(row.uid, row.holder, AwayFor(row.ground), row.first, row.last)
        for row in rows.order_by("first", "id")
        if row.holder
    ]


def work_at(court: str, at: datetime) -> list[WorkView]:
    """For the president: what everybody who conducts cases of `court` has open, those who serve no more first."""
    today = timezone.localtime(at).date()
    away = _away(court, today)
    found = []
    for office in Office:
        serving, loads = set(staff_uids(court, office.value, at=at)), _loads(court, office, today)
        for person in sorted(serving | {one for one in loads if one}, key=str):
            cases, load = loads.get(person, (0, 0))
            found.append(WorkView(person, office, cases, load, serves=person in serving, away=person in away))
    return sorted(found, key=lambda one: (one.serves, not one.away, one.office is not Office.JUDGE))


def held_by(court: str, office: Office, person: UUID | None, *, limit: int = 200) -> list[HeldView]:
    """For the president: the running cases of `court` that `person` conducts, or that nobody does, the oldest first."""
    rows = _running(court).filter(**{office.value: person}).order_by("docketed_at", "id")[:limit]
    return [_held(row) for row in rows]


def case_to_assign(court: str, case: UUID) -> HeldView:
    """For the president: a case of `court` by its number. Refused when the court has no such case."""
    row = Case.objects.filter(court=court, uid=case).first()
    if row is None:
        raise Refused(Refusal("cases.no_such_case", "在线诉讼规则 38"))
    return _held(row)


def _held(row: Case) -> HeldView:
    """The cause by its code in the list: no word of the file is read."""
    cause = cause_name(row.cause, timezone.localtime(row.docketed_at).date())
    return HeldView(row.uid, row.number, cause, row.docketed_at)


def assignments_seen_by(viewer: Viewer, case: UUID) -> list[AssignedView]:
    """How judge and clerk of the case came to it, the oldest first, each draw checked."""
    rows = Assignment.objects.filter(visible_q(viewer), case=case).order_by("at", "id")
    return [_assigned(row) for row in rows]


def assignment_to(case: UUID, office: Office, person: UUID) -> AssignedView | None:
    """For acts: how `person` came to the office in the case; None when it is not recorded."""
    row = Assignment.objects.filter(case=case, office=office, person=person).last()
    return _assigned(row) if row else None


def _assigned(row: Assignment) -> AssignedView:
    draw = Draw.told(row.draw) if row.draw else None
    return AssignedView(
        uid=row.uid,
        office=Office(row.office),
        person=row.person,
        division=row.division,
        way=Way(row.way),
        ground=ChangeGround(row.ground) if row.ground else None,
        draw=draw,
        checked=check_draw(draw) if draw else None,
        left_out=tuple((UUID(person), LeftOut(why)) for person, why in row.left_out),
        at=row.at,
    )


def bench_section(viewer: Viewer, case: UUID) -> list[dict[str, Any]]:
    """Who conducts the case and how each came to it, for its parties."""
    found = assignments_seen_by(viewer, case)
    names = names_of({uid for one in found for uid in one.named})
    return [
        {
            "office": one.office.value,
            "name": names.get(one.person, ""),
            "way": one.way.value,
            "ground": one.ground.value if one.ground else "",
            "at": one.at.isoformat(),
            "draw": plain(one.draw),
            "pool": [names.get(uid, "") for uid in one.draw.pool] if one.draw else [],
        }
        for one in found
    ]


def office_stage(case: UUID, office: Office) -> OfficeStage:
    """Whether a change of this office is asked for."""
    asked = OfficeChange.objects.filter(case=case, office=office, state=ChangeState.ASKED)
    return OfficeStage.CHANGE_ASKED if asked.exists() else OfficeStage.HELD


def changes_seen_by(viewer: Viewer, *, court: str = "", case: UUID | None = None) -> list[ChangeView]:
    """The requests that wait at `court`, or all of one case, the oldest first."""
    rows = OfficeChange.objects.filter(visible_q(viewer))
    rows = rows.filter(court=court, state=ChangeState.ASKED) if court else rows.filter(case=case)
    return _changes(rows)


def change_seen_by(viewer: Viewer, uid: UUID) -> ChangeView:
    """One of them. Refused as unknown to everybody else."""
    rows = OfficeChange.objects.filter(visible_q(viewer), uid=uid)
    row = rows.first()
    if row is None:
        raise Refused(NONE_THERE)
    viewer.note("office", row.court, row.case)
    [found] = _changes(rows)
    return found


def _changes(rows: QuerySet[OfficeChange]) -> list[ChangeView]:
    return [
        ChangeView(
            uid=row.uid,
            case=row.of_case.uid,
            number=row.of_case.number,
            office=Office(row.office),
            before=row.before,
            ground=ChangeGround(row.ground),
            reasons=row.reasons,
            state=ChangeState(row.state),
            asked_by=row.asked_by,
            asked_at=row.asked_at,
            decided_by=row.decided_by,
            decided_at=row.decided_at,
        )
        for row in rows.select_related("of_case").order_by("asked_at", "id")
    ]
