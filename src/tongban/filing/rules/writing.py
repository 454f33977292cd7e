"""Claims and facts written from answers: {names} are filled, [parts] with an empty name are left out.

A wording in which a name outside of such parts is empty is not written at all: half a sentence claims nothing.
What a person typed goes in as it is and is never read as a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tongban.filing.rules.told import Told, day_of, several_of
from tongban.filing.vocabulary import Kind, ScheduleLine
from tongban.filing.vocabulary.interviews import Question, Wording
from tongban.kernel.money import Money, parse_amount

_NAME = re.compile(r"\{([a-z_]+(?:\.[a-z0-9_]+)+)\}")
_PART = re.compile(r"\[([^\[\]]*)\]")
_PLACES = 4
_CHINESE = "zh-hans"
Made = Mapping[str, str]
"""Texts that are no answers, by name: the parties, the sum, and what the lines of the schedule come to."""


def names_in(text: str) -> tuple[str, ...]:
    """The names that a wording fills in."""
    return tuple(_NAME.findall(text))


def written(wordings: Iterable[Wording], told: Told, made: Made) -> tuple[str, ...]:
    """The wordings whose conditions hold, filled; empty ones fall away."""
    found: list[str] = []
    for wording in wordings:
        rows = [row for row in told.in_rows(wording.each) if row.holds(wording.when)]
        texts = [text for row in rows if (text := filled(wording.text, row, made))]
        if wording.joined and texts:
            texts = [wording.joined.join((*(text.rstrip("。") for text in texts[:-1]), texts[-1]))]
        found += texts
    return tuple(found)


def filled(text: str, told: Told, made: Made) -> str:
    """`text` with its names filled and its parts kept or left out; "" when a name outside of parts is empty."""

    def word(name: str) -> str:
        return made[name] if name in made else in_writing(name, told)

    def part(found: re.Match[str]) -> str:
        return found[1] if all(word(name) for name in names_in(found[1])) else ""

    kept = _PART.sub(part, text)
    return _NAME.sub(lambda gap: word(gap[1]), kept).strip() if all(map(word, names_in(kept))) else ""


def in_writing(name: str, told: Told) -> str:
    """An answer as a Chinese paper writes it: 2025年3月12日, 1,865.00, a choice in words."""
    if name.startswith(("line.", "computed.")):
        return _plain(told.value(name))
    question = told.interview.question(name)
    if question is None or not told.asked(question):
        return ""
    text = told.text(name)
    match question.kind:
        case Kind.DATE:
            day = day_of(text)
            return han_day(day) if day else text
        case Kind.AMOUNT:
            amount = parse_amount(text, field="")
            return amount.grouped_text if isinstance(amount, Money) else ""
        case Kind.CHOICE | Kind.YES_NO:
            return _choice(question, text) if text else ""
        case Kind.SEVERAL:
            return "、".join(_choice(question, code) for code in question.choices if code in several_of(text))
        case _:
            return text


def _choice(question: Question, code: str) -> str:
    return question.written.get(code) or question.choices.get(code, {}).get(_CHINESE, "")


def _plain(value: object) -> str:
    if isinstance(value, Fraction):
        return number_text(value)
    return han_day(value) if isinstance(value, date) else str(value or "")


def number_text(number: Fraction) -> str:
    """A number as people write it, to four places at most: 3.45, 13.8, 0.5."""
    exact = round(number, _PLACES)
    return f"{Decimal(exact.numerator) / Decimal(exact.denominator):f}"


def han_day(day: date) -> str:
    """A day as Chinese papers write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def made_of(lines: Iterable[ScheduleLine], claim: Money | None, parties: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """What wordings may name beside answers: the parties by side, the sum, and each line with its days and rate."""
    made = {f"{side}.names": "、".join(filter(None, names)) for side, names in parties.items()}
    made["claim.amount"] = claim.grouped_text if claim else ""
    sums: dict[str, int] = {}
    for line in lines:
        name = f"line.{line.id}"
        sums[name] = sums.get(name, 0) + line.amount.minor
        made.setdefault(f"{name}.start", han_day(line.start) if line.start else "")
        made[f"{name}.end"] = han_day(line.end) if line.end else ""
        made.setdefault(f"{name}.rate", line.rate)
        made[f"{name}.days"] = str(int(made.get(f"{name}.days", 0) or 0) + (line.days or 0))
    return made | {name: Money(minor).grouped_text for name, minor in sums.items()}
