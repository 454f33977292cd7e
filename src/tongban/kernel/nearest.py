"""Which word of the law may be meant by a loose one: for suggestions, never to take one for the other."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files

MOST = 6
"""So many suggestions are read."""
_SHORTEST = 2
_ALIKE = 0.7
_WORDS = re.compile(r"[a-z0-9]+")
_SMALL = frozenset("a an and at by for from in is it my not of on or that the to with".split())


@cache
def everyday_words(package: str, table: str) -> Mapping[str, tuple[str, ...]]:
    """Everyday words by the word of the law that they may mean: the columns `means` and `words` of a CSV of the package."""
    text = files(package).joinpath("data", table).read_text(encoding="utf-8")
    return {row["means"]: tuple(row["words"].split("、")) for row in csv.DictReader(text.splitlines())}


def nearest(typed: str, names: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The keys of `names` that come nearest to what was typed, best first, at most `MOST`; none when nothing is near.

    A name that is the same counts before one that holds what was typed, or is held by it, and that before one that
    only looks alike; worse ones are left out where better ones are found.
    """
    wanted = _plain(typed)
    found = {key: max((_nearness(wanted, _plain(name)) for name in known), default=0.0) for key, known in names.items()}
    ranked = sorted((key for key, near in found.items() if near), key=lambda key: -found[key])
    best = int(found[ranked[0]]) if ranked else 0
    return tuple(key for key in ranked if int(found[key]) == best)[:MOST]


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).lower().replace("_", " ").replace("-", " ").split())


def _nearness(wanted: str, name: str) -> float:
    """4 the same; 3 and more one holds the other; 2 and more they share words; 1 and more alike; 0 apart."""
    if not wanted or not name:
        return 0.0
    if wanted == name:
        return 4.0
    words, other = (set(_WORDS.findall(text)) - _SMALL for text in (wanted, name))
    alike = SequenceMatcher(None, wanted, name).ratio()
    if words and words <= other or other and other <= words:
        return 3 + alike / 2
    shorter, longer = sorted((wanted, name), key=len)
    if not words and len(shorter) >= _SHORTEST and shorter in longer:
        return 3 + alike / 2
    if words & other:
        return 2 + alike / 2
    return 1 + alike / 2 if alike >= _ALIKE else 0.0
