"""What a good counter says beside the forms (`filing/data/counter.toml`): where else to turn, and one plain question.

A signpost takes no form away: somebody in danger may also want a divorce. A question is asked where the story speaks
for two forms nearly alike; it decides nothing by itself, each answer begins one of the two.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from tongban.filing.rules.cues import plain, weighed, with_families
from tongban.filing.rules.diagnosis import LONGEST, Outlook
from tongban.filing.rules.interview import parts
from tongban.filing.vocabulary.interviews import Texts

NEAR = 0.6
"""The second form comes near the first when the story tells of it so much of what it tells of the first."""


@dataclass(frozen=True, slots=True)
class Signpost:
    """Where else to turn: another office, a help line; an `urgent` one stands on top of everything."""

    id: str
    says: Texts
    urgent: bool
    words: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """One plain question between two forms; `answers` by the id of the form."""

    ask: Texts
    answers: Mapping[str, Texts]


def signposts_for(story: str) -> tuple[Signpost, ...]:
    """Where else somebody who tells this may turn, the urgent first."""
    text = plain(story[:LONGEST])
    found = [one for one in signposts() if weighed(text, one.words, ())[0] > weighed(text, one.against, ())[0]]
    return tuple(sorted(found, key=lambda one: not one.urgent))


def doubt_between(found: Sequence[Outlook]) -> Doubt | None:
    """The question that decides between the first two forms; None where the first is clear, or nobody knows one."""
    if len(found) < 2 or not found[1].told or found[1].told < NEAR * found[0].told:  # noqa: PLR2004 - a doubt has two sides
        return None
    pair = {one.interview.id for one in found[:2]}
    return next((doubt for doubt in doubts() if set(doubt.answers) == pair), None)


@cache
def signposts() -> tuple[Signpost, ...]:
    """All signposts, in the order of the data."""
    families = parts()["families"]
    return tuple(
        Signpost(
            id=one["id"],
            says=one["says"],
            urgent=one.get("urgent", False),
            words=tuple(with_families(cue, families) for cue in one["words"]),
            against=tuple(with_families(cue, families) for cue in one.get("against", ())),
        )
        for one in _data()["signpost"]
    )


@cache
def doubts() -> tuple[Doubt, ...]:
    """All questions, in the order of the data."""
    return tuple(Doubt(one["ask"], one["answers"]) for one in _data()["doubt"])


def _data() -> dict[str, Any]:
    return tomllib.loads((resources.files("tongban.filing") / "data" / "counter.toml").read_text(encoding="utf-8"))
