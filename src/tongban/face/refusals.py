"""From the codes of rules to the parts of pages: refusals become problems, steps of reasoning become reasons."""

from __future__ import annotations

from collections.abc import Iterable

from django.forms import BaseForm

from tongban.face.articles import cited
from tongban.face.parts import Problem, Reason
from tongban.face.problems import attach
from tongban.face.sayings import refusal_words, step_text
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step


def problem(refusal: Refusal) -> Problem:
    """A refusal in words, with the field that it concerns."""
    says, remedy = refusal_words(refusal)
    return Problem(says, refusal.fields[0] if refusal.fields else "", refusal.law, remedy, code=refusal.reason)


def in_a_line(refusal: Refusal) -> str:
    """A refusal where there is room for one line: what is wrong, what to do, the article, the code to quote."""
    says, remedy = refusal_words(refusal)
    return f"{says} {remedy} ({cited(refusal.law)}; {refusal.reason})"


def problems(refusals: Iterable[Refusal]) -> list[Problem]:
    """All refusals in words."""
    return [problem(refusal) for refusal in refusals]


def attach_refusals(form: BaseForm, refusals: Iterable[Refusal]) -> None:
    """Put the words of refusals beside the fields of `form` that they concern."""
    attach(form, problems(refusals))


def reason(step: Step | Reason) -> Reason:
    """A step of reasoning in words."""
    return step if isinstance(step, Reason) else Reason(step_text(step), step.law)
