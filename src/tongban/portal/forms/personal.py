"""Words of the page about what is held about a person."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PART, END, LENGTH, ARTICLE, WHY = (
    _("Part"),
    _("How it ends"),
    pgettext_lazy("time that data is kept", "How long"),
    _("Article"),
    _("Why"),
)
KEPT, STAYS = _("How long it is kept"), _("What stays, and why")
DONE = _("Corrected. Is a matter of yours under way? Then tell its court the new address for service, too.")


class ContactForm(forms.Form):
    """How the court reaches the person."""

    phone = forms.CharField(label=_("Telephone"), max_length=32, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    address = forms.CharField(label=_("Address for letters"), max_length=200, required=False)
