"""Forms of the hotline: a call taken down, a ticket dealt with, the court's own counter."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.face.judged import Chosen, Typed
from tongban.helpline.vocabulary import Channel
from tongban.helpline.wording import CATEGORIES, CHANNELS


class CallForm(forms.Form):
    """Who asks what, and where to call back."""

    use_required_attribute = False
    channel = forms.ChoiceField(
        label=_("How it came"),
        choices=[(one.value, CHANNELS[one]) for one in (Channel.PHONE, Channel.COUNTER)],
        widget=forms.RadioSelect,
    )
    category = Chosen(
        label=_("What is it about?"),
        choices=[(one.value, words) for one, words in CATEGORIES.items()],
        widget=forms.RadioSelect,
    )
    number = Typed(label=_("Case number"), required=False)
    caller = Typed(label=_("Name of the caller"))
    phone = Typed(label=_("Telephone to call back"))
    words = Typed(label=_("The question"), widget=forms.Textarea(attrs={"rows": 5}))


class AssignForm(forms.Form):
    """A colleague."""

    use_required_attribute = False
    to = Chosen(label=_("Who answers"))

    def __init__(self, colleagues: Sequence[tuple[str, str]], *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.fields["to"].choices = [("", "—"), *colleagues]  # type: ignore[attr-defined]


class WordsForm(forms.Form):
    """An answer, or what a caller asks again."""

    use_required_attribute = False
    words = Typed(label=pgettext_lazy("of a ticket", "In words"), widget=forms.Textarea(attrs={"rows": 5}))


class WindowForm(forms.Form):
    """How the counter of the court is reached."""

    use_required_attribute = False
    phone = Typed(label=_("Telephone"))
    place = Typed(label=_("Address of the counter"))
    hours = Typed(label=_("Hours on working days"), required=False, help_text=_("For example: 9:00-12:00, 14:00-17:30"))
