"""Values that stand beside certain words in the sentences of a complaint: amounts, days, numbers, choices, places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from tongban.filing.rules.own_claims import counted
from tongban.filing.rules.own_parties import division_in
from tongban.filing.vocabulary import Kind, Question
from tongban.filing.vocabulary.own_paper import Found

_NEAR = 20
"""Signs between a word and its amount or number at most."""
_JUST_BEFORE = 3
_ENOUGH = 2
"""Values that differ: with two the paper contradicts itself, and a third tells no more."""
_CLAUSE = re.compile(r"[^，,。；;：:]+[，,。；;：:]?")
_NUMERALS = "〇零○一二三四五六七八九"
_DIGIT = {"〇": "0", "零": "0", "○": "0"} | {sign: str(value) for value, sign in enumerate("一二三四五六七八九", 1)}
_DAY = re.compile(
    rf"(?P<y>[0-9]{{4}}|[{_NUMERALS}]{{4}})\s*[年./-]\s*(?P<m>[0-9]{{1,2}}|[{_NUMERALS}十]{{1,3}})\s*[月./-]\s*"
    rf"(?P<d>[0-9]{{1,2}}|[{_NUMERALS}十]{{1,3}})\s*日?(?![0-9])"
)
_NUMBER = re.compile(r"(?<![0-9.月])[0-9]+(?:\.[0-9]+)?(?![0-9.]|\s*[倍年月个号万千元块])")
"""A number; what counts times, months or money is another one, and so is a day: 年利率为报价利率的4倍, 住院3个月."""


def values_beside(question: Question, lines: Sequence[Found], on: date) -> list[Found]:
    """What stands beside the words of a question, as an answer is kept; the first word that finds anything decides."""
    if question.kind in {Kind.CHOICE, Kind.YES_NO, Kind.SEVERAL}:
        return [
            replace(line, value=code) for code, words in question.read.items() for line in _saying(words, lines)[:1]
        ]
    seek = _SEEKERS.get(question.kind)
    for word in question.read.get("", ()) if seek else ():
        found: dict[str, Found] = {}
        for line in lines:
            for value in _at_each(word, line.value, seek, on) if seek and len(found) < _ENOUGH else ():
                found.setdefault(value, replace(line, value=value))
        if found:
            return list(found.values())
    return []


def _saying(words: Sequence[str], lines: Sequence[Found]) -> list[Found]:
    return [line for line in lines if any(word in line.value for word in words)]


Seeker = Callable[[str, int, int, date], str]
"""The value beside the word that stands between two places of a sentence; "" when there is none."""


def _at_each(word: str, sentence: str, seek: Seeker, on: date) -> Iterator[str]:
    for there in re.finditer(re.escape(word), sentence):
        value = seek(sentence, there.start(), there.end(), on)
        if value:
            yield value


def _amount(sentence: str, start: int, end: int, _on: date) -> str:
    """The amount behind the word in the same clause, else the one right before it."""
    found = counted(sentence)
    for one in found:
        between = sentence[end : one.start]
        if one.start >= end and len(between) <= _NEAR and not re.search(r"[，,；;]", between):
            return one.money.decimal_text
    before = (one for one in found if one.end <= start and start - one.end <= _JUST_BEFORE)
    return next((one.money.decimal_text for one in before), "")


def _number(sentence: str, _start: int, end: int, _on: date) -> str:
    there = _NUMBER.search(sentence, end)
    near = there and there.start() - end <= _NEAR and not re.search(r"[，,；;]", sentence[end : there.start()])
    return there[0] if there and near else ""


def _day(sentence: str, start: int, _end: int, _on: date) -> str:
    """The day in the clause of the word, else in the clause before it, else in the one behind."""
    clauses = [there.span() for there in _CLAUSE.finditer(sentence)]
    here = next((place for place, (one, two) in enumerate(clauses) if one <= start < two), 0)
    for place in (here, here - 1, here + 1):
        if 0 <= place < len(clauses):
            days = [day for there in _DAY.finditer(sentence, *clauses[place]) if (day := _iso(there))]
            if days:
                return days[-1] if place < here else days[0]
    return ""


def _iso(there: re.Match[str]) -> str:
    try:
        return date(_part(there["y"]), _part(there["m"]), _part(there["d"])).isoformat()
    except ValueError:
        return ""


def _part(text: str) -> int:
    """A part of a day, in figures or in words: 二〇二五, 十二, 三十一."""
    tens, ten, ones = text.rpartition("十")
    if ten:
        return int(_DIGIT.get(tens, "1")) * 10 + int(_DIGIT.get(ones, "0"))
    return int("".join(_DIGIT.get(sign, sign) for sign in text))


def _place(sentence: str, start: int, end: int, on: date) -> str:
    """The place that the sentence names, wherever in it; it is looked for where the word stands first."""
    return division_in(sentence, on) if sentence.find(sentence[start:end]) == start else ""


_SEEKERS: dict[Kind, Seeker] = {
    Kind.AMOUNT: _amount,
    Kind.NUMBER: _number,
    Kind.DATE: _day,
    Kind.DIVISION: _place,
}
