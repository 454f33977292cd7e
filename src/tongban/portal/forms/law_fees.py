"""What it costs: the fields that one kind of fee needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.face.judged import Typed
from tongban.face.legal.fees import FeeQuestion
from tongban.face.refusals import attach_refusals
from tongban.fees.law import tariff
from tongban.fees.vocabulary import FeeKind, Halving
from tongban.fees.wording import HALVINGS
from tongban.kernel.refusal import Refusal

AMOUNT_LABELS = {
    FeeKind.DIVORCE: _("Property to be divided, in yuan"),
    FeeKind.PERSONALITY: _("Damages claimed, in yuan"),
    FeeKind.ENFORCEMENT: _("Amount to be enforced, in yuan"),
    FeeKind.PRESERVATION: _("Amount to be secured, in yuan"),
}
LINES = {
    "start": _("Base figure"),
    "share": _("Only a part of the tariff, or its upper limit"),
    "halved": _("Taken off, because only half is due"),
    "rounding": _("Rounded to the fen"),
}
COLUMNS = (_("Part"), _("Amount in it"), _("Rate"), pgettext_lazy("money", "Fee"))
CAPTION = _("How the fee is made up")
UPTO = _("up to %(upto)s")
OVER = _("over %(over)s")
BETWEEN = _("over %(over)s, up to %(upto)s")
FLAT = _("flat")
GROUPS = {
    "13": _("Suits"),
    "14": _("Applications"),
    "": _("Without a fee, or by other articles"),
}
CHANGES = {"top_up": _("To be paid in addition"), "refund": _("Paid back"), "borne": _("Borne whatever the outcome")}


class FeeForm(forms.Form):
    """The amounts and reasons that play a part for one kind. The rules judge them."""

    use_required_attribute = False

    def __init__(self, kind: FeeKind, data: Mapping[str, Any] | None) -> None:
        """`data`: the question in the address, None while nothing was asked."""
        super().__init__(data)
        self.kind = kind
        item = tariff().items[kind]
        if item.takes_amount:
            label = AMOUNT_LABELS.get(kind, _("Amount claimed, in yuan"))
            self.fields["amount"] = Typed(
                label=label, help_text=_("For example 186500"), required=bool(item.bands.bands)
            )
        if item.takes_local:
            self.fields["local"] = Typed(
                label=_("Local figure, in yuan"),
                help_text=_(
                    "The law gives a range here; the province or the court fixes the figure. Empty: not known."
                ),
                required=False,
            )
        if item.halves:
            self.fields["halve"] = forms.MultipleChoiceField(
                label=_("Does one of these hold? Then only half is due."),
                choices=[(why.value, HALVINGS[why]) for why in Halving if why.number in item.halves],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        if item.bands.bands:
            self.fields["changed_from"] = Typed(
                label=_("The claim was changed: amount before"),
                help_text=_("Empty: it was not changed."),
                required=False,
            )
            self.fields["appealed_amount"] = Typed(
                label=_("On appeal: the amount that is contested"), help_text=_("Empty: no appeal."), required=False
            )

    @property
    def question(self) -> FeeQuestion:
        """The question; what was left empty is not asked about."""
        said = self.cleaned_data
        amounts = {
            name: said[name] for name in ("amount", "local", "changed_from", "appealed_amount") if said.get(name)
        }
        return FeeQuestion(self.kind.value, amounts, tuple(Halving(why) for why in said.get("halve", ())))

    def find(self, refusals: Iterable[Refusal]) -> None:
        """Put refusals beside their fields; property and damages are typed as the amount."""
        own = {"property": "amount", "damages": "amount"}
        attach_refusals(self, [replace(r, fields=tuple(own.get(name, name) for name in r.fields)) for r in refusals])
