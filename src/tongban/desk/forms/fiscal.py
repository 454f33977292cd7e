"""Forms about receipts of the treasury; the acts judge what is typed."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.face.judged import Chosen, Typed
from tongban.fees.vocabulary import TitleKind, Whose
from tongban.fees.wording import TITLE_KINDS

WHOSE = {Whose.PARTY: _("the party"), Whose.PAYER: _("who paid, as the bank names it")}


class FiscalListForm(forms.Form):
    """The list that the treasury sent back."""

    use_required_attribute = False
    file = forms.FileField(label=_("The treasury's list (CSV)"))


class TitleForm(forms.Form):
    """In whose name a receipt is made out."""

    use_required_attribute = False
    whose = Chosen(label=_("In whose name"), choices=[(one.value, words) for one, words in WHOSE.items()])
    kind = Chosen(label=_("This is"), choices=[(one.value, TITLE_KINDS[one]) for one in TitleKind])
    credit_code = Typed(label=_("Unified social credit code"), required=False, help_text=_("Only for an organisation."))
