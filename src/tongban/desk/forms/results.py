"""What is recorded of a decision of the court above: from its paper, which comes with the form."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.documents.vocabulary import OFFERED, Material
from tongban.face.judged import Chosen, LooseFiles
from tongban.face.requests import CourtRequest
from tongban.face.secrets import AskedOfSecrets
from tongban.face.uploads import taken

PAPER = "paper"
_DAY = {"type": "date"}


def paper_fields(*, required: bool = True) -> dict[str, forms.Field]:
    """The file of the paper, and the question that each form with files asks."""
    label, widget = _("The paper of the court above"), forms.FileInput(attrs={"accept": OFFERED})
    file = LooseFiles(label=label, required=required, widget=widget)
    return {**deepcopy(AskedOfSecrets.base_fields), PAPER: file}


def papers_sent(request: CourtRequest, form: forms.Form) -> tuple[Material, ...]:
    """The paper that came with the form; nothing where the form asks for none. Refused with what is wrong in it."""
    if PAPER not in form.fields:
        return ()
    files = request.FILES.getlist(form.add_prefix(PAPER))
    return taken(files, PAPER, PAPER, secret=form.cleaned_data["state_secret"])


class ResultForm(forms.Form):
    """What the court above decided, under which number, when, and since when it binds."""

    use_required_attribute = False
    result = Chosen(label=_("What did the court above decide?"), widget=forms.RadioSelect)
    number = forms.CharField(
        label=_("Number of the appeal"), help_text=_("As it stands in the paper of the court above."), required=False
    )
    dated = forms.DateField(
        label=_("Day of the decision of the court above"), widget=forms.DateInput(attrs=_DAY), required=False
    )
    effective = forms.DateField(
        label=_("Day on which the last party was served with it"),
        help_text=_("From then on it binds."),
        widget=forms.DateInput(attrs=_DAY),
        required=False,
    )

    def __init__(self, results: Sequence[tuple[str, object]], *args: object) -> None:
        """`results`: codes and words of what can be recorded now."""
        super().__init__(*args)  # type: ignore[arg-type]
        self.fields["result"].choices = results  # type: ignore[attr-defined]
        self.fields |= paper_fields()
