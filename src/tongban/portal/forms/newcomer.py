"""The account of a person whom an identity platform has just named."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class NewcomerForm(forms.Form):
    """The login name to choose; everything else was told by the platform."""

    login = forms.CharField(
        label=_("Choose a login name"),
        help_text=_("For example your telephone number; 4 signs or more, without blanks"),
        max_length=64,
        required=False,
    )
