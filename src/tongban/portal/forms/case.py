"""Forms for what a party decides about the course of a case."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.face.judged import Typed
from tongban.portal.forms.words import CHOICES, DECLINE_REASONS

MISSING = {"required": _("Choose one of the answers.")}


class DeclineForm(forms.Form):
    """Why mediation is declined: a code for the register, never a judgment on the person."""

    reason = forms.ChoiceField(
        label=_("Why do you decline?"),
        help_text=_("This is only for the statistics. It has no influence on the judgment."),
        choices=list(DECLINE_REASONS.items()),
        widget=forms.RadioSelect,
        error_messages=MISSING,
    )


class TakeBackForm(forms.Form):
    """Why a yes to an online step is taken back."""

    use_required_attribute = False
    reasons = Typed(
        label=_("Why do you want to take this step in the usual way?"),
        help_text=_("The judge reads it. A lack of equipment, practice or quiet is a good reason."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ConsentForm(forms.Form):
    """Yes or no to one step, with the version of the notice that was shown; nothing is ticked beforehand."""

    choice = forms.ChoiceField(
        label=_("Do you agree that this step is done online?"),
        choices=list(CHOICES.items()),
        widget=forms.RadioSelect,
        error_messages=MISSING,
    )
    notice_version = forms.CharField(widget=forms.HiddenInput, max_length=32)
