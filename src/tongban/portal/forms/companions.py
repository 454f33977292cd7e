"""Naming a helper."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.face.judged import Typed


class HeadForm(forms.Form):
    """The organisation that one heads."""

    code = Typed(label=_("Unified social credit code"), max_length=40)


class HelperForm(forms.Form):
    """Whose login, and for how long."""

    login = forms.CharField(label=_("Login name of your helper"), max_length=64)
    days = forms.IntegerField(label=_("For how many days"), min_value=-999, max_value=9999)
