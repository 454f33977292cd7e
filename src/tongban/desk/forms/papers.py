"""The form for what somebody puts on the counter."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.dossier.vocabulary import Handed, ItemForm
from tongban.dossier.wording.originals import FORMS
from tongban.face.judged import Chosen, Typed
from tongban.face.requests import number_in

LINES = 8
"""Lines of the form for what is handed over; more things get a second receipt."""


class TakeForm(forms.Form):
    """What somebody puts on the counter, a line for each thing; the rules judge it."""

    case = forms.CharField(
        label=_("Case number"),
        required=False,
        help_text=_("Leave it empty for a new filing: the papers are put to the case once it has a number."),
    )
    place = Typed(label=_("Where it will lie"), help_text=_("Shelf, box or room, so that a colleague finds it."))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for line in range(1, LINES + 1):
            self.fields[f"title-{line}"] = forms.CharField(label=_("Name of item %(n)s") % {"n": line}, required=False)
            self.fields[f"form-{line}"] = Chosen(
                label=_("Item %(n)s is") % {"n": line},
                required=False,
                choices=[(form.value, FORMS[form]) for form in ItemForm],
            )
            self.fields[f"pages-{line}"] = forms.CharField(label=_("Pages"), required=False, initial="1")
            self.fields[f"copies-{line}"] = forms.CharField(label=_("Copies"), required=False, initial="1")

    def lines(self) -> list[list[forms.BoundField]]:
        """The fields by line."""
        names = ("title", "form", "pages", "copies")
        return [[self[f"{name}-{line}"] for name in names] for line in range(1, LINES + 1)]

    def handed(self) -> list[Handed]:
        """The things that were named; the last line that holds a name ends the list."""
        told = self.cleaned_data
        last = max((line for line in range(1, LINES + 1) if told[f"title-{line}"].strip()), default=0)
        return [
            Handed(
                told[f"title-{line}"],
                told[f"form-{line}"],
                number_in(told[f"pages-{line}"], -1),
                number_in(told[f"copies-{line}"], -1),
            )
            for line in range(1, last + 1)
        ]
