"""Which level takes the case at first instance: by the amount, where a text draws the line (CPL 18-20).

Below every line, and where nothing is claimed in money, the basic court takes it (CPL 18). Weight by importance
(CPL 19(2)) is a court's judgment and is not computed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from tongban.courts.rules.hierarchy import CourtTree
from tongban.courts.rules.tables import rows
from tongban.courts.vocabulary import Court, CourtLevel, Dispute
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step, step

FEN = 100
PROVINCE_DIGITS = 2


@dataclass(frozen=True, slots=True)
class LevelLine:
    """From `from_minor` fen on (the amount itself included) the case belongs to `level`.

    `parties`: "same" when all live inside, or all outside, the receiving court's province; "across" when only some
    do; "*" when it does not matter. `provinces` empty: everywhere.
    """

    level: CourtLevel
    foreign: bool
    provinces: frozenset[str]
    parties: str
    from_minor: int
    article: str
    valid_from: date
    valid_to: date


@cache
def level_lines() -> tuple[LevelLine, ...]:
    """The lines of the table, higher levels first."""
    return tuple(
        LevelLine(
            level=CourtLevel(row["level"]),
            foreign=row["foreign"] == "yes",
            provinces=frozenset() if row["provinces"] == "*" else frozenset(row["provinces"].split()),
            parties=row["parties"],
            from_minor=int(row["from_yuan"]) * FEN,
            article=row["article"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else date.max,
        )
        for row in rows("venue_levels.csv")
    )


def level_for(dispute: Dispute, province: str, province_digits: str, day: date) -> tuple[CourtLevel, Step]:
    """The level for `dispute` in `province` (a high court's code), whose division codes start `province_digits`."""
    if dispute.amount is None:
        return CourtLevel.BASIC, step("venue.level_basic", "CPL 18")
    parties = _spread(dispute, province_digits)
    for line in level_lines():
        fits = (
            line.foreign == dispute.foreign
            and (not line.provinces or province in line.provinces)
            and line.parties in {"*", parties}
            and line.valid_from <= day <= line.valid_to
        )
        if fits and dispute.amount.minor >= line.from_minor:
            facts = {"amount": dispute.amount.decimal_text, "line": line.from_minor // FEN, "level": line.level.term}
            return line.level, step("venue.level_by_amount", line.article, **facts)
    return CourtLevel.BASIC, step("venue.level_basic", "CPL 18")


def resolve(place: str, dispute: Dispute, tree: CourtTree, day: date) -> tuple[Court, tuple[Step, ...]] | Refusal:
    """The court of first instance at `place`: its level by the amount, then the court of that level there."""
    near = tree.of_place(place)
    if isinstance(near, Refusal):
        return near
    level, why = level_for(dispute, tree.province_of(near.code), place[:PROVINCE_DIGITS], day)
    court = near if level is CourtLevel.BASIC else tree.of_place(place, level)
    if isinstance(court, Refusal):
        return court
    return court, (why, step("venue.court_of_place", "CPL 18-20", place=near.place_name, court=court.name))


def _spread(dispute: Dispute, province_digits: str) -> str:
    homes = {party.domicile[:PROVINCE_DIGITS] == province_digits for party in dispute.plaintiffs + dispute.defendants}
    return "same" if len(homes) == 1 else "across"
