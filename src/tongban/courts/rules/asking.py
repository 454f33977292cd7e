"""Which facts are worth asking about a matter: those that some row of the table of grounds reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from tongban.courts.rules.levels import level_lines
from tongban.courts.rules.matters import matters_of, of_matter
from tongban.courts.rules.sources import ABOVE, AGREED, COURT, UNDERLYING
from tongban.courts.rules.tables import rows
from tongban.courts.vocabulary import Circumstance, ClaimKind, CourtRole, Matter, PartyState, Where

_NEEDED = {"performance_agreed": "has:performance", "performed_or_home": "never_performed"}
_BY_AMOUNT = frozenset({"amount", "intermediate_at_most"})
_ABROAD = re.compile("abroad|foreign")
_IMMOVABLE = (Where.SUBJECT, Where.REGISTER)


@dataclass(frozen=True, slots=True)
class VenueNeeds:
    """What to ask about a matter.

    `abroad`: places that count only where something is abroad; `deciding`: circumstances of which the law asks in
    every such case whether they are so, `circumstances`: the others; `states`, `own_states`: what may be special about
    those who are sued and about those who sue; `weight`: facts that raise the case to a higher court (CPL 19-21),
    `weight_abroad`: those that do so only where something is abroad; `waits`: for a place that only some claims or
    circumstances make relevant, which; `amount`: whether the amount matters; `claims`: whether the kind of claim
    matters; `clause`: whether a court may be agreed upon (CPL 35); `one_sided`: nobody stands against the applicant;
    `underlying`: the dispute behind it matters.
    """

    places: tuple[Where, ...]
    abroad: tuple[Where, ...]
    courts: tuple[CourtRole, ...]
    deciding: tuple[Circumstance, ...]
    circumstances: tuple[Circumstance, ...]
    states: tuple[PartyState, ...]
    own_states: tuple[PartyState, ...]
    weight: tuple[Circumstance, ...]
    weight_abroad: tuple[Circumstance, ...]
    waits: Mapping[Where, tuple[ClaimKind | Circumstance, ...]]
    amount: bool
    claims: bool
    clause: bool
    one_sided: bool
    underlying: bool


@cache
def venue_needs(matter: Matter) -> VenueNeeds:
    """What the grounds of `matter` read, in the order of the words of the law."""
    about = [row for row in rows("venue_grounds.csv") if matter in matters_of(row["matters"])]
    words = {word for row in about for word in _words(row)}
    here = {word for row in about if "foreign" not in row["when"].split() for word in _words(row)}
    groups = of_matter(matter).groups
    deciding = {
        word.removeprefix("!")
        for row in about
        if not _ABROAD.search(row["when"])
        for word in row["when"].split()
        if word.startswith("!")
    }
    sides = {word for row in about for word in row["when"].replace("!", "").split() if ":" in word}
    levels = {row["level"] for row in about if row["place"] != AGREED}
    lines = [line for line in level_lines() if "amount" in levels and line.fact is not None]
    always = {line.fact for line in lines if not line.foreign}
    return VenueNeeds(
        places=tuple(where for where in Where if where in here),
        abroad=tuple(where for where in Where if where in words - here),
        courts=tuple(role for role in CourtRole if role in words),
        deciding=tuple(fact for fact in Circumstance if fact in deciding),
        circumstances=tuple(fact for fact in Circumstance if fact in words - deciding),
        states=_states(sides, "defendants"),
        own_states=_states(sides, "plaintiffs"),
        weight=tuple(fact for fact in Circumstance if fact in always),
        weight_abroad=tuple(fact for fact in Circumstance if fact in {line.fact for line in lines} - always),
        waits={where: found for where in Where if (found := _waits(where, about))},
        amount=bool(levels & _BY_AMOUNT) or UNDERLYING in words,
        claims=any(row["claims"] != "*" for row in about),
        clause="property" in groups,
        one_sided="one_sided" in groups,
        underlying=UNDERLYING in words,
    )


def _states(sides: Iterable[str], side: str) -> tuple[PartyState, ...]:
    """What the conditions ask about one side, or about both."""
    asked = {word.rpartition(":")[2] for word in sides if word.split(":")[1] in {side, "parties"}}
    return tuple(state for state in PartyState if state in asked)


def _waits(where: Where, about: Iterable[dict[str, str]]) -> tuple[ClaimKind | Circumstance, ...]:
    """The claims, or the circumstances, without one of which no row reads `where`; none when some row always does."""
    reading = [row for row in about if where in set(_words(row)) and "foreign" not in row["when"].split()]
    facts = [{word for word in row["when"].split() if word in set(Circumstance)} for row in reading]
    if reading and all(row["claims"] != "*" for row in reading):
        return tuple(ClaimKind(word) for row in reading for word in row["claims"].split())
    return tuple(Circumstance(word) for words in facts for word in words) if reading and all(facts) else ()


def _words(row: dict[str, str]) -> Iterable[str]:
    """Every word of a row that names a fact."""
    place = row["place"].removeprefix(COURT).removeprefix(ABOVE)
    yield from _IMMOVABLE if place == "immovable" else (place,)
    yield row["level"].removeprefix("like:")
    for word in (*row["when"].split(), *(_NEEDED.get(need, "") for need in row["needs"].split())):
        yield word.removeprefix("!").rpartition(":")[2]
