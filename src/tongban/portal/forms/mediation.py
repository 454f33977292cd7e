"""Forms and words of the mediation's room, for parties and for the mediator. The rules judge what was typed."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.face.judged import Chosen, LooseFiles, Typed
from tongban.face.secrets import AskedOfSecrets
from tongban.mediation.vocabulary import BY_MEDIATOR, BY_PARTY, TextKind
from tongban.mediation.wording import OUTCOMES, TEXTS, WISHES

Choices = Sequence[tuple[str, object]]
ROOM = _("The room of the mediation")
TO_CHOOSE = _("Choose a mediator")
INVITED = _("You are asked to mediate: %(number)s")
MEDIATING = _("You mediate: %(number)s")
FOR_ALL = _("All at the table")
FOR_MEDIATOR = _("The mediator alone: the other side does not see it")
ALONE_WITH = _("%(name)s alone")
THE_MEDIATOR = pgettext_lazy("who speaks", "Mediator")
COURT_CHOOSES = _("The court is to choose")
TITLES: dict[str, str | Promise] = {
    "choose": TO_CHOOSE,
    "speak": _("Say something"),
    "agree": _("Agree to this text"),
    "release": _("Ask that this be used in the trial"),
    "change": _("Ask for another mediator"),
    "leave": _("End the mediation"),
    "confirm": _("Accept to mediate"),
    "decline": _("Do not accept"),
    "disclose": _("Disclose a relation"),
    "put": _("Put a text to the parties"),
    "close": _("Close the mediation"),
}
HINTS: dict[str, str | Promise] = {
    "choose": _("When all parties name the same person, that person is asked. Else the court chooses."),
    "speak": _("The court never reads it. What you concede here is not used against you in the trial."),
    "agree": _("It counts when every party has agreed by an act of its own. Undisputed facts then go on the file."),
    "release": _("The other parties must agree. Then the court reads it, too."),
    "change": _("The mediator sees nothing of the case any more; another one is chosen."),
    "leave": _("You are free to end it at any time, without any disadvantage. The trial goes on."),
    "confirm": _("The time of the mediation runs from here. You are handed the complaint and the answer."),
    "decline": _("The court and the parties read your reasons."),
    "disclose": _("Kinship, an interest, any other relation to a party, an agent or the matter."),
    "put": _("Undisputed facts, an agreement, or more time. It counts when every party has agreed."),
    "close": _("The court learns the reason by its kind alone, and the trial goes on."),
}


class PlainForm(forms.Form):
    """Nothing is asked; the button says it."""

    use_required_attribute = False


class ChooseForm(PlainForm):
    """A mediator of the register, or the court's choice."""

    mediator = Chosen(label=TO_CHOOSE, widget=forms.RadioSelect)

    def __init__(self, listed: Choices, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["mediator"].choices = listed  # type: ignore[attr-defined]


class SpeakForm(AskedOfSecrets, PlainForm):
    """Words for all or for one."""

    field_order = ("text", "to", "proposal", "state_secret", "files")
    text = Typed(label=_("Your words"), widget=forms.Textarea(attrs={"rows": 5}))
    to = Chosen(label=_("Who is to read it?"), widget=forms.RadioSelect)
    proposal = forms.BooleanField(label=_("This is a way to settle"), required=False)
    files = LooseFiles(label=_("A photograph or PDF"), required=False)  # type: ignore[assignment]

    def __init__(self, addressees: Choices, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["to"].choices = addressees  # type: ignore[attr-defined]


class WishForm(PlainForm):
    """What a party asks of the court on the strength of the agreement."""

    wish = Chosen(
        label=_("What is the court to do?"),
        choices=[(wish.value, text) for wish, text in WISHES.items()],
        widget=forms.RadioSelect,
        help_text=_("For a mediation document the court reads the agreement; else it stays behind the wall."),
    )


class LeaveForm(PlainForm):
    """Why a party ends it."""

    outcome = Chosen(
        label=_("Why?"),
        choices=[(one.value, text) for one, text in OUTCOMES.items() if one in BY_PARTY],
        widget=forms.RadioSelect,
    )


class CloseForm(PlainForm):
    """Why the mediator ends it."""

    outcome = Chosen(
        label=_("Why?"),
        choices=[(one.value, text) for one, text in OUTCOMES.items() if one in BY_MEDIATOR],
        widget=forms.RadioSelect,
    )


class RelationForm(PlainForm):
    """A relation that is disclosed."""

    relation = Typed(label=_("The relation"), widget=forms.Textarea(attrs={"rows": 3}))


class ConfirmForm(PlainForm):
    """Accepting, with a relation if there is one."""

    relation = forms.CharField(
        label=_("A relation to a party, an agent or the matter, if there is one"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReasonsForm(PlainForm):
    """Why a mediator does not accept."""

    reasons = Typed(label=_("Your reasons"), widget=forms.Textarea(attrs={"rows": 3}))


class PutForm(PlainForm):
    """A text for all parties."""

    kind = Chosen(
        label=_("What is it?"),
        choices=[(k.value, TEXTS[k]) for k in (TextKind.FACTS, TextKind.AGREEMENT, TextKind.EXTENSION)],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("The text"), required=False, widget=forms.Textarea(attrs={"rows": 8}))
    days = forms.IntegerField(label=_("Days, for a longer mediation"), required=False)
