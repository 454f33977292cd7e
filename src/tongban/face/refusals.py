"""From the codes of rules to the words of people: refusals become problems, steps of reasoning become reasons.

The words live in the `wording` of each domain (`REFUSALS`: code to `frame.words.Words`; `STEPS`: code to a sentence).
They are found by that convention, so that a new domain needs no line here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.forms import BaseForm

from tongban.face.parts import Problem, Reason
from tongban.face.problems import attach
from tongban.frame.words import Words, filled
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step


@cache
def _words(kind: str) -> Mapping[str, object]:
    """All words of one kind, of every installed package of the platform."""
    found: dict[str, object] = {}
    for app in apps.get_app_configs():
        module = f"{app.name}.wording"
        if app.name.startswith("tongban.") and find_spec(module):
            found |= getattr(import_module(module), kind, {})
    return found


def problem(refusal: Refusal) -> Problem:
    """A refusal in words. A code without words is shown as it is, so that the help desk can look it up."""
    words = _words("REFUSALS").get(refusal.reason)
    field = refusal.fields[0] if refusal.fields else ""
    if not isinstance(words, Words):
        return Problem(refusal.reason, field, refusal.law)
    facts = dict(refusal.facts)
    return Problem(filled(words.says, facts), field, refusal.law, filled(words.remedy, facts))


def problems(refusals: Iterable[Refusal]) -> list[Problem]:
    """All refusals in words."""
    return [problem(refusal) for refusal in refusals]


def attach_refusals(form: BaseForm, refusals: Iterable[Refusal]) -> None:
    """Put the words of refusals beside the fields of `form` that they concern."""
    attach(form, problems(refusals))


def reason(step: Step | Reason) -> Reason:
    """A step of reasoning in words; its own plain form when the domain has no sentence for it."""
    if isinstance(step, Reason):
        return step
    sentence = _words("STEPS").get(step.code)
    text = filled(sentence, dict(step.facts)) if sentence is not None else str(Step(step.code, "", step.facts))
    return Reason(text, step.law)
