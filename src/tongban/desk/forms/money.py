"""Forms about the court's money; the acts judge what is typed."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.face.judged import Chosen, Typed
from tongban.fees.law import relief_grounds
from tongban.fees.vocabulary import RefundEvent
from tongban.fees.wording import REFUND_EVENTS

_DAY = {"type": "date"}
_BY_PERSON = tuple(event for event in RefundEvent if event is not RefundEvent.DECIDED)
"""What a person notes; what a judgment sends back, it sends back by itself."""


def _reasons(label: object) -> Typed:
    return Typed(
        label=label,  # type: ignore[arg-type]
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("They stay with the record; the register keeps their digest."),
    )


class ReasonsForm(forms.Form):
    """Why money is returned, a refund stopped, a difference explained."""

    use_required_attribute = False
    reasons = _reasons(pgettext_lazy("of a decision about money", "Reasons"))


class AssignForm(ReasonsForm):
    """The fee that a payment was meant for."""

    field_order = ("code", "reasons")
    code = Typed(label=_("Payment code of the fee"), help_text=_("It stands on the notice to pay and in the case."))


class TreasuryForm(forms.Form):
    """What was paid to the treasury, when, under which reference."""

    use_required_attribute = False
    reference = Typed(label=_("Bank reference"))
    amount = Typed(label=_("Amount, in yuan"))
    day = forms.DateField(label=_("Value date"), widget=forms.DateInput(attrs=_DAY))


class PayeeForm(forms.Form):
    """The account that the payer gave."""

    use_required_attribute = False
    payee = Typed(label=_("Name of the account holder"))
    bank = Typed(label=_("Bank and branch"))
    account = Typed(label=_("Account number"), widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    reasons = Typed(
        label=_("Why to another name"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only where the account is in another name than the owner's: who may receive it, by which paper."),
    )


class RecoveryForm(forms.Form):
    """What the officer of the enforcement should know."""

    use_required_attribute = False
    property_told = Typed(
        label=_("What the court knows of the debtor's property"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in the paper for the registry; the debtor does not read it."),
    )


class RefundForm(forms.Form):
    """What happened, since when, and what is still due."""

    use_required_attribute = False
    event = Chosen(label=_("What happened"), choices=[(event.value, REFUND_EVENTS[event]) for event in _BY_PERSON])
    effective = forms.DateField(label=_("The paper took effect on"), widget=forms.DateInput(attrs=_DAY))
    still_due = Typed(
        label=_("Still due, in yuan"), help_text=_("Only where less is due now than was paid."), required=False
    )


class ReliefForm(ReasonsForm):
    """The ground, the proofs, and what is decided."""

    field_order = ("ground", "proofs", "percent", "decision", "new_day", "reasons")
    ground = Chosen(label=pgettext_lazy("of relief from fees", "Ground"))
    proofs = forms.MultipleChoiceField(
        label=_("What was handed in"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("written", _("written application")),
            ("hardship", _("proof of hardship")),
            ("livelihood", _("certificate of the livelihood of the family")),
        ],
    )
    percent = Typed(label=_("Reduced by, in percent"), required=False, help_text=_("Only for a reduction."))
    decision = forms.ChoiceField(
        label=_("Decision"), choices=[("yes", _("Grant it")), ("no", _("Refuse it"))], widget=forms.RadioSelect
    )
    new_day = forms.DateField(
        label=_("After a refusal: to be paid until"), required=False, widget=forms.DateInput(attrs=_DAY)
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["reasons"].help_text = _("They stand in the written decision that the party gets.")
        grounds = [(one.id, f"{one.relief.term} · {one.term}") for one in relief_grounds().values()]
        self.fields["ground"].choices = grounds  # type: ignore[attr-defined]
