"""One tag for every question: label, hint, error, widget, and the attributes that assistive technology needs."""

from __future__ import annotations

from copy import copy
from typing import Any

from django import forms, template
from django.forms import BoundField

from tongban.face import presentation
from tongban.face.problems import collect
from tongban.face.tags.library import register
from tongban.face.tags.parts import known
from tongban.face.widgets import DateParts

_DJANGO_ROWS = "10"
_TYPED = {"text", "textarea", "select", "date", "radios"}
"""Kinds of question whose answer a form may keep before it is sent: no ticks and no files."""
_WIDTHS = {"short", "medium", "full"}
_OPTIONS = {
    *("hint", "label", "prefix", "suffix", "width", "inputmode", "autocomplete"),
    *("autosave", "limit", "types", "spellcheck"),
}
_INPUTMODES: tuple[tuple[type[forms.Field], str], ...] = (
    (forms.DecimalField, "decimal"),
    (forms.IntegerField, "numeric"),
    (forms.EmailField, "email"),
    (forms.URLField, "url"),
)


@register.inclusion_tag("face/parts/field.html")
def field(bound: object, **options: Any) -> dict[str, Any]:
    """`{% field form.amount hint="…" prefix="¥" suffix="" width="short" inputmode="decimal" autosave=url %}`."""
    unknown = set(options) - _OPTIONS
    if unknown:
        message = f"field does not know {', '.join(sorted(unknown))}"
        raise template.TemplateSyntaxError(message)
    if not isinstance(bound, BoundField):
        message = "field needs a field of a form"
        raise template.TemplateSyntaxError(message)
    kind = _kind(bound.field.widget)
    _refuse_ticks(bound, kind)
    shown = _shown(bound, kind, options)
    shown["widget"] = None if kind in {"radios", "checkboxes"} else _widget(bound, kind, shown, options)
    shown["choices"] = _choices(bound, shown, options) if kind in {"radios", "checkboxes"} else ()
    return shown


def _kind(widget: forms.Widget) -> str:
    """Which of the house's forms of question a widget is; the more special classes come first."""
    kinds: tuple[tuple[type[forms.Widget] | tuple[type[forms.Widget], ...], str], ...] = (
        (forms.HiddenInput, "hidden"),
        (forms.CheckboxSelectMultiple, "checkboxes"),
        (forms.RadioSelect, "radios"),
        (forms.CheckboxInput, "checkbox"),
        (forms.FileInput, "file"),
        (forms.Select, "select"),
        (forms.Textarea, "textarea"),
        (DateParts, "date_parts"),
        (forms.DateInput, "date"),
    )
    return next((name for classes, name in kinds if isinstance(widget, classes)), "text")


def _refuse_ticks(bound: BoundField, kind: str) -> None:
    """A choice ticked by the programmer is not the person's choice; earlier answers arrive as the form's initial."""
    if kind in {"radios", "checkboxes", "checkbox"} and bound.field.initial:
        message = f"{bound.name} is ticked beforehand; pass earlier answers as initial of the form"
        raise template.TemplateSyntaxError(message)


def _shown(bound: BoundField, kind: str, options: dict[str, Any]) -> dict[str, Any]:
    """What the template shows around the widget."""
    hint = options.get("hint") or bound.help_text
    problems = [problem for problem in collect(bound.form) if problem.field == bound.name]
    limit = options.get("limit") or bound.field.widget.attrs.get("data-limit")
    described = [f"{bound.auto_id}_{part}" for part, given in _descriptions(hint, limit, options, problems) if given]
    return {
        "bound": bound,
        "kind": kind,
        "label": options.get("label") or bound.label,
        "hint": hint,
        "problems": problems,
        "prefix": options.get("prefix", ""),
        "suffix": options.get("suffix", ""),
        "limit": presentation.size(int(limit)) if limit else "",
        "limit_bytes": limit,
        "types": options.get("types", ""),
        "width": known(options.get("width", "full"), _WIDTHS, "width"),
        "described_by": " ".join(described),
        "fieldset": kind in {"radios", "checkboxes", "date_parts"},
    }


def _descriptions(
    hint: object, limit: object, options: dict[str, Any], problems: list[Any]
) -> list[tuple[str, object]]:
    """The texts that describe a field, in the order in which they are read out."""
    return [("hint", hint), ("limit", limit or options.get("types")), ("error", problems)]


def _attributes(bound: BoundField, shown: dict[str, Any], options: dict[str, Any]) -> dict[str, Any]:
    """The attributes of the element in which a person types."""
    attributes: dict[str, Any] = {}
    if shown["described_by"] and not shown["fieldset"]:
        attributes["aria-describedby"] = shown["described_by"]
    if shown["problems"]:
        attributes["aria-invalid"] = "true"
    inputmode = options.get("inputmode") or next(
        (mode for of, mode in _INPUTMODES if isinstance(bound.field, of) and shown["kind"] == "text"), ""
    )
    if inputmode:
        attributes["inputmode"] = inputmode
    if options.get("autocomplete"):
        attributes["autocomplete"] = options["autocomplete"]
    if "spellcheck" in options:
        attributes["spellcheck"] = "true" if options["spellcheck"] else "false"
    return attributes | _autosave(bound, options.get("autosave") or _keeps(bound, shown["kind"]))


def _keeps(bound: BoundField, kind: str) -> str:
    """Where the form keeps this answer before it is sent: its `autosave_to`, but for what stands in `autosave_not`."""
    typed = kind in _TYPED and not isinstance(bound.field.widget, forms.PasswordInput)
    left_out = bound.name in getattr(bound.form, "autosave_not", ())
    return getattr(bound.form, "autosave_to", "") if typed and not left_out else ""


def _autosave(bound: BoundField, address: str | None) -> dict[str, str]:
    """Saves one answer when it changes. The form's other answers stay out of the request, its token goes along, and
    what the form names in `autosave_with`.
    """
    if not address:
        return {}
    along = ("csrfmiddlewaretoken", getattr(bound.form, "autosave_with", ""), bound.html_name)
    return {
        "hx-post": address,
        "hx-trigger": "change, input changed delay:700ms",
        "hx-params": ",".join(filter(None, along)),
        "hx-swap": "none ignoreTitle:true",
        "hx-sync": "this:replace",
        "data-autosave": "",
    }


def _widget(bound: BoundField, kind: str, shown: dict[str, Any], options: dict[str, Any]) -> str:
    """The widget with the house's classes; a number is typed into a text field, because wheels change number fields."""
    widget = copy(bound.field.widget)
    widget.attrs = {**widget.attrs}
    attributes = _attributes(bound, shown, options)
    classes = {"select": "select", "textarea": "textarea", "checkbox": "tick__input", "file": "file__input"}
    own = widget.attrs.pop("class", "")
    attributes["class"] = f"{classes.get(kind, 'input')} input--{shown['width']} {own}".strip()
    if kind == "textarea" and widget.attrs.get("rows") == _DJANGO_ROWS:
        attributes["rows"] = "5"
    if isinstance(widget, forms.NumberInput):
        widget.input_type = "text"
    if kind == "date":
        # Without a last day browsers take years of six digits: who types one of four stays in the year.
        widget.attrs.setdefault("max", "9999-12-31")
        widget.input_type = "date"
        widget.format = "%Y-%m-%d"
    if kind == "file":
        attributes |= {"data-upload": "", **({"data-limit": shown["limit_bytes"]} if shown["limit_bytes"] else {})}
    return bound.as_widget(widget=widget, attrs=attributes)


def _choices(bound: BoundField, shown: dict[str, Any], options: dict[str, Any]) -> list[dict[str, Any]]:
    """Each choice with its input; the group, not each choice, carries hint and error."""
    attributes = _attributes(bound, shown, options)
    attributes["class"] = "tick__input"
    hints = getattr(bound.field, "choice_hints", {})
    # A required group must not ask for every one of its boxes, so `required` is left to the server.
    found = []
    for option in bound.subwidgets:
        data = option.data
        identity = data["attrs"].get("id") or f"{bound.auto_id}_{data['index']}"
        hint = hints.get(str(data["value"]), "")
        found.append(
            {
                "id": identity,
                "type": data["type"],
                "name": data["name"],
                "value": data["value"],
                "label": data["label"],
                "checked": data["selected"],
                "hint": hint,
                "attributes": {**attributes, **({"aria-describedby": f"{identity}_hint"} if hint else {})},
            }
        )
    return found
