"""Forms for the answer to the complaint, the request for an asynchronous hearing, and the record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.face.judged import Chosen, Typed
from tongban.filing.wording import STANDS
from tongban.hearings.wording import DIFFICULTIES

TO_ANSWER = _("Answer the complaint")
TO_ANSWER_HINT = _(
    "The period is shown below. Who is silent loses nothing before the hearing, but says nothing either."
)
TO_CONFIRM = _("Read and confirm the record of the hearing")
ASK_ASYNC = _("Ask for a hearing at different times")
WHY = _("Why? (unless you accept it)")


class DefenceForm(forms.Form):
    """One question per claim, then the facts; nothing is ticked beforehand."""

    use_required_attribute = False

    def __init__(self, claims: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stands = [(stand.value, words) for stand, words in STANDS.items()]
        for number, claim in enumerate(claims, 1):
            self.fields[f"claim_{number}"] = self._choice(claim, stands)
            self.fields[f"why_{number}"] = self._text(str(WHY), 3)
        self.fields["facts"] = self._choice(str(_("Do you accept the facts as the complaint tells them?")), stands)
        self.fields["facts_text"] = self._text(str(_("What happened in your view? (unless you accept them)")), 6)

    @staticmethod
    def _choice(label: str, stands: Sequence[tuple[str, Any]]) -> forms.ChoiceField:
        return Chosen(label=label, choices=stands, widget=forms.RadioSelect)

    @staticmethod
    def _text(label: str, rows: int) -> forms.CharField:
        return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": rows}))

    def words(self) -> dict[str, str]:
        """What was said, as the act takes it."""
        return {name: str(value) for name, value in self.cleaned_data.items()}


class AsyncForm(forms.Form):
    """The written application for an asynchronous hearing."""

    use_required_attribute = False
    difficulty = Chosen(
        label=_("Why can the parties not be online at the same time?"),
        choices=[(code.value, words) for code, words in DIFFICULTIES.items()],
        widget=forms.RadioSelect,
    )
    application = Typed(label=_("Your application"), widget=forms.Textarea(attrs={"rows": 5}))


class RecordForm(forms.Form):
    """Confirming the record that was read, with room for what is missing or wrong."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    objections = forms.CharField(
        label=_("Is something missing or wrong?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Leave it empty when the record is right. What you write here is kept with the record."),
    )
