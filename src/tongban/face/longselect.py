"""A choice among hundreds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class LongSelect(forms.Select):
    """A select written in one go: Django's own fills a template for each option, which takes longer than the page."""

    def render(self, name: str, value: object, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:  # noqa: ANN401, ARG002 - the signature of widgets
        """The element with its groups; `value` is the chosen one."""
        own = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        chosen = set(self.format_value(value))
        groups = format_html_join("\n", "{}", ((_group(label, rows, chosen),) for label, rows in self._groups()))
        return format_html("<select{}>{}</select>", flatatt(own), groups)

    def _groups(self) -> Iterable[tuple[str, list[tuple[Any, Any]]]]:
        """The choices by group; those that stand alone have the group ""."""
        for value, label in self.choices:
            alone = not isinstance(label, list | tuple)
            yield ("", [(value, label)]) if alone else (str(value), list(label))


def _group(label: str, rows: list[tuple[Any, Any]], chosen: set[str]) -> SafeString:
    options = format_html_join(
        "\n",
        '<option value="{}"{}>{}</option>',
        ((value, SafeString(" selected") if str(value) in chosen else "", text) for value, text in rows),
    )
    return format_html('<optgroup label="{}">{}</optgroup>', label, options) if label else options
