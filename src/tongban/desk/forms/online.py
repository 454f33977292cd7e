"""Forms about steps that leave the online way."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.cases.vocabulary.online import Unfit
from tongban.cases.wording import KEEPINGS, UNFITS
from tongban.desk.wording.cases import STEPS
from tongban.face.articles import cited
from tongban.face.judged import Typed

ALLOW = "allow"


class ReviewForm(forms.Form):
    """Whether a party is let out of its yes; holding it to it needs a ground."""

    use_required_attribute = False
    outcome = forms.ChoiceField(
        label=_("Is the step taken in the usual way?"),
        choices=[
            (ALLOW, _("Yes: the party is let out of its yes")),
            *((one.value, words) for one, words in KEEPINGS.items()),
        ],
        widget=forms.RadioSelect,
    )
    reasons = Typed(
        label=_("Reasons, as the party reads them"),
        help_text=_("In Chinese."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MoveStepForm(forms.Form):
    """Which step is moved, on which ground, with which words."""

    use_required_attribute = False
    step = forms.ChoiceField(
        label=_("Which step?"), choices=[(step.value, words) for step, words in STEPS.items()], widget=forms.RadioSelect
    )
    ground = forms.ChoiceField(
        label=_("On which ground?"),
        choices=[(one.value, words) for one, words in UNFITS.items()],
        widget=forms.RadioSelect,
    )
    reasons = Typed(
        label=_("Reasons, as the parties read them"),
        help_text=_("In Chinese."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["ground"].choice_hints = {one.value: cited(one.law) for one in Unfit}  # type: ignore[attr-defined]
