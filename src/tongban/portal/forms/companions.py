"""Naming a helper."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class HelperForm(forms.Form):
    """Whose login, and for how long."""

    login = forms.CharField(label=_("Login name of your helper"), max_length=64)
    days = forms.IntegerField(label=_("For how many days"), min_value=-999, max_value=9999)
