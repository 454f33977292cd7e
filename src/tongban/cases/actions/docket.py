"""Opening a case with its number (立案): a step of the acts that accept a filing, of whatever procedure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cases.actions.clocks import start_trial_limit
from tongban.cases.actions.drawing import Given, draw_office, keep_assignment
from tongban.cases.actions.mediators import keep_mediator
from tongban.cases.actions.number import link_numbers, next_number
from tongban.cases.actions.turns import start_periods
from tongban.cases.events import CaseDocketed, JudgeAssigned, TrackChosen
from tongban.cases.models import Case, Party
from tongban.cases.queries import case_view, question_about
from tongban.cases.queries.offices import is_posted, tried_below
from tongban.cases.rules.procedures.tracks import TRACKS
from tongban.cases.rules.procedures.words import Do
from tongban.cases.rules.tracks import TrackAnswer, track_of
from tongban.cases.rules.turns import acceptance, asked_at
from tongban.cases.vocabulary import CaseView, Circumstance, PartyData, Side, Track
from tongban.cases.vocabulary.offices import Office, Way
from tongban.courts.law import division_for
from tongban.courts.queries import court_of
from tongban.courts.vocabulary import Court
from tongban.frame.acts import Recording
from tongban.kernel.ids import new_id
from tongban.kernel.money import Money
from tongban.kernel.moves import Move
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.queries import holders_of


@dataclass(frozen=True, slots=True)
class NewCase:
    """What a case begins with."""

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
    track: Track | None = None
    """The procedure, where it is no action of first instance: then no rule chooses among its tracks."""
    accepts: str = ""
    """The act of the procedure's table by which it is accepted; "" where it stands at its first stage as it came in."""
    mediated_by: UUID | None = None
    """Who mediated the dispute before it was registered, and takes no other office in the case (特邀调解 16)."""


def open_case(record: Recording, new: NewCase, *, under: str) -> CaseView:
    """Open the case: number, procedure, parties, division, judge and clerk, and the periods that begin with it.

    The year of the number is the intake year (案号规定 3); the track of an action of first instance is that of the rule
    (CPL 160, 165). Chance decides who tries it (`rules/drawing.py`); the clerk is drawn where clerks are posted to the
    division (登记立案 12), else whoever registers it keeps it, unless that person is tied to the case. Refused as the
    procedure's table refuses to accept it.
    """
    chosen = track_of(question_about(new.court, new.claim, new.found, record.at)) if new.track is None else None
    track = new.track or (chosen.track if chosen else Track.ORDINARY)
    begun = _begun(record, track, new.accepts) if new.accepts else None
    uid, year = new_id(), timezone.localtime(record.at).year
    number = next_number(record, court=new.court, type_chars=new.type_chars, year=year)
    given = _given(record, new, number)
    holders = {one.office: one.person for one in given}
    label = {"layer": Layer.CASE, "court": new.court, "case": uid}
    case = Case.objects.create(
        uid=uid,
        **label,
        number=number,
        cause=new.cause,
        cause_name=new.cause_name,
        track=track,
        stage=begun.target if begun else asked_at(track),
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
        party_row(case, data, order, label)
        for side in Side
        for order, data in enumerate((p for p in new.parties if p.side is side), start=1)
    )
    fact = CaseDocketed(case=uid, number=number, court=new.court, cause=new.cause, track=track, claim=new.claim)
    record(fact, under=begun.law if begun else under, case=uid)
    _tell_track(record, uid, chosen, new.found)
    _keep_given(record, case, given)
    view = case_view(case, parties)
    if new.mediated_by:
        keep_mediator(record, view, new.mediated_by)
    _start_periods(record, view, begun)
    if new.follows:
        link_numbers(record, view, earlier=new.follows)
    return view


def _given(record: Recording, new: NewCase, number: str) -> list[Given]:
    """Who gets the case: a judge, when the court has one to give, and a clerk."""
    today = timezone.localtime(record.at).date()
    court = court_of(new.court, today)
    found = division_for(court, new.cause, today) if isinstance(court, Court) else None
    division = found.code if found else ""
    # Who is sued has joined nothing yet, and is known by the identity number in the complaint (CPL 47(1)).
    named = holders_of([party.id_number for party in new.parties])
    barred = named | {one for one in (new.mediated_by, *(party.person for party in new.parties)) if one}
    if new.track is Track.SECOND_INSTANCE:
        barred |= tried_below([new.follows])
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


def _tell_track(record: Recording, case: UUID, chosen: TrackAnswer | None, found: frozenset[Circumstance]) -> None:
    if chosen is None:
        return
    why = tuple(map(str, chosen.steps))
    fact = TrackChosen(case=case, track=chosen.track, found=tuple(sorted(found)), why=why)
    record(fact, under=chosen.law, case=case)


def _keep_given(record: Recording, case: Case, given: list[Given]) -> None:
    for one in given:
        keep_assignment(record, case, one)
    if case.judge:
        record(JudgeAssigned(case=case.uid, judge=case.judge, rule=Way.DRAWN), under="CPL 40", case=case.uid)


def _begun(record: Recording, track: Track, accepts: str) -> Move:
    """The row by which the court takes the matter up. Whoever accepts states what the row asks for (`Move.needs`)."""
    row = acceptance(track, accepts)
    needs = row.needs if row else frozenset()
    found = TRACKS[track].decide(asked_at(track), Do(accepts), role=record.by.role, holds=needs)
    if isinstance(found, Refusal):
        raise Refused(found)
    return found


def _start_periods(record: Recording, case: CaseView, begun: Move | None) -> None:
    """The periods that begin with the case: the trial limit, or those of its procedure and of the row that began it."""
    if case.track.first_instance:
        start_trial_limit(record, case)
        return
    own = [rule for rule in TRACKS[case.track].starts if begun is None or rule not in begun.ends]
    start_periods(record, case, own, since=case.filed_at)
    start_periods(record, case, begun.starts if begun else (), since=case.docketed_at)


def place_parties(record: Recording, case: UUID, positions: Mapping[tuple[str, str], str]) -> None:
    """A step: how papers call the parties of an appeal from now on, by name and number: another appeal joined it."""
    del record  # proves that an act is open
    for row in Party.objects.filter(case=case):
        position = positions.get((row.name, row.id_number), row.position)
        if position != row.position:
            row.position = position
            row.save(update_fields=["position"])


def party_row(case: Case, data: PartyData, order: int, label: dict[str, object]) -> Party:
    """A party as a row, not saved yet, at its place on its side."""
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
        position=data.position,
        guardian=data.guardian,
        abroad=data.abroad,
    )
