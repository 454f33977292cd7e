"""Rows of one table that may be the same suit, typed twice or copied (CPL 127(5); SI 247): told, never decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product

from tongban.filing.rules.pleading import value_of
from tongban.filing.rules.repeated import overlaps, suit_of
from tongban.filing.rules.told import MORE, YES, Told, named
from tongban.filing.vocabulary import Answers, Interview
from tongban.filing.vocabulary.repeated import Overlap, Suit
from tongban.kernel.lookup_forms import identity_form, name_form

_COMPARED = 20
"""So many rows between the same people are compared, the nearest."""
_NUMBERS = ("id_number", "credit_code")


def suit_told(interview: Interview, answers: Answers, on: date) -> Suit:
    """What of a complaint is compared, where no draft tells its cause."""
    cause = value_of(interview.cause, Told(interview, answers, on))
    return suit_of(interview, answers, cause=cause, on=on)


class TableTwins:
    """The rows of a table by who sues whom, so that each is compared with few of ten thousand."""

    def __init__(self, interview: Interview, rows: Sequence[Answers], on: date) -> None:
        """`rows`: the answers of each, in the order of the table."""
        self._interview, self._rows, self._on = interview, rows, on
        self._between: dict[tuple[str, str], list[int]] = {}
        self._suits: dict[int, Suit] = {}
        for place, answers in enumerate(rows):
            for pair in _pairs(answers):
                self._between.setdefault(pair, []).append(place)

    def twin_of(self, place: int) -> int | None:
        """Another row between the same people about the same sum, the nearest one; None when there is none."""
        others = {one for pair in _pairs(self._rows[place]) for one in self._between[pair]} - {place}
        near = sorted(others, key=lambda other: (abs(other - place), other))[:_COMPARED]
        return next((one for one in near if Overlap.SUM in overlaps(self._suit(place), self._suit(one))), None)

    def _suit(self, place: int) -> Suit:
        if place not in self._suits:
            self._suits[place] = suit_told(self._interview, self._rows[place], self._on)
        return self._suits[place]


def _pairs(answers: Answers) -> set[tuple[str, str]]:
    return set(product(_known(answers, "plaintiff"), _known(answers, "defendant")))


def _known(answers: Answers, group: str) -> Iterator[str]:
    """By which numbers and names somebody on a side is known, as typed into a table."""
    row = 1
    while row == 1 or answers.get(named(f"{group}.{MORE}", row - 1)) == YES:
        numbers = (answers.get(named(f"{group}.{name}", row), "") for name in _NUMBERS)
        known = [*map(identity_form, numbers), name_form(answers.get(named(f"{group}.name", row), ""))]
        yield from filter(None, known)
        row += 1
