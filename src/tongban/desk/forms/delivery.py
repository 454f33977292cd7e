"""What a clerk types about letters."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.delivery.wording import RETURN_REASONS


class PostForm(forms.Form):
    """A letter is handed to the post."""

    day = forms.DateField(label=_("Handed to the post on"), widget=forms.DateInput())
    tracking = forms.CharField(label=_("Postal number"), max_length=64)


class SlipForm(forms.Form):
    """The return slip came back signed."""

    day = forms.DateField(label=_("Signed for on"), widget=forms.DateInput())
    signer = forms.CharField(label=_("Signed by"), max_length=120)


class ReturnForm(forms.Form):
    """The letter itself came back."""

    day = forms.DateField(label=_("Came back on"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.ChoiceField(
        label=_("Reason on the letter"),
        choices=[(reason.value, words) for reason, words in RETURN_REASONS.items()],
        widget=forms.RadioSelect,
    )
