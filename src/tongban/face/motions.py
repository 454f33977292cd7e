"""The form of something that is asked for, or decided, within a case, made from the answers that its kind asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise

from tongban.face.judged import Chosen, Typed
from tongban.motions.vocabulary import Answer, Field
from tongban.motions.wording import CHOICES

Words = Mapping[str, tuple[Promise | str, Promise | str]]
"""By the name of an answer: its label and its hint."""


def form_fields(
    asked: Iterable[Field],
    words: Words,
    opponents: Sequence[tuple[str, str]] = (),
    periods: Sequence[tuple[str, str]] = (),
) -> dict[str, forms.Field]:
    """The fields of a form for what is `asked`; `opponents`, `periods`: uid and name of those that one may choose."""
    offered = {Answer.OPPONENT: opponents, Answer.PERIOD: periods}
    return {field.name: _field(field, words, offered.get(field.answer, ())) for field in asked}


def _field(field: Field, words: Words, offered: Sequence[tuple[str, str]]) -> forms.Field:
    label, hint = words.get(field.name, (field.name, ""))
    told: dict[str, Any] = {"label": label, "help_text": hint, "required": field.needed}
    if field.answer is Answer.CHOICE:
        known = CHOICES[type(field.choices[0])]
        choices = [(choice.value, known[choice]) for choice in field.choices]
        return Chosen(**told, choices=choices, widget=forms.RadioSelect)
    if field.answer in (Answer.OPPONENT, Answer.PERIOD):
        return Chosen(**told, choices=offered, widget=forms.RadioSelect)
    if field.answer is Answer.DAY:
        return Typed(**told, widget=forms.DateInput(attrs={"type": "date"}))
    if field.answer in (Answer.WORDS, Answer.LINES):
        return Typed(**told, widget=forms.Textarea(attrs={"rows": 4}))
    return Typed(**told)
