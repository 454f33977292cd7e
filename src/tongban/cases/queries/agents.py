"""Reading who may act for whom in which case."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cases.models import Case, Party, Representation
from tongban.cases.queries.views import case_views
from tongban.cases.rules.guardians import stands_against
from tongban.cases.rules.procedures import ENDED
from tongban.cases.vocabulary import CaseView, PartyView, Side
from tongban.cases.vocabulary.agents import AgentKind, AuthorityState, AuthorityView, Power, Proof, Source
from tongban.people.queries import person_by_uid

_AGAINST = {Side.PLAINTIFF: Side.DEFENDANT, Side.DEFENDANT: Side.PLAINTIFF}
_IN_FORCE = ("uid", "party", "case", "agent", "state", "first", "last")


def represented_by(person: UUID, on: date) -> tuple[dict[UUID, UUID], frozenset[UUID]]:
    """For whom `person` may act on the day `on`: the case by the uid of each party; and the authorities under which
    a filing is seen: those in force that the person holds as agent, and those that it gave.

    A power ends with its last day or at the moment the court is told of its end, and opens no other case of the party.
    Until there is a case, the agent who filed sees the filing before the court has checked the papers.
    """
    rows = Representation.objects.filter(Q(agent=person) | Q(holder=person))
    sides, under = {}, set()
    for uid, party, case, agent, state, first, last in rows.values_list(*_IN_FORCE):
        open_still = state == (AuthorityState.ACCEPTED if case else AuthorityState.HANDED_IN)
        acts = agent == person and open_still and first <= on and (last is None or on <= last)
        if acts and case is not None:
            sides[party] = case
        if acts or agent != person:
            under.add(uid)
    return sides, frozenset(under)


def authority_by_uid(uid: UUID) -> AuthorityView | None:
    """For acts: one authority with who gave it, whoever looks; None when there is none."""
    row = Representation.objects.filter(uid=uid).first()
    return authority_view(row) if row else None


def parties_people(parties: Collection[UUID]) -> frozenset[tuple[UUID, UUID]]:
    """The case and the person of each of these parties who has joined."""
    if not parties:
        return frozenset()
    found = Party.objects.filter(uid__in=parties, person__isnull=False).values_list("case", "person")
    return frozenset((case, person) for case, person in found if case and person)


def predecessors_of(parties: Collection[UUID]) -> frozenset[UUID]:
    """Whose place these parties took: an heir sees what the dead had handed in and been sent (SI 55)."""
    found: set[UUID] = set()
    asked = set(parties)
    while asked:
        rows = Party.objects.filter(uid__in=asked, heir_of__isnull=False)
        asked = {one for row in rows for one in row.followed} - found
        found |= asked
    return frozenset(found)


def opposed(one: UUID, other: UUID) -> bool:
    """Whether `one` stands against `other` in a case that is not over: as plaintiff or defendant, or as an agent.

    Who has not joined yet is known by number or name.
    """
    entrusted = Representation.objects.filter(agent=one, state=AuthorityState.ACCEPTED).values("party")
    running = Party.objects.filter(left_at__isnull=True).exclude(of_case__stage__in=ENDED)
    against = Q()
    for case, side in running.filter(Q(person=one) | Q(uid__in=entrusted)).values_list("case", "side"):
        if side in _AGAINST:
            against |= Q(case=case, side=_AGAINST[Side(side)])
    own = running.filter(person=other)
    if against and own.filter(against).exists():
        return True
    known = person_by_uid(one)
    return known is not None and any(
        party.person == other and stands_against(case, party, known.name, known.id_number, known.uid)
        for case in case_views(Case.objects.filter(id__in=own.values("of_case")))
        for party in case.parties
    )


def party_of_viewer(viewer: Viewer, case: CaseView) -> tuple[PartyView | None, AuthorityView | None]:
    """The party that the viewer is or stands for in the case, and the authority in the second case."""
    itself = next((p for p in case.parties if p.person in viewer.persons and not p.dead), None)
    if itself is not None or viewer.person is None:
        return itself, None
    on = timezone.localtime(viewer.now).date()
    held = next((one for one in authorities_of_agent(viewer.person, case.uid) if one.holds(on)), None)
    return (case.party(held.party), held) if held else (None, None)


def authorities_of_agent(agent: UUID, case: UUID) -> list[AuthorityView]:
    """For acts: what `agent` was ever entrusted with in the case and the court had accepted, the oldest first."""
    rows = Representation.objects.filter(agent=agent, case=case)
    return [authority_view(row) for row in rows.order_by("handed_in_at", "id")]


def authorities_entrusted_to(agent: UUID) -> list[AuthorityView]:
    """All that the court ever accepted for `agent`, over or not, the oldest first. The caller has checked who asks."""
    return [authority_view(row) for row in Representation.objects.filter(agent=agent).order_by("handed_in_at", "id")]


def authorities_in(case: UUID) -> list[AuthorityView]:
    """For acts: every authority of the case, whoever looks, the oldest first."""
    return [authority_view(row) for row in Representation.objects.filter(case=case).order_by("handed_in_at", "id")]


def authorities_seen_by(viewer: Viewer, case: UUID) -> list[AuthorityView]:
    """The authorities of the case that the viewer may see: those of the other side once the court has accepted them."""
    rows = Representation.objects.filter(visible_q(viewer), case=case)
    return [authority_view(row) for row in rows.order_by("handed_in_at", "id")]


def authority_view(row: Representation) -> AuthorityView:
    """The authority as other floors read it."""
    return AuthorityView(
        uid=row.uid,
        case=row.case,  # type: ignore[arg-type]
        party=row.party,
        kind=AgentKind(row.kind),
        agent=row.agent,
        name=row.name,
        id_number=row.id_number,
        firm=row.firm,
        powers=frozenset(map(Power, row.powers)),
        since=row.first,
        until=row.last,
        state=AuthorityState(row.state),
        missing=tuple(map(Proof, row.missing)),
        handed_in_at=row.handed_in_at,
        ended_at=row.ended_at,
        source=Source(row.source),
        client=row.holder,
    )
