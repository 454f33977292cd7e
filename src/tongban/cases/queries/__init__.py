"""Reading cases. What people see starts from `visible_q`; what acts need is read by id, in the act's transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cases.events import ConsentGiven, ProcedureConverted, TrackChosen
from tongban.cases.models import Case, Clock, ClockIncident, Consent, Outage, Party, TrackConversion
from tongban.cases.queries.agents import parties_people, predecessors_of, represented_by
from tongban.cases.queries.mediators import cases_mediated_by
from tongban.cases.queries.online import let_out, moved_offline
from tongban.cases.queries.openings import cases_opened_by
from tongban.cases.queries.views import case_view as case_view
from tongban.cases.queries.views import case_views as case_views
from tongban.cases.queries.views import party_view as party_view
from tongban.cases.queries.witnesses import testimony_of
from tongban.cases.rules.consent import NOTICE_VERSION, all_online
from tongban.cases.rules.procedures.tracks import ENDED, NOT_CONDUCTED, TRACKS
from tongban.cases.rules.tracks import TrackQuestion, conversions_from
from tongban.cases.vocabulary import (
    Act,
    Befell,
    CaseView,
    Choice,
    Circumstance,
    ClockView,
    ConsentView,
    ConversionView,
    IncidentState,
    IncidentView,
    PartyView,
    Step,
    Track,
)
from tongban.cases.vocabulary.losses import Loss
from tongban.cases.vocabulary.outages import OutageView
from tongban.courts.queries import court_of
from tongban.kernel.money import Money
from tongban.kernel.moves import Conversion
from tongban.kernel.periods import Approver, Unit
from tongban.kernel.refusal import Refusal, Refused
from tongban.kernel.steps import told_by
from tongban.people.queries import appointments_of, disputed_entries
from tongban.people.vocabulary import STAFF_ROLES, DisputeState, Role
from tongban.register.queries import entries_of_case, entry_by_uid


def sides_of(person: UUID) -> dict[UUID, UUID]:
    """As which parties `person` stands before the courts: the case by the uid of each; as none once death is noted."""
    standing = Party.objects.filter(person=person, left_at__isnull=True).exclude(loss=Loss.DEATH)
    found = standing.values_list("uid", "case")
    return {party: case for party, case in found if case is not None}


def dead_among(parties: Collection[UUID]) -> frozenset[UUID]:
    """For acts: which of these parties are noted as dead."""
    return frozenset(Party.objects.filter(uid__in=parties, loss=Loss.DEATH).values_list("uid", flat=True))


def died_on(party: UUID) -> date | None:
    """For acts: the day on which this party died, as it was noted; None while it was not."""
    return Party.objects.filter(uid=party, loss=Loss.DEATH).values_list("lost_on", flat=True).first()


def is_noted_dead(person: UUID) -> bool:
    """For acts: whether the death of this person was noted in a case here."""
    return Party.objects.filter(person=person, loss=Loss.DEATH).exists()


def panels_of(person: UUID, courts: Collection[str]) -> frozenset[UUID]:
    """The uids of the cases of `courts` in which `person` sits."""
    return frozenset(Case.objects.filter(judge=person, court__in=courts).values_list("uid", flat=True))


def cases_kept_by(person: UUID, courts: Collection[str]) -> frozenset[UUID]:
    """The uids of the cases of `courts` whose clerk `person` is."""
    return frozenset(Case.objects.filter(clerk=person, court__in=courts).values_list("uid", flat=True))


def viewer_for(person: UUID, *, at: datetime, staff: bool = True) -> Viewer:
    """The viewer that `person` is at time `at`; `staff` False leaves the functions at courts aside."""
    roles = appointments_of(person, at=at) if staff else frozenset()
    held = {role: frozenset(court for one, court in roles if one == role) for role, _court in roles}
    judging, clerking = held.get(Role.JUDGE), held.get(Role.CLERK)
    represented, under = represented_by(person, timezone.localtime(at).date())
    sides = sides_of(person) | represented
    # Who became a party or an agent of a case sees it as one, whatever office the person still has in it (CPL 47).
    own = frozenset(sides.values())
    panels = panels_of(person, judging) - own if judging else frozenset()
    kept = cases_kept_by(person, clerking) - own if clerking else frozenset()
    # Whoever tries or keeps a case is on the court's side of its wall, whatever the register of mediators says.
    mediating = cases_mediated_by(person) - panels - kept - own if Role.MEDIATOR in held else frozenset()
    return Viewer(
        now=at,
        person=person,
        persons=frozenset({person}) | under,
        courts=frozenset(court for role, court in roles if role in STAFF_ROLES),
        cases=own,
        acting=parties_people({*represented, *predecessors_of(sides)}),
        testifying=testimony_of(person, at),
        panels=panels,
        kept=kept,
        mediating=mediating,
        sides=frozenset(sides),
        opened=cases_opened_by(person, held, at),
        roles=roles,
    )


def open_acts(case: CaseView, role: str) -> tuple[Act, ...]:
    """What `role` may do in the case now, by the table of its track, as far as the platform conducts it."""
    if case.track in NOT_CONDUCTED:
        return ()
    return tuple(move.act for move in TRACKS[case.track].open_to(case.stage, role) if isinstance(move.act, Act))


def question_about(court: str, claim: Money, found: Iterable[Circumstance], at: datetime) -> TrackQuestion:
    """What the rule about tracks is asked of a claim at `court`. Refused when the court is unknown."""
    on = timezone.localtime(at).date()
    known = court_of(court, on)
    if isinstance(known, Refusal):
        raise Refused(known)
    return TrackQuestion(claim, known, on, frozenset(found))


def circumstances_of(case: UUID) -> frozenset[Circumstance]:
    """What the court found about the track of the case: when it was registered, else when it was last converted."""
    told = entries_of_case(case, events=(TrackChosen.NAME, ProcedureConverted.NAME))
    return frozenset(map(Circumstance, told[-1].body["found"] if told else ()))


def conversions_of(case: CaseView) -> tuple[Conversion, ...]:
    """The conversions into another track that exist where the case stands."""
    return conversions_from(case.track, case.stage)


def conversion_by_uid(uid: UUID) -> ConversionView:
    """For acts: what the judge decided when the case was converted."""
    row = TrackConversion.objects.get(uid=uid)
    return ConversionView(
        before=Track(row.before),
        after=Track(row.after),
        found=tuple(map(Circumstance, row.found)),
        reasons=row.reasons,
        objected=row.objected,
        limit_until=row.limit_until,
        at=row.at,
    )


def case_exists(uid: UUID) -> bool:
    """True when the case lives on this node."""
    return Case.objects.filter(uid=uid).exists()


def cases_among(uids: Collection[UUID]) -> set[UUID]:
    """Which of `uids` are cases; the caller shows nothing of them."""
    return set(Case.objects.filter(uid__in=uids).values_list("uid", flat=True))


def case_seen_by(viewer: Viewer, uid: UUID) -> CaseView:
    """The case, if this viewer may see it; else it does not exist for the viewer."""
    row = Case.objects.filter(visible_q(viewer), uid=uid).first()
    if row is None:
        raise Refused(Refusal("cases.no_such_case", "在线诉讼规则 38"))
    viewer.note("case", row.court, row.uid)
    return case_views([row])[0]


def is_open_to(viewer: Viewer, uid: UUID) -> bool:
    """Whether this viewer may open the case; nothing of it is shown by asking."""
    return Case.objects.filter(visible_q(viewer), uid=uid).exists()


def cases_as_party(viewer: Viewer, *, limit: int = 200) -> list[CaseView]:
    """The cases in which the viewer is a party, newest first."""
    if not viewer.cases:
        return []
    rows = Case.objects.filter(visible_q(viewer), uid__in=viewer.cases)
    return case_views(rows.order_by("-docketed_at", "-id")[:limit])


def party_names(parties: Iterable[UUID]) -> dict[UUID, str]:
    """Names of parties by uid, for pages that have checked who may see them."""
    wanted = list(parties)
    return dict(Party.objects.filter(uid__in=wanted).values_list("uid", "name")) if wanted else {}


def case_by_uid(uid: UUID) -> CaseView:
    """For acts: the case itself, whoever acts. Refused when there is none."""
    row = Case.objects.filter(uid=uid).first()
    if row is None:
        raise Refused(Refusal("cases.no_such_case", "在线诉讼规则 38"))
    return case_views([row])[0]


def cases_by_uid(uids: Iterable[UUID]) -> dict[UUID, CaseView]:
    """For acts: those of several cases that are here."""
    return {view.uid: view for view in case_views(Case.objects.filter(uid__in=list(uids)))}


def consents_of(case: UUID) -> dict[tuple[UUID, Step], ConsentView]:
    """The newest answer per party and step; online for nobody whom the judge let out since, or moved offline.

    What was found not to be the party's own act (在线诉讼规则 7(2)) is no answer.
    """
    newest: dict[tuple[UUID, Step], ConsentView] = {}
    moved, out, denied = moved_offline(case), let_out(case), _denied(case)
    for row in Consent.objects.filter(case=case).order_by("id"):
        step = Step(row.step)
        if (str(row.party), row.step, row.at) in denied:
            continue
        left = step in moved or ((row.party, step) in out and out[row.party, step] >= row.at)
        choice = Choice.OFFLINE if left else Choice(row.choice)
        newest[(row.party, step)] = ConsentView(
            row.party, step, choice, row.notice_version, row.at, row.level, by_agent=row.by_agent
        )
    return newest


def _denied(case: UUID) -> set[tuple[str, str, datetime]]:
    """Party, step and time of the answers that were disputed with success."""
    upheld = [uid for uid, state in disputed_entries(case).items() if state is DisputeState.UPHELD]
    found = [found[0] for found in map(entry_by_uid, upheld) if found and found[0].event == ConsentGiven.NAME]
    return {(one.body["party"], one.body["step"], one.at) for one in found}


def consent_notice() -> str:
    """The version of the notice that is shown before a party chooses (在线诉讼规则 2(3))."""
    return NOTICE_VERSION


def consent_missing(case: CaseView, step: Step, party: PartyView | None = None) -> Refusal | None:
    """None when every party (or `party` alone) agreed to take `step` online; else a refusal that names who has not."""
    names = {p.uid: p.name for p in case.parties if party is None or p.uid == party.uid}
    return all_online(names, step, consents_of(case.uid), names)


def clocks_of(case: UUID, viewer: Viewer | None = None) -> list[ClockView]:
    """Every period of the case, or those that `viewer` may see, the open ones first, then by due day."""
    rows = Clock.objects.filter(case=case, void=False).order_by("met_at", "due_at", "due", "id")
    rows = rows if viewer is None else rows.filter(visible_q(viewer))
    standing = {one.of_clock_id: one for one in _open_spans().filter(case=case).order_by("-first", "-id")}
    views = [
        ClockView(
            uid=row.uid,
            rule=row.rule,
            owed_by=row.owed_by,
            started=row.started,
            due=row.due,
            due_at=row.due_at,
            article=row.article,
            met_at=row.met_at,
            provisional=row.provisional,
            steps=told_by(row.steps),
            stands_since=standing[row.id].first if row.id in standing else None,
            ground=standing[row.id].ground if row.id in standing else "",
            about=row.about,
            counted_as=row.counted_as,
        )
        for row in rows
    ]
    return sorted(views, key=lambda clock: clock.met_at is not None)


def _open_spans() -> QuerySet[ClockIncident]:
    """The spans that nobody has closed: their clocks stand still."""
    return ClockIncident.objects.filter(kind=Befell.SPAN, state=IncidentState.HOLDS, last__isnull=True)


def incidents_of(viewer: Viewer, case: UUID, clock: UUID | None = None) -> list[IncidentView]:
    """What befell the clocks of a case, or one of them, in the order in which it was noted."""
    rows = ClockIncident.objects.filter(visible_q(viewer), case=case)
    return _incident_views(rows if clock is None else rows.filter(of_clock__uid=clock))


def extensions_asked(viewer: Viewer, court: str) -> list[IncidentView]:
    """The extensions at `court` that wait for the president, the oldest first."""
    return _incident_views(ClockIncident.objects.filter(visible_q(viewer), court=court, state=IncidentState.ASKED))


def _incident_views(rows: QuerySet[ClockIncident]) -> list[IncidentView]:
    return [
        IncidentView(
            uid=row.uid,
            case=row.case,  # type: ignore[arg-type]
            clock=row.of_clock.uid,
            rule=row.of_clock.rule,
            kind=Befell(row.kind),
            state=IncidentState(row.state),
            ground=row.ground,
            first=row.first,
            last=row.last,
            amount=row.amount,
            unit=Unit(row.unit) if row.unit else None,
            approver=Approver(row.approver) if row.approver else None,
            reason=row.reason,
            reference=row.reference,
            made_by=row.made_by,
            made_at=row.made_at,
            decided_by=row.decided_by,
            decided_at=row.decided_at,
            record=row.outage.record if row.outage else "",
        )
        for row in rows.select_related("of_clock", "outage").order_by("made_at", "id")
    ]


def outage_view(row: Outage) -> OutageView:
    """The outage as other floors read it."""
    return OutageView(row.uid, row.court, row.began_at, row.ended_at, row.record, tuple(row.found), row.made_at)


def outages_at(court: str, *, limit: int = 50) -> list[OutageView]:
    """What is recorded of outages that touched `court`, the newest first; of its own cases only."""
    rows = Outage.objects.filter(court__in=("", court)).order_by("-began_at", "-id")[:limit]
    found = map(outage_view, rows)
    return [replace(one, found=tuple(hit for hit in one.found if hit["court"] == court)) for one in found]


def cases_at(
    viewer: Viewer, court: str, *, judge: UUID | None = None, at_rest: bool | None = False, limit: int = 200
) -> list[CaseView]:
    """The cases that `court` hears, as its staff see them, the oldest first.

    `at_rest`: False gives the open ones, True those that ended, None all.
    """
    rows = Case.objects.filter(visible_q(viewer), court=court)
    rows = rows if judge is None else rows.filter(judge=judge)
    ended = Q(stage__in=ENDED)
    rows = rows if at_rest is None else rows.filter(ended if at_rest else ~ended)
    found = case_views(rows.order_by("docketed_at", "id")[:limit])
    viewer.note(f"cases:{len(found)}", court, None)
    return found


def case_uids_at(viewer: Viewer, court: str, *, pending: bool = False) -> QuerySet[Case, UUID]:
    """The uids of the cases that `court` hears (`pending`: still), as its staff see them: a subquery for others.

    The president looks over the register of all cases of the court (人民法院组织法 41): its entries, not the files; of
    an own case nobody does, because what waits for the other side there is not told to a party (CPL 47).
    """
    own = [*sides_of(viewer.person).values()] if viewer.person else []
    rows = Case.objects.filter(court=court).exclude(uid__in=own)
    rows = rows.exclude(stage__in=ENDED) if pending else rows
    rows = rows if viewer.has_role(Role.PRESIDENT, court) else rows.filter(visible_q(viewer))
    return rows.values_list("uid", flat=True)


def running_clocks(cases: Iterable[UUID]) -> list[tuple[UUID, UUID, str, date | datetime, str]]:
    """What runs in these cases, by its end: case, clock, rule, end, who owes. The caller has seen the cases.

    A period that stands still has no end yet.
    """
    rows = Clock.objects.filter(case__in=list(cases), met_at__isnull=True)
    rows = rows.exclude(id__in=_open_spans().values("of_clock"))
    by_end = sorted(rows, key=lambda clock: (clock.due or timezone.localtime(clock.due_at).date(), clock.id))
    return [(row.case, row.uid, row.rule, row.due_at or row.due, row.owed_by) for row in by_end]  # type: ignore[misc]


def next_clocks(cases: Iterable[UUID]) -> dict[UUID, tuple[str, date | datetime, str]]:
    """Per case the running period that ends first: its rule, its end, who owes. The caller has seen the cases."""
    found: dict[UUID, tuple[str, date | datetime, str]] = {}
    for case, _clock, rule, due, owed_by in running_clocks(cases):
        found.setdefault(case, (rule, due, owed_by))
    return found
