"""How much a story is like the examples of each dispute (the `said` of its guide), which are invented.

Traits of a text are its Chinese signs and pairs of signs, its Latin words and pairs of words. A trait speaks for a
dispute as much as it stands more often in what was said of that one than in what was said of all others (the logarithm
of the ratio of the two shares). It is a guess, which finds stories without any word that somebody thought of.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from tongban.filing.rules.interview import interviews

_SMOOTH = 0.3
"""A trait that was never said of a dispute counts as if it had been in a part of one example."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[a-z]+")
_ENDING = re.compile(r"(?<=[a-z]{3})(?:s|ed|ing)$")


def traits(text: str) -> frozenset[str]:
    """The traits of a text in small letters."""
    words = [_ENDING.sub("", word) for word in _LATIN.findall(text)]
    signs = _CHINESE.findall(text)
    return frozenset((*words, *map(" ".join, pairwise(words)), *signs, *map("".join, pairwise(signs))))


@cache
def _examples() -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    """What was said of each dispute, with its traits."""
    return {
        name: tuple((said, traits(said.lower())) for said in interview.guide.said)
        for name, interview in interviews().items()
    }


@cache
def _shares() -> tuple[Mapping[str, Counter[str]], int]:
    """In how many examples of which dispute each trait is, and how many examples there are."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for name, examples in _examples().items():
        for _said, own in examples:
            for trait in own:
                found[trait][name] += 1
    return dict(found), sum(map(len, _examples().values()))


def likeness(story: str) -> dict[str, float]:
    """By dispute: the logarithm of how much more the story's traits belong to it than to others; 0 tells nothing."""
    shares, total = _shares()
    said = [shares[trait] for trait in traits(story) if trait in shares]
    return {name: sum(_speaks(said, name, len(own), total)) for name, own in _examples().items()}


def _speaks(said: list[Counter[str]], name: str, own: int, total: int) -> Iterator[float]:
    for counts in said:
        whole = counts.total()
        smooth = _SMOOTH * whole / total
        here = (counts[name] + smooth) / (own + _SMOOTH)
        elsewhere = (whole - counts[name] + smooth) / (total - own + _SMOOTH)
        yield math.log(here / elsewhere)


def nearest(story: str, name: str) -> str:
    """What was said of the dispute that shares most with the story; "" when nothing does."""
    told = traits(story)
    shared = [(len(told & own) / (1 + len(own)), said) for said, own in _examples()[name] if told & own]
    return max(shared, default=(0.0, ""), key=lambda one: one[0])[1]
