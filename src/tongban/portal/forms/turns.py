"""What a party says in a turn of its case, and what these turns are called."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.cases.law import Do
from tongban.face.judged import Typed

TURNS: dict[str, tuple[object, object]] = {
    Do.ANSWER_APPEAL: (
        _("Answer the appeal"),
        _("Say what you think of the appeal. If you say nothing, the court above decides all the same."),
    ),
    Do.OBJECT: (
        _("Object to the payment order"),
        _("Say why you do not owe the money. That you cannot pay now, or want to pay later, is no objection."),
    ),
    Do.DECLINE_SUIT: (
        _("Say that you do not want a lawsuit"),
        _("If you say nothing, your application counts as a lawsuit from the day on which you made it."),
    ),
    Do.GIVE_SECURITY: (_("Say what security you give"), _("Money, a thing, or the guarantee of a bank or an insurer.")),
    Do.ASK_REVIEW: (
        _("Ask the court to look at its ruling again"),
        _("The measures stay while the court looks again."),
    ),
    Do.ASK_LIFTING: (
        _("Ask the court to lift the measures"),
        _("Say why they are no longer needed, or what is offered."),
    ),
    Do.WITHDRAW_APPLICATION: (_("Withdraw the application"), _("Say why. What was done until now stays done.")),
    Do.ANSWER_THIRD_CLAIM: (
        _("Answer the third party's claim"),
        _("Say what you think of it. If you say nothing, the court decides all the same."),
    ),
    Do.ASK_THIRD_WITHDRAWAL: (
        _("Ask to withdraw your claim"),
        _("The case goes on without it when the court allows it. Of the fee that you have paid nothing comes back."),
    ),
    Do.GIVE_OPINION: (
        _("Say what you think of the application for a retrial"),
        _("If you say nothing, the court looks at the application all the same."),
    ),
}
"""By the act of the table: what the page is called, and what to know before."""


class TurnForm(forms.Form):
    """The words in which a party takes a turn."""

    use_required_attribute = False
    words = Typed(
        label=_("What do you say to the court?"),
        help_text=_("The other side reads it, too."),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
