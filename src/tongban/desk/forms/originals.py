"""Forms about originals at the desk."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.dossier.vocabulary import Demand, Outcome, Way
from tongban.dossier.wording import OUTCOMES, WAYS
from tongban.dossier.wording.originals import CURES, TRIGGERS
from tongban.face.judged import Chosen


class RequestForm(forms.Form):
    """What the court tells a party of whom it requires an original; the rules judge it."""

    trigger = forms.ChoiceField(
        label=_("Why the original is required"),
        required=False,
        choices=[("", "—"), *((t.value, w) for t, w in TRIGGERS.items())],
    )
    reasons = forms.CharField(
        label=_("Reasons, as the party reads them"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    until = forms.DateField(
        label=_("To be brought by"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    address = forms.CharField(label=_("Where to bring or send it"), required=False)

    def demand(self) -> Demand:
        """What was typed, as the act takes it."""
        return Demand(**{name: self.cleaned_data[name] for name in ("trigger", "reasons", "until", "address")})


class ComparisonForm(forms.Form):
    """What the comparison of a document with its original showed."""

    document = forms.ChoiceField(label=_("Document"))
    item = forms.ChoiceField(label=_("Compared with"), required=False)
    way = Chosen(label=_("How"), choices=[(way.value, WAYS[way]) for way in Way], widget=forms.RadioSelect)
    outcome = Chosen(
        label=_("Result"), choices=[(outcome.value, OUTCOMES[outcome]) for outcome in Outcome], widget=forms.RadioSelect
    )
    where = forms.CharField(label=_("Where they differ"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(
        self,
        documents: Sequence[tuple[str, object]],
        items: Sequence[tuple[str, str]],
        *args: object,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["document"].choices = documents  # type: ignore[attr-defined]
        brought = _("what the person brought and takes along again")
        self.fields["item"].choices = [("", brought), *items]  # type: ignore[attr-defined]


class DocumentRequestForm(RequestForm):
    """The same for a document on file that is no exhibit, and the party that handed it in."""

    document = forms.ChoiceField(label=_("Document"))
    party = forms.ChoiceField(label=_("Of whom it is required"))

    def __init__(
        self,
        documents: Sequence[tuple[str, object]],
        parties: Sequence[tuple[str, str]],
        *args: object,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["document"].choices = documents  # type: ignore[attr-defined]
        self.fields["party"].choices = parties  # type: ignore[attr-defined]


class CureForm(forms.Form):
    """Why a document that is no exhibit counts as the original."""

    document = forms.ChoiceField(label=_("Document"))
    cure = forms.ChoiceField(
        label=_("Why the file counts as the original"), choices=[(c.value, w) for c, w in CURES.items()]
    )

    def __init__(self, documents: Sequence[tuple[str, object]], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["document"].choices = documents  # type: ignore[attr-defined]
