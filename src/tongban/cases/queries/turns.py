"""Reading the turns of a case, and which of them somebody may take now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cases.models import Case, Party, Turn
from tongban.cases.queries import case_views, clocks_of
from tongban.cases.rules.losses import predecessors
from tongban.cases.rules.procedures.tracks import TRACKS
from tongban.cases.rules.procedures.words import At, Do, If
from tongban.cases.rules.turns import APPEALS, BEGINS_ANEW, OF_RULINGS, WITHIN, capacities, open_turns
from tongban.cases.vocabulary import CaseView, ClockView, PartyView
from tongban.cases.vocabulary.turns import DISMISSAL, AppealableRuling, TurnView
from tongban.kernel.money import Money
from tongban.kernel.moves import Move
from tongban.register.queries import entries_of_case


def turn_view(row: Turn) -> TurnView:
    """The turn as other floors read it."""
    assert row.case is not None  # noqa: S101 - a turn belongs to a case
    return TurnView(
        uid=row.uid,
        case=row.case,
        act=row.act,
        source=row.source,
        target=row.target,
        party=row.party,
        words=row.words,
        found=tuple(row.found),
        amount=None if row.amount_minor is None else Money(row.amount_minor),
        papers=tuple(map(UUID, row.papers)),
        law=row.law,
        at=row.at,
    )


def turns_seen_by(viewer: Viewer, case: UUID) -> list[TurnView]:
    """The turns of a case, as far as this viewer may see them, the oldest first."""
    return [turn_view(row) for row in Turn.objects.filter(visible_q(viewer), case=case).order_by("id")]


def turns_in(case: UUID, acts: Collection[Do] = ()) -> list[TurnView]:
    """For acts: the turns of a case, or those of `acts`, whoever looks, the oldest first."""
    rows = Turn.objects.filter(case=case).order_by("id")
    return [turn_view(row) for row in (rows.filter(act__in=acts) if acts else rows)]


def changed_above(viewer: Viewer) -> list[CaseView]:
    """Cases at the viewer's courts of which the court above changed the judgment, or whose parties settled there, the
    oldest first.
    """
    rows = Case.objects.filter(visible_q(viewer), court__in=viewer.courts, stage__in=(At.CHANGED, At.SETTLED))
    return case_views(rows.order_by("docketed_at", "id")[:200])


def turns_with(papers: Collection[UUID], cases: Collection[UUID]) -> list[UUID]:
    """For acts: the turns of these cases with which one of the papers went out."""
    named = {str(uid) for uid in papers}
    return [uid for uid, sent in Turn.objects.filter(case__in=cases).values_list("uid", "papers") if named & set(sent)]


def begun_anew(case: UUID) -> datetime | None:
    """For acts: since when appeals in the case are another matter than those before: it came back from the court above,
    or was dismissed; None where neither happened.
    """
    return max((turn.at for turn in turns_in(case, BEGINS_ANEW)), default=None)


def clocks_now(case: UUID) -> list[ClockView]:
    """For acts: the periods of the case without those of what was decided before it began anew, and without those of
    rulings within the case, which run beside (`rulings_before`).
    """
    since, dismissals = begun_anew(case), _dismissals(case)
    first = timezone.localtime(since).date() if since else None
    found = [one for one in clocks_of(case) if one.about is None or one.about in dismissals]
    return [one for one in found if first is None or one.started >= first]


def _dismissals(case: UUID) -> frozenset[UUID]:
    return frozenset(paper for turn in turns_in(case, (Do.DISMISS,)) for paper in turn.papers)


def rulings_before(case: CaseView, party: UUID, today: date) -> tuple[AppealableRuling, ...]:
    """For acts: the rulings that the party may appeal today, one by one, each in its own time (CPL 157(2), 171(2)).

    Motions lie on a floor above: what a ruling is about is what the register says.
    """
    rulings = _rulings(case.uid)
    own = [one for one in clocks_of(case.uid) if (one.owed_by, one.met_at) == (str(party), None)]
    found = [
        replace(rulings[one.about], until=one.due)
        for one in own
        if one.about in rulings and one.due is not None and today <= one.due
    ]
    stands = TRACKS[case.track].allows(case.stage, Do.APPEAL_DISMISSAL)
    return tuple(one for one in found if stands or one.what != DISMISSAL)


def rulings_appealed(case: UUID, party: UUID) -> tuple[AppealableRuling, ...]:
    """For acts: the rulings that the party has appealed, the oldest appeal first."""
    rulings = _rulings(case)
    turns = [turn for turn in turns_in(case, OF_RULINGS) if turn.party == party]
    return tuple(rulings[paper] for turn in turns for paper in turn.papers if paper in rulings)


def _rulings(case: UUID) -> dict[UUID, AppealableRuling]:
    """The rulings of the case by their papers, each of the day on which it was made."""
    moved = entries_of_case(case, ("motion_moved",))
    told = [(UUID(one.body["ruling"]), one.body["kind"], one) for one in moved if one.body["ruling"]]
    first = {paper: one.at for paper, _kind, one in reversed(told)}
    found = {paper: AppealableRuling(paper, kind, _day(first[paper])) for paper, kind, _one in told}
    dismissals = [(paper, turn.at) for turn in turns_in(case, (Do.DISMISS,)) for paper in turn.papers]
    return found | {paper: AppealableRuling(paper, DISMISSAL, _day(at)) for paper, at in dismissals}


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()


def appellants_of(case: UUID) -> set[UUID]:
    """For acts: who appealed against what stands now: the judgment or dismissal, else rulings within the case.

    Of who died since, the heirs: they go on with the appeal (SI 55, 320).
    """
    found = appeals_of(case)
    if not found:
        return found
    heirs = {row.uid: row.followed for row in Party.objects.filter(case=case)}
    left = set(Party.objects.filter(case=case, left_at__isnull=False).values_list("uid", flat=True))
    return {uid for uid, before in predecessors(heirs).items() if uid not in left and found & (before | {uid})}


def appeals_of(case: UUID) -> set[UUID]:
    """For acts: the parties that handed in the appeals against what stands now, whether they live or not."""
    since = begun_anew(case)
    found = [turn for turn in turns_in(case, APPEALS) if since is None or turn.at >= since]
    of_judgment = [turn for turn in found if turn.act == Do.APPEAL]
    return {turn.party for turn in of_judgment or found if turn.party}


def is_upheld(case: UUID) -> bool:
    """For acts: whether a court above has upheld what was decided in the case: then that court decided last."""
    return bool(turns_in(case, (Do.UPHOLD,)))


def brought(case: UUID, party: UUID) -> tuple[bool | None, bool]:
    """Whether the party appealed, and whether somebody else did; None in a case in which nobody appealed: then the side
    on which it stands counts.
    """
    appellants = appellants_of(case)
    return (party in appellants if appellants else None), bool(appellants - {party})


def capacities_of(case: CaseView, role: str, party: PartyView | None = None) -> tuple[str, ...]:
    """For acts: as whom of the table somebody acts in the case; `party`: for whom, when it is no member of staff."""
    asked, faced = brought(case.uid, party.uid) if party else (None, False)
    side, claims = (party.side, party.claims) if party else (None, False)
    return capacities(role, side, asked=asked, faced=faced, claims=claims)


def turns_open_to(case: CaseView, role: str, party: PartyView | None = None) -> tuple[Move, ...]:
    """What somebody may do in the case now by a page of turns; `party`: for whom, when it is no member of staff.

    What a party does within a period of its own is open to it from the day on which that begins, until it is done.
    """
    able = capacities_of(case, role, party)
    found = open_turns(case.track, case.stage, able, claimed=bool(case.claimants))
    if party is None or not found:
        return found
    own = {one.rule for one in clocks_of(case.uid) if one.owed_by == str(party.uid) and one.met_at is None}
    return tuple(
        move
        for move in found
        if If.WITHIN_PERIOD not in move.needs or WITHIN.get(Do(move.act)) in own  # else at any time
    )
