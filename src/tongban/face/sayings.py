"""The words for what rules say: refusals, steps of reasoning, and the terms of law that both quote.

The words live in the `wording` of each domain (`REFUSALS`: code to `frame.words.Words`; `STEPS`: code to a sentence;
`LABELS`: name of a fact to its Chinese terms and their names). They are found by that convention, so that a new domain
needs no line here. Nothing here needs a platform: pages, the API and the command line read the same words.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.utils.translation import get_language

import tongban
from tongban.face.articles import cited
from tongban.face.hotlines import contact_data, hotline
from tongban.face.presentation import is_chinese, quotient
from tongban.frame.words import Words, filled
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step

_MARKS = ("；", "、")


@cache
def words(kind: str) -> Mapping[str, object]:
    """All words of one kind, of every package of the house."""
    found: dict[str, object] = {}
    for table in _tables(kind):
        found |= table
    return found


@cache
def labels() -> Mapping[str, Mapping[str, object]]:
    """The labels of all domains by the name of the fact: several domains may quote terms under one name."""
    found: dict[str, dict[str, object]] = {}
    for table in _tables("LABELS"):
        for name, terms in table.items():
            found.setdefault(name, {}).update(terms)
    return found


def _tables(kind: str) -> Iterable[Mapping[str, Any]]:
    for package in pkgutil.iter_modules(tongban.__path__):
        module = f"tongban.{package.name}.wording"
        if package.ispkg and find_spec(module):
            yield getattr(import_module(module), kind, {})


def in_chinese() -> bool:
    """Whether the reader reads Chinese."""
    return is_chinese(get_language())


def in_brackets(law: str) -> str:
    """An article behind a sentence, cited in the reader's language; nothing where there is none."""
    if not law:
        return ""
    return f"（{cited(law)}）" if in_chinese() else f" ({cited(law)})"


def in_words(facts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Facts with the Chinese terms that they quote, one or several, in the reader's language; fractions worked out."""
    return {name: _in_words(labels().get(name, {}), value) for name, value in facts}


def _in_words(terms: Mapping[str, object], value: str) -> str:
    if not terms or value in terms:
        return str(terms.get(value) or quotient(value))
    for mark in _MARKS:
        parts = value.split(mark)
        # Names of people are joined by the same marks, and are left as they stand.
        if any(part in terms for part in parts):
            return (mark if in_chinese() else "; ").join(str(terms.get(part, part)).rstrip(".。") for part in parts)
    return value


def step_text(step: Step) -> str:
    """A step of reasoning in words, without its article; its own plain form when no domain has a sentence for it."""
    sentence = words("STEPS").get(step.code)
    return filled(sentence, in_words(step.facts)) if sentence is not None else str(Step(step.code, "", step.facts))


def sentence(step: Step) -> str:
    """A step of reasoning in words, with its article."""
    return step_text(step) + in_brackets(step.law)


def refusal_words(refusal: Refusal) -> tuple[str, str]:
    """What is wrong, and what to do now. A code without words is told as it is, so that the help desk can look it up.

    The second is empty where there is nothing to do.
    """
    known = words("REFUSALS").get(refusal.reason)
    if not isinstance(known, Words):
        return refusal.reason, ""
    facts = in_words(refusal.facts)
    return filled(known.says, facts), filled(known.remedy, facts)


def step_data(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Steps for programs: the sentence, its code, its article and the facts it used."""
    return [{"text": sentence(step), "code": step.code, "law": step.law, "facts": dict(step.facts)} for step in steps]


def refusal_data(refusal: Refusal) -> dict[str, Any]:
    """A refusal for programs: reason, article, fields, facts, what is wrong, what to do now and whom to ask."""
    says, remedy = refusal_words(refusal)
    return {
        "reason": refusal.reason,
        "law": refusal.law,
        "fields": list(refusal.fields),
        "facts": dict(refusal.facts),
        "says": says,
        "remedy": remedy,
        "contact": contact_data(hotline()),
    }
