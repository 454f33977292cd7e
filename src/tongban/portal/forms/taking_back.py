"""The form by which a filing is taken back before it is registered."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.face.judged import Typed


class TakeBackForm(forms.Form):
    """Why, if the person wants to say; and that the others agree, where several file together."""

    use_required_attribute = False
    reason = Typed(
        label=_("Why do you take it back?"),
        help_text=_("You need not say. What you write is kept with the filing; the court reads it."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    agreed = forms.BooleanField(label=_("All who file together want to take it back"), required=False)

    def __init__(self, others: Sequence[str], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if others:
            self.fields["agreed"].help_text = "、".join(others)
        else:
            del self.fields["agreed"]
