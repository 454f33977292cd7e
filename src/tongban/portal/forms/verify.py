"""Checking a paper."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    """By the code at the foot of each page."""

    code = forms.CharField(
        label=_("Verification code"),
        help_text=_("At the foot of each page, for example TB-7K3M-9QXA-2D5C"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "spellcheck": "false"}),
    )


class FileForm(forms.Form):
    """By the file itself. It is measured and thrown away."""

    paper = forms.FileField(
        label=_("The file"),
        help_text=_("We measure it (SHA-256) and keep nothing of it."),
        allow_empty_file=True,
    )
