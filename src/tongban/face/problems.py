"""From refusals and form errors to what a person reads beside a field and in the summary above."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm, BoundField, Field
from django.utils.translation import gettext_lazy as _

from tongban.face.parts import Problem

_CARRIED = ("law", "remedy", "contact", "code")


def attach(form: BaseForm, problems: Iterable[Problem]) -> None:
    """Put `problems` beside the fields they concern; what concerns no field of the form is said above it."""
    for problem in problems:
        field = problem.field if problem.field in form.fields else None
        params = {name: getattr(problem, name) for name in _CARRIED}
        # Django formats a message that has params: a percent sign in the wording has to survive it.
        form.add_error(field, ValidationError(problem.what.replace("%", "%%"), code="refused", params=params))


def collect(form: BaseForm | None, problems: Sequence[Problem] = ()) -> list[Problem]:
    """All that is wrong, in the order of the fields, each linked to the place where it can be mended."""
    found = [_located(form, problem) for problem in problems]
    if form is None or not form.is_bound:
        return found
    errors = form.errors.as_data()
    for name in (NON_FIELD_ERRORS, *form.fields):
        for error in errors.get(name, ()):
            found.extend(_from_error(form, name, error))
    return found


def _from_error(form: BaseForm, name: str, error: ValidationError) -> list[Problem]:
    """The problems within one `ValidationError` with what it carries in its params."""
    params = error.params if isinstance(error.params, dict) else {}
    carried = {key: params[key] for key in _CARRIED if params.get(key)}
    field = "" if name == NON_FIELD_ERRORS else name
    # The words of Django's own errors fit every field; those of the court say themselves what they are about, unless
    # the questions are data: then they fit every question.
    fits_all = error.code != "refused" or getattr(form, "questions_are_data", False)
    label = _leading(str(form[field].label)) if field and fits_all else ""
    return [
        _located(form, Problem(_worded(form, name, error.code, message), field, label=label, **carried))
        for message in error.messages
    ]


def _leading(label: str) -> str:
    """A question or the name of an answer, as the beginning of a sentence."""
    return label if label.endswith(("?", "？")) else f"{label} —"


def _worded(form: BaseForm, name: str, code: str | None, message: str) -> str:
    """Django's "This field is required" in the words of people; a form's own wording stays."""
    usual = code == "required" and name in form.fields and message == Field.default_error_messages["required"]
    return str(_("Not answered yet.")) if usual else str(message)


def _located(form: BaseForm | None, problem: Problem) -> Problem:
    """`problem` with the address of its field on the page."""
    if problem.href or form is None or problem.field not in form.fields:
        return problem
    return replace(problem, href=f"#{focus_id(form[problem.field])}")


def focus_id(bound: BoundField) -> str:
    """The id of the first thing to type or choose in; a group of choices has no id of its own."""
    return bound.id_for_label or f"{bound.auto_id}_0"
