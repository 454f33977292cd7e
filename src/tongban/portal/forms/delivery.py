"""Words of the pages about papers that were served."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.face.judged import Typed
from tongban.portal.forms.words import CHOICES

READ = _("Read the papers served on you: %(what)s")
READ_SEVERAL = _("Read the papers served on you: %(n)s deliveries")
READ_HINT = _("They count as served on the day they arrived, whether you open them or not.")
CONFIRM_HINT = _("They are on their way by post. Confirm here if you want to take them now.")
STATES = {
    "under_way": _("on the way"),
    "served": _("served"),
    "undelivered": _("could not be served"),
}
WAYS = {
    "portal": _("on this portal"),
    "email": _("by e-mail"),
    "letter": _("by letter"),
    "message": _("by instant message"),
    "direct": _("in person"),
    "left": _("left at the recipient's home"),
    "entrusted": _("through another court"),
    "unit": _("through the recipient's unit"),
    "notice": _("by public notice"),
}
CONFIRM_ADDRESS = _("Confirm where the court reaches you")
CONFIRM_ADDRESS_HINT = _("Letters to an address that you never confirmed get lost.")


_YES = {True: "yes", False: ""}


class AddressForm(forms.Form):
    """Where a party wants its papers, and whether also electronically; nothing is ticked beforehand."""

    use_required_attribute = False
    address = Typed(
        label=_("Address for letters"),
        help_text=_("Province, city, street, number and room."),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "street-address"}),
    )
    postcode = Typed(label=_("Postcode"), required=False, widget=forms.TextInput(attrs={"autocomplete": "postal-code"}))
    phone = Typed(label=_("Telephone"), widget=forms.TextInput(attrs={"autocomplete": "tel"}))
    email = Typed(
        label=_("E-mail for electronic papers"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    account = Typed(
        label=_("Account for instant messages from the court"),
        required=False,
        help_text=_("Only where your court sends such messages."),
    )
    receiver = Typed(
        label=_("Somebody who takes papers for you"),
        required=False,
        help_text=_("What this person signs for counts as received by you."),
    )
    abroad = forms.BooleanField(
        label=_("I have no home or seat in mainland China"),
        required=False,
        help_text=_("You then have more time to answer and to appeal."),
    )
    choice = forms.ChoiceField(
        label=_("Do you agree to electronic service?"),
        required=False,
        choices=list(CHOICES.items()),
        widget=forms.RadioSelect,
        help_text=_("You may leave this open, or answer later."),
    )
    told = forms.BooleanField(label=_("I have read what this confirmation means"), required=False)
    notice_version = forms.CharField(widget=forms.HiddenInput, max_length=32, required=False)

    def words(self) -> dict[str, str]:
        """What was typed, as the act takes it."""
        told = self.cleaned_data
        return {name: _YES[said] if isinstance(said := told[name], bool) else str(said) for name in self.fields}


class ContestForm(forms.Form):
    """Why papers did not arrive, or later than the court shows."""

    use_required_attribute = False
    says = Typed(
        label=_("What happened?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For instance: the account is not yours, the letter went to an old address. Say what shows it."),
    )
