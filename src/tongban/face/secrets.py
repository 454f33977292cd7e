"""The question whether anything is a state secret: each form that takes files in asks it, before a byte is kept."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.face.judged import Chosen


class AskedOfSecrets(forms.Form):
    """A form that takes files in, or words that may be secret; the act judges the answer (在线诉讼规则 2(5))."""

    state_secret = Chosen(
        label=_("Is any of it a state secret, or marked 秘密, 机密 or 绝密?"),
        choices=[("yes", pgettext_lazy("opinion", "Yes")), ("no", pgettext_lazy("opinion", "No"))],
        widget=forms.RadioSelect,
        help_text=_("State secrets are never sent here. The court takes them on paper, at its filing window."),
    )
