"""Words of the pages about fees."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.documents.vocabulary import OFFERED
from tongban.face.judged import Chosen, LooseFiles, Typed
from tongban.face.secrets import AskedOfSecrets
from tongban.fees.law import relief_grounds
from tongban.fees.vocabulary import ReviewAbout, TitleKind, Whose
from tongban.fees.wording import GROUNDS, REVIEW_ABOUT, TITLE_KINDS
from tongban.portal.forms.evidence import SeveralFiles

PAY = _("Pay the court fee")
PAY_HINT = _("The slip shows how much, until when and how it was worked out.")
STATES = {"open": _("to be paid"), "part": _("paid in part"), "paid": _("paid"), "closed": _("nothing more to pay")}
REFUNDS = {
    "proposed": _("being checked"),
    "checked": _("being checked"),
    "approved": _("approved, to be paid out"),
    "sent": _("on its way to your account"),
    "paid": _("paid back"),
    "failed": _("could not be paid: give the court another account"),
    "stopped": _("will not be paid"),
}
"""Where money that goes back stands, in the payer's words."""
FISCAL = {
    "asked": _("asked for; the treasury has not issued it yet"),
    "issued": _("issued"),
    "failed": _("the treasury did not issue it; the clerk's office puts it right"),
    "reversing": _("no longer valid: it is being reversed"),
    "unreversed": _("no longer valid: it is being reversed"),
    "reversed": _("reversed: no longer valid"),
    "dropped": _("not issued"),
}
"""Where a receipt of the treasury stands, in the payer's words."""
FISCAL_PAGE = _("Ask for the electronic receipt of the treasury")
TYPES = _("PDF, JPEG, PNG, HEIC or TIFF")
RELIEF_PAGE = _("Ask to pay less, later or nothing")
ACCOUNT_PAGE = _("Name the account for your refund")
ACCOUNT_HINT = _("The court pays back to an account in your name.")
_ASKED = {
    "waiver": _("Pay nothing (only for natural persons)"),
    "reduction": _("Pay less"),
    "deferral": _("Pay later"),
}


class ReliefForm(AskedOfSecrets):
    """Why the fee cannot be paid, with proof. The court's rules judge it, so that all findings come at once."""

    use_required_attribute = False
    ground = Chosen(label=pgettext_lazy("of relief from fees", "What applies to you?"))
    written = Typed(
        label=_("Why is it hard for you to pay?"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Say what you live on, whom you support and what you own. Only you and the court read it."),
    )
    hardship_proof = LooseFiles(
        label=_("Proof that paying is hard for you"),
        widget=SeveralFiles(attrs={"accept": OFFERED}),
        help_text=_("For instance: payslips, bank statements, a notice of support, hospital bills."),
    )
    livelihood_proof = LooseFiles(
        label=_("Certificate of the livelihood of your family"),
        required=False,
        widget=SeveralFiles(attrs={"accept": OFFERED}),
        help_text=_(
            "From the civil affairs or labour authority. Needed for people with a disability, claims for maintenance, "
            "those on state support, and after a disaster."
        ),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        known = relief_grounds()
        self.fields["ground"].choices = [  # type: ignore[attr-defined]
            (label, [(name, GROUNDS[name]) for name, one in known.items() if one.relief == relief])
            for relief, label in _ASKED.items()
        ]

    def words(self) -> dict[str, str]:
        """What was typed, as the act takes it."""
        return {name: self.cleaned_data[name] for name in ("ground", "written", "state_secret")}


class AccountForm(forms.Form):
    """The account to which a refund goes; it is in the payer's own name."""

    use_required_attribute = False
    bank = Typed(label=_("Bank and branch"))
    account = Typed(
        label=_("Account number"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Copy it from your card or passbook and check it digit by digit."),
    )


class FiscalForm(forms.Form):
    """In whose name the treasury's receipt is made out."""

    use_required_attribute = False
    whose = Chosen(label=_("In whose name?"), widget=forms.RadioSelect)
    kind = Chosen(
        label=_("This is"), widget=forms.RadioSelect, choices=[(one.value, TITLE_KINDS[one]) for one in TitleKind]
    )
    credit_code = Typed(
        label=_("Unified social credit code"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Only for an organisation: 18 signs on its licence."),
    )

    def __init__(self, *args: object, party: str, payer: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        other = [(Whose.PAYER.value, _("Who paid, by the name that the bank told the court"))] if payer else []
        self.fields["whose"].choices = [(Whose.PARTY.value, party), *other]  # type: ignore[attr-defined]


class ReviewForm(forms.Form):
    """What a party disagrees with, and why."""

    use_required_attribute = False
    about = Chosen(label=_("What do you disagree with?"), widget=forms.RadioSelect)
    written = Typed(
        label=_("Why?"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Only you and the court read it."),
    )

    def __init__(self, *args: object, may: list[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        offered = [(one.value, REVIEW_ABOUT[one]) for one in ReviewAbout if one in may]
        self.fields["about"].choices = offered  # type: ignore[attr-defined]
