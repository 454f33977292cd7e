"""Taking in a list of licences."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.face.judged import Typed


class ListForm(forms.Form):
    """The list as the judicial administration gave it."""

    use_required_attribute = False
    file = forms.FileField(label=_("The list (CSV)"))
    source = Typed(label=_("From whom, and under which number"))
    as_of = forms.DateField(label=_("As of which day"), widget=forms.DateInput(attrs={"type": "date"}))
