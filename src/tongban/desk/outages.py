"""Outages at the desk: the president of the court records one that ended, and everybody sees what it moved."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from tongban.cases.actions.outages import record_outage
from tongban.cases.queries import outages_at
from tongban.cases.vocabulary.outages import OutageView
from tongban.courts.wording import period_name
from tongban.desk.forms.clocks import OutageForm
from tongban.desk.frame import DeskRequest, staff_page, tried
from tongban.desk.wording import clocks as words
from tongban.face.parts import Column, Row, Table
from tongban.face.refusals import attach_refusals, in_a_line
from tongban.face.tags.values import case_number, moment
from tongban.kernel.refusal import Refusal
from tongban.people.vocabulary import Role


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.PRESIDENT)
def outages(request: DeskRequest) -> HttpResponse:
    """Outages that touched the court: record one that ended, and see which periods each moved."""
    court = request.desk.court
    form = OutageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by, told = request.act_as("president", court), form.cleaned_data
        _done, refusals = tried(
            lambda: record_outage(
                court=court,
                began_at=told["began_at"],
                ended_at=told["ended_at"],
                record_number=told["record"],
                by=by,
                at=request.at,
            )
        )
        if not refusals:
            return redirect("desk:outages")
        attach_refusals(form, refusals)
    found = [(one, one.court == "", _hit(one)) for one in outages_at(court)]
    context = {"form": form, "outages": found}
    return render(request, "desk/outages.html", context, status=422 if form.is_bound else 200)


def _hit(outage: OutageView) -> Table:
    """What the outage did to each period whose end it hit."""
    columns = [Column(str(c)) for c in (words.CASE, words.PERIOD, words.BEFORE, words.NOW)]
    rows = [
        Row(
            (
                case_number(hit["number"]),
                period_name(hit["rule"]),
                _day_of(hit["before"]),
                _day_of(hit["due"]) if hit["due"] else _why(hit),
            ),
            href=reverse("desk:clock", args=[hit["case"], hit["clock"]]),
        )
        for hit in outage.found
    ]
    return Table(str(words.HIT) % {"n": len(rows)}, columns, rows, str(words.NO_HIT))


def _day_of(text: str) -> str:
    return moment(datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text))


def _why(hit: dict[str, Any]) -> str:
    """Why a period stays, what to do now, and the article."""
    facts = tuple((str(name), str(value)) for name, value in hit["facts"])
    return in_a_line(Refusal(hit["reason"], hit["law"], (), facts))


urls = [path("outages", outages, name="outages")]
