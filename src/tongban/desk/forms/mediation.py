"""Forms about mediation: naming a mediator, and the register of mediators."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.face.judged import Chosen, Typed
from tongban.mediation.wording import KINDS


class AppointForm(forms.Form):
    """A mediator of the court's register."""

    use_required_attribute = False
    mediator = Chosen(label=_("Mediator"), widget=forms.RadioSelect)

    def __init__(self, listed: Sequence[tuple[str, str]], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["mediator"].choices = listed  # type: ignore[attr-defined]


class EnlistForm(forms.Form):
    """A mediator for the register, with what the public reads. The rules judge it."""

    use_required_attribute = False
    id_number = Typed(label=_("Number of the identity paper"), help_text=_("Of somebody who has an account here."))
    kind = Chosen(label=_("As what"), choices=[("", "—"), *((kind.value, text) for kind, text in KINDS.items())])
    scope = Typed(label=_("Disputes, and special knowledge"), widget=forms.Textarea(attrs={"rows": 2}))
    fee = Typed(label=_("Free, or at which cost"))
    profile = Typed(label=_("Who it is"), widget=forms.Textarea(attrs={"rows": 3}))
