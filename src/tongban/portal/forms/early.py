"""Forms and words of mediation before registration. The rules judge what was typed."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.face.judged import Chosen, LooseFiles, Typed
from tongban.face.secrets import AskedOfSecrets
from tongban.mediation.vocabulary import BY_MEDIATOR, BY_PARTY
from tongban.mediation.wording import OUTCOMES
from tongban.portal.forms.mediation import PlainForm, ReasonsForm

TITLES: dict[str, str | Promise] = {
    "agree": _("Try mediation first"),
    "decline": _("No mediation: the court is to decide about the filing"),
    "leave": _("End the mediation"),
    "confirm": _("Confirm the agreement"),
    "accept": _("Accept to mediate"),
    "refuse": _("Do not accept"),
    "other-yes": _("The other side agrees to mediation"),
    "other-no": _("The other side does not agree, or cannot be reached"),
    "agreement": _("Hand in the signed agreement"),
    "close": _("Close the mediation"),
}
HINTS: dict[str, str | Promise] = {
    "agree": _("Your complaint goes to a mediator as it is. If nothing comes of it, it comes back as it is."),
    "decline": _("You have no disadvantage from it."),
    "leave": _("You are free to end it at any time. What is not settled goes back to the court as it is."),
    "confirm": _(
        "With that the dispute is settled and your complaint is withdrawn. Together with the other side you may ask "
        "the court to confirm the agreement, so that it can be enforced."
    ),
    "accept": _(
        "The time of the mediation runs from here, and you are handed the complaint. Whoever is tied to a side or to "
        "the matter does not accept."
    ),
    "refuse": _("The court reads your reasons and names somebody else."),
    "other-yes": _("Say how you asked: by telephone, by letter, at your office."),
    "other-no": _("With that the mediation is over, and the complaint goes back to the court."),
    "agreement": _(
        "A photograph or PDF of the paper that all have signed. The plaintiff confirms it, and the court keeps it."
    ),
    "close": _("The court learns the reason by its kind alone, and decides about the complaint."),
}
INVITED = _("You are asked to mediate: %(number)s")
MEDIATING = _("You mediate: %(number)s")


class AgreeForm(PlainForm):
    """Yes to mediation, and perhaps whom the plaintiff would like."""

    wish = forms.ChoiceField(
        label=_("Whom would you like as mediator?"),
        help_text=_("The court names the mediator and hears your wish."),
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, listed: Sequence[tuple[str, str]], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        nobody = ("", pgettext_lazy("wish for a mediator", "nobody in particular"))
        self.fields["wish"].choices = [nobody, *listed]  # type: ignore[attr-defined]


class LeaveForm(PlainForm):
    """Why the plaintiff ends it."""

    outcome = Chosen(
        label=_("Why?"),
        choices=[(one.value, text) for one, text in OUTCOMES.items() if one in BY_PARTY],
        widget=forms.RadioSelect,
    )


class AcceptForm(PlainForm):
    """That no relation stands in the way."""

    free = forms.BooleanField(
        label=_("I am tied neither to a party nor to an agent nor to the matter."), required=False
    )


class CloseForm(PlainForm):
    """Why the mediator ends it."""

    outcome = Chosen(
        label=_("Why?"),
        choices=[(one.value, text) for one, text in OUTCOMES.items() if one in BY_MEDIATOR],
        widget=forms.RadioSelect,
    )


class HowForm(PlainForm):
    """How the other side was asked."""

    how = Typed(label=_("How was it asked, and what did it say?"), widget=forms.Textarea(attrs={"rows": 3}))


class AgreementForm(AskedOfSecrets, PlainForm):
    """The signed agreement."""

    field_order = ("state_secret", "files")
    files = LooseFiles(label=_("A photograph or PDF"), required=False)  # type: ignore[assignment]


__all__ = [
    "HINTS",
    "INVITED",
    "MEDIATING",
    "TITLES",
    "AcceptForm",
    "AgreeForm",
    "AgreementForm",
    "CloseForm",
    "HowForm",
    "LeaveForm",
    "PlainForm",
    "ReasonsForm",
]
