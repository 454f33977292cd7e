"""Which level takes the case at first instance, and the court of that level at a place (CPL 18-21).

By the facts that a court finds (CPL 19, 20, 21) and by the amount where a text draws the line. Below every line, and
where nothing is claimed in money, the basic court takes it (CPL 18).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from tongban.courts.rules.hierarchy import CourtTree, division_of
from tongban.courts.rules.special import OUTRIGHT, special_court, specialties_of
from tongban.courts.rules.tables import rows
from tongban.courts.vocabulary import Circumstance, Court, CourtLevel, CourtRole, Dispute
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step, step

FEN = 100
PROVINCE_DIGITS = 2
Reached = tuple[Court, tuple[Step, ...]]


@dataclass(frozen=True, slots=True)
class LevelLine:
    """From `from_minor` fen on (the amount itself included), or when `fact` is so, the case belongs to `level`.

    `foreign` None: both kinds. `parties`: "same" when all live inside, or all outside, the receiving court's province;
    "across" when only some do; "*" when it does not matter. `provinces` empty: everywhere.
    """

    rule: str
    level: CourtLevel
    foreign: bool | None
    provinces: frozenset[str]
    parties: str
    from_minor: int | None
    fact: Circumstance | None
    article: str
    valid_from: date
    valid_to: date


@cache
def level_lines() -> tuple[LevelLine, ...]:
    """The lines of the table, higher levels first."""
    return tuple(
        LevelLine(
            rule=row["rule"],
            level=CourtLevel(row["level"]),
            foreign=None if row["foreign"] == "*" else row["foreign"] == "yes",
            provinces=frozenset() if row["provinces"] == "*" else frozenset(row["provinces"].split()),
            parties=row["parties"],
            from_minor=int(row["from_yuan"]) * FEN if row["from_yuan"] else None,
            fact=Circumstance(row["fact"]) if row["fact"] else None,
            article=row["article"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else date.max,
        )
        for row in rows("venue_levels.csv")
    )


def level_for(dispute: Dispute, province: Court | None, day: date) -> tuple[CourtLevel, Step]:
    """The level for `dispute` in the area of the high court `province`."""
    code, digits = (province.code, province.division_code[:PROVINCE_DIGITS]) if province else ("", "")
    spread = _spread(dispute, digits)
    for line in level_lines():
        fits = (
            line.foreign in {None, dispute.foreign}
            and (not line.provinces or code in line.provinces)
            and line.parties in {"*", spread}
            and line.valid_from <= day <= line.valid_to
        )
        if fits and line.fact is not None and line.fact in dispute.circumstances:
            return line.level, step("venue.level_by_fact", line.article, fact=line.fact.term, level=line.level.term)
        if fits and line.from_minor is not None and dispute.amount and dispute.amount.minor >= line.from_minor:
            facts = {"amount": dispute.amount.decimal_text, "line": line.from_minor // FEN, "level": line.level.term}
            return line.level, step("venue.level_by_amount", line.article, **facts)
    code = "venue.level_basic" if dispute.amount else "venue.level_without_amount"
    return CourtLevel.BASIC, step(code, "CPL 18")


def resolve(place: str, dispute: Dispute, tree: CourtTree, day: date, wanted: str = "amount") -> Reached | Refusal:
    """The court of first instance at `place`: its level as `wanted`, then the court of that level there.

    A court of a special kind stands in its place where the law has one (SI 2, 11).
    """
    kinds, division = specialties_of(dispute), division_of(place)
    outright = special_court(kinds, division, OUTRIGHT, tree, day)
    if outright is not None:
        return outright if isinstance(outright, Refusal) else (outright[0], (outright[1],))
    near = tree.at(place)
    if isinstance(near, Refusal):
        known_by_name = special_court(kinds, division, CourtLevel.BASIC, tree, day)
        return known_by_name if isinstance(known_by_name, Refusal) else near
    found = _wanted_level(wanted, dispute, near, tree, day)
    if isinstance(found, Refusal):
        return found
    level, why = found
    special = special_court(kinds, division, level, tree, day)
    if special is not None:
        return special if isinstance(special, Refusal) else (special[0], (why, special[1]))
    court = tree.of_place(place, level)
    if isinstance(court, Refusal):
        return court
    return court, (why, step("venue.court_of_place", "CPL 18-21", place=tree.place_name(place), court=court.name))


def _wanted_level(
    wanted: str, dispute: Dispute, near: Court, tree: CourtTree, day: date
) -> tuple[CourtLevel, Step] | Refusal:
    """The level that a ground asks for: fixed, like that of another court, or that of the dispute."""
    if wanted in {CourtLevel.BASIC.value, CourtLevel.INTERMEDIATE.value}:
        level = CourtLevel(wanted)
        return level, step("venue.level_fixed", "", level=level.term)
    if wanted.startswith("like:"):
        role = CourtRole(wanted.removeprefix("like:"))
        if not dispute.courts.get(role):
            return Refusal("venue.place_unknown", "CPL 235(1); SI 460", (role.value,), (("fact", role.term),))
        other = tree.court(dispute.courts[role])
        if isinstance(other, Refusal):
            return other
        return other.level, step("venue.level_like", "", court=other.name, level=other.level.term)
    level, why = level_for(dispute, tree.high_court_of(near), day)
    if wanted == "intermediate_at_most" and level.rank < CourtLevel.INTERMEDIATE.rank:
        return CourtLevel.INTERMEDIATE, step("venue.level_fixed", "", level=CourtLevel.INTERMEDIATE.term)
    return level, why


def _spread(dispute: Dispute, province_digits: str) -> str:
    homes = {
        division_of(party.domicile or party.place)[:PROVINCE_DIGITS] == province_digits for party in dispute.parties
    }
    return "same" if len(homes) <= 1 else "across"
