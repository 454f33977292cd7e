"""What the answers say about jurisdiction (CPL 22-35) and the track: the facts that these rules ask for."""

from __future__ import annotations

from datetime import date

from tongban.cases.vocabulary import Circumstance as Bar
from tongban.courts.vocabulary import (
    AgreedVenue,
    Circumstance,
    ClaimKind,
    ClauseKind,
    CourtRole,
    Dispute,
    Matter,
    PartyPlace,
    PartyState,
    Specialty,
    Where,
)
from tongban.filing.rules.pleading import ABROAD, value_of
from tongban.filing.rules.schedule import claim_of
from tongban.filing.rules.told import YES, Told
from tongban.filing.vocabulary import Answers, Interview
from tongban.kernel.casenumber import CaseNumber, parse
from tongban.kernel.money import Money
from tongban.people.vocabulary import PersonKind

_CLAUSES = {
    "defendant_domicile": ClauseKind.DEFENDANT,
    "plaintiff_domicile": ClauseKind.PLAINTIFF,
    "performance": ClauseKind.PERFORMANCE,
    "signing": ClauseKind.SIGNING,
}
CLAUSE, CLAUSE_PLACE, STANDARD_TERMS = "agreement.kind", "agreement.place", "agreement.standard_terms"
"""The answers about a court that was agreed upon; the last: it stands in terms that a trader set for a consumer."""
_STATES = {"unknown": PartyState.MISSING, ABROAD: PartyState.ABROAD}


def dispute_of(interview: Interview, answers: Answers, on: date) -> Dispute:
    """The dispute as venue sees it; an amount that cannot be read is left out (its own finding says so)."""
    told = Told(interview, answers, on)
    venue = interview.venue
    claim = claim_of(interview, answers, today=on)
    specialty = value_of(venue.specialty, told)
    return Dispute(
        matter=Matter(value_of(venue.matter, told)),
        plaintiffs=tuple(_place(row, "plaintiff") for row in told.in_rows("plaintiff")),
        defendants=tuple(_place(row, "defendant") for row in told.in_rows("defendant")),
        claim=ClaimKind(value_of(venue.claim, told, ClaimKind.MONEY)),
        amount=claim if isinstance(claim, Money) and claim.minor else None,
        agreements=_agreements(told),
        places={
            Where(where): (place,) for where, name in venue.places.items() if (place := str(told.value(name) or ""))
        },
        courts={
            CourtRole(role): number.court
            for role, name in venue.courts.items()
            if isinstance(number := parse(str(told.value(name) or "")), CaseNumber)
        },
        circumstances=frozenset(Circumstance(fact) for fact, when in venue.circumstances.items() if told.holds(when)),
        specialty=Specialty(specialty) if specialty else None,
    )


def circumstances_of(interview: Interview, answers: Answers, on: date) -> frozenset[Bar]:
    """What the answers show of the track (CPL 165, 166; SI 257); the court may find more."""
    told = Told(interview, answers, on)
    found = {Bar(case.value) for case in interview.bars if told.holds(case.when)}
    claim = claim_of(interview, answers, today=on)
    if value_of(interview.venue.claim, told, ClaimKind.MONEY) != ClaimKind.MONEY or claim == Money(0):
        found.add(Bar.NOT_MONEY)
    where = told.every("defendant.where")
    if "unknown" in where:
        found |= {Bar.DEFENDANT_MISSING, Bar.PARTY_MISSING}
    if ABROAD in where:
        found.add(Bar.FOREIGN)
    return frozenset(found)


def _agreements(told: Told) -> tuple[AgreedVenue, ...]:
    kind = _CLAUSES.get(str(told.value(CLAUSE) or ""))
    if kind is None:
        return ()
    consumer = told.value(STANDARD_TERMS) == YES
    place = str(told.value(CLAUSE_PLACE) or "")
    return (
        AgreedVenue(
            kind=kind,
            place=place,
            standard_terms_to_consumer=consumer,
            consumer_notified=not consumer,
            consumer_objects=consumer,
        ),
    )


def _place(row: Told, who: str) -> PartyPlace:
    def value(name: str) -> str:
        return str(row.value(f"{who}.{name}") or "")

    states = {_STATES[value("where")]} if value("where") in _STATES else set()
    if value("kind") == PersonKind.LEGAL:
        states.add(PartyState.ORGANISATION)
    if value("away") == YES:
        states.add(PartyState.AWAY_A_YEAR)
    return PartyPlace(domicile=value("division"), name=value("name"), states=frozenset(states))
