"""The form of an appeal against the refusal of a complaint."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.face.judged import Typed


class ReasonsForm(forms.Form):
    """Why the refusal is wrong."""

    use_required_attribute = False
    reasons = Typed(
        label=_("Why should the court take your complaint?"),
        help_text=_("The court above reads it beside the ruling and your complaint."),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
