"""The form of a review of a decision about fees; the act judges what is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.desk.forms.fees_anew import share_fields, shares_typed
from tongban.face.judged import Chosen, Typed
from tongban.fees.law import REVIEW_GROUNDS as OF_LIST
from tongban.fees.vocabulary import ReviewAbout
from tongban.fees.wording import REVIEW_GROUNDS

_STANDS, _CHANGED = "stands", "changed"
_BY_DECISION = {_STANDS: _("The decision stands, because"), _CHANGED: _("The decision is changed, because")}


class ReviewForm(forms.Form):
    """The ground, which says at once whether the decision stands, and the president's own words."""

    use_required_attribute = False
    ground = Chosen(label=_("Decision and ground"))
    percent = Typed(label=_("Reduced by, in percent"), required=False, help_text=_("Only for a reduction."))
    amount = Typed(
        label=_("The fee as it should be, in yuan"),
        required=False,
        help_text=_("Only where the fee was worked out wrongly."),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    words = Typed(
        label=_("Your reasons"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("They stand in the written decision that the party gets."),
    )

    def __init__(
        self, *args: object, about: ReviewAbout, parties: Sequence[tuple[UUID, str]] = (), **kwargs: object
    ) -> None:
        """`parties`: who may bear the fees of the case, with their names, where that is what is reviewed."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["ground"].choices = [  # type: ignore[attr-defined]
            (label, [(f"{name}.{one.value}", REVIEW_GROUNDS[one]) for one in OF_LIST[about, name == _CHANGED]])
            for name, label in _BY_DECISION.items()
        ]
        for other, name in ((ReviewAbout.RELIEF, "percent"), (ReviewAbout.AMOUNT, "amount")):
            if about is not other:
                del self.fields[name]
        self.parties = [uid for uid, _name in parties] if about is ReviewAbout.BURDEN else []
        if self.parties:
            self.fields |= share_fields(parties)

    @property
    def bound_shares(self) -> list[forms.BoundField]:
        """One field for each party."""
        return [self[str(uid)] for uid in self.parties]

    def decision(self) -> dict[str, Any]:
        """What was decided, as the act takes it."""
        name, _dot, ground = self.cleaned_data["ground"].partition(".")
        asked = ("percent", "amount", "words")
        rest: dict[str, Any] = {key: self.cleaned_data[key] for key in asked if key in self.cleaned_data}
        rest |= {"shares": shares_typed(self, self.parties)} if self.parties else {}
        return {"changed": name == _CHANGED, "ground": ground, **rest}
