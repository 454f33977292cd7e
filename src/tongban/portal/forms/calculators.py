"""Questions to the law, as forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.kernel.periods import DueKind

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


class PeriodForm(forms.Form):
    """When the period started. Where hours count the hour is asked for as well."""

    on = forms.DateField(
        label=_("Day on which it happened"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("This is not a day of the calendar. Write it as 2026-02-01.")},
    )
    hour = forms.TimeField(
        label=_("Time of day"),
        help_text=_("For example 10:20"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, hours: bool) -> None:
        """`hours`: the period counts hours or minutes, so the time of day matters."""
        super().__init__(data)
        if hours:
            self.fields["hour"].required = True
        else:
            del self.fields["hour"]

    @property
    def start(self) -> date | datetime | None:
        """The day, or the moment where hours count; None while the answers are not right."""
        on, hour = self.cleaned_data.get("on"), self.cleaned_data.get("hour")
        if on is None or ("hour" in self.fields and hour is None):
            return None
        return datetime.combine(on, hour) if hour is not None else on
