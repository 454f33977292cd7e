"""Stories that are held out: no word, no weight and no story that is learnt was chosen after them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

Told = Mapping[str, Mapping[str, list[str | list[str]]]]
"""By form and language; a list is a story with the further forms that are right as well."""


def _read(name: str) -> Told:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


TOLD = _read("stories.toml")
"""Short and odd ones, for every form: those of other procedures included."""
SECOND = _read("stories_second.toml")
"""Longer and plainer ones, for the forms of civil actions."""
THIRD = _read("stories_third.toml")
"""For the same forms, by another author, who had seen none of the others."""


def told_stories(told: Told, language: str) -> list[tuple[str, frozenset[str]]]:
    """Each story with the forms that are right for it."""
    given = [(name, [one] if isinstance(one, str) else one) for name in told for one in told[name][language]]
    return [(story, frozenset({name, *also})) for name, (story, *also) in given]


def stories_of(form: str, language: str) -> list[str]:
    """All stories of a form of a civil action."""
    given = (*TOLD[form][language], *SECOND[form][language])
    return [one if isinstance(one, str) else one[0] for one in given]
