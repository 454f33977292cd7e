"""The form with which a state secret is taken off the platform."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.face.judged import Typed


class RemovalForm(forms.Form):
    """Why; the court's rules judge it."""

    use_required_attribute = False
    reason = Typed(
        label=_("By what is it known to be a state secret?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The mark on it, or who said so. Write nothing of its content: these words stay."),
    )
