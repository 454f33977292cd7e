"""The words in which the table of grounds states when a row applies (`when`) and what it needs (`needs`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tongban.courts.vocabulary import Circumstance, CourtRole, Dispute, PartyPlace, PartyState, Where

Condition = Callable[[Dispute], bool]
Parties = Callable[[Dispute], tuple[PartyPlace, ...]]
SIDES: dict[str, Parties] = {
    "plaintiffs": lambda d: d.plaintiffs,
    "defendants": lambda d: d.defendants,
    "parties": lambda d: d.parties,
}
COUPLE_ABROAD = frozenset(
    {
        Circumstance.MARRIED_HERE_SETTLED_ABROAD,
        Circumstance.MARRIED_AND_SETTLED_ABROAD,
        Circumstance.ABROAD_NOT_SETTLED,
    }
)
"""Facts about both spouses, of which one alone can be so (SI 13, 14, 16)."""
_IMPLIED = {PartyState.CONFINED: (PartyState.CONFINED_A_YEAR,)}


@dataclass(frozen=True, slots=True)
class Need:
    """A condition without which a ground falls, and the refusal that says so."""

    holds: Condition
    reason: str
    law: str


def is_in(party: PartyPlace, state: PartyState) -> bool:
    """Whether the party is in that state; confined for a year is confined.

    Who lives habitually elsewhere has left the domicile for a year (SI 4).
    """
    if state is PartyState.AWAY_A_YEAR and party.domicile and party.place != party.domicile:
        return True
    return state in party.states or any(other in party.states for other in _IMPLIED.get(state, ()))


def lives_abroad_only(party: PartyPlace) -> bool:
    """Whether the party makes the case foreign-related: it lives abroad and has no home here (SI 520(2))."""
    return PartyState.ABROAD in party.states and not party.place


def condition(word: str) -> Condition:
    """The condition that a word of the table stands for; `!` before it turns it round.

    `foreign`; a circumstance; `has:KEY` a place or court is given; `all:SIDE:STATE`, `some:SIDE:STATE` for
    plaintiffs, defendants or parties; the names of SPECIAL. ValueError and KeyError for words that mean nothing.
    """
    if word.startswith("!"):
        positive = condition(word[1:])
        return lambda d: not positive(d)
    head, _, rest = word.partition(":")
    if head == "has":
        return _given(rest)
    if head in {"all", "some"}:
        side, _, state = rest.partition(":")
        return _quantified(head, SIDES[side], PartyState(state))
    if word in SPECIAL:
        return SPECIAL[word]
    circumstance = Circumstance(word)
    return lambda d: circumstance in d.circumstances


def _given(key: str) -> Condition:
    if key in set(CourtRole):
        role = CourtRole(key)
        return lambda d: bool(d.courts.get(role))
    where = Where(key)
    return lambda d: bool(d.at(where))


def _quantified(head: str, side: Parties, state: PartyState) -> Condition:
    if head == "all":
        return lambda d: bool(side(d)) and all(is_in(party, state) for party in side(d))
    return lambda d: any(is_in(party, state) for party in side(d))


def _performed_or_home(dispute: Dispute) -> bool:
    """SI 18(3): an unperformed contract counts at its agreed place only when a party lives there."""
    if Circumstance.NEVER_PERFORMED not in dispute.circumstances:
        return True
    homes = {home for party in dispute.parties for home in (party.domicile, party.place) if home}
    return any(place in homes for place in dispute.at(Where.PERFORMANCE))


def _couple_abroad(dispute: Dispute) -> bool:
    """SI 13, 14, 16: both live abroad, said of the couple or of each."""
    return bool(COUPLE_ABROAD & dispute.circumstances) or condition("all:parties:abroad")(dispute)


def _areas_differ(dispute: Dispute) -> bool:
    return len({party.place for party in dispute.defendants}) > 1


SPECIAL: dict[str, Condition] = {
    "foreign": lambda d: d.foreign,
    "no_home_here": lambda d: not any(party.place for party in d.defendants),
    "areas_differ": _areas_differ,
    "couple_abroad": _couple_abroad,
    # Asked of a service alone, where a product was made or sold would be asked in vain (SI 26).
    "of_a_product": lambda d: bool(d.at(Where.MANUFACTURE) or d.at(Where.SALE)) or not d.at(Where.SERVICE),
}
NEEDS = {
    "performance_agreed": Need(condition("has:performance"), "venue.no_agreed_performance", "SI 18(1)"),
    "performance_open": Need(condition("!has:performance"), "venue.performance_is_agreed", "SI 18(1)"),
    "performed_or_home": Need(_performed_or_home, "venue.never_performed", "SI 18(3)"),
}
