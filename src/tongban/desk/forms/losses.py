"""What the court notes when a party dies: the loss, an heir, a waiver, the end of the case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.cases.law import Do
from tongban.cases.vocabulary import CaseView
from tongban.cases.vocabulary.agents import AuthorityView
from tongban.cases.vocabulary.losses import EndGround
from tongban.cases.wording.losses import END_GROUNDS
from tongban.face.articles import cited
from tongban.face.judged import Chosen, ChosenSeveral, LooseFiles, Typed
from tongban.face.losses import ACCEPT, LossForm
from tongban.face.secrets import AskedOfSecrets

TITLES = {
    Do.NOTE_LOSS: _("Note that a party died or cannot act any more"),
    Do.CALL_SUCCESSOR: _("Call an heir into the case"),
    Do.NOTE_WAIVER: _("Note that an heir waives"),
    Do.END: _("End the case"),
}
"""What the page of each act is called."""


def parties_of(case: CaseView) -> list[tuple[str, str]]:
    """Those of whom something can be noted."""
    return [(str(p.uid), f"{p.side.term} {p.name}") for p in case.parties]


class NoteForm(LossForm):
    """The same at the desk, with the authorities that outlast the party."""

    lasting = ChosenSeveral(
        label=_("Which authorities say themselves that they last until the matter is done?"),
        help_text=_("All others end with the death of who gave them (Civil Code 173, 174)."),
        required=False,
    )

    def __init__(self, case: CaseView, authorities: Sequence[AuthorityView], *args: object, **kwargs: object) -> None:
        super().__init__(parties_of(case), *args, **kwargs)
        choices = [(str(one.uid), f"{one.kind.term} {one.name}") for one in authorities if not one.kind.by_law]
        if choices:
            self.fields["lasting"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["lasting"]


class _OfHeir(AskedOfSecrets):
    """Of whom, and who inherits."""

    use_required_attribute = False
    party = Chosen(label=_("Of whom?"), widget=forms.RadioSelect)
    name = Typed(label=_("Name of the heir"))
    kinship = Typed(label=_("Why does this person inherit?"), help_text=_("Spouse, child, parent, will and the like."))
    files = LooseFiles(  # type: ignore[assignment]
        label=_("The proof of it"), widget=forms.FileInput(attrs=ACCEPT)
    )

    def __init__(self, dead: Iterable[tuple[str, str]], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["party"].choices = list(dead)  # type: ignore[attr-defined]

    def told(self) -> dict[str, str]:
        """What was typed, as the act takes it."""
        return {name: str(value) for name, value in self.cleaned_data.items() if name not in ("party", "files")}


class HeirForm(_OfHeir):
    """An heir who takes the place of the dead party."""

    field_order = ("party", "name", "kinship", "id_number", "guardian", "address", "phone", "state_secret", "files")
    id_number = Typed(label=_("Identity number of the heir, if known"), required=False)
    guardian = Typed(label=_("If the heir is a minor: who acts for it by law"), required=False)
    address = Typed(label=_("Address of the heir"))
    phone = Typed(label=_("Telephone of the heir, if known"), required=False)


class WaiverForm(_OfHeir):
    """An heir who waives."""

    field_order = ("party", "name", "kinship", "words", "state_secret", "files")
    words = Typed(label=_("How and when was it declared?"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class EndForm(forms.Form):
    """The ground on which the case ends, and the ruling."""

    use_required_attribute = False
    ground = Chosen(
        label=pgettext_lazy("of ending a case", "Ground"),
        choices=[(ground.value, words) for ground, words in END_GROUNDS.items()],
        widget=forms.RadioSelect,
    )
    words = Typed(label=_("The ruling, with its reasons"), widget=forms.Textarea(attrs={"rows": 8}))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["ground"].choice_hints = {one.value: cited(one.law) for one in EndGround}  # type: ignore[attr-defined]
