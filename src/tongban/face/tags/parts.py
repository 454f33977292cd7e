"""Small parts: buttons, links, lists, tables, marks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tongban.face.articles import resolve
from tongban.face.parts import Answer, FileReceipt, Law, Row, Seal, Table, TaskGroup
from tongban.face.tags.library import register

_BUTTON_KINDS = {"primary", "secondary", "quiet", "danger"}
_STATUS_KINDS = {"neutral", "active", "waiting", "done", "problem", "advice"}
_TASK_STATES = {
    "not_started": (_("Not started"), "neutral"),
    "in_progress": (_("In progress"), "active"),
    "done": (pgettext_lazy("task", "Done"), "done"),
    "cannot_start": (_("Cannot start yet"), "waiting"),
    "problem": (_("Needs attention"), "problem"),
    "optional": (_("Optional"), "neutral"),
}
_ROW_STATES = {"overdue": _("Overdue"), "new": pgettext_lazy("row of a table", "New"), "selected": _("Selected")}


def known(value: str, choices: set[str], what: str) -> str:
    """`value`, or a loud error while the page is being written: a misspelt kind would look like plain text."""
    if value not in choices:
        message = f"{what} must be one of {', '.join(sorted(choices))}; not {value!r}"
        raise template.TemplateSyntaxError(message)
    return value


@register.inclusion_tag("face/parts/button.html")
def button(label: str, kind: str = "primary", **options: Any) -> dict[str, Any]:
    """`{% button "Continue" kind="primary" type="submit" name="" value="" href="" key="" form="" %}`."""
    unknown = set(options) - {"type", "name", "value", "href", "key", "form", "described_by"}
    if unknown:
        message = f"button does not know {', '.join(sorted(unknown))}"
        raise template.TemplateSyntaxError(message)
    return {"label": label, "kind": known(kind, _BUTTON_KINDS, "kind"), "type": "submit", **options}


@register.inclusion_tag("face/parts/status.html")
def status(label: str, kind: str = "neutral") -> dict[str, Any]:
    """`{% status "In progress" kind="active" %}`."""
    return {"label": label, "kind": known(kind, _STATUS_KINDS, "kind")}


@register.inclusion_tag("face/parts/summary_list.html")
def summary_list(answers: Sequence[Answer]) -> dict[str, Any]:
    """`{% summary_list answers %}`: check your answers."""
    return {"answers": answers}


@register.inclusion_tag("face/parts/task_list.html")
def task_list(groups: Sequence[TaskGroup]) -> dict[str, Any]:
    """`{% task_list groups %}`: what is done and what is still to do."""
    shown = [
        (group.title, [(task, *_TASK_STATES[known(task.state, set(_TASK_STATES), "state")]) for task in group.tasks])
        for group in groups
    ]
    return {"groups": shown}


@register.inclusion_tag("face/parts/table.html")
def data_table(table: Table, *, dense: bool = False) -> dict[str, Any]:
    """`{% data_table table dense=True %}`; `dense` for the desk."""
    rows = [(row, _ROW_STATES.get(row.state, ""), _cells(table, row)) for row in table.rows]
    return {"table": table, "rows": rows, "dense": dense}


def _cells(table: Table, row: Row) -> list[tuple[Any, Any]]:
    """The cells beside their columns; a row of another length is a mistake of the page."""
    return list(zip(table.columns, row.cells, strict=True))


@register.inclusion_tag("face/parts/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any], parameter: str = "page") -> dict[str, Any]:
    """`{% pagination page %}`: the neighbours, the ends, and the other query parameters kept."""
    request = context.get("request")
    query = request.GET.copy() if request else None

    def address(number: int) -> str:
        if query is None:
            return f"?{parameter}={number}"
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    paginator = page.paginator
    numbers = [
        (number, "" if number == paginator.ELLIPSIS else address(int(number)))
        for number in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return {
        "page": page,
        "numbers": numbers,
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
    }


@register.simple_tag
def law_ref(law: Law | str) -> str:
    """`{% law_ref "CPL 126" %}`: an article that opens its plain words."""
    found = resolve(law)
    return _law_ref(found, get_language() or "") if found else ""


@lru_cache(maxsize=1024)
def _law_ref(law: Law, language: str) -> str:
    """A case's page names the same few articles a hundred times."""
    del language  # the template's own words are in it
    return render_to_string("face/parts/law_ref.html", {"law": law})


@register.inclusion_tag("face/parts/seal.html", takes_context=True)
def seal(context: template.Context, seal: Seal) -> dict[str, Any]:
    """`{% seal s %}`: being sealed, promised, proven."""
    return {"seal": seal, "request": context.get("request")}


@register.inclusion_tag("face/parts/receipt.html")
def receipt(file: FileReceipt) -> dict[str, Any]:
    """`{% receipt f %}`: what the server holds of a file."""
    return {"file": file}


@register.inclusion_tag("face/parts/progress.html")
def progress(value: int, maximum: int, label: str) -> dict[str, Any]:
    """`{% progress 3 10 "Pages read" %}`: long work."""
    return {"value": value, "maximum": maximum, "label": label}


@register.inclusion_tag("face/parts/step_count.html")
def step_count(number: int, total: int) -> dict[str, Any]:
    """`{% step_count 2 5 %}`: where a person is in a sequence of pages."""
    return {"number": number, "total": total}


@register.inclusion_tag("face/parts/back_link.html")
def back_link(href: str, label: str = "") -> dict[str, Any]:
    """`{% back_link href %}`: the way back, above the heading."""
    return {"href": href, "label": label}


@register.inclusion_tag("face/parts/queue_link.html")
def queue_link(
    label: str, href: str, count: int | None = None, key: str = "", *, current: bool = False
) -> dict[str, Any]:
    """`{% queue_link "Inbox" href 12 key="g i" %}`: a queue in the top bar of the desk."""
    return {"label": label, "href": href, "count": count, "key": key, "current": current}


@register.inclusion_tag("face/parts/autosave_status.html")
def autosave_status() -> dict[str, Any]:
    """`{% autosave_status %}`: says when the draft was last saved; filled by autosave.js."""
    return {}
