"""Questions to the law, as forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tongban.courts.wording import APPROVERS, UNITS
from tongban.face.presentation import is_chinese
from tongban.face.refusals import attach_refusals
from tongban.kernel.incidents import Incident, NewStart, Prolonged, Span, Travel
from tongban.kernel.periods import Approver, DueKind, GroundEffect, PeriodRule, Unit
from tongban.kernel.refusal import Refusal

DUE_KINDS = {
    DueKind.LATEST: _("This is the last day on which it is still in time."),
    DueKind.EARLIEST: _("It may not happen before this day."),
    DueKind.TARGET: _("Courts aim at this; nothing is lost when it takes longer."),
}


class PeriodSearch(forms.Form):
    """Which period is meant, in plain words."""

    words = forms.CharField(
        label=_("What is it about?"),
        help_text=_("For example: appeal, answer, fee, evidence"),
        required=False,
        max_length=60,
    )


_NO_DAY = {"invalid": _("This is not a day of the calendar. Write it as 2026-02-01.")}
_NONE = ("", pgettext_lazy("what befell a period", "Nothing of this"))
DAYS_MOST = 3660
"""House rule: nobody is on the road for more than ten years."""


def _day(label: object, *, required: bool = False) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, required=required, error_messages=_NO_DAY)  # type: ignore[arg-type]


class PeriodForm(forms.Form):
    """When the period started, and what befell it, as far as its rule knows of it.

    Where hours count the hour is asked for as well.
    """

    use_required_attribute = False

    def __init__(self, rule: PeriodRule, data: Mapping[str, Any] | None = None) -> None:
        """`data`: the question in the address, None while nothing was asked."""
        super().__init__(data)
        self.rule = rule
        self.fields["on"] = _day(_("Day on which it happened"), required=True)
        if rule.unit in {Unit.HOUR, Unit.MINUTE}:
            self.fields["hour"] = forms.TimeField(
                label=_("Time of day"),
                help_text=_("For example 10:20"),
                widget=forms.TimeInput(attrs={"type": "time"}),
            )
        if rule.amount:
            self.fields["travel"] = forms.IntegerField(
                label=_("Days on the road"),
                help_text=_("Days that a letter or a person needs to reach the court do not count (CPL 85)."),
                required=False,
                min_value=0,
                max_value=DAYS_MOST,
            )
        self._spans()
        self._extensions()

    def _spans(self) -> None:
        chinese = is_chinese(get_language())
        grounds = [(one.id, one.term if chinese else one.name) for one in self.rule.grounds]
        if grounds:
            self.fields["ground"] = forms.ChoiceField(
                label=_("Did something happen because of which days do not count?"),
                choices=[_NONE, *grounds],
                required=False,
            )
            self.fields["first"] = _day(_("From (the day, where the period starts anew)"))
            self.fields["last"] = _day(_("Until"))

    def _extensions(self) -> None:
        if self.rule.extensions:
            approvers = dict.fromkeys(one.approver for one in self.rule.extensions)
            self.fields["by"] = forms.ChoiceField(
                label=_("Was the period prolonged?"),
                choices=[_NONE, *((who.value, APPROVERS[who]) for who in approvers)],
                required=False,
            )
            self.fields["longer"] = forms.IntegerField(
                label=_("By how much"), required=False, min_value=1, max_value=DAYS_MOST
            )
            units = dict.fromkeys(one.unit for one in self.rule.extensions)
            self.fields["longer_unit"] = forms.ChoiceField(
                label=_("Counted in"), choices=[(unit.value, UNITS[unit]) for unit in units], required=False
            )
            self.fields["approved"] = _day(_("Approved on"))

    def clean(self) -> dict[str, Any]:
        """What was begun is to be told whole."""
        said = super().clean() or {}
        for key, needed in (("ground", self._span_days(said)), ("by", ("longer", "approved"))):
            if said.get(key):
                for name in needed:
                    if said.get(name) is None and name not in self.errors:
                        self.add_error(name, _("This is needed for what you chose above."))
        return said

    def _span_days(self, said: Mapping[str, Any]) -> tuple[str, ...]:
        return ("first",) if self._restarts(said) else ("first", "last")

    def _restarts(self, said: Mapping[str, Any]) -> bool:
        effects = {one.id: one.effect for one in self.rule.grounds}
        return effects.get(said.get("ground", "")) is GroundEffect.RESTARTS

    @property
    def start(self) -> date | datetime:
        """The day, or the moment where hours count."""
        on, hour = self.cleaned_data["on"], self.cleaned_data.get("hour")
        return datetime.combine(on, hour) if hour is not None else on

    @property
    def incidents(self) -> list[Incident]:
        """What befell the period."""
        said = self.cleaned_data
        found: list[Incident] = []
        if said.get("travel"):
            found.append(Travel(said["travel"]))
        if said.get("ground"):
            restarts = self._restarts(said)
            first, ground = said["first"], said["ground"]
            found.append(NewStart(first, ground) if restarts else Span(first, said["last"], ground))
        if said.get("by"):
            unit = Unit(said.get("longer_unit") or next(one.unit for one in self.rule.extensions))
            found.append(Prolonged(said["longer"], unit, Approver(said["by"]), said["approved"]))
        return found

    def find(self, refusal: Refusal) -> None:
        """Put a refusal beside what it is about."""
        own = {"exclude": "ground", "suspend": "ground", "restart": "ground", "extend": "by", "start": "on"}
        fields = tuple(own.get(name, name) for name in refusal.fields)
        attach_refusals(self, [replace(refusal, fields=fields)])
