"""What is noted of a complaint that was refused: when the ruling was served, and what the court above ruled."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.desk.forms.results import ResultForm
from tongban.filing.vocabulary import Act
from tongban.filing.wording import ACTS


class ServedForm(forms.Form):
    """The day of the service."""

    use_required_attribute = False
    on = forms.DateField(label=_("Day on which the ruling was served"), widget=forms.DateInput(attrs={"type": "date"}))


class RulingForm(ResultForm):
    """What the court above ruled on the refusal."""

    def __init__(self, *args: object) -> None:
        super().__init__([(one.value, ACTS[one]) for one in (Act.NOTE_UPHELD, Act.NOTE_ORDERED)], *args)

    def clean_result(self) -> str:
        """One of the two: what was not chosen is not guessed."""
        found = str(self.cleaned_data["result"])
        if found not in {Act.NOTE_UPHELD, Act.NOTE_ORDERED}:
            raise forms.ValidationError(_("Choose what the court above ruled."), code="required")
        return found
