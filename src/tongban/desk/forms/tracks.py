"""Forms about the procedure of a case and about its cause."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.cases.vocabulary import CaseView, CauseChange, Circumstance, Track
from tongban.cases.wording import CAUSE_CHANGES, CIRCUMSTANCES, TRACKS
from tongban.courts.law import Hit
from tongban.face.articles import cited
from tongban.face.judged import Typed


class CircumstancesForm(forms.Form):
    """What the court finds that decides about the track, beside the amount; nothing is ticked beforehand."""

    found = forms.MultipleChoiceField(
        label=_("What else is so in this case?"),
        required=False,
        choices=[(c.value, words) for c, words in CIRCUMSTANCES.items()],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["found"].choice_hints = {c.value: cited(c.law) for c in Circumstance}  # type: ignore[attr-defined]

    def circumstances(self) -> frozenset[Circumstance]:
        """What was ticked; empty while the form has not passed."""
        return frozenset(map(Circumstance, getattr(self, "cleaned_data", {}).get("found", ())))


class ConvertForm(CircumstancesForm):
    """Into which procedure the case passes, on whose objection, and why."""

    use_required_attribute = False
    field_order = ("to", "found", "objected", "reasons")
    to = forms.ChoiceField(label=_("The case goes on in the"), widget=forms.RadioSelect)
    objected = forms.ChoiceField(
        label=_("Whose objection is upheld?"), required=False, widget=forms.RadioSelect, initial=""
    )
    reasons = Typed(
        label=_("Reasons, as the parties read them"),
        help_text=_("In Chinese: they stand in the notice to both sides."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, case: CaseView, ways: Sequence[Track], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(track.value, TRACKS[track]) for track in ways]  # type: ignore[attr-defined]
        parties = [(str(p.uid), f"{p.side.term} {p.name}") for p in case.parties]
        nobody = ("", pgettext_lazy("objection", "Nobody's: the court found it itself"))
        self.fields["objected"].choices = [nobody, *parties]  # type: ignore[attr-defined]

    def objector(self) -> UUID | None:
        """The party whose objection is upheld."""
        return UUID(self.cleaned_data["objected"]) if self.cleaned_data["objected"] else None


class CauseSearchForm(forms.Form):
    """Words by which a cause is found."""

    use_required_attribute = False
    q = Typed(
        label=_("Words, code or pinyin of the cause"),
        help_text=_("Everyday words, pinyin or its initials: 借钱不还, minjianjiedai, mjjd"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ChangeCauseForm(forms.Form):
    """The new cause, why it changes, and whether those below it were looked at."""

    use_required_attribute = False
    cause = forms.ChoiceField(label=_("New cause"), widget=forms.RadioSelect)
    reason = forms.ChoiceField(label=_("Why does the cause change?"), widget=forms.RadioSelect)
    none_lower = forms.BooleanField(label=_("None of the causes below the chosen one fits"), required=False)

    def __init__(self, hits: Sequence[Hit], reasons: Sequence[CauseChange], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        causes = [(hit.cause.code, f"{hit.cause.name} ({hit.cause.code})") for hit in hits]
        self.fields["cause"].choices = causes  # type: ignore[attr-defined]
        self.fields["reason"].choices = [(r.value, CAUSE_CHANGES[r]) for r in reasons]  # type: ignore[attr-defined]
