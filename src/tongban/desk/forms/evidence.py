"""Forms about evidence at the desk."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.desk.forms.originals import RequestForm
from tongban.dossier.wording.originals import CURES
from tongban.evidence.vocabulary import ChainRuling, ExhibitAct, ExhibitView, SecrecyAct
from tongban.evidence.wording import ACTS, RULINGS, SECRECY_ACTS, SECRET_GROUNDS
from tongban.face.judged import Chosen, Typed


class ExchangeForm(forms.Form):
    """For how many days parties may speak."""

    days = forms.IntegerField(label=_("Days for the parties"), initial=5)


class InquiryForm(ExchangeForm):
    """The questions, one a line."""

    questions = Typed(
        label=_("Questions to both sides"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One question on each line."),
    )


class ExhibitsForm(forms.Form):
    """Which exhibit an act is about."""

    exhibit = forms.ChoiceField(label=_("Exhibit"), widget=forms.RadioSelect)

    def __init__(self, exhibits: Sequence[ExhibitView], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [(str(e.uid), f"{e.number} {e.title}") for e in exhibits]
        self.fields["exhibit"].choices = choices  # type: ignore[attr-defined]


class AuditForm(RequestForm, ExhibitsForm):
    """What the court decides about the form of an exhibit, with the ground of the article where one is needed."""

    decision = forms.ChoiceField(
        label=_("Decision"), choices=[(a.value, words) for a, words in ACTS.items()], widget=forms.RadioSelect
    )
    cure = forms.ChoiceField(
        label=_("Why the file counts as the original"),
        required=False,
        choices=[("", "—"), *((c.value, w) for c, w in CURES.items())],
    )

    def ground(self) -> str:
        """The ground that belongs to the decision."""
        named = {ExhibitAct.REQUIRE_ORIGINAL: "trigger", ExhibitAct.ACCEPT_FORM: "cure"}
        field = named.get(ExhibitAct(self.cleaned_data["decision"]))
        return self.cleaned_data[field] if field else ""


class RulingForm(ExhibitsForm):
    """What the judge rules about a chained exhibit; the articles' conditions are judged by the rules."""

    ruling = Chosen(
        label=_("Ruling"),
        choices=[(ruling.value, RULINGS[ruling]) for ruling in ChainRuling],
        widget=forms.RadioSelect,
    )
    motion = forms.ChoiceField(label=_("Who asked for it"), required=False)
    reasons = forms.CharField(
        label=_("Reasons for the ruling"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed for every ruling, except that the check alone shows the record unaltered."),
    )

    def __init__(
        self, exhibits: Sequence[ExhibitView], parties: Sequence[tuple[str, str]], *args: object, **kwargs: object
    ) -> None:
        super().__init__(exhibits, *args, **kwargs)
        self.fields["motion"].choices = [("", _("nobody: the court of its own motion")), *parties]  # type: ignore[attr-defined]


class SecrecyForm(ExhibitsForm):
    """Whether an exhibit is kept secret, on which ground, and why."""

    order = forms.ChoiceField(
        label=_("Order"), choices=[(a.value, words) for a, words in SECRECY_ACTS.items()], widget=forms.RadioSelect
    )
    ground = forms.ChoiceField(
        label=_("Ground of the secrecy"),
        required=False,
        choices=[("", "—"), *((g.value, words) for g, words in SECRET_GROUNDS.items())],
    )
    reasons = Typed(label=_("Reasons"), widget=forms.Textarea(attrs={"rows": 4}))

    def keeps(self) -> bool:
        """Whether the judge orders secrecy; else it is lifted."""
        return bool(self.cleaned_data["order"] == SecrecyAct.KEEP)
