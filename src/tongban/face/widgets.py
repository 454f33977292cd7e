"""Form widgets that browsers lack."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_PARTS = ("year", "month", "day")


class DateParts(forms.Widget):
    """A date in three number fields, for dates that people know by heart (a birthday, the day of a contract).

    A calendar to click through is a poor way to reach 1987, and three plain fields work with every keyboard and reader.
    The value handed to the field is ISO text, so a `DateField` judges it and its error is the usual one.
    """

    template_name = "face/parts/date_parts.html"
    use_fieldset = True

    labels = {"year": _("Year"), "month": _("Month"), "day": _("Day")}

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Three fields from a date or from what was typed before."""
        context = super().get_context(name, value, attrs)
        typed = self._split(value)
        base = context["widget"]["attrs"].pop("id", None) or f"id_{name}"
        context["widget"]["parts"] = [
            {
                "name": f"{name}_{part}",
                "id": f"{base}_{index}",
                "label": self.labels[part],
                "value": typed[index],
                "length": 4 if part == "year" else 2,
            }
            for index, part in enumerate(_PARTS)
        ]
        return context

    @staticmethod
    def _split(value: object) -> tuple[str, str, str]:
        if isinstance(value, date):
            return str(value.year), str(value.month), str(value.day)
        pieces = str(value).split("-") if value else []
        return tuple((*pieces, "", "", "")[:3])  # type: ignore[return-value]

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> str | None:  # noqa: ARG002
        """ISO text when anything was typed; None leaves it to the field to say that it is required."""
        typed = [str(data.get(f"{name}_{part}", "")).strip() for part in _PARTS]
        if not any(typed):
            return data.get(name) or None
        year, month, day = typed
        return f"{year}-{month}-{day}"

    def value_omitted_from_data(self, data: Mapping[str, Any], files: object, name: str) -> bool:  # noqa: ARG002
        """Whether the form was sent without this question."""
        return name not in data and not any(f"{name}_{part}" in data for part in _PARTS)

    def id_for_label(self, id_: str) -> str:
        """The first of the three fields."""
        return f"{id_}_0" if id_ else ""
