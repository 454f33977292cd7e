"""The words by which a person's own complaint is read: `filing/data/own_paper_words.csv`."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources

from tongban.people.vocabulary import PERSONAL_PAPERS, IdKind

PAPERS = tuple(kind.value for kind in IdKind if kind in PERSONAL_PAPERS - {IdKind.RESIDENT})
"""Meanings of words for papers that tell who somebody is, other than a resident's identity card."""


@cache
def _table() -> dict[str, tuple[str, ...]]:
    text = (resources.files("tongban.filing") / "data" / "own_paper_words.csv").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for row in csv.DictReader(text.splitlines()):
        found.setdefault(row["means"], []).append(row["word"])
    return {means: tuple(sorted(words, key=len, reverse=True)) for means, words in found.items()}


def words(*means: str) -> tuple[str, ...]:
    """The words of these meanings, the longest first: a longer one holds a shorter one."""
    return tuple(sorted((word for one in means for word in _table()[one]), key=len, reverse=True))


@cache
def any_of(*means: str) -> str:
    """The same as a part of a pattern."""
    return "|".join(map(re.escape, words(*means)))


def meaning(word: str, *among: str) -> str:
    """What a word of the table means, among these meanings."""
    return next(one for one in among if word in _table()[one])
