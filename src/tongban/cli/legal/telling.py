"""Answers of the law in words for a terminal, and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tongban.courts import wording as courts
from tongban.fees import wording as fees
from tongban.frame.words import Words, filled
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step

STEPS: dict[str, object] = {**courts.STEPS, **fees.STEPS}
REFUSALS: dict[str, Words] = {**courts.REFUSALS, **fees.REFUSALS}
LABELS = courts.LABELS


@dataclass(frozen=True, slots=True)
class Answer:
    """What the law says.

    `data`: the JSON object, without its steps; `lines`: the same for a reader; `steps`: the reasons, told with both.
    """

    data: dict[str, Any]
    lines: Sequence[str]
    steps: Sequence[Step] = field(default=())


def sentence(step: Step) -> str:
    """A step of reasoning in words, with its article."""
    known = STEPS.get(step.code)
    text = filled(known, labelled(step.facts)) if known is not None else str(Step(step.code, "", step.facts))
    return f"{text} ({step.law})" if step.law else text


def labelled(facts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Facts with the terms of law that they quote in the reader's language."""
    return {name: str(LABELS.get(name, {}).get(value, value)) for name, value in facts}


def step_data(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Steps for programs: the sentence, its code, its article and the facts it used."""
    return [{"text": sentence(step), "code": step.code, "law": step.law, "facts": dict(step.facts)} for step in steps]


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
    """Print why there is no answer: what is wrong, which rule, what to do."""
    told = [refusal_data(refusal) for refusal in refusals]
    if as_json:
        _print_json({"refused": told})
        return
    for refusal in told:
        _print(f"{refusal['says']} ({refusal['law']})")
        if refusal["remedy"]:
            _print(f"  {refusal['remedy']}")


def refusal_data(refusal: Refusal) -> dict[str, Any]:
    """A refusal for programs: what is wrong, which rule, which fields, what to do."""
    words, facts = REFUSALS.get(refusal.reason), dict(refusal.facts)
    told = labelled(refusal.facts)
    says = filled(words.says, told) if words else str(refusal)
    remedy = filled(words.remedy, told) if words else ""
    return {
        "reason": refusal.reason,
        "law": refusal.law,
        "fields": list(refusal.fields),
        "facts": facts,
        "says": says,
        "remedy": remedy,
    }


def _print_json(data: dict[str, Any]) -> None:
    _print(json.dumps(data, ensure_ascii=False, indent=2))


def _print(line: str) -> None:
    print(line)
