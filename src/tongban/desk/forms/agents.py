"""Forms about who acts for a party."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.cases.vocabulary import CaseView
from tongban.cases.vocabulary.agents import Proof
from tongban.cases.wording import PROOFS
from tongban.face.agents import AuthorityForm
from tongban.face.articles import cited


class CounterAuthorityForm(AuthorityForm):
    """The same on paper at the counter, with the party whose paper it is."""

    field_order = ("party",)
    party = forms.ChoiceField(label=_("Who gave the authority?"), widget=forms.RadioSelect)

    def __init__(self, case: CaseView, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [(str(p.uid), f"{p.side.term} {p.name}") for p in case.parties]  # type: ignore[attr-defined]


class MissingForm(forms.Form):
    """Which of the papers that this kind of agent shows are missing; nothing is ticked beforehand."""

    missing = forms.MultipleChoiceField(
        label=_("What is missing?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, wanted: Sequence[Proof], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["missing"].choices = [(proof.value, PROOFS[proof]) for proof in wanted]  # type: ignore[attr-defined]
        self.fields["missing"].choice_hints = {proof.value: cited(proof.law) for proof in wanted}  # type: ignore[attr-defined]
