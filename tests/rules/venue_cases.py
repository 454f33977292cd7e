"""Reads the cases of the pages on venue: parties, facts and clauses in their short form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tests.rules.law_tables import LawCase, cases
from tongban.courts.rules.grounds import all_grounds
from tongban.courts.rules.levels import level_lines
from tongban.courts.rules.special import special_rows
from tongban.courts.rules.tables import all_courts
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
    VenueAnswer,
    Where,
)
from tongban.kernel.money import Money
from tongban.kernel.steps import Step

DAY = date(2026, 3, 2)
PAGES = ("venue", "venue-places", "venue-procedures")
PARTY = re.compile(r"(?P<domicile>[^/(]*)(\((?P<early>[^)]*)\))?(/(?P<habitual>[^(]*))?(\((?P<late>[^)]*)\))?")


def venue_cases() -> list[LawCase]:
    """The cases of all pages."""
    return [case for page in PAGES for case in cases(page, "venue")]


def words(text: str) -> dict[str, Any]:
    """`a=b c !d` as fields: a is "b", c is true, d is false."""
    found: dict[str, Any] = {}
    for word in text.split():
        name, sign, value = word.partition("=")
        found[name.removeprefix("!")] = value if sign else not name.startswith("!")
    return found


def party(text: str) -> PartyPlace:
    parts = PARTY.fullmatch(text.strip())
    assert parts, text
    known = words(parts["early"] or parts["late"] or "")
    places = {key: str(value) for key, value in known.items() if not isinstance(value, bool)}
    states = frozenset(PartyState(key) for key, value in known.items() if value is True)
    return PartyPlace(parts["domicile"].strip(), (parts["habitual"] or "").strip(), states=states, **places)


def people(text: str) -> tuple[PartyPlace, ...]:
    return tuple(party(one) for one in text.split("+") if one.strip())


def clause(text: str) -> AgreedVenue:
    head, _, flags = text.strip().partition(" ")
    kind, _, where = head.partition("@")
    field = "court" if kind == "court" else "place"
    return AgreedVenue(ClauseKind(kind), **{field: where}, **words(flags))


def dispute_of(case: LawCase) -> Dispute:
    """The dispute of a line."""
    plaintiffs, _, defendants = case["parties"].partition(">")
    facts = words(case["facts"])
    given = {key for key, value in facts.items() if value is True}
    return Dispute(
        Matter(case["matter"]),
        people(plaintiffs),
        people(defendants),
        claim=ClaimKind(facts.get("claim", "money")),
        amount=Money(int(Decimal(case["amount"]) * 100)) if case["amount"] else None,
        agreements=tuple(map(clause, case["clause"].split("+"))) if case["clause"] else (),
        places={where: tuple(facts[where].split("+")) for where in Where if where in facts},
        circumstances=frozenset(Circumstance(word) for word in given - {"foreign"}),
        courts={role: facts[role] for role in CourtRole if role in facts},
        foreign="foreign" in given,
        specialty=Specialty(facts["specialty"]) if "specialty" in facts else None,
        underlying=Matter(facts["underlying"]) if "underlying" in facts else None,
    )


def day_of(case: LawCase) -> date:
    """The day of filing of a line."""
    day = case.cells.get("day", "")
    return date.fromisoformat(day) if day else DAY


def rules_exercised(answer: VenueAnswer) -> set[str]:
    """The rules of `venue_rules.csv` on which an answer rests: of its grounds, levels and special courts."""
    by_ground = {ground.id: ground.rule for ground in all_grounds()}
    ids = {ground for court in answer.courts for ground in (court.ground, *court.also)}
    steps: Sequence[Step] = [step for court in answer.courts for step in court.steps]
    found = {by_ground[ground] for ground in ids}
    if any(step.code == "venue.level_basic" for step in steps):
        found.add("level_basic")
    laws = {step.law for step in steps if step.code in {"venue.level_by_amount", "venue.level_by_fact"}}
    found |= {line.rule for line in level_lines() if line.article in laws}
    named = {dict(step.facts)["court"] for step in steps if step.code == "venue.special_court"}
    named |= {
        dict(lost.why.facts)["court"] for lost in answer.lost if lost.why.reason == "venue.special_court_not_in_table"
    }
    names = {court.code: court.name for court in all_courts()}
    return found | {row.rule for row in special_rows() if names.get(row.court, row.name) in named}
