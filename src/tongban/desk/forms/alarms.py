"""The form that closes an alarm; the act judges what is typed."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.face.judged import Typed


class ClosingForm(forms.Form):
    """Why the alarm is closed."""

    use_required_attribute = False
    reason = Typed(
        label=_("Reason for closing"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was found and what was done. Everybody can read it."),
    )
