"""A party's answer to a request for an original."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.dossier.vocabulary import Reply
from tongban.dossier.wording.originals import REPLIES
from tongban.face.judged import Chosen

TO_BRING = _("Bring the original: %(title)s")
AN_ORIGINAL = _("an original that the court asks for")


class ReplyForm(forms.Form):
    """What the party will do; the court's rules judge it."""

    use_required_attribute = False
    reply = Chosen(
        label=_("What will you do?"), choices=[(one.value, REPLIES[one]) for one in Reply], widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("What the court should know"),
        help_text=_("If you cannot bring it: where it is, and why you cannot. If you send it: how, and when."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
