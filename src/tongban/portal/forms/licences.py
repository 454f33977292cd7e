"""Proving a licence, and writing a firm's letter."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.face.judged import Chosen, Typed
from tongban.people.vocabulary.licences import LicenceKind
from tongban.people.wording.licences import LICENCE_KINDS


class LicenceForm(forms.Form):
    """A licence by its kind and number."""

    kind = Chosen(label=_("Kind of licence"), choices=[(one.value, LICENCE_KINDS[one]) for one in LicenceKind])
    number = Typed(label=_("Number of the licence"), max_length=40)


class LetterForm(forms.Form):
    """Who of the firm acts for whom."""

    number = Typed(label=_("Your firm's number of the letter"))
    licence = Typed(label=_("Licence number of who acts"))
    client = Typed(label=_("For whom"))
    matter = Typed(label=_("In which matter"))


LICENCE_DONE = {
    "proven": _("The court knows your licence now."),
    "written": _("The letter is with the court; your colleague can refer to it."),
    "withdrawn": _("The letter is taken back."),
}
