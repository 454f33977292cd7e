"""Opening a case with its number (立案): a step of the acts that accept a filing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cases.actions.clocks import start_trial_limit
from tongban.cases.actions.drawing import Given, draw_office, keep_assignment
from tongban.cases.actions.mediators import keep_mediator
from tongban.cases.actions.number import link_numbers, next_number
from tongban.cases.events import CaseDocketed, JudgeAssigned, TrackChosen
from tongban.cases.models import Case, Party
from tongban.cases.queries import case_view, question_about
from tongban.cases.queries.offices import is_posted
from tongban.cases.rules.procedures.first_instance import TRACKS
from tongban.cases.rules.tracks import track_of
from tongban.cases.vocabulary import CaseView, Circumstance, PartyData, Side
from tongban.cases.vocabulary.offices import Office, Way
from tongban.courts.law import division_for
from tongban.courts.queries import court_of
from tongban.courts.vocabulary import Court
from tongban.frame.acts import Recording
from tongban.kernel.ids import new_id
from tongban.kernel.money import Money


@dataclass(frozen=True, slots=True)
class NewCase:
    """What a case of first instance begins with."""

    court: str
    cause: str
    cause_name: str
    claim: Money
    filed_at: datetime
    parties: tuple[PartyData, ...]
    fee_kind: str
    """The item of the tariff by which the case fee is assessed, as `fees.vocabulary.FeeKind` names it."""
    through_court: str = ""
    found: frozenset[Circumstance] = frozenset()
    """What decides about the track beside the amount."""
    type_chars: str = "民初"
    follows: str = ""
    """The number of the case that this one follows in the same dispute, for instance of mediation before filing."""
    mediated_by: UUID | None = None
    """Who mediated the dispute before it was registered, and takes no other office in the case (特邀调解 16)."""


def open_case(record: Recording, new: NewCase, *, under: str) -> CaseView:
    """Open the case: number, track, parties, division, judge and clerk, trial limit.

    The year of the number is the intake year (案号规定 3); the track is that of the rule (CPL 160, 165). Chance decides
    who tries it (`rules/drawing.py`); the clerk is drawn where clerks are posted to the division (登记立案 12), else
    whoever registers it keeps it, unless that person is tied to the case.
    """
    uid, year = new_id(), timezone.localtime(record.at).year
    number = next_number(record, court=new.court, type_chars=new.type_chars, year=year)
    given = _given(record, new, number)
    holders = {one.office: one.person for one in given}
    label = {"layer": Layer.CASE, "court": new.court, "case": uid}
    chosen = track_of(question_about(new.court, new.claim, new.found, record.at))
    case = Case.objects.create(
        uid=uid,
        **label,
        number=number,
        cause=new.cause,
        cause_name=new.cause_name,
        track=chosen.track,
        stage=TRACKS[chosen.track].first,
        claim_minor=new.claim.minor,
        currency=new.claim.currency,
        fee_kind=new.fee_kind,
        filed_at=new.filed_at,
        docketed_at=record.at,
        division=given[-1].division if given else "",
        judge=holders.get(Office.JUDGE),
        clerk=holders.get(Office.CLERK),
        through_court=new.through_court,
    )
    parties = Party.objects.bulk_create(
        _party(case, data, order, label)
        for side in Side
        for order, data in enumerate((p for p in new.parties if p.side is side), start=1)
    )
    fact = CaseDocketed(case=uid, number=number, court=new.court, cause=new.cause, track=chosen.track, claim=new.claim)
    record(fact, under=under, case=uid)
    found, why = tuple(sorted(new.found)), tuple(map(str, chosen.steps))
    record(TrackChosen(case=uid, track=chosen.track, found=found, why=why), under=chosen.law, case=uid)
    _keep_given(record, case, given)
    view = case_view(case, parties)
    if new.mediated_by:
        keep_mediator(record, view, new.mediated_by)
    start_trial_limit(record, view)
    if new.follows:
        link_numbers(record, view, earlier=new.follows)
    return view


def _given(record: Recording, new: NewCase, number: str) -> list[Given]:
    """Who gets the case: a judge, when the court has one to give, and a clerk."""
    today = timezone.localtime(record.at).date()
    court = court_of(new.court, today)
    found = division_for(court, new.cause, today) if isinstance(court, Court) else None
    division = found.code if found else ""
    barred = {one for one in (new.mediated_by, *(party.person for party in new.parties)) if one}
    takes = record.by.person not in barred and not is_posted(new.court, Office.CLERK, division)
    offices = [Office.JUDGE] if takes else [Office.JUDGE, Office.CLERK]
    drawn = [
        draw_office(record, one, court=new.court, number=number, division=division, cause=new.cause, barred=barred)
        for one in offices
    ]
    given = [one for one in drawn if one is not None]
    if record.by.person and record.by.person not in barred and not any(one.office is Office.CLERK for one in given):
        given.append(Given(record.by.person, Office.CLERK, division, Way.TAKEN))
    return given


def _keep_given(record: Recording, case: Case, given: list[Given]) -> None:
    for one in given:
        keep_assignment(record, case, one)
    if case.judge:
        record(JudgeAssigned(case=case.uid, judge=case.judge, rule=Way.DRAWN), under="CPL 40", case=case.uid)


def _party(case: Case, data: PartyData, order: int, label: dict[str, object]) -> Party:
    return Party(
        **label,
        of_case=case,
        side=data.side,
        order=order,
        name=data.name,
        kind=data.kind,
        person=data.person,
        platform=data.platform,
        id_kind=data.id_kind,
        id_number=data.id_number,
        phone=data.phone,
        email=data.email,
        address=data.address,
        division=data.division,
    )
