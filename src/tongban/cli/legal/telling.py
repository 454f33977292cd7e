"""Answers of the law in words for a terminal, and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language

from tongban.cases import wording as cases
from tongban.courts import wording as courts
from tongban.face import wording as face
from tongban.face.articles import cited
from tongban.fees import wording as fees
from tongban.frame.words import Words, filled
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step

STEPS: dict[str, object] = {**courts.STEPS, **fees.STEPS}
# Two domains may give words to facts of one name, such as grounds: each keeps its own terms.
LABELS: Mapping[str, Mapping[str, object]] = {
    name: {**courts.LABELS.get(name, {}), **fees.LABELS.get(name, {})} for name in {**courts.LABELS, **fees.LABELS}
}
REFUSALS: dict[str, Words] = {**face.REFUSALS, **courts.REFUSALS, **fees.REFUSALS, **cases.REFUSALS}


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
    text = filled(known, in_words(step.facts)) if known is not None else str(Step(step.code, "", step.facts))
    return f"{text}{in_brackets(step.law)}" if step.law else text


def in_brackets(law: str) -> str:
    """An article behind a sentence, cited in the reader's language."""
    return f"（{cited(law)}）" if in_chinese() else f" ({cited(law)})"


def in_words(facts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Facts with the Chinese terms that they quote, one or several, in the reader's language."""
    return {name: _in_words(LABELS.get(name, {}), value) for name, value in facts}


def in_chinese() -> bool:
    """Whether the reader reads Chinese."""
    return (get_language() or "").startswith("zh")


def _in_words(labels: Mapping[str, object], value: str) -> str:
    if not labels or value in labels:
        return str(labels.get(value, value))
    for mark in ("；", "、"):
        if mark in value:
            told = (str(labels.get(term, term)).rstrip(".。") for term in value.split(mark))
            return (mark if in_chinese() else "; ").join(told)
    return value


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
        _print(f"{refusal['says']}{in_brackets(refusal['law'])}")
        if refusal["remedy"]:
            _print(f"  {refusal['remedy']}")


def refusal_data(refusal: Refusal) -> dict[str, Any]:
    """A refusal for programs: reason, article, fields, facts, what is wrong and what to do now."""
    words, facts, told = REFUSALS.get(refusal.reason), dict(refusal.facts), in_words(refusal.facts)
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
