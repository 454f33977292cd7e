"""Forms with which parties hand in exhibits, speak about those of the other side, and answer the court's questions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.evidence.vocabulary import Aspect
from tongban.evidence.wording import ASPECT_QUESTIONS
from tongban.face.judged import Chosen, LooseFiles, Typed

YES_NO = [("yes", pgettext_lazy("opinion", "Yes")), ("no", pgettext_lazy("opinion", "No"))]
TO_COMMENT = _("Say what you think of %(number)s: %(title)s")
TO_ANSWER = _("Answer question %(number)s of the court")
SEE_EVIDENCE = _("Look at the evidence of both sides")
HAND_IN = _("Hand in evidence")
TYPES = _("PDF, JPEG, PNG, HEIC, MP4 or an e-mail (.eml)")


class SeveralFiles(forms.FileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class ExhibitForm(forms.Form):
    """One exhibit. The court's rules judge it, so that all findings come at once."""

    use_required_attribute = False
    title = Typed(label=_("What is it?"), help_text=_("A short name: “bank transfer”."))
    proves = Typed(
        label=_("What does it show?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In one sentence: what is it to prove?"),
    )
    source = forms.CharField(label=_("Where does it come from?"), required=False)
    files = LooseFiles(  # type: ignore[assignment]
        label=_("Photographs, PDF, video or e-mail"),
        widget=SeveralFiles(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.heic,.mp4,.mov,.eml"}),
    )

    def words(self) -> dict[str, str]:
        """What was typed, as the act takes it."""
        return {name: self.cleaned_data[name] for name in ("title", "proves", "source")}


class PageForm(forms.Form):
    """A web page that the court is to take as evidence."""

    use_required_attribute = False
    address = Typed(
        label=_("Address of the page"),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
        help_text=_(
            "Copy it from the address line of your browser. Anybody must be able to open it without signing in."
        ),
    )
    title = Typed(label=_("What is it?"), help_text=_("A short name: “offer in the shop”."))
    proves = Typed(
        label=_("What does it show?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In one sentence: what is it to prove?"),
    )

    def words(self) -> dict[str, str]:
        """What was typed, as the act takes it."""
        return {name: self.cleaned_data[name] for name in ("address", "title", "proves")}


class OpinionForm(forms.Form):
    """The opinion on one exhibit: three questions, each with room for a reason; nothing is ticked beforehand."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for aspect in Aspect:
            self.fields[aspect.value] = Chosen(label=ASPECT_QUESTIONS[aspect], choices=YES_NO, widget=forms.RadioSelect)
            self.fields[f"{aspect}_reason"] = forms.CharField(
                label=_("Why not? (only if you said no)"), required=False, widget=forms.Textarea(attrs={"rows": 2})
            )
        self.fields["original_differs"] = forms.ChoiceField(
            label=_("Is the file different from the original?"),
            required=False,
            choices=YES_NO,
            widget=forms.RadioSelect,
            help_text=_("If you say yes, the court can require the original."),
        )

    def words(self) -> dict[str, str]:
        """What was said, as the act takes it."""
        return {name: str(value) for name, value in self.cleaned_data.items()}


class AnswerForm(forms.Form):
    """The answer to one question of the court."""

    use_required_attribute = False
    text = Typed(label=_("Your answer"), widget=forms.Textarea(attrs={"rows": 6}))
