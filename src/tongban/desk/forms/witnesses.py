"""Forms about witnesses at the desk."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.cases.vocabulary.witnesses import CallGround, WitnessAct
from tongban.cases.wording import CALL_GROUNDS
from tongban.evidence.vocabulary import ExhibitView
from tongban.face.judged import Chosen, Typed
from tongban.hearings.vocabulary import Way
from tongban.hearings.wording import WAYS


def _exempt() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("The witness has no full capacity and signs no guarantee"),
        help_text=_("Such a witness testifies about what somebody of that age and state understands."),
        required=False,
    )


class WitnessForm(forms.Form):
    """What the acts that are open now need. The court's rules judge it."""

    use_required_attribute = False
    NEEDED = (
        ("reasons", {WitnessAct.GRANT, WitnessAct.REFUSE}),
        ("exempt", {WitnessAct.GRANT}),
        ("confront", {WitnessAct.CALL_IN}),
        ("exhibit", {WitnessAct.SHOW}),
        ("way", {WitnessAct.CONFIRM}),
        ("note", {WitnessAct.CONFIRM}),
    )
    reasons = Typed(label=_("Reasons"), widget=forms.Textarea(attrs={"rows": 3}))
    exempt = _exempt()
    confront = forms.BooleanField(label=_("Confront this witness with the one who testifies"), required=False)
    exhibit = forms.ChoiceField(label=_("Exhibit to be shown"), required=False)
    way = forms.ChoiceField(
        label=_("What did the witness do with the record on paper?"),
        choices=[(w.value, words) for w, words in WAYS.items() if w is not Way.ONLINE],
        required=False,
    )
    note = forms.CharField(
        label=_("Circumstances, or what is to be corrected"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self, acts: Collection[WitnessAct], exhibits: Sequence[ExhibitView], *args: object, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["exhibit"].choices = [(str(e.uid), f"{e.number} {e.title}") for e in exhibits]  # type: ignore[attr-defined]
        for name, needed_by in self.NEEDED:
            if needed_by.isdisjoint(acts):
                del self.fields[name]


class CallForm(forms.Form):
    """A witness whom the court calls itself: who, about what, on which ground."""

    use_required_attribute = False
    ground = Chosen(
        label=_("Ground of the law"),
        choices=[("", "—"), *((ground.value, CALL_GROUNDS[ground]) for ground in CallGround)],
    )
    name = Typed(label=_("Name of the witness"))
    phone = Typed(label=_("Telephone"))
    address = Typed(label=_("Address"))
    id_number = Typed(label=_("Identity number, if you know it"))
    relation = Typed(label=_("How does the witness stand to the parties?"))
    proves = Typed(label=_("To testify about"), widget=forms.Textarea(attrs={"rows": 3}))
    need = Typed(label=_("Why does the witness have to come?"), widget=forms.Textarea(attrs={"rows": 3}))
    exempt = _exempt()
    reasons = Typed(label=_("Reasons"), widget=forms.Textarea(attrs={"rows": 3}))
