"""Answers of the law in words for a terminal, and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tongban.face.hotlines import hotline, in_a_line
from tongban.face.sayings import in_brackets, refusal_data, sentence, step_data
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step


@dataclass(frozen=True, slots=True)
class Answer:
    """What the law says.

    `data`: the JSON object, without its steps; `lines`: the same for a reader; `steps`: the reasons, told with both.
    """

    data: dict[str, Any]
    lines: Sequence[str]
    steps: Sequence[Step] = field(default=())


def print_answer(answer: Answer, *, as_json: bool) -> None:
    """Print an answer, the reasons after it."""
    if as_json:
        _print_json({**answer.data, **({"steps": step_data(answer.steps)} if answer.steps else {})})
        return
    for line in answer.lines:
        _print(line)
    for number, step in enumerate(answer.steps, 1):
        _print(f"  {number}. {sentence(step)}")


def print_refusals(refusals: Sequence[Refusal], *, as_json: bool) -> None:
    """Print why there is no answer: what is wrong, which rule, what to do, whom to ask."""
    told = [refusal_data(refusal) for refusal in refusals]
    if as_json:
        _print_json({"refused": told})
        return
    for refusal in told:
        for line in refusal_lines(refusal):
            _print(line)
    _print(in_a_line(hotline()))


def refusal_lines(told: dict[str, Any]) -> tuple[str, str]:
    """A refusal for a reader: what is wrong and which rule; what to do and the code to quote."""
    remedy = " ".join(filter(None, (told["remedy"], f"[{told['reason']}]")))
    return f"{told['says']}{in_brackets(told['law'])}", f"  {remedy}"


def _print_json(data: dict[str, Any]) -> None:
    _print(json.dumps(data, ensure_ascii=False, indent=2))


def _print(line: str) -> None:
    print(line)
