"""The table of grounds of jurisdiction, and what its words mean: place sources and needs by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from tongban.courts.rules.tables import rows
from tongban.courts.vocabulary import ClaimKind, Dispute, Matter, PartyPlace
from tongban.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Ground:
    """One row: for these matters and claims, the court of `place` is competent when every need holds."""

    id: str
    rule: str
    term: str
    matters: frozenset[Matter]
    claims: frozenset[ClaimKind]
    place: str
    needs: tuple[str, ...]
    article: str
    exclusive: bool
    rank: int
    valid_from: date
    valid_to: date


@dataclass(frozen=True, slots=True)
class Need:
    """A condition of a ground, and the refusal that says why it does not hold."""

    holds: Callable[[Dispute], bool]
    reason: str
    law: str


@cache
def all_grounds() -> tuple[Ground, ...]:
    """Every row of the table."""
    return tuple(_ground(row) for row in rows("venue_grounds.csv"))


def _ground(row: dict[str, str]) -> Ground:
    return Ground(
        id=row["id"],
        rule=row["rule"],
        term=row["term"],
        matters=frozenset(Matter if row["matters"] == "*" else map(Matter, row["matters"].split())),
        claims=frozenset(ClaimKind if row["claims"] == "*" else map(ClaimKind, row["claims"].split())),
        place=row["place"],
        needs=tuple(row["needs"].split()),
        article=row["article"],
        exclusive=row["exclusive"] == "yes",
        rank=int(row["rank"]),
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else date.max,
    )


def grounds_for(dispute: Dispute, day: date) -> list[Ground]:
    """The rows for this matter and claim in force on `day`, best rank first."""
    fitting = [
        ground
        for ground in all_grounds()
        if dispute.matter in ground.matters
        and dispute.claim in ground.claims
        and ground.valid_from <= day <= ground.valid_to
    ]
    return sorted(fitting, key=lambda ground: ground.rank)


def missing_need(ground: Ground, dispute: Dispute) -> Refusal | None:
    """The first need of `ground` that the dispute does not meet."""
    for name in ground.needs:
        need = NEEDS[name]
        if not need.holds(dispute):
            return Refusal(need.reason, need.law)
    return None


def places_of(ground: Ground, dispute: Dispute) -> tuple[str, ...]:
    """The places that `ground` points to, each once, in the order of the parties."""
    return tuple(dict.fromkeys(place for place in PLACES[ground.place](dispute) if place))


def _performed_or_home(dispute: Dispute) -> bool:
    """SI 18(3): an unperformed contract counts at its agreed place only when a party lives there."""
    return dispute.performed or any(
        dispute.performance in {party.domicile, party.habitual} for party in dispute.plaintiffs + dispute.defendants
    )


NEEDS = {
    "performance_agreed": Need(lambda d: bool(d.performance), "venue.no_agreed_performance", "SI 18(1)"),
    "performance_open": Need(lambda d: not d.performance, "venue.performance_is_agreed", "SI 18(1)"),
    "performed_or_home": Need(_performed_or_home, "venue.never_performed", "SI 18(3)"),
}


def _homes(parties: tuple[PartyPlace, ...]) -> tuple[str, ...]:
    return tuple(party.place for party in parties)


PLACES: dict[str, Callable[[Dispute], tuple[str, ...]]] = {
    "defendants": lambda d: _homes(d.defendants),
    "plaintiffs": lambda d: _homes(d.plaintiffs),
    "performance": lambda d: (d.performance,),
    "subject": lambda d: (d.subject,),
    "delivery": lambda d: (d.delivery,),
    "deal": lambda d: (d.deal,),
    "performer": lambda d: (d.performer,),
    "act": lambda d: (d.act,),
    "result": lambda d: (d.result,),
    "deceased": lambda d: (d.deceased,),
    "agreed": lambda d: tuple(agreed.place for agreed in d.agreements),
}
