"""Forms about who reads a file and who may hear a trial: a file opened for a task, a trial closed to the public."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.cases.wording import CLOSED_GROUNDS
from tongban.face.judged import Chosen, Typed


class OpeningForm(forms.Form):
    """Which case, and what for. The court's rules judge it."""

    use_required_attribute = False
    number = Typed(label=_("Case number"), help_text=_("As it stands on the papers: （2026）渝0103民初1号"))
    reason = Typed(
        label=_("What do you need the file for?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The parties see that you read their file; the president sees your reason."),
    )


class ClosingForm(forms.Form):
    """The ground of the law, who asked for it, and why. The court's rules judge it."""

    use_required_attribute = False
    ground = Chosen(
        label=_("Ground of the law"),
        choices=[("", "—"), *((ground.value, words) for ground, words in CLOSED_GROUNDS.items())],
    )
    asked_by = forms.ChoiceField(label=_("Who asked for it"), required=False)
    reasons = Typed(label=_("Reasons"), widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, parties: Sequence[tuple[str, str]], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["asked_by"].choices = [("", _("nobody: the court of its own motion")), *parties]  # type: ignore[attr-defined]
