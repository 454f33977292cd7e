"""Courts of a special kind that stand in the place of the ordinary one: `data/venue_special.csv` (SI 2, 11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from tongban.courts.rules.hierarchy import CourtTree
from tongban.courts.rules.matters import of_matter
from tongban.courts.rules.tables import rows
from tongban.courts.vocabulary import Court, CourtLevel, Dispute, PartyState, Specialty
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step, step

OUTRIGHT, APPEAL = "*", "appeal"


@dataclass(frozen=True, slots=True)
class SpecialRow:
    """Cases of these kinds at `level` from these areas (beginnings of division codes) belong to one court.

    `level`: "*" whatever the level; "appeal" on appeal from a basic court there. Without a code the court is known by
    name only.
    """

    rule: str
    specialties: frozenset[Specialty]
    level: str
    areas: tuple[str, ...]
    without: tuple[str, ...]
    court: str
    name: str
    article: str
    valid_from: date
    valid_to: date

    def covers(self, place: str) -> bool:
        """Whether the division `place` lies in the area."""
        inside = self.areas == ("*",) or place.startswith(self.areas)
        return inside and not (self.without and place.startswith(self.without))


@cache
def special_rows() -> tuple[SpecialRow, ...]:
    """The rows in their order: the first that fits counts."""
    return tuple(
        SpecialRow(
            rule=row["rule"],
            specialties=frozenset(map(Specialty, row["specialties"].split())),
            level=row["level"],
            areas=tuple(row["areas"].split()),
            without=tuple(row["except"].split()),
            court=row["court"],
            name=row["name"],
            article=row["article"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else date.max,
        )
        for row in rows("venue_special.csv")
    )


def specialties_of(dispute: Dispute) -> frozenset[Specialty]:
    """The kinds of special court that the dispute may belong to: by its matter, by its facts, by its parties."""
    found = {of_matter(dispute.matter).specialty, dispute.specialty}
    if dispute.parties and all(PartyState.MILITARY in party.states for party in dispute.parties):
        found.add(Specialty.MILITARY)
    return frozenset(kind for kind in found if kind)


def special_court(
    kinds: frozenset[Specialty], place: str, level: str, tree: CourtTree, day: date
) -> tuple[Court, Step] | Refusal | None:
    """The special court for `place` at `level`, refused when it is not in the table; None: the ordinary court."""
    if not kinds:
        return None
    for row in special_rows():
        fits = kinds & row.specialties and row.level == level and row.valid_from <= day <= row.valid_to
        if not (fits and row.covers(place)):
            continue
        court = tree.court(row.court) if row.court else None
        facts = (("court", row.name), ("place", tree.place_name(place)))
        if not isinstance(court, Court):
            return Refusal("venue.special_court_not_in_table", row.article, ("specialty",), facts)
        return court, step("venue.special_court", row.article, place=tree.place_name(place), court=court.name)
    return None


def takes_any_level(court: Court, dispute: Dispute, day: date) -> bool:
    """Whether `court` is one of a special kind that takes such disputes at first instance whatever their amount."""
    kinds = specialties_of(dispute)
    return any(
        row.court == court.code
        and row.level == OUTRIGHT
        and bool(row.specialties & kinds)
        and row.valid_from <= day <= row.valid_to
        for row in special_rows()
    )


def takes_another(court: Court, dispute: Dispute, level: CourtLevel, tree: CourtTree, day: date) -> Refusal | None:
    """Why `court`, of the right level, may still not take the dispute: a special court does, or it is one itself."""
    kinds = specialties_of(dispute)
    division = court.division_code or next((below.division_code for below in tree.children(court.code)), "")
    for at in (OUTRIGHT, level.value):
        found = special_court(kinds, division, at, tree, day)
        if isinstance(found, Refusal):
            return found
        if found is not None and found[0] != court:
            return Refusal("venue.special_court_instead", found[1].law, (), (("court", found[0].name),))
    own = frozenset(kind for row in special_rows() if row.court == court.code for kind in row.specialties)
    if own and not own & kinds and not tree.children(court.code):
        return Refusal("venue.special_court_only", "SI 2; 人民法院组织法 15", (), (("court", court.name),))
    return None


def court_above(code: str, tree: CourtTree, day: date, kinds: frozenset[Specialty] = frozenset()) -> Court | Refusal:
    """The court that hears appeals against `code` (CPL 171): the special one for these kinds, else its superior."""
    court = tree.court(code)
    if isinstance(court, Refusal):
        return court
    if court.level is CourtLevel.BASIC and court.division_code:
        special = special_court(kinds, court.division_code, APPEAL, tree, day)
        if special is not None:
            return special if isinstance(special, Refusal) else special[0]
    above = next((upper for upper in tree.ancestors(code) if upper.level is not court.level), None)
    return above or Refusal("venue.no_court_above", "CPL 171, 210", ("court",), (("court", court.name),))
