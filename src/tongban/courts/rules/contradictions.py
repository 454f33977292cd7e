"""Facts of a dispute that cannot all be so. What is merely unknown is no contradiction: its ground falls away."""

from __future__ import annotations

from tongban.courts.rules.conditions import COUPLE_ABROAD, is_in, lives_abroad_only
from tongban.courts.rules.grounds import grounds_about
from tongban.courts.rules.matters import of_matter
from tongban.courts.vocabulary import (
    AgreedVenue,
    Circumstance,
    ClaimKind,
    ClauseKind,
    Dispute,
    PartyPlace,
    PartyState,
    Specialty,
    Where,
)
from tongban.kernel.refusal import Refusal

PEOPLE_ONLY = frozenset(
    {
        PartyState.CONFINED,
        PartyState.CONFINED_A_YEAR,
        PartyState.DEREGISTERED,
        PartyState.MOVED_OUT,
        PartyState.AWAY_A_YEAR,
        PartyState.MISSING,
    }
)
TELLING = frozenset({Where.REGISTER, Where.DECEASED})
"""Places that only an immovable or an estate has."""


def contradictions(dispute: Dispute) -> tuple[Refusal, ...]:
    """Everything in the facts that contradicts something else, each with the fields concerned."""
    found = [*_of_matter(dispute), *_of_circumstances(dispute)]
    for where, party in _parties(dispute):
        found += _of_party(party, where, foreign=dispute.foreign)
    for number, clause in enumerate(dispute.agreements):
        found += _of_clause(clause, f"agreements[{number}]")
    return tuple(found)


def _parties(dispute: Dispute) -> list[tuple[str, PartyPlace]]:
    """The parties with the names of their fields."""
    sides = (("plaintiffs", dispute.plaintiffs), ("defendants", dispute.defendants))
    return [(f"{side}[{number}]", party) for side, parties in sides for number, party in enumerate(parties)]


def _against(law: str, *fields: str) -> Refusal:
    return Refusal("venue.facts_contradict", law, fields, (("fields", "、".join(fields)),))


def _of_matter(dispute: Dispute) -> list[Refusal]:
    found = []
    known = of_matter(dispute.matter)
    own, groups = known.specialty, known.groups
    if dispute.specialty and own and own is not dispute.specialty:
        found.append(_against("SI 2", "matter", "specialty"))
    if "status" in groups and dispute.specialty not in {None, Specialty.MILITARY}:
        found.append(_against("SI 2, 11", "matter", "specialty"))
    if "only_here" in groups and not dispute.foreign:
        found.append(_against("CPL 279; SI 520", "matter", "foreign"))
    rows = grounds_about(dispute.matter)
    if any(row.exclusive for row in rows):
        others = TELLING - {place for row in rows for place in row.asked}
        found += [_against("CPL 34", "matter", str(where.value)) for where in dispute.places if where in others]
    if dispute.underlying and not any(row.place == "underlying" for row in rows):
        found.append(_against("CPL 84, 104", "matter", "underlying"))
    if dispute.underlying is dispute.matter:
        found.append(_against("CPL 84, 104", "underlying"))
    if (
        dispute.claim is ClaimKind.IMMOVABLE
        and any(row.place == "subject" for row in rows)
        and not dispute.at(Where.SUBJECT)
    ):
        found.append(_against("SI 18(2)", "claim", "subject"))
    return found


def _of_circumstances(dispute: Dispute) -> list[Refusal]:
    found = []
    if dispute.claim is ClaimKind.AT_ONCE and Circumstance.NEVER_PERFORMED in dispute.circumstances:
        found.append(_against("SI 18(2)-(3)", "claim", "never_performed"))
    settled = sorted(fact.value for fact in COUPLE_ABROAD & dispute.circumstances)
    if len(settled) > 1:
        found.append(_against("SI 13, 14, 16", *settled))
    if Circumstance.CITIZENS_ONLY in dispute.circumstances:
        bodies = [where for where, party in _parties(dispute) if PartyState.ORGANISATION in party.states]
        found += [_against("CPL 210", "citizens_only", f"{where}.organisation") for where in bodies]
    return found


def _of_party(party: PartyPlace, where: str, *, foreign: bool) -> list[Refusal]:
    found = []
    if lives_abroad_only(party) and not foreign:
        found.append(_against("SI 520(2)", f"{where}.abroad", "foreign"))
    if PartyState.ORGANISATION in party.states:
        states = sorted(state.value for state in party.states & PEOPLE_ONLY)
        found += [_against("SI 3-8", f"{where}.organisation", f"{where}.{state}") for state in states]
        if party.habitual:
            found.append(_against("SI 3-4", f"{where}.organisation", f"{where}.habitual"))
    if PartyState.MISSING in party.states and is_in(party, PartyState.CONFINED):
        found.append(_against("CPL 23(2)-(4)", f"{where}.missing", f"{where}.confined"))
    if PartyState.ABROAD in party.states and party.habitual:
        found.append(_against("SI 4", f"{where}.abroad", f"{where}.habitual"))
    if party.confined_at and not party.states & {PartyState.CONFINED, PartyState.CONFINED_A_YEAR}:
        found.append(_against("SI 8", f"{where}.confined_at", f"{where}.states"))
    return found


def _of_clause(clause: AgreedVenue, where: str) -> list[Refusal]:
    found = []
    if clause.kind is ClauseKind.COURT and (clause.place or not clause.court):
        found.append(_against("CPL 35", f"{where}.kind", f"{where}.court"))
    if clause.kind is not ClauseKind.COURT and clause.court:
        found.append(_against("CPL 35", f"{where}.kind", f"{where}.court"))
    if clause.kind is ClauseKind.ABROAD and clause.place:
        found.append(_against("CPL 280", f"{where}.kind", f"{where}.place"))
    return found
