"""Forms and texts about witnesses: a party asks for one; a witness promises to tell the truth and reads the words."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.face.judged import Typed
from tongban.hearings.vocabulary import GUARANTEE

ASK = _("Ask the court to call a witness")
TESTIMONY = _("You are called as a witness")
OF_COURT = _("the court itself")


class ApplicationForm(forms.Form):
    """Who is to testify, about what, and why. The court's rules judge it."""

    use_required_attribute = False
    name = Typed(label=_("Name of the witness"))
    occupation = forms.CharField(label=_("Occupation"), required=False)
    phone = Typed(
        label=_("Telephone"), help_text=_("A telephone number or an address is needed; the other side does not see it.")
    )
    address = forms.CharField(label=_("Address"), required=False)
    id_number = forms.CharField(
        label=_("Identity number, if you know it"),
        required=False,
        help_text=_("With it the witness can prove online who it is."),
    )
    relation = Typed(
        label=_("How does the witness stand to the parties?"), help_text=_("For example: neighbour, colleague, sister.")
    )
    proves = Typed(
        label=_("What did the witness perceive, and which fact does it prove?"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    need = Typed(label=_("Why does the witness have to come?"), widget=forms.Textarea(attrs={"rows": 3}))


class GuaranteeForm(forms.Form):
    """The guarantee that was read; nothing is ticked beforehand."""

    use_required_attribute = False
    version = forms.CharField(widget=forms.HiddenInput, max_length=40, initial=GUARANTEE)
    agreed = forms.BooleanField(
        label=_("I have read this and promise it"),
        error_messages={"required": _("Without the promise the court does not hear you.")},
    )


class StatementForm(forms.Form):
    """What the witness read of the own words, with room for what is missing or wrong."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    correction = forms.CharField(
        label=_("Is something missing or wrong?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Leave it empty when the record is right. What you write here is kept with the record."),
    )
