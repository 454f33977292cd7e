"""Taking a function in an emergency."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.people.vocabulary import Role
from tongban.people.wording import ROLES


class EmergencyForm(forms.Form):
    """Which function, for how long, and why nobody else can do it."""

    role = forms.ChoiceField(
        label=_("Function"), choices=[(role.value, ROLES[role]) for role in (Role.CLERK, Role.LIAISON, Role.JUDGE)]
    )
    hours = forms.IntegerField(label=_("Hours"), min_value=-999, max_value=9999)
    reason = forms.CharField(
        label=_("Why it cannot wait, and why nobody else is there"),
        help_text=_("The president reads it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
