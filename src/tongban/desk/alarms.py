"""Alarms about ledgers at the desk: the president reads each, and closes it with a reason that everybody reads."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from tongban.desk.forms.alarms import ClosingForm
from tongban.desk.frame import DeskRequest, staff_page, tried
from tongban.desk.wording import alarms as words
from tongban.face.parts import Column, Row, Table
from tongban.face.refusals import attach_refusals
from tongban.face.tags.values import moment
from tongban.people.queries import names_of
from tongban.people.vocabulary import Role
from tongban.register.actions.alarms import close_alarm
from tongban.register.queries import alarms
from tongban.register.vocabulary import AlarmView
from tongban.register.wording import ALARMS


@require_safe
@staff_page(Role.PRESIDENT)
def alarm_list(request: DeskRequest) -> HttpResponse:
    """Open alarms, then those that were closed."""
    found = alarms()
    names = names_of({one.closed_by for one in found if one.closed_by})
    lines = [_line(one) | {"closed_by": names.get(one.closed_by, "") if one.closed_by else ""} for one in found]
    return render(request, "desk/alarms.html", {"lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.PRESIDENT)
def alarm(request: DeskRequest, alarm: UUID) -> HttpResponse:
    """One open alarm: what it says, what to do first, and the form that closes it."""
    found = next((one for one in alarms() if one.uid == alarm and one.closed_at is None), None)
    if found is None:
        raise Http404
    form = ClosingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by, reason = request.act_as(Role.PRESIDENT.value, request.desk.court), form.cleaned_data["reason"]
        _none, refusals = tried(lambda: close_alarm(alarm, reason, by=by, at=request.at))
        if not refusals:
            return redirect("desk:register_alarms")
        attach_refusals(form, refusals)
    context = _line(found) | {"form": form, "to_do": words.DO[found.kind]}
    return render(request, "desk/alarm.html", context, status=422 if form.is_bound else 200)


def alarms_table() -> Table:
    """The open alarms, for the president's inbox."""
    pending = [one for one in alarms() if one.closed_at is None]
    columns = [Column(str(c)) for c in (words.LEDGER, words.WHAT, words.FOUND)]
    rows = [
        Row(
            (one.origin, _line(one)["text"], moment(one.found_at)),
            href=reverse("desk:register_alarm", args=[one.uid]),
        )
        for one in pending
    ]
    return Table(str(words.WAITING) % {"n": len(rows)}, columns, rows, str(words.NONE))


def _line(one: AlarmView) -> dict[str, Any]:
    return {"one": one, "text": str(ALARMS[one.kind]).format(*one.sizes)}


urls = [
    path("register/alarms", alarm_list, name="register_alarms"),
    path("register/alarms/<uuid:alarm>", alarm, name="register_alarm"),
]
