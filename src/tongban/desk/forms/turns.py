"""What the court states and says in a turn of a case."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.cases.law import If
from tongban.cases.wording import CONDITIONS
from tongban.face.judged import Typed


class TurnForm(forms.Form):
    """The conditions that the court finds to hold, each ticked by itself, and its decision in words."""

    use_required_attribute = False
    found = forms.MultipleChoiceField(
        label=_("The court finds"), required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )
    words = Typed(label=_("Decision and reasons"), widget=forms.Textarea(attrs={"rows": 12}), required=False)

    def __init__(self, conditions: Sequence[If], *args: object, **kwargs: object) -> None:
        """`conditions`: what the row of the table asks the court to state."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if conditions:
            self.fields["found"].choices = [(one.value, CONDITIONS[one]) for one in conditions]  # type: ignore[attr-defined]
        else:
            del self.fields["found"]
