"""Conditions and sums as data: a small language in which an interview asks about its own answers.

    loan.due present and loan.due < loan.happened
    defendant.where in (unknown, abroad) or not deal.written = yes
    sum(wages.amount) + max(0, work.monthly * months(work.began, work.ended))

A name with a point is an answer, a line of the schedule or a computed value; a bare word is a choice, `today` the day
of filing; dates are written 2026-03-12. An answer that is not there is neither equal nor different, smaller nor larger:
nothing is known of such a comparison, nor of its contrary, so that `not x = a` waits for x (`present` asks whether it
is there). It adds nothing to a sum. Nothing but the functions listed here can be called: data cannot run code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Protocol

from tongban.filing.rules.formulas import FUNCTIONS, insurers

Value = Fraction | date | str | bool | frozenset[str] | None
"""What an expression comes to: a number (amounts in yuan), a day, a choice, a truth, several choices, or nothing."""
DEEPEST = 60
"""So many brackets and negations are read; nobody follows more."""
_TOKEN = re.compile(
    r"\s*(?:(?P<day>\d{4}-\d{2}-\d{2})|(?P<number>\d+(?:\.\d+)?)|(?P<name>[a-z_][a-z0-9_]*(?:\.[a-z0-9_]+)*)"
    r"|(?P<mark><=|>=|!=|[=<>+\-*/(),]))"
)
_WORDS = frozenset({"and", "or", "not", "in", "present"})
_OVER_ROWS = frozenset({"sum", "count", "insurers"})
_ORDER: dict[str, Callable[[int], bool]] = {
    "<": lambda sign: sign < 0,
    ">": lambda sign: sign > 0,
    "<=": lambda sign: sign <= 0,
    ">=": lambda sign: sign >= 0,
}


class Scope(Protocol):
    """Where an expression finds its answers."""

    today: date

    def value(self, name: str) -> Value:
        """The answer called `name`, in its own kind; None when there is none."""

    def every(self, name: str) -> list[Value]:
        """The answers called `name` in all rows of its group."""


Run = Callable[[Scope], Value]


class ExpressionUnfitError(ValueError):
    """An expression that cannot be read; the text says what was met instead."""


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression as it was written, the answers that it names, the words it compares with, and how it is run."""

    text: str
    names: frozenset[str]
    words: frozenset[str]
    run: Run

    def holds(self, scope: Scope) -> bool:
        """Whether the condition is met."""
        return self.run(scope) is True

    def number(self, scope: Scope) -> Fraction | None:
        """The number, None when it is none."""
        found = self.run(scope)
        return found if isinstance(found, Fraction) else None

    def day(self, scope: Scope) -> date | None:
        """The day, None when it is none."""
        found = self.run(scope)
        return found if isinstance(found, date) else None


@cache
def parsed(text: str) -> Expression:
    """The expression that `text` writes. Raises `ExpressionUnfitError` with what is wrong."""
    if sum(text.count(deeper) for deeper in ("(", "not")) > DEEPEST:
        raise ExpressionUnfitError(f"it holds more than {DEEPEST} brackets")
    parser = _Parser(text)
    run = parser.whole()
    return Expression(text, frozenset(parser.names), frozenset(parser.words), run)


class _Parser:
    """Reads from left to right; each method takes one level of binding, the loosest first."""

    def __init__(self, text: str) -> None:
        self.tokens = list(_tokens(text))
        self.names: set[str] = set()
        self.words: set[str] = set()

    def whole(self) -> Run:
        run = self._either()
        if self.tokens:
            raise ExpressionUnfitError(f"“{self.tokens[0][1]}” is too much")
        return run

    def _either(self) -> Run:
        parts = [self._both()]
        while self._took("or"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else lambda scope: _joined(parts, scope, decides=True)

    def _both(self) -> Run:
        parts = [self._not()]
        while self._took("and"):
            parts.append(self._not())
        return parts[0] if len(parts) == 1 else lambda scope: _joined(parts, scope, decides=False)

    def _not(self) -> Run:
        if self._took("not"):
            inner = self._not()
            return lambda scope: None if (truth := _truth(inner(scope))) is None else not truth
        return self._compared()

    def _compared(self) -> Run:
        left = self._sum()
        if self._took("present"):
            return lambda scope: left(scope) not in {None, "", frozenset()}
        if self._took("in"):
            several = self._listed() if self._took("(") else self._sum()
            return lambda scope: _is_in(left(scope), several(scope))
        for mark in ("=", "!=", *_ORDER):
            if self._took(mark):
                right, sign = self._sum(), mark
                return lambda scope: _compare(sign, left(scope), right(scope))
        return left

    def _listed(self) -> Run:
        parts = self._until_closed()
        return lambda scope: frozenset(str(found) for part in parts if (found := part(scope)) is not None)

    def _sum(self) -> Run:
        run = self._product()
        while mark := self._took("+", "-"):
            run = _reckoned(mark, run, self._product())
        return run

    def _product(self) -> Run:
        run = self._single()
        while mark := self._took("*", "/"):
            run = _reckoned(mark, run, self._single())
        return run

    def _single(self) -> Run:
        if not self.tokens:
            raise ExpressionUnfitError("something is missing at the end")
        kind, text = self.tokens.pop(0)
        if text == "(":
            run = self._either()
            self._must(")")
            return run
        if kind == "number":
            number = Fraction(text)
            return lambda _scope: number
        if kind == "day":
            try:
                day = date.fromisoformat(text)
            except ValueError as no_day:
                raise ExpressionUnfitError(f"“{text}” is no day") from no_day
            return lambda _scope: day
        if kind == "name" and text not in _WORDS:
            return self._named(text)
        raise ExpressionUnfitError(f"“{text}” stands in a wrong place")

    def _named(self, text: str) -> Run:
        if self._took("("):
            return self._called(text)
        if text == "today":
            return lambda scope: scope.today
        if "." in text:
            self.names.add(text)
            return lambda scope: scope.value(text)
        self.words.add(text)
        return lambda _scope: text

    def _called(self, name: str) -> Run:
        if name in _OVER_ROWS:
            kind, over = self.tokens.pop(0) if self.tokens else ("", "")
            if kind != "name" or "." not in over:
                raise ExpressionUnfitError(f"“{name}” takes the name of an answer")
            self.names.add(over)
            self._must(")")
            return lambda scope: _over_rows(name, scope.every(over))
        known = FUNCTIONS.get(name)
        if known is None:
            raise ExpressionUnfitError(f"“{name}” is no function; there are: {', '.join((*FUNCTIONS, *_OVER_ROWS))}")
        parts = self._until_closed()
        fewest, most, work = known
        if not fewest <= len(parts) <= most:
            raise ExpressionUnfitError(f"“{name}” takes {fewest} to {most} values")
        return lambda scope: work(*(part(scope) for part in parts))

    def _until_closed(self) -> list[Run]:
        parts = [self._either()]
        while self._took(","):
            parts.append(self._either())
        self._must(")")
        return parts

    def _took(self, *marks: str) -> str:
        """The next sign when it is one of `marks`, which is then used up; else ""."""
        return self.tokens.pop(0)[1] if self.tokens and self.tokens[0][1] in marks else ""

    def _must(self, mark: str) -> None:
        if not self._took(mark):
            raise ExpressionUnfitError(f"“{mark}” is missing")


def _tokens(text: str) -> Iterable[tuple[str, str]]:
    place, end = 0, len(text.rstrip())
    while place < end:
        found = _TOKEN.match(text, place)
        if found is None:
            raise ExpressionUnfitError(f"“{text[place:].strip()[:20]}” cannot be read")
        place = found.end()
        yield str(found.lastgroup), str(found[str(found.lastgroup)])


def _truth(value: Value) -> bool | None:
    """True or False; None where nothing is known."""
    return value if isinstance(value, bool) else None


def _joined(parts: list[Run], scope: Scope, *, decides: bool) -> bool | None:
    """Several truths in one: a single one that `decides` is enough, and all must be known for the contrary."""
    unknown = False
    for part in parts:
        truth = _truth(part(scope))
        if truth is decides:
            return decides
        unknown = unknown or truth is None
    return None if unknown else not decides


def _compare(mark: str, left: Value, right: Value) -> bool | None:
    if left is None or right is None:
        return None
    if type(left) is not type(right):
        return False
    if mark in {"=", "!="}:
        return (left == right) is (mark == "=")
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return _ORDER[mark]((left > right) - (left < right))
    if isinstance(left, date) and isinstance(right, date):
        return _ORDER[mark]((left > right) - (left < right))
    return False


def _is_in(left: Value, several: Value) -> bool | None:
    if left is None or several is None:
        return None
    return isinstance(several, frozenset) and str(left) in several


def _reckoned(mark: str, left: Run, right: Run) -> Run:
    def run(scope: Scope) -> Value:
        one, two = left(scope), right(scope)
        if not (isinstance(one, Fraction) or isinstance(two, Fraction)):
            return None
        first, second = (found if isinstance(found, Fraction) else Fraction(0) for found in (one, two))
        match mark:
            case "+":
                return first + second
            case "-":
                return first - second
            case "*":
                return first * second
            case _:
                return first / second if second else None

    return run


def _over_rows(name: str, found: list[Value]) -> Fraction:
    given = [value for value in found if value is not None]
    if name == "count":
        return Fraction(len(given))
    if name == "insurers":
        return insurers(given)
    return sum((value for value in given if isinstance(value, Fraction)), Fraction(0))
