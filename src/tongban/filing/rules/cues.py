"""Cues: the words by which a story in plain speech is known, as data of the interviews.

    房租                     one word that must be in the story
    rent                     a Latin word with its endings (rents, rented, renting), never inside of another
    not pay                  any denial before it: does not pay, won't pay, never pays, has not been paid
    孩子/娃儿 + 归/跟我      one of each, in any order, within one sentence
    @friend + @not_paid      one of each family of words (`families` in `data/parts.toml`, `with_families`)
    借给 + #sum              an amount as people say it: 3w, 两万三, 5,000, five grand

Each sign of the story counts once for a dispute, however many of its cues cover it: 不还钱 is not also 不还 and 还钱.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

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
SUM = "#sum"
"""The word of a cue that stands for any amount."""
FAMILY = "@"
"""What the name of a family begins with in a cue."""
_WORD = re.compile(r"[a-z0-9']+")
_AMOUNT = re.compile(
    r"(?<![0-9])(?:[0-9]{1,3}(?:,[0-9]{3})+|[1-9][0-9]{2,}|[0-9]+(?:\.[0-9]+)?\s*(?:k|w|grand|thousand|万|千|块|元))(?![0-9])"
    r"|[一二两三四五六七八九十几]+[万千百块]|(?<![a-z])(?:grand|thousand|hundred)(?![a-z])"
)
_DENIAL = "not "
_DENIED = (
    r"(?:not|never|cannot|(?:do|does|did|wo|ca|is|are|was|were|have|has|had|would|could)n'?t)"
    r"(?: (?:yet|been|even|ever|be|to|want to|going to))? "
)
_VOWELS = "aeiou"
_VERB = 4
"""Letters of a word within a cue of several that is also met with an ending: refuse to pay, refuses to pay."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word and what must be in a sentence for the word to be: the quick look before the exact one."""

    needle: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in its parts, each of which fits by any of its words."""

    parts: tuple[tuple[_Word, ...], ...]

    def possible(self, story: str) -> bool:
        """The quick look at a whole story: whether each part might be anywhere in it."""
        return all(any(word.needle in story for word in part) for part in self.parts)

    def found(self, sentence: str) -> tuple[re.Match[str], ...]:
        """Where each part stands in the sentence, its first and longest word; nothing if one is missing."""
        found = []
        for part in self.parts:
            here = (word.pattern.search(sentence) for word in part if word.needle in sentence)
            match = min(filter(None, here), key=lambda one: (one.start(), -one.end()), default=None)
            if match is None:
                return ()
            found.append(match)
        return tuple(found)


@cache
def cue(text: str) -> Cue:
    """The cue that `text` writes."""
    return Cue(tuple(tuple(map(_word, part.strip().lower().split("/"))) for part in text.split(" + ")))


def with_families(text: str, families: Mapping[str, Sequence[str]]) -> str:
    """A cue with the words of each family that it names. Raises `KeyError` for one that is not there."""
    parts = (part.strip().split("/") for part in text.split(" + "))
    return " + ".join("/".join(each for word in part for each in _members(word, families)) for part in parts)


def _members(word: str, families: Mapping[str, Sequence[str]]) -> Sequence[str]:
    return families[word.removeprefix(FAMILY)] if word.startswith(FAMILY) else (word,)


@cache
def _word(word: str) -> _Word:
    if word == SUM:
        return _Word("", _AMOUNT)
    if not word.isascii():
        return _Word(word, re.compile(re.escape(word)))
    denied = word.startswith(_DENIAL)
    *others, last = (word.removeprefix(_DENIAL) if denied else word).split()
    forms = [*(_inflected(one) if len(one) >= _VERB else (one, "") for one in others), _inflected(last)]
    text = " ".join(f"{re.escape(stem)}{endings}" for stem, endings in forms)
    needle = max((stem for stem, _endings in forms), key=len)
    return _Word(needle, re.compile(rf"(?<![a-z0-9]){_DENIED if denied else ''}{text}(?![a-z0-9])"))


def _inflected(word: str) -> tuple[str, str]:
    """What stays of a Latin word in all its forms, and a pattern of its endings: deny, denied; stop, stopped."""
    if word.endswith("e"):
        return word[:-1], "(?:e|es|ed|ing)"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1], "(?:y|ies|ied|ying)"
    return word, rf"(?:s|es|{re.escape(word[-1])}?(?:ed|ing))?"


def plain(story: str) -> str:
    """A story as cues are written: small letters, simplified signs of one width, and ' where telephones write ’."""
    return unicodedata.normalize("NFKC", story).lower().translate(_simplified())


@cache
def _simplified() -> dict[int, str]:
    """Traditional signs for those that cues are written in: `data/traditional_signs.txt`."""
    text = (resources.files("tongban.filing") / "data" / "traditional_signs.txt").read_text(encoding="utf-8")
    return {ord(pair[0]): pair[1] for pair in text.split()} | {ord("\u2019"): "'"}


def weighed(story: str, words: Iterable[str], perhaps: Iterable[str]) -> tuple[int, tuple[str, ...]]:
    """How much a story tells of a dispute by its telling and its faint words, and what was said of these."""
    covered: dict[tuple[int, int], int] = {}
    said: dict[str, None] = {}
    score = 0
    sentences = SENTENCES.split(story, maxsplit=MOST_SENTENCES)
    for counts, cues in ((TELLING, words), (FAINT, perhaps)):
        for one in map(cue, cues):
            if not one.possible(story):
                continue
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
