"""What each party bears of the fees of a case, typed by whoever decides it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.desk.forms.results import paper_fields
from tongban.face.judged import Typed

_DAY = {"type": "date"}


def share_fields(parties: Iterable[tuple[UUID, str]]) -> dict[str, forms.Field]:
    """One amount for each party, under its uid."""
    return {
        str(uid): Typed(
            label=_("%(party)s bears, in yuan") % {"party": name},
            required=False,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        )
        for uid, name in parties
    }


def shares_typed(form: forms.Form, parties: Iterable[UUID]) -> dict[UUID, str]:
    """What was typed for each party."""
    return {uid: form.cleaned_data[str(uid)] for uid in parties}


class AnewForm(forms.Form):
    """What each party bears; where the decision is not on the file yet, its number, its day and its paper."""

    use_required_attribute = False
    number = Typed(label=_("Number of the decision that changed the judgment"), required=False)
    effective = forms.DateField(
        label=_("Day on which the last party was served with it"),
        widget=forms.DateInput(attrs=_DAY),
        required=False,
    )

    def __init__(self, *args: object, parties: Sequence[tuple[UUID, str]], on_file: bool, **kwargs: object) -> None:
        """`on_file`: the decision of the court above was recorded with its paper."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        rest = {} if on_file else self.fields | paper_fields()
        self.fields = share_fields(parties) | rest
