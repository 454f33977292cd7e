"""What staff type about papers of another court, and when they ask another court."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.delivery.vocabulary import ReturnReason
from tongban.delivery.vocabulary.elsewhere import Outcome, ServiceResult, Undone
from tongban.delivery.wording import OUTCOMES, RETURN_REASONS, UNDONE
from tongban.face.judged import LooseFiles, Typed
from tongban.face.secrets import AskedOfSecrets

_DAY = {"type": "date"}
_BY_OTHERS = (Undone.NOT_TAKEN_IN, Undone.CALLED_BACK)
"""Why papers go back without anybody here choosing it."""
_ENDS = (Outcome.SIGNED, Outcome.CAME_BACK)


class PostedForm(forms.Form):
    """The papers were handed to the post."""

    use_required_attribute = False
    day = forms.DateField(label=_("Handed to the post on"), widget=forms.DateInput(attrs=_DAY))
    number = Typed(label=_("Postal number"))


class LetterEndForm(AskedOfSecrets):
    """What became of the letter: signed for, or back, with the slip as a picture."""

    use_required_attribute = False
    field_order = ("outcome", "day", "signer", "reason", "state_secret", "files")
    outcome = forms.ChoiceField(
        label=_("How it ended"), choices=[(one.value, OUTCOMES[one]) for one in _ENDS], widget=forms.RadioSelect
    )
    day = forms.DateField(label=_("On which day"), widget=forms.DateInput(attrs=_DAY))
    signer = Typed(label=_("Signed by"), required=False)
    reason = forms.ChoiceField(
        label=_("Reason on the letter"),
        required=False,
        choices=[("", "-"), *((one.value, words) for one, words in RETURN_REASONS.items())],
    )
    files = LooseFiles(label=_("The slip, or the letter that came back"), required=False)  # type: ignore[assignment]

    def told(self) -> ServiceResult:
        """What was typed, as a result takes it."""
        told = self.cleaned_data
        if told["outcome"] == Outcome.SIGNED:
            return ServiceResult(Outcome.SIGNED, told["day"], signer=told["signer"])
        reason = ReturnReason(told["reason"]) if told["reason"] else None
        return ServiceResult(Outcome.CAME_BACK, told["day"], reason=reason)


class SendBackForm(forms.Form):
    """The papers go back to the court that asked."""

    use_required_attribute = False
    why = forms.ChoiceField(
        label=_("Why they go back"),
        choices=[(one.value, words) for one, words in UNDONE.items() if one not in _BY_OTHERS],
        widget=forms.RadioSelect,
    )

    def told(self, day: date) -> ServiceResult:
        """What was chosen, as a result takes it."""
        return ServiceResult(Outcome.UNDONE, day, why=Undone(self.cleaned_data["why"]))
