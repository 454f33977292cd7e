"""The table of grounds of jurisdiction, `data/venue_grounds.csv`, and which of its rows speak about a dispute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from tongban.courts.rules.conditions import NEEDS, Condition, condition
from tongban.courts.rules.matters import matters_of
from tongban.courts.rules.sources import Source, field_of, home_counts, source, term_of
from tongban.courts.rules.tables import rows
from tongban.courts.vocabulary import ClaimKind, Dispute, Matter, Where
from tongban.kernel.refusal import Refusal

EITHER = {
    "immovable": frozenset({Where.SUBJECT, Where.REGISTER}),
    "estate": frozenset({Where.SUBJECT, Where.PROPERTY}),
}
"""Sources that read one of several places."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One row: for these matters and claims, `when` it applies, the court of `place` is competent if all needs hold.

    A row whose `when` does not hold is silent; a row whose need fails falls away with a reason. `level` says how the
    level of the court is found.
    """

    id: str
    rule: str
    term: str
    matters: frozenset[Matter]
    claims: frozenset[ClaimKind]
    place: str
    source: Source
    when: tuple[Condition, ...]
    needs: tuple[str, ...]
    level: str
    article: str
    exclusive: bool
    rank: int
    valid_from: date
    valid_to: date

    @property
    def asked(self) -> frozenset[Where]:
        """The places given as facts that the row reads."""
        if self.place in EITHER:
            return EITHER[self.place]
        return frozenset({Where(self.place)} if self.place in set(Where) else ())


@cache
def all_grounds() -> tuple[Ground, ...]:
    """Every row of the table, best rank first."""
    return tuple(sorted(map(_ground, rows("venue_grounds.csv")), key=lambda ground: ground.rank))


def _ground(row: dict[str, str]) -> Ground:
    return Ground(
        id=row["id"],
        rule=row["rule"],
        term=row["term"],
        matters=matters_of(row["matters"]),
        claims=frozenset(ClaimKind if row["claims"] == "*" else map(ClaimKind, row["claims"].split())),
        place=row["place"],
        source=source(row["place"]),
        when=tuple(map(condition, row["when"].split())),
        needs=tuple(row["needs"].split()),
        level=row["level"],
        article=row["article"],
        exclusive=row["exclusive"] == "yes",
        rank=int(row["rank"]),
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else date.max,
    )


@cache
def grounds_about(matter: Matter) -> tuple[Ground, ...]:
    """Every row that may speak about `matter`, best rank first."""
    return tuple(ground for ground in all_grounds() if matter in ground.matters)


def grounds_for(dispute: Dispute, day: date) -> list[Ground]:
    """The rows that speak about this dispute in force on `day`, best rank first."""
    return [
        ground
        for ground in grounds_about(dispute.matter)
        if dispute.claim in ground.claims
        and ground.valid_from <= day <= ground.valid_to
        and all(holds(dispute) for holds in ground.when)
    ]


def missing_need(ground: Ground, dispute: Dispute) -> Refusal | None:
    """The first need of `ground` that the dispute does not meet."""
    for name in ground.needs:
        need = NEEDS[name]
        if not need.holds(dispute):
            return Refusal(need.reason, need.law)
    return None


def places_of(ground: Ground, dispute: Dispute) -> tuple[str, ...]:
    """The places (or codes of courts) that `ground` points to, each once, in the order of the parties."""
    return tuple(dict.fromkeys(place for place in ground.source(dispute) if place))


def unknown_place(ground: Ground, dispute: Dispute) -> Refusal:
    """Why `ground` leads nowhere: no defendant may be sued at home, or a fact is missing, which is named."""
    of_defendants = ground.place in {"defendants", "defendant_seats", "all_defendants"}
    if of_defendants and not any(home_counts(party, dispute) for party in dispute.defendants):
        return Refusal("venue.home_does_not_count", "CPL 23; SI 5, 6, 8")
    facts = (("fact", term_of(ground.place)),)
    return Refusal("venue.place_unknown", ground.article, (field_of(ground.place),), facts)
