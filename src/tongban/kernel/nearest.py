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
_SHORTEST, _LONGEST, _ENOUGH = 2, 100, 0.7
_SAME, _HOLDS, _SHARES, _ALIKE, _APART = 4, 3, 2, 1, 0
_WORDS = re.compile(r"[a-z0-9]+")
_SMALL = frozenset(
    {"a", "an", "and", "at", "by", "for", "in", "is", "my", "no", "not", "of", "on", "or", "the", "to", "with"}
)


@cache
def everyday_words(package: str, table: str) -> Mapping[str, tuple[str, ...]]:
    """Everyday words by the word of the law that they may mean: the columns `means`, `words` of a package's table."""
    text = files(package).joinpath("data", table).read_text(encoding="utf-8")
    return {row["means"]: tuple(row["words"].split("、")) for row in csv.DictReader(text.splitlines())}


def nearest(typed: str, names: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The keys of `names` that come nearest to what was typed, best first, at most `MOST`; none when nothing is near.

    A name that is the same counts before one that holds what was typed, or is held by it, that before one with which it
    shares words, and that before one that only looks alike; worse ones are left out where better ones are found.
    """
    wanted = _plain(typed[:_LONGEST])
    graded = {key: max(_nearness(wanted, _plain(name)) for name in known) for key, known in names.items()}
    best = max((grade for grade, _alike in graded.values()), default=_APART)
    found = [key for key, (grade, _alike) in graded.items() if grade == best != _APART]
    return tuple(sorted(found, key=lambda key: -graded[key][1])[:MOST])


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).lower().replace("_", " ").replace("-", " ").split())


def _nearness(wanted: str, name: str) -> tuple[int, float]:
    """A grade, and how much alike the two look."""
    words, other = (set(_WORDS.findall(text)) - _SMALL for text in (wanted, name))
    shorter, longer = sorted((wanted, name), key=len)
    alike = SequenceMatcher(None, wanted, name).ratio()
    if wanted == name:
        grade = _SAME
    elif words and other:
        grade = _HOLDS if words <= other or other <= words else _SHARES if words & other else _APART
    else:
        grade = _HOLDS if len(shorter) >= _SHORTEST and shorter in longer else _APART
    return grade or (_ALIKE if alike >= _ENOUGH else _APART), alike
