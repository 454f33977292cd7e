"""Forms and texts about what a party asks for within its case."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.cases.law import Do
from tongban.courts.wording import length
from tongban.documents.vocabulary import OFFERED
from tongban.face.judged import LooseFiles
from tongban.face.motions import Words, form_fields
from tongban.face.secrets import AskedOfSecrets
from tongban.motions.vocabulary import Field, Kind
from tongban.portal.forms.evidence import SeveralFiles

ASK = _("Ask the court for something in this case")
HINTS = {
    Kind.WITHDRAWAL: _(
        "The case ends when the court allows it. Half of the court fee goes back, unless it was halved already. You can"
        " sue again later; for a divorce there is a waiting time."
    ),
    Kind.AMENDMENT: _(
        "Until the debate at the hearing ends. If you claim more, you pay the difference in the fee; if you claim less"
        " in time, it goes back."
    ),
    Kind.JURISDICTION: _(
        "Within the time to answer the complaint. The court rules on it; the ruling can be appealed, save in small"
        " claims. You may answer the complaint all the same."
    ),
    Kind.JOINDER: _(
        "Somebody without whom the case cannot be heard: another heir, another owner, the debtor beside the surety;"
        " or a third party whose rights the outcome touches. The court tells that person, who may then act in the case."
    ),
    Kind.COUNTERCLAIM: _(
        "A claim of your own against the plaintiff that belongs together with the case. You pay half of its fee, within"
        " the time that begins to run when you hand it in."
    ),
    Kind.PRESERVATION: _(
        "So that a judgment can be enforced. The other side learns of it only when the measure has been carried out."
        " If it turns out to be wrong, you pay for the damage."
    ),
    Kind.RECUSAL: _(
        "Judge, clerk, interpreter or expert who are tied to the case, at the latest when the trial begins, or until"
        " the debate ends if you learned of it later. Whoever you name does nothing in the case until it is decided."
    ),
    Kind.RESTORATION: format_lazy(
        _(
            "When something that was not your fault kept you from acting in time: an illness, an accident, a flood."
            " Ask within {time} after it has ended, with proof. If the court grants it, the days lost are given back,"
            " and you then do what you missed. Periods that the law fixes are not in the list."
        ),
        time=lazy(length, str)("restore_period"),
    ),
    Kind.EVIDENCE: _(
        "Before the time to hand in evidence ends. Whoever holds the evidence learns of it when it is preserved."
    ),
}
LABELS: Words = {
    "change": (_("How do the claims change?"), ""),
    "claims": (_("Your claims, as they are to stand"), _("One claim in each line, all of them.")),
    "amount": (_("Amount in yuan"), _("Digits only, for instance 186500.00; 0 when no money is claimed.")),
    "ground": (_("Why is another court competent?"), ""),
    "challenged": (_("Who is to withdraw?"), ""),
    "whom": (_("The person's name"), _("Only if it is neither the judge nor the clerk of the case.")),
    "tie": (_("Why is the person to withdraw?"), ""),
    "known": (_("Since when is it known?"), ""),
    "court": (_("Which court is competent?"), _("Its full name or its code.")),
    "against": (_("Against whom?"), ""),
    "link": (_("How does it belong to this case?"), ""),
    "aim": (_("What is to be secured?"), ""),
    "object": (
        _("What exactly?"),
        _("Name it so that it can be found: account and bank, number of a flat, plate of a car."),
    ),
    "security": (_("Which security do you offer?"), _("Leave it open if you think that none is needed.")),
    "security_what": (_("What stands as security, or why is none needed?"), ""),
    "haste": (_("How soon must the court decide?"), ""),
    "haste_why": (_("If it is urgent: why?"), ""),
    "where": (_("Where is it, and who has it?"), ""),
    "place": (_("As what?"), ""),
    "nature": (_("Who is it?"), ""),
    "name": (_("Name"), _("As on the identity card or in the register of companies.")),
    "id_number": (_("Identity number or credit code, if you know it"), ""),
    "address": (_("Address"), _("Where papers of the court arrive.")),
    "phone": (_("Telephone, if you know it"), ""),
    "necessity": (_("Why do they belong into the case?"), ""),
    "period": (_("Which period did you miss?"), ""),
    "hindrance": (_("What kept you from acting?"), ""),
    "first": (_("Since which day did it keep you?"), ""),
    "last": (_("Until which day did it keep you?"), _("The time to ask for this runs from then on.")),
    "risk": (_("Why can it not wait?"), ""),
    "measure": (_("How is it to be preserved?"), ""),
    "reasons": (_("Facts and reasons"), _("In your own words; the court and, in time, the other side read them.")),
}
ACTS = {
    Do.WITHDRAW_APPLICATION: _("Take this application back"),
    Do.GIVE_SECURITY: _("Give the security"),
    Do.ASK_REVIEW: _("Ask the court to look at its ruling again"),
    Do.ASK_LIFTING: _("Ask that the measure be lifted"),
}
ASKED_BY = _("Asked for by the %(side)s %(name)s")
QUIET = pgettext_lazy("an application", "The other side does not know of it yet.")


def _files() -> forms.Field:
    return LooseFiles(
        label=_("Files, if any"),
        required=False,
        widget=SeveralFiles(attrs={"accept": OFFERED}),
    )


class MotionForm(AskedOfSecrets):
    """What a kind of application asks for. The court's rules judge it, so that all findings come at once."""

    use_required_attribute = False

    def __init__(
        self,
        asked: Sequence[Field],
        opponents: Sequence[tuple[str, str]],
        *args: object,
        prefix: str | None = None,
        periods: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(*args, prefix=prefix)  # type: ignore[arg-type, misc]
        secret = self.fields.pop("state_secret")
        self.fields |= form_fields(asked, LABELS, opponents, periods)
        self.fields |= {"files": _files(), "state_secret": secret}

    def words(self) -> dict[str, str]:
        """The answers as text."""
        return {name: str(value or "") for name, value in self.cleaned_data.items() if name != "files"}
