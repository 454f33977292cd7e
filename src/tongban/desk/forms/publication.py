"""Forms of publication."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.publication.wording import GROUNDS


class NamesForm(forms.Form):
    """Further names to hide."""

    names = forms.CharField(
        label=_("Further names to hide"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line: people whom the file does not list as parties, such as witnesses."),
    )


class GroundForm(forms.Form):
    """Why a text is withheld or withdrawn."""

    ground = forms.ChoiceField(label=_("Ground"), widget=forms.RadioSelect, choices=GROUNDS.items())
