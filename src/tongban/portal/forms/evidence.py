"""Forms with which parties hand in exhibits, speak about those of the other side, and answer the court's questions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.documents.vocabulary import OFFERED
from tongban.evidence.vocabulary import Aspect, Provenance
from tongban.evidence.wording import ASPECT_QUESTIONS, PROVENANCE, PROVENANCE_QUESTIONS
from tongban.face.judged import Chosen, LooseFiles, Typed
from tongban.face.secrets import AskedOfSecrets

YES_NO = [("yes", pgettext_lazy("opinion", "Yes")), ("no", pgettext_lazy("opinion", "No"))]
TO_COMMENT = _("Say what you think of %(number)s: %(title)s")
TO_ANSWER = _("Answer question %(number)s of the court")
SEE_EVIDENCE = _("Look at the evidence of both sides")
HAND_IN = _("Hand in evidence")
TYPES = _("PDF, JPEG, PNG, HEIC, TIFF, MP4 or an e-mail (.eml)")
TO_SHOW = _("Say where %(number)s comes from, before it was put on the chain")
FILE_OF = _("File for “%(item)s”")


class SeveralFiles(forms.FileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class ExhibitForm(AskedOfSecrets):
    """One exhibit. The court's rules judge it, so that all findings come at once."""

    use_required_attribute = False
    title = Typed(label=_("What is it?"), help_text=_("A short name: “bank transfer”."))
    proves = Typed(
        label=_("What does it show?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In one sentence: what is it to prove?"),
    )
    source = forms.CharField(label=_("Where does it come from?"), required=False)
    chained = forms.ChoiceField(
        label=_("Was it stored on a blockchain, with a notary or evidence platform for instance?"),
        required=False,
        choices=YES_NO,
        widget=forms.RadioSelect,
        help_text=_("If yes, you are asked afterwards where it comes from."),
    )
    files = LooseFiles(  # type: ignore[assignment]
        label=_("Photographs, PDF, video or e-mail"),
        widget=SeveralFiles(attrs={"accept": f"{OFFERED},.mp4,.mov,.eml"}),
    )

    def words(self) -> dict[str, str]:
        """What was typed, as the act takes it."""
        return {name: self.cleaned_data[name] for name in ("title", "proves", "source", "chained", "state_secret")}


class CaptureForm(AskedOfSecrets):
    """The six items about the time before the chain, each with room for words and one file; each may be empty."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in Provenance:
            self.fields[item.value] = forms.CharField(
                label=PROVENANCE[item],
                help_text=PROVENANCE_QUESTIONS[item],
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"{item}_file"] = LooseFiles(
                label=FILE_OF % {"item": PROVENANCE[item]},
                required=False,
                widget=forms.FileInput(attrs={"accept": OFFERED}),
            )

    def words(self) -> dict[str, str]:
        """What was typed, as the act takes it."""
        return {name: self.cleaned_data[name] for name in ("state_secret", *(item.value for item in Provenance))}


class ProofForm(AskedOfSecrets):
    """One proof of somebody else; its own first bytes say of which form it is."""

    use_required_attribute = False
    proof = LooseFiles(
        label=_("The proof that the platform gave you"),
        widget=forms.FileInput(attrs={"accept": ".zip,.tlog-proof,.tsr,.json"}),
        help_text=_(
            "A proof of a ledger (.zip, .tlog-proof), an RFC 3161 time stamp (.tsr), or a proof from a chain (.json)."
        ),
    )


class PageForm(AskedOfSecrets):
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
        return {name: self.cleaned_data[name] for name in ("address", "title", "proves", "state_secret")}


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
