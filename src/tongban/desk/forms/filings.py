"""The two exits from scrutiny that need words: what is to be corrected, and on which ground a filing is refused."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

CORRECTIONS = {
    "identity": _("Your identity paper cannot be read: photograph both sides again, without shade."),
    "defendant": _(
        "The other side cannot be told apart from others: add an address, a telephone or an identity number."
    ),
    "claim": _("Say exactly what the court is to order, with the amount and how it was worked out."),
    "facts": _("Say when, where and how the money was handed over and when it was to be paid back."),
    "material": _("A file cannot be opened or read: add it again as PDF, PNG or JPEG."),
    "proof": _("Add what shows that the money was handed over, for instance the bank's record."),
    "authority": _("Add the authority of the person who acts for you."),
}
"""What is asked for most; the clerk's own words come in addition."""

GROUNDS = (
    ("CPL 122(1)", _("The plaintiff has no direct interest in the case (CPL 122(1))")),
    ("CPL 122(2)", _("No definite defendant (CPL 122(2))")),
    ("CPL 122(3)", _("No specific claim, facts and reasons (CPL 122(3))")),
    ("CPL 122(4)", _("Not a civil action, or not within this court's jurisdiction (CPL 122(4))")),
    ("CPL 127(5)", _("The same case is pending or was decided (CPL 127(5))")),
)
CHECKS = (
    (_("The plaintiff is directly concerned"), "CPL 122(1)"),
    (_("The defendant can be told apart from others"), "CPL 122(2)"),
    (_("The claim, the facts and the reasons are specific"), "CPL 122(3)"),
    (_("This court is competent"), "CPL 122(4)"),
    (_("The materials are there and can be read"), "登记立案 4"),
)
"""What scrutiny looks at; what the file says beside each is worked out by the page."""


class CorrectionForm(forms.Form):
    """Everything that is missing, named once."""

    usual = forms.MultipleChoiceField(
        label=_("What is missing?"),
        required=False,
        choices=list(CORRECTIONS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    own = forms.CharField(
        label=_("Further items, one on each line"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def items(self) -> list[str]:
        """The list as the court writes it: in Chinese, whichever language the clerk's pages speak (CPL 11)."""
        with override("zh-hans"):
            chosen = [str(CORRECTIONS[key]) for key in self.cleaned_data["usual"]]
        return chosen + [line.strip() for line in self.cleaned_data["own"].splitlines() if line.strip()]


class RulingForm(forms.Form):
    """The ground of a ruling not to take the case."""

    article = forms.ChoiceField(label=_("Ground"), choices=GROUNDS, widget=forms.RadioSelect)
    reasons = forms.CharField(
        label=_("Reasons of the ruling"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6})
    )

    def ground(self) -> str:
        """Article and reasons as one text."""
        data: dict[str, Any] = self.cleaned_data
        return f"{data['article']}: {data['reasons'].strip()}"
