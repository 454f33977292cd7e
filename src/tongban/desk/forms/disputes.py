"""The decision about a disputed act."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.people.vocabulary import DisputeState


class DecisionForm(forms.Form):
    """Whose act it was, and why the court thinks so."""

    outcome = forms.ChoiceField(
        label=_("Whose act was it?"),
        choices=[
            (DisputeState.UPHELD.value, _("Somebody else's: every way into the account is closed")),
            (DisputeState.REJECTED.value, _("The person's own: the account acts again")),
        ],
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(
        label=_("Reasons"),
        help_text=_("The person reads them."),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )
