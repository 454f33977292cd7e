"""The decision about a disputed act."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.face.judged import Chosen, Typed
from tongban.people.vocabulary import DisputeState


class VisitorForm(forms.Form):
    """Which act, whose paper is on the desk, and what the person says."""

    use_required_attribute = False
    entry = Chosen(label=_("Which act"))
    id_number = Typed(label=_("Number on the identity paper"))
    why = Typed(label=_("What the person says"), widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, acts: list[tuple[str, str]], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["entry"].choices = acts  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        """What was told, as the act takes it; an act that is none of the list is nobody's."""
        data = self.cleaned_data
        chosen = {key for key, _label in self.fields["entry"].choices}  # type: ignore[attr-defined]
        entry = UUID(data["entry"]) if data["entry"] in chosen else UUID(int=0)
        return {"entry": entry, "id_number": data["id_number"], "why": data["why"]}


class DecisionForm(forms.Form):
    """Whose act it was, and why the court thinks so."""

    outcome = forms.ChoiceField(
        label=_("Whose act was it?"),
        help_text=_("If somebody else's, addresses and accounts for refunds that were told since then count no more."),
        choices=[
            (DisputeState.UPHELD.value, _("Somebody else's: every way into the account is closed")),
            (DisputeState.REJECTED.value, _("The person's own: the account acts again")),
        ],
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(
        label=_("Reasons"),
        help_text=_("The person reads them."),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )
