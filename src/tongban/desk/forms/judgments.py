"""The form of a draft."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.judgments.vocabulary import FIELDS, Exhibit, Fields
from tongban.judgments.wording import BEARERS

_SEVERAL = "cited"


def _weights(label: object) -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        required=False,
        max_length=40,
        help_text=_("By their interest, in the order of the judgment, for example 2:1. Nothing: in equal parts."),
    )


class DraftForm(forms.Form):
    """What the judge writes. The form refuses nothing: what is missing is named, all at once, before the signature."""

    use_required_attribute = False

    findings = forms.CharField(
        label=_("Facts found"),
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("One paragraph a line. Begun from the complaint: keep what was proven, change the rest."),
    )
    cited = forms.MultipleChoiceField(
        label=_("Evidence relied on"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only evidence on which both sides were heard may be cited (OLR 15)."),
    )
    reasoning = forms.CharField(label=_("Reasons"), widget=forms.Textarea(attrs={"rows": 7}))
    articles = forms.CharField(
        label=_("Articles applied"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line, as the judgment quotes them."),
    )
    pay_what = forms.CharField(label=_("What the defendant pays"), required=False, max_length=60)
    pay_amount = forms.CharField(label=_("Amount in yuan"), required=False, max_length=40)
    pay_days = forms.CharField(label=_("Within how many days after taking effect"), required=False, max_length=6)
    more_holdings = forms.CharField(
        label=_("Further holdings"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, in full sentences."),
    )
    reject_rest = forms.BooleanField(label=_("All other claims are dismissed"), required=False)
    fee_bearer = forms.ChoiceField(
        label=_("Case fee"), required=False, widget=forms.RadioSelect, choices=BEARERS.items()
    )
    fee_defendant = forms.CharField(
        label=_("Defendant's share of a shared fee, in yuan"), required=False, max_length=40
    )
    fee_third = forms.CharField(
        label=_("Part of the fee that the third party bears for its own claim, in yuan"),
        required=False,
        max_length=40,
    )
    fee_weights_plaintiff = _weights(_("How several plaintiffs share their part"))
    fee_weights_defendant = _weights(_("How several defendants share their part"))

    def __init__(self, *args: Any, exhibits: tuple[Exhibit, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields[_SEVERAL]
        field.choices = [(str(e.uid), f"{e.number} {e.title}") for e in exhibits]
        field.choice_hints = {str(e.uid): _hint(e) for e in exhibits}

    @classmethod
    def of(cls, fields: Fields, exhibits: tuple[Exhibit, ...]) -> DraftForm:
        """The form filled with a draft."""
        return cls(initial=fields | {_SEVERAL: fields.get(_SEVERAL, "").split()}, exhibits=exhibits)


def typed(data: Any, *, alone: str = "") -> Fields:  # noqa: ANN401 - a QueryDict
    """What was posted, as fields of a draft; `alone` names the only field of an autosave, maybe a cleared box."""
    names = [alone] if alone in FIELDS else [name for name in FIELDS if alone == ""]
    return {name: "\n".join(data.getlist(name)) if name == _SEVERAL else data.get(name, "") for name in names}


def _hint(exhibit: Exhibit) -> str:
    state = _("examined") if exhibit.examined else _("not examined: it cannot be cited")
    said = "；".join(f"{who}：{what}" for who, what in exhibit.opinions)
    return f"{state} · {said}" if said else str(state)
