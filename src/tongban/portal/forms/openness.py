"""The search of the hall of open justice."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """Every field may stay empty."""

    words = forms.CharField(label=_("Case number or cause"), required=False, max_length=80)
    court = forms.CharField(label=_("Court"), required=False, max_length=80)
    since = forms.DateField(label=_("Judgment from"), required=False)
    until = forms.DateField(label=_("Judgment until"), required=False)
