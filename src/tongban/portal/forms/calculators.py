"""Questions to the law, as forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tongban.courts.law import is_open, readings_of
from tongban.courts.wording import APPROVERS, PERIOD_QUESTIONS, PERIOD_READINGS, UNITS
from tongban.face.judged import Chosen
from tongban.face.presentation import is_chinese
from tongban.face.refusals import attach_refusals
from tongban.kernel.incidents import Incident, NewStart, Obstacle, Prolonged, Span, Travel
from tongban.kernel.periods import Approver, Due, DueKind, GroundEffect, PeriodRule, Readings, Unit, lateness
from tongban.kernel.refusal import Refusal
from tongban.portal.forms.sections import SectionedForm

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


class PeriodForm(SectionedForm):
    """When the period started, and what befell it, as far as its rule knows of it.

    Where hours count the hour is asked for as well.
    """

    def __init__(self, rule: PeriodRule, data: Mapping[str, Any] | None = None) -> None:
        """`data`: the question in the address, None while nothing was asked."""
        super().__init__(data)
        self.rule = rule
        self.ask("on", _day(_("Day on which it happened"), required=True), width="short")
        if rule.unit in {Unit.HOUR, Unit.MINUTE}:
            hour = forms.TimeField(
                label=_("Time of day"),
                help_text=_("For example 10:20"),
                widget=forms.TimeInput(attrs={"type": "time"}),
            )
            self.ask("hour", hour, width="short")
        self.fold(_("Something happened meanwhile"))
        if rule.amount:
            travel = forms.IntegerField(
                label=_("Days on the road"),
                help_text=_("Days that a letter or a person needs to reach the court do not count (CPL 85)."),
                required=False,
                min_value=0,
                max_value=DAYS_MOST,
            )
            self.ask("travel", travel, width="medium")
        self._spans()
        self._extensions()
        self._acts()
        self._readings()

    def _spans(self) -> None:
        chinese = is_chinese(get_language())
        grounds = [(one.id, one.term if chinese else one.name) for one in self.rule.grounds]
        if grounds:
            ground = forms.ChoiceField(
                label=_("Did something happen because of which days do not count?"),
                choices=[_NONE, *grounds],
                required=False,
            )
            self.ask("ground", ground)
            self._later("first", _("From (the day, where the period starts anew)"), when="ground")
            spans = " ".join(one.id for one in self.rule.grounds if one.effect is not GroundEffect.RESTARTS)
            if spans:
                self._later("last", _("Until"), when=f"ground={spans}")

    def _extensions(self) -> None:
        if self.rule.extensions:
            approvers = dict.fromkeys(one.approver for one in self.rule.extensions)
            by = forms.ChoiceField(
                label=_("Was the period prolonged?"),
                choices=[_NONE, *((who.value, APPROVERS[who]) for who in approvers)],
                required=False,
            )
            self.ask("by", by)
            longer = forms.IntegerField(label=_("By how much"), required=False, min_value=1, max_value=DAYS_MOST)
            self.ask("longer", longer, when="by", width="medium")
            units = dict.fromkeys(one.unit for one in self.rule.extensions)
            counted = [(unit.value, UNITS[unit]) for unit in units]
            self.ask(
                "longer_unit", forms.ChoiceField(label=_("Counted in"), choices=counted, required=False), when="by"
            )
            self._later("approved", _("Approved on"), when="by")

    def _later(self, name: str, label: object, *, when: str = "") -> None:
        self.ask(name, _day(label), when=when, width="medium")

    def _acts(self) -> None:
        """Was it in time; and what kept somebody from acting, where the court may give the days back (CPL 86)."""
        if self.rule.kind is DueKind.TARGET:
            return
        self.fold(_("Was it in time?"))
        self._later("handed_in", _("Day on which it was handed in or arrived"))
        self._later("posted", _("Post-mark, if it went by post"))
        if self.rule.kind is DueKind.LATEST and not self.rule.fixed:
            self._later("kept_from", _("Something beyond control kept the person from acting: from"))
            self._later("kept_to", _("Until"), when="kept_from")
            self._later("applied", _("Day on which the court was asked to give the time back"), when="kept_from")

    def _readings(self) -> None:
        """What the law leaves open about this period; as the court usually reads it stands first."""
        asked = [name for name in PERIOD_QUESTIONS if is_open(self.rule, name)]
        if asked:
            self.fold(_("How your court reads what the law leaves open"))
        for name in asked:
            usual, *others = PERIOD_READINGS[name].items()
            choices = [("", format_lazy(_("As is usual: {reading}"), reading=usual[1])), *others]
            label = PERIOD_QUESTIONS[name]
            self.ask(f"reading_{name}", Chosen(label=label, choices=choices, required=False))

    def clean(self) -> dict[str, Any]:
        """What was begun is to be told whole."""
        said = super().clean() or {}
        whole = (
            ("ground", self._span_days(said)),
            ("by", ("longer", "approved")),
            ("kept_from", ("kept_to", "applied")),
        )
        for key, needed in whole:
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
        if said.get("kept_from"):
            found.append(Obstacle(said["kept_from"], said["kept_to"], said["applied"]))
        return found

    @property
    def readings(self) -> Readings | Refusal:
        """How the court reads what the law leaves open."""
        said = {name: self.cleaned_data.get(f"reading_{name}", "") for name in PERIOD_QUESTIONS}
        return readings_of({name: word for name, word in said.items() if word})

    @property
    def done(self) -> date | None:
        """The day on which what had to be done came in; None when nothing is said of it."""
        return self.cleaned_data.get("handed_in") or self.cleaned_data.get("posted")

    def late(self, found: Due) -> Refusal | None:
        """Why what was done came too late, or too early; None when it was in time."""
        return lateness(found, self.done, self.cleaned_data.get("posted")) if self.done else None

    def find(self, refusal: Refusal) -> None:
        """Put a refusal beside what it is about."""
        own = {
            "exclude": "ground",
            "suspend": "ground",
            "restart": "ground",
            "extend": "by",
            "start": "on",
            "restore": "kept_from",
        }
        own |= {"readings": next((name for name in self.fields if name.startswith("reading_")), "on")}
        fields = tuple(own.get(name, name) for name in refusal.fields)
        attach_refusals(self, [replace(refusal, fields=fields)])
