"""Questions to the lists of the law: case numbers, types of cases, causes; words of the table of a procedure."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.face.judged import Typed

NUMBER_LABELS = {
    "year": _("Year in which the court took the case"),
    "court": _("Court"),
    "level": _("Level of the court"),
    "special": _("Special kind of trial"),
    "type": _("Type of case"),
    "serial": _("Number in that year"),
    "derived": _("Further ruling in the same case"),
}
UNKNOWN = _("not in the table")
TYPE_CAPTION = _("Types of cases (%(n)s)")
TYPE_COLUMNS = (_("In the number"), _("Type of case"), _("Code"))
PROCEDURE_COLUMNS = (
    _("What may be done"),
    _("By whom"),
    _("What it needs"),
    _("Leads to"),
    _("Periods"),
    pgettext_lazy("column", "Article"),
)
STAGE_CAPTION = _("At the stage “%(stage)s”")
BEGINS = _("begins: %(period)s")
IS_OVER = _("is over: %(period)s")
INTO = _("%(procedure)s: %(stage)s")
ARROW = _("%(stage)s — %(act)s → %(target)s")


class NumberForm(forms.Form):
    """A case number, or a text that holds some."""

    use_required_attribute = False
    text = Typed(
        label=_("Case number, or a text with case numbers"),
        help_text=_("For example (2026)渝0103民初1号"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class TypeForm(forms.Form):
    """Words of a type of cases."""

    use_required_attribute = False
    words = Typed(label=_("Words, characters or code"), help_text=_("For example 民初"), required=False)


class CauseForm(forms.Form):
    """What happened, in everyday words."""

    use_required_attribute = False
    q = Typed(
        label=_("What happened?"),
        help_text=_("Everyday words, pinyin or its initials: 借钱不还, minjianjiedai, mjjd"),
    )
