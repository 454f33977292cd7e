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
    """By the file itself: a paper, or a proof bundle with the file it speaks of. All is measured and thrown away."""

    paper = forms.FileField(
        label=_("The paper or the proof bundle"),
        help_text=_("A court paper (PDF), or a proof bundle (ZIP) that you or somebody else took from the court."),
        allow_empty_file=True,
    )
    beside = forms.FileField(
        label=_("The file that the bundle speaks of"),
        help_text=_("Only when the bundle does not carry it."),
        required=False,
        allow_empty_file=True,
    )


class DigestForm(forms.Form):
    """By the digest that a browser measured: the file stays where it is."""

    digest = forms.RegexField("^[0-9a-f]{64}$", widget=forms.HiddenInput)
