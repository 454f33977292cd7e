"""Who stands how in an appeal: appellant, appellee, or as in the first instance (CPL 171; SI 315-317)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tongban.cases.vocabulary import PartyData, Side
from tongban.kernel.terms import Guard

APPELLANT, APPELLEE = "上诉人", "被上诉人"
Known = tuple[str, str]
"""What tells a party apart in both instances: name and number."""


class Against(Guard):
    """Between whom an appeal disputes who owes what, where several stand on one side."""

    OTHER = "other", "仅对与对方当事人之间权利义务分担有意见", "SI 317(i)"
    OWN = "own", "仅对共同诉讼人之间权利义务分担有意见", "SI 317(ii)"
    ALL = "all", "对双方当事人之间以及共同诉讼人之间权利义务承担有意见", "SI 317(iii)"


def positions(parties: Sequence[PartyData], against: str) -> tuple[PartyData, ...]:
    """The `parties`, the appellant first, each with its place; `against`: what the appellant said, "" the other side.

    Whoever is not appealed against keeps the place of the first instance (依原审诉讼地位列明).
    """
    first, *others = parties
    return (replace(first, position=APPELLANT), *(replace(one, position=_of(one, first, against)) for one in others))


def _of(one: PartyData, first: PartyData, against: str) -> str:
    beside = one.stood is first.stood
    opposite = not beside and (one.stood is not Side.THIRD_PARTY or first.stood is Side.THIRD_PARTY)
    meant = {Against.OWN.value: beside, Against.ALL.value: True}.get(against, opposite)
    if meant:
        return APPELLEE
    return f"原审{one.stood.term}" if one.stood else ""


def together(appeals: Iterable[Iterable[PartyData]]) -> dict[Known, str]:
    """The place of each party when several appeal against one judgment: who appeals is appellant, whomever it is named
    by (SI 315), and who is appealed against by one of them is appellee.
    """
    found: dict[Known, str] = {}
    for one in (party for appeal in appeals for party in appeal):
        ranked = [position for position in (APPELLANT, APPELLEE) if position in {found.get(known(one)), one.position}]
        found[known(one)] = ranked[0] if ranked else one.position
    return found


def known(party: PartyData) -> Known:
    """By what the party is found again in the other instance."""
    return party.name, party.id_number


def asking(parties: Iterable[PartyData]) -> list[PartyData]:
    """Who asks: in an appeal the appellant alone, else the side that brings the matter."""
    return [one for one in parties if (one.position == APPELLANT if one.position else one.side is Side.PLAINTIFF)]


def faced(parties: Iterable[PartyData]) -> list[PartyData]:
    """Against whom it is asked: in an appeal the appellees, else the other side."""
    return [one for one in parties if (one.position == APPELLEE if one.position else one.side is Side.DEFENDANT)]
