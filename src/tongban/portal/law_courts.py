"""Ask the law which court: the courts that may take a case, best first, and why the others may not."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from tongban.access.audience import Audience, open_to
from tongban.courts.law import check_court, competent_courts, matters_near, question_from
from tongban.courts.vocabulary import Matter, VenueAnswer
from tongban.courts.wording import MATTERS
from tongban.face.refusals import attach_refusals, problem
from tongban.face.requests import CourtRequest
from tongban.kernel.refusal import Refusal
from tongban.portal.filing import today
from tongban.portal.forms.law_courts import MatterForm, VenueForm
from tongban.portal.forms.sections import first_large


@require_safe
@open_to(Audience.PUBLIC)
def courts(request: CourtRequest) -> HttpResponse:
    """First what it is about, then what that kind of dispute needs."""
    chosen = request.GET.get("matter", "")
    if chosen not in set(Matter):
        return _choose(request)
    matter, day = Matter(chosen), today(request)
    asked = len(request.GET) > 1
    form = VenueForm(matter, request.GET if asked else None, on=day)
    found = _found(form, day) if asked and form.is_valid() else None
    context = {"form": form, "matter": matter, "name": MATTERS[matter], **_told(found)}
    return render(request, "portal/law_courts.html", context, status=422 if asked and not found else 200)


def _choose(request: CourtRequest) -> HttpResponse:
    """The list of matters; loose words lead to those that may be meant, one that means none is refused."""
    asked = "matter" in request.GET or "words" in request.GET
    form = MatterForm(request.GET if asked else None)
    near: list[tuple[Matter, object]] = []
    if asked and form.is_valid():
        typed = form.cleaned_data["matter"] or form.cleaned_data["words"]
        near = [(matter, first_large(MATTERS[matter])) for matter in matters_near(typed)]
        found = question_from({"matter": typed or None}, today=today(request))
        attach_refusals(form, found if isinstance(found, tuple) and not near else ())
    context = {"choose": form, "near": near}
    return render(request, "portal/law_courts.html", context, status=422 if asked and not near else 200)


def _found(form: VenueForm, day: date) -> VenueAnswer | None:
    """The answer; None when the facts were refused, with the reasons beside their questions."""
    question = question_from(form.facts, today=day)
    if isinstance(question, tuple):
        form.find(question)
        return None
    if question.court:
        checked = check_court(question.court, question.dispute, on=question.on)
        found = checked if isinstance(checked, Refusal) else VenueAnswer((checked,), ())
    else:
        found = competent_courts(question.dispute, on=question.on)
    if isinstance(found, Refusal):
        form.find([found])
        return None
    if not found.courts:
        form.find(lost.why for lost in found.lost)
        return None
    return found


def _told(found: VenueAnswer | None) -> dict[str, Any]:
    if found is None:
        return {}
    return {
        "courts": found.courts,
        "exclusive": any(court.exclusive for court in found.courts),
        "lost": [problem(lost.why) for lost in found.lost],
    }


urls = [path("law/courts/", courts, name="law_courts")]
