"""Naming a helper."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.face.judged import ChosenSeveral, Typed
from tongban.people.wording import MEMBER_RIGHTS


class HeadForm(forms.Form):
    """The organisation that one heads."""

    code = Typed(label=_("Unified social credit code"), max_length=40)


class HelperForm(forms.Form):
    """Whose login, and for how long."""

    login = forms.CharField(label=_("Login name of your helper"), max_length=64)
    days = forms.IntegerField(label=_("For how many days"), min_value=-999, max_value=9999)


class RightsForm(forms.Form):
    """What a member may do for the organisation; nothing is ticked beforehand."""

    rights = ChosenSeveral(
        label=_("What may this member do for the organisation?"),
        help_text=_("Without a tick the member reads the organisation's cases and does nothing in them."),
        choices=[(right.value, words) for right, words in MEMBER_RIGHTS.items()],
        required=False,
    )


class MemberForm(RightsForm, HelperForm):
    """A member of an organisation: whose login, for how long, with which rights."""

    field_order = ("login", "days", "rights")
    login = forms.CharField(label=_("Login name of the member"), max_length=64)
