"""Finding a cause of action by its code, its name, pinyin, initials, or words of every day (借钱不还, unpaid wages).

Each hit says why it was found. Words of every day are data (`courts/data/cause_words.csv`); they point to a cause of
the list and decide nothing. A row of several parts fits in any order of them, and `/` stands between words that do
equally well: `工资 不发/拖欠` is found in 公司拖欠了我的工资.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache, lru_cache

from tongban.courts.rules import tables
from tongban.courts.rules.causes import LAW, causes_on
from tongban.courts.vocabulary import Cause
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step, step

LONGEST_QUERY = 60
_SEPARATORS = re.compile(r"[\s,，、。;；:：!！?？/]+")
_ENDING, _ENDING_PINYIN, _ENDING_INITIALS = "纠纷", "jiufen", "jf"
_FEWEST_LETTERS = 3
"""Fewer Latin letters are not looked for inside initials or words: two are in half of the list."""
_NEAR, _NEAR_PINYIN, _NEAREST = 0.34, 0.75, 5


@dataclass(frozen=True, slots=True)
class Hit:
    """A cause that was found, and why."""

    cause: Cause
    why: Step


@dataclass(frozen=True, slots=True)
class _Spelled:
    """A cause as it may be typed: its name and stem in plain signs, its syllables run together, where each begins."""

    cause: Cause
    name: str
    stem: str
    pinyin: str
    starts: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Everyday:
    """A word of every day in its parts, each with the words that do for it."""

    word: str
    parts: tuple[tuple[str, ...], ...]
    cause: Cause

    def within(self, whole: str, given: frozenset[str]) -> tuple[str, ...]:
        """The longest word for each part that was typed, English ones by themselves; nothing if a part is missing."""
        typed: Container[str] = given if self.word.isascii() else whole
        said: list[str] = []
        for part in self.parts:
            found = [one for one in part if one in typed]
            if not found:
                return ()
            said.append(max(found, key=len))
        return tuple(said)


@lru_cache(maxsize=4)
def _spelled(day: date) -> tuple[_Spelled, ...]:
    listed = causes_on(day)
    return () if isinstance(listed, Refusal) else tuple(_spell(cause) for cause in listed)


def _spell(cause: Cause) -> _Spelled:
    starts, length = [], 0
    for syllable in cause.pinyin.split():
        starts.append(length)
        length += len(syllable)
    name = _plain(cause.name)
    return _Spelled(cause, name, name.removesuffix(_ENDING), cause.pinyin.replace(" ", ""), frozenset(starts))


def _plain(text: str) -> str:
    """Signs of full and half width are one: names are kept with （ and ）."""
    return unicodedata.normalize("NFKC", text).lower()


@lru_cache(maxsize=4)
def _everyday(day: date) -> tuple[_Everyday, ...]:
    codes = {each.cause.code: each.cause for each in _spelled(day)}
    return tuple(
        _Everyday(word, tuple(tuple(part.split("/")) for part in word.split()), codes[code])
        for word, code, first in _words()
        if code in codes and codes[code].valid_from.isoformat() == first
    )


@cache
def _words() -> tuple[tuple[str, str, str], ...]:
    return tuple((row["word"], row["cause"], row["valid_from"]) for row in tables.rows("cause_words.csv"))


def search(text: str, day: date, *, limit: int = 20) -> tuple[Hit, ...] | Refusal:
    """Causes for what was typed, the best first, each with its reason.

    Order: the code; the whole name; a word of every day; one found within a sentence, the longest first; the start of
    a name; a place in a name or in its pinyin; part of a word of every day. Among equals the lowest level goes first,
    then the order of the list. When nothing is found, causes that are often asked for with a word of what was typed;
    then what is spelled nearly alike; else `causes.nothing_found`.
    """
    listed = causes_on(day)
    if isinstance(listed, Refusal):
        return listed
    typed = _plain(text[:LONGEST_QUERY]).strip()
    words = [word for word in _SEPARATORS.split(typed) if word]
    if not words:
        return Refusal("causes.nothing_asked", LAW, ("query",))
    best: dict[str, tuple[tuple[int, int, int, int], Hit]] = {}
    for place, (rank, size, hit) in enumerate((*_named(words, typed, day), *_meant(words, day))):
        key = (rank, -size, -int(hit.cause.level), place)
        if hit.cause.code not in best or key < best[hit.cause.code][0]:
            best[hit.cause.code] = (key, hit)
    found = [hit for _, hit in sorted(best.values(), key=lambda pair: pair[0])]
    found = found or list(_touched("".join(words), day)) or list(_near(words, day))
    return tuple(found[:limit]) or Refusal("causes.nothing_found", LAW, ("query",), (("typed", typed),))


def _named(words: list[str], typed: str, day: date) -> Iterator[tuple[int, int, Hit]]:
    """Hits by code, by names that hold what was typed (pinyin may come syllable by syllable), or each of its words."""
    whole = "".join(words)
    for each in _spelled(day):
        cause = each.cause
        if typed == cause.code.lower():
            yield 0, 0, Hit(cause, step("causes.by_code", number=cause.code))
            continue
        together = _score(typed, each) or _score(whole, each)
        scores = [together] if together else [_score(word, each) for word in words]
        if None not in scores:
            score, code = max(found for found in scores if found is not None)
            yield score, 0, Hit(cause, step(code, typed=" ".join(words), cause=cause.name))
        elif not whole.isascii() and len(each.stem) > 1 and each.stem in whole:
            yield 3, len(each.stem), Hit(cause, step("causes.by_name", typed=each.stem, cause=cause.name))


def _score(word: str, each: _Spelled) -> tuple[int, str] | None:
    """The rank of a single word in a name, and the code of the reason."""
    if not word.isascii():
        return _place(word, each.name, _ENDING, "causes.by_name")
    letters = each.cause.initials
    if word in (letters, letters.removesuffix(_ENDING_INITIALS)):
        return 1, "causes.by_initials"
    if len(word) >= _FEWEST_LETTERS and word in letters:
        return (4 if letters.startswith(word) else 5), "causes.by_initials"
    found = each.pinyin.find(word)
    while found >= 0 and found not in each.starts:
        found = each.pinyin.find(word, found + 1)
    return None if found < 0 else _place(word, each.pinyin, _ENDING_PINYIN, "causes.by_pinyin")


def _place(word: str, text: str, ending: str, code: str) -> tuple[int, str] | None:
    if word not in text:
        return None
    if text in (word, word + ending):
        return 1, code
    return (4 if text.startswith(word) else 5), code


def _meant(words: list[str], day: date) -> Iterator[tuple[int, int, Hit]]:
    """Hits by words of every day: the same, within what was typed, or what was typed within them."""
    whole, given = "".join(words), frozenset(words)
    for each in _everyday(day):
        said = each.within(whole, given)
        size = sum(map(len, said))
        if said:
            why = step("causes.by_word", word=" ".join(said), cause=each.cause.name)
            yield (2, 0, Hit(each.cause, why)) if size >= len(whole) else (3, size, Hit(each.cause, why))
        elif len(whole) >= (_FEWEST_LETTERS if whole.isascii() else 2) and whole in each.word:
            shown = " ".join(next((one for one in part if whole in one), part[0]) for part in each.parts)
            yield 6, 0, Hit(each.cause, step("causes.by_word", word=shown, cause=each.cause.name))


def _touched(whole: str, day: date) -> Iterator[Hit]:
    """Causes of which the first part of a row was typed, and nothing of the rest: the longest word first."""
    longest: dict[str, tuple[str, Cause]] = {}
    for each in _everyday(day):
        topics = [one for one in each.parts[0] if len(one) > 1 and not one.isascii() and one in whole]
        said = max(topics, key=len, default="") if len(each.parts) > 1 else ""
        if len(said) > len(longest.get(each.cause.code, ("", None))[0]):
            longest[each.cause.code] = said, each.cause
    for said, cause in sorted(longest.values(), key=lambda pair: -len(pair[0]))[:_NEAREST]:
        yield Hit(cause, step("causes.by_topic", word=said, cause=cause.name))


def _near(words: list[str], day: date) -> Iterator[Hit]:
    """Causes that are written nearly as what was typed, the nearest first."""
    whole = "".join(words)
    if whole.isascii():
        spelled = {each.pinyin.removesuffix(_ENDING_PINYIN): each.cause for each in reversed(_spelled(day))}
        for close in get_close_matches(whole, spelled, _NEAREST, _NEAR_PINYIN):
            yield Hit(spelled[close], step("causes.near", typed=whole, cause=spelled[close].name))
        return
    asked = _pairs(whole)
    shares = [(len(asked & _pairs(each.name)) / max(len(asked), 1), each.cause) for each in _spelled(day)]
    for share, cause in sorted(shares, key=lambda pair: -pair[0])[:_NEAREST]:
        if share >= _NEAR:
            yield Hit(cause, step("causes.near", typed=whole, cause=cause.name))


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))
