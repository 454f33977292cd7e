"""Fields that take whatever was sent: the court's rules judge it, all findings at once, and nothing typed is lost.

They count as required, so that a question which must be answered is not shown as optional.
"""

from __future__ import annotations

from django import forms


class Typed(forms.CharField):
    """Words as they were typed; empty when nothing was."""

    def clean(self, value: object) -> str:
        """The words, trimmed."""
        return "" if value is None else str(value).strip()


class Chosen(forms.ChoiceField):
    """One of the choices, or whatever else was sent."""

    def clean(self, value: object) -> str:
        """What was sent, as text."""
        return "" if value is None else str(value)


class LooseFiles(forms.FileField):
    """Files that the page takes in one by one."""

    def clean(self, data: object, initial: object = None) -> object:  # noqa: ARG002 - the signature of file fields
        """Nothing to judge here."""
        return data


class ChosenSeveral(forms.MultipleChoiceField):
    """Several of the choices, or whatever else was sent."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: object) -> list[str]:
        """What was sent, as texts."""
        return [str(each) for each in value] if isinstance(value, list | tuple) else []
