"""How much a story is like what was told of each dispute: the `said` of its guide and `data/stories`, all invented.

Two statistics, both logarithms of odds, are added:

- Traits of a text are its Chinese signs and pairs of signs, its Latin words and pairs of words. A trait speaks for a
  dispute as much as it stands more often in what was told of that one than in what was told of all others: naive Bayes.
- Word fields (`rules/word_fields.py`) stand for words that nobody told yet. How much each speaks for a dispute is a
  regression that `tools/weigh_fields.py` wrote to `data/field_weights.csv`.

It is a guess, which finds stories without any word that somebody thought of.
"""

from __future__ import annotations

import csv
import hashlib
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise

from tongban.filing.rules.cues import plain
from tongban.filing.rules.interview import interviews
from tongban.filing.rules.word_fields import fields_in, stem, word_fields_text

_SMOOTH = 1.0
"""A trait that was never told of a dispute counts as if it had been in so many stories of the average."""
_TRAITS = 0.05
"""What the traits count beside the fields: those of one story lean on each other."""
_MOST_VALUE = 1.6
"""A field that is named often counts no more than this."""
_MOST_LED, _LEADS = 3, 0.4
"""So many words are named as the reason, each of a field that weighs so much."""
_REMEMBERED = 4096
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Heard:
    """A story as it is compared with others: its traits, and its fields with the words of each."""

    traits: frozenset[str]
    fields: Mapping[str, Sequence[str]]


def hear(story: str) -> Heard:
    """The traits and the fields of a story that is written as cues are."""
    return Heard(traits(story), fields_in(story))


def likeness(heard: Heard) -> dict[str, float]:
    """By dispute: how much more the story's traits and fields belong to it than to others; 0 tells nothing."""
    of, _own = _told()
    spoken = [_speaks(trait) for trait in heard.traits if trait in of]
    weights = field_weights()
    valued = [(value, weights[field]) for field, value in values_of(heard.fields).items() if field in weights]
    return {
        name: sum(value * each.get(name, 0.0) for value, each in valued) + _TRAITS * sum(one[at] for one in spoken)
        for at, name in enumerate(_names())
    }


def led(heard: Heard, name: str) -> tuple[str, ...]:
    """The words of the story whose fields speak most for the dispute, as they were said, the strongest first.

    One sign alone is no reason (手 of 手机), nor a word within another one.
    """
    weights = field_weights()
    strong: dict[str, float] = {}
    for field, words in heard.fields.items():
        weight = weights.get(field, {}).get(name, 0.0)
        for word in dict.fromkeys(words):
            strong[word] = strong.get(word, 0.0) + weight
    leading = [word for word, weight in strong.items() if weight >= _LEADS and len(word) > 1]
    whole = [word for word in leading if not any(word != one and word in one for one in leading)]
    return tuple(sorted(whole, key=lambda one: -strong[one])[:_MOST_LED])


def nearest(heard: Heard, name: str) -> str:
    """What was said of the dispute, as its guide shows it, that shares most with the story; "" when nothing does."""
    told = heard.traits
    shared = [(len(told & own) / (1 + len(own)), said) for said, own in _examples(name) if told & own]
    return max(shared, default=(0.0, ""), key=lambda one: one[0])[1]


def traits(text: str) -> frozenset[str]:
    """The traits of a text in small letters."""
    words = [stem(word) for word in _LATIN.findall(text)]
    signs = _CHINESE.findall(text)
    return frozenset((*words, *map(" ".join, pairwise(words)), *signs, *map("".join, pairwise(signs))))


def values_of(fields: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """How much each field counts: the logarithm of how often it is named. The field "" stands in every story."""
    return {"": 1.0} | {field: min(_MOST_VALUE, math.log1p(len(said))) for field, said in fields.items()}


@cache
def learnt() -> tuple[tuple[str, str], ...]:
    """Every story that is learnt, as cues are written, with its dispute."""
    folder = resources.files("tongban.filing") / "data" / "stories"
    found = [(name, plain(said)) for name, interview in interviews().items() for said in interview.guide.said]
    for name in interviews():
        file = folder / f"{name}.txt"
        if file.is_file():
            lines = file.read_text(encoding="utf-8").splitlines()
            found += [(name, plain(line)) for line in lines if not line.startswith("#")]
    return tuple(found)


def learnt_from() -> str:
    """The SHA-256 of all that the weights of the fields depend on: the fields and the stories."""
    told = "\n".join(f"{name}\t{story}" for name, story in learnt())
    return hashlib.sha256(f"{word_fields_text()}\n{told}".encode()).hexdigest()


@cache
def _weights_file() -> tuple[str, dict[str, dict[str, float]]]:
    """From what the weights were learnt, and by field what it counts for each dispute."""
    text = (resources.files("tongban.filing") / "data" / "field_weights.csv").read_text(encoding="utf-8")
    source, _end, table = text.partition("\n")
    rows = csv.DictReader(table.splitlines())
    weights = {row.pop("field"): {name: float(weight) for name, weight in row.items()} for row in rows}
    return source.removeprefix("# "), weights


def weighed_from() -> str:
    """The SHA-256 of what the weights were learnt from."""
    return _weights_file()[0]


def field_weights() -> dict[str, dict[str, float]]:
    """By field: how much it speaks for each dispute; the field "" speaks in every story."""
    return _weights_file()[1]


@cache
def _names() -> tuple[str, ...]:
    return tuple(interviews())


@cache
def _examples(name: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """What was said of a dispute in its guide, with its traits."""
    return tuple((said, traits(said.lower())) for said in interviews()[name].guide.said)


@cache
def _told() -> tuple[dict[str, bytes], list[int]]:
    """By trait the disputes of the stories with it, one byte each; and how many stories there are of each dispute."""
    places = {name: at for at, name in enumerate(_names())}
    of, own = dict[str, bytes](), [0] * len(places)
    for name, story in learnt():
        own[places[name]] += 1
        place = bytes((places[name],))
        for trait in traits(story):
            of[trait] = of.get(trait, b"") + place
    return of, own


@lru_cache(maxsize=_REMEMBERED)
def _speaks(trait: str) -> tuple[float, ...]:
    """How much a trait that was told speaks for each dispute: no other is remembered, it may be somebody's name."""
    of, own = _told()
    return tuple(_odds(of[trait], own))


def _odds(places: bytes, own: list[int]) -> Iterator[float]:
    """The logarithms of the ratios of a trait's share in each dispute to its share in all others."""
    total, whole = sum(own), len(places)
    smooth = _SMOOTH * whole / total
    for at, stories in enumerate(own):
        here = places.count(at)
        share = (here + smooth) / (stories + _SMOOTH)
        yield math.log(share / ((whole - here + smooth) / (total - stories + _SMOOTH)))
