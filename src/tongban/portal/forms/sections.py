"""Forms that begin with the plain questions: what few people have to say lies folded behind them.

A question may wait for the answer that makes it relevant (`when`); a script hides it until then; without it all show.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import lazy

Text = Any
"""Words, or words that are translated when they are shown."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its field, the answer it waits for (`name` or `name=value value`), how its box looks."""

    bound: BoundField
    when: str
    width: str
    inputmode: str


@dataclass(slots=True)
class Section:
    """Questions under one title, folded; those without a title come first and are open."""

    title: Text
    names: list[str] = field(default_factory=list)
    rows: list[Asked] = field(default_factory=list)
    said: bool = False
    """Whether something was answered, or is wrong, in it: then it is not folded."""


class SectionedForm(forms.Form):
    """A question to the law. Its rules judge the answers, so that all findings come at once."""

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        """`data`: the question in the address, None while nothing was asked."""
        super().__init__(data)
        self._sections = [Section("")]
        self._looks: dict[str, tuple[str, str, str]] = {}

    def fold(self, title: Text) -> None:
        """What is asked from here on lies folded under `title`."""
        self._sections.append(Section(title))

    def ask(
        self, name: str, question: forms.Field, *, when: str = "", width: str = "full", digits: bool = False
    ) -> None:
        """Ask a question; `digits`: a telephone shows its number keys."""
        self.fields[name] = question
        self._looks[name] = (when, "medium" if digits else width, "decimal" if digits else "")
        self._sections[-1].names.append(name)

    @property
    def sections(self) -> list[Section]:
        """The questions by section, those without a title first; sections without questions are left out."""
        for section in self._sections:
            section.rows = [Asked(self[name], *self._looks[name]) for name in section.names]
            section.said = any(self[name].data or name in self.errors for name in section.names)
        return [section for section in self._sections if section.names]


def _first_large(text: object) -> str:
    told = str(text)
    return told[:1].upper() + told[1:]


first_large = lazy(_first_large, str)
"""A text as the beginning of a sentence."""
