"""The form with which a wrong name or identity number is corrected."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.face.judged import Chosen, Typed
from tongban.people.vocabulary import IdKind
from tongban.people.wording import ID_KINDS


class CorrectionForm(forms.Form):
    """What the paper says; the court's rules judge it, so that all findings come at once."""

    use_required_attribute = False
    name = Typed(label=_("Name as on the paper"))
    id_kind = Chosen(label=_("Identity paper"), choices=[(kind.value, ID_KINDS[kind]) for kind in IdKind])
    id_number = Typed(label=_("Number on the paper"))
    evidence = Typed(
        label=_("Which paper shows it?"), help_text=_("Its kind, its number and who issued it. You hold the original.")
    )
    reason = Typed(label=_("How did the mistake come about?"), widget=forms.Textarea(attrs={"rows": 2}))

    def words(self) -> dict[str, str]:
        """What was typed, as the act takes it."""
        return {name: self.cleaned_data[name] for name in ("name", "id_kind", "id_number", "evidence", "reason")}
