"""Word fields: which things of life a story speaks of, by the words for them (`filing/data/word_fields.txt`).

A field holds words that belong to one thing (a dwelling, a blow, a parcel), in Chinese and English. Two stories that
share no word may share their fields, so that what was learnt of one holds for the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

LONGEST_WORD, LONGEST_PHRASE = 6, 4
"""Signs of a Chinese word, and words of an English phrase, at most."""
_LATIN = re.compile(r"[a-z0-9]+")
_ENDING = re.compile(r"(?<=[a-z]{3})(?:s|ed|ing)$")


def stem(word: str) -> str:
    """A Latin word without its commonest endings."""
    return _ENDING.sub("", word)


def fields_in(text: str) -> dict[str, list[str]]:
    """The fields of a text in small letters, each with the words of the text that belong to it, as often as said."""
    known, found = _words(), dict[str, list[str]]()
    for word, said in _candidates(text):
        for field in known.get(word, ()):
            found.setdefault(field, []).append(said)
    return found


def _candidates(text: str) -> Iterator[tuple[str, str]]:
    """Whatever may be a word of a field: as fields hold it, and as it was said."""
    for start, sign in enumerate(text):
        if not sign.isascii():
            for end in range(start + 1, min(start + LONGEST_WORD, len(text)) + 1):
                yield text[start:end], text[start:end]
    said = list(_LATIN.finditer(text))
    stems = [stem(word[0]) for word in said]
    for start in range(len(said)):
        for end in range(start + 1, min(start + LONGEST_PHRASE, len(said)) + 1):
            yield " ".join(stems[start:end]), text[said[start].start() : said[end - 1].end()]


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    """By word, as `_candidates` writes it: the fields that it belongs to."""
    found: dict[str, tuple[str, ...]] = {}
    for line in word_fields_text().splitlines():
        if line.startswith("#"):
            continue
        field, words = line.split(":", 1)
        chinese, english = words.split("|")
        stems = (" ".join(map(stem, _LATIN.findall(phrase))) for phrase in english.split(","))
        for word in filter(None, (*chinese.split(), *stems)):
            found[word] = tuple(dict.fromkeys((*found.get(word, ()), field)))
    return found


def word_fields_text() -> str:
    """The fields as the file writes them."""
    return (resources.files("tongban.filing") / "data" / "word_fields.txt").read_text(encoding="utf-8")
