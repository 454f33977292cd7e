"""Cues: the words by which a story in plain speech is known, as data of the interviews.

    房租                     one word that must be in the story
    rent                     a Latin word with its endings (rents, rented), never inside of another
    孩子/娃儿 + 归/跟我      one of each, in any order, within one sentence

Each sign of the story counts once for a dispute, however many of its cues cover it: 不还钱 is not also 不还 and 还钱.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

TELLING, FAINT = 2, 1
"""What a sign counts that a telling word covers, and one that a faint word covers."""
TOGETHER = 2
"""What each further part of a cue of several counts: parts that meet in one sentence tell more than apart."""
LATIN = 2
"""A Latin word counts as so many Chinese signs."""
MOST_SENTENCES = 60
"""So many sentences are told apart, the rest counts as one: a story of single signs costs no more than another."""
SENTENCES = re.compile(r"[。！？!?.；;\n]+")
"""What ends a sentence."""
_WORD = re.compile(r"[a-z0-9']+")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in its parts, each of which fits by any of its words."""

    parts: tuple[re.Pattern[str], ...]

    def found(self, sentence: str) -> tuple[re.Match[str], ...]:
        """Where each part stands in the sentence; nothing if one is missing."""
        found = []
        for part in self.parts:
            match = part.search(sentence)
            if match is None:
                return ()
            found.append(match)
        return tuple(found)


@cache
def cue(text: str) -> Cue:
    """The cue that `text` writes."""
    return Cue(tuple(_pattern(part.strip().lower().split("/")) for part in text.split(" + ")))


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(_one(word) for word in sorted(words, key=len, reverse=True)))


def _one(word: str) -> str:
    if not word.isascii():
        return re.escape(word)
    endings = "s|d" if word.endswith("e") else "s|es|ed|ing"
    return rf"(?<![a-z0-9]){re.escape(word)}(?:{endings})?(?![a-z0-9])"


def weighed(story: str, words: Iterable[str], perhaps: Iterable[str]) -> tuple[int, tuple[str, ...]]:
    """How much a story tells of a dispute by its telling and its faint words, and what was said of these."""
    covered: dict[tuple[int, int], int] = {}
    said: dict[str, None] = {}
    score = 0
    sentences = SENTENCES.split(story, maxsplit=MOST_SENTENCES)
    for counts, cues in ((TELLING, words), (FAINT, perhaps)):
        for one in map(cue, cues):
            for place, sentence in enumerate(sentences):
                found = one.found(sentence)
                if found:
                    score += TOGETHER * (len(found) - 1)
                    score += sum(_covers(covered, place, match, counts) for match in found)
                    said.setdefault(" … ".join(match[0] for match in found))
                    break
    return score, _longest(said)


def _covers(covered: dict[tuple[int, int], int], place: int, match: re.Match[str], counts: int) -> int:
    """What the match adds to what other cues have covered; a Latin word lies where it begins."""
    start, text, added = match.start(), match[0], 0
    signs = {start + found.start(): LATIN for found in _WORD.finditer(text)}
    signs |= {start + at: 1 for at, sign in enumerate(text) if not sign.isascii()}
    for at, worth in signs.items():
        gained = max(0, counts * worth - covered.get((place, at), 0))
        covered[place, at] = covered.get((place, at), 0) + gained
        added += gained
    return added


def _longest(said: Iterable[str]) -> tuple[str, ...]:
    """What was said, without words that stand within longer ones."""
    listed = list(said)
    return tuple(one for one in listed if not any(one != other and one in other for other in listed))
