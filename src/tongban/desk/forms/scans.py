"""The form for a stack of scans."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.documents.vocabulary import OFFERED
from tongban.face.judged import LooseFiles
from tongban.face.secrets import AskedOfSecrets


class _Stack(forms.FileInput):
    allow_multiple_selected = True


class ScansForm(AskedOfSecrets):
    """The files of one stack, in their order; the act judges them."""

    use_required_attribute = False
    files = LooseFiles(  # type: ignore[assignment]
        label=_("Scans: PDF, TIFF, JPEG, PNG or HEIC"),
        help_text=_("Several files are one stack, in the order of their names. Lay a separator sheet on each item."),
        widget=_Stack(attrs={"accept": OFFERED}),
    )
