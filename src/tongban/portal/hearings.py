"""The answer to the complaint, the request for an asynchronous hearing, the day of the hearing and its record."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from tongban.cooperation.vocabulary import Sheet
from tongban.face.parts import Task
from tongban.face.refusals import attach_refusals
from tongban.face.requests import CourtRequest
from tongban.hearings.vocabulary import HearingState, Part, Speaker, Way
from tongban.hearings.wording import PARTS, SPEAKERS, STATES, WAYS
from tongban.kernel.refusal import Refused
from tongban.portal.case import SECTIONS, TASKS, hand_over, own_sheet
from tongban.portal.doors import for_parties
from tongban.portal.forms import hearings as words


def tasks(sheet: Sheet) -> list[Task]:
    """Answering the complaint, confirming the record, and what may be asked of the court."""
    found = []
    if "answer" in sheet["acts"] and sheet.get("pleadings", {}).get("to_answer"):
        href = reverse("portal:defence", args=[sheet["case"]])
        found.append(Task(str(words.TO_ANSWER), "not_started", href, str(words.TO_ANSWER_HINT)))
    if any(hearing["to_confirm"] for hearing in sheet.get("hearing", {}).get("hearings", ())):
        found.append(Task(str(words.TO_CONFIRM), "not_started", reverse("portal:record", args=[sheet["case"]])))
    if "ask_async_hearing" in sheet["acts"]:
        found.append(Task(str(words.ASK_ASYNC), "optional", reverse("portal:async_hearing", args=[sheet["case"]])))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def defence(request: CourtRequest, uid: UUID) -> HttpResponse:
    """The complaint as the defendant reads it, and the answer, claim by claim."""
    sheet = own_sheet(request, uid)
    here = sheet.get("pleadings")
    if not here:
        raise Http404
    form = words.DefenceForm(here["claims"], request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return hand_over(request, uid, "answer_claim", form.words())
        except Refused as no:
            attach_refusals(form, no.refusals)
    context = {"sheet": sheet, "form": form, "facts": here["facts"].splitlines(), "open": here["to_answer"]}
    return render(request, "portal/defence.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def async_hearing(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Ask for a hearing at different times; every condition that is not met is shown with its article."""
    sheet = own_sheet(request, uid)
    form = words.AsyncForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return hand_over(request, uid, "ask_async_hearing", form.cleaned_data)
        except Refused as no:
            attach_refusals(form, no.refusals)
    context = {"sheet": sheet, "form": form}
    return render(request, "portal/hearing_async.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def record(request: CourtRequest, uid: UUID) -> HttpResponse:
    """The record of the last hearing that was closed, and its confirmation."""
    sheet = own_sheet(request, uid)
    closed = [h for h in sheet.get("hearing", {}).get("hearings", ()) if h["state"] == HearingState.CLOSED]
    if not closed:
        raise Http404
    shown = closed[-1]
    form = words.RecordForm(request.POST if request.method == "POST" else None, initial={"digest": shown["digest"]})
    if request.method == "POST" and form.is_valid():
        try:
            return hand_over(request, uid, "confirm_record", form.cleaned_data)
        except Refused as no:
            attach_refusals(form, no.refusals)
    context = {"sheet": sheet, "hearing": in_words(shown), "form": form}
    return render(request, "portal/hearing_record.html", context, status=422 if form.is_bound else 200)


def in_words(hearing: dict[str, Any]) -> dict[str, Any]:
    """A hearing of a sheet with its codes in words."""
    corrected = {line["corrects"] for line in hearing["record"] if line["corrects"] is not None}
    return hearing | {
        "starts": datetime.fromisoformat(hearing["starts_at"]),
        "says": STATES[HearingState(hearing["state"])],
        "lines": [
            line
            | {
                "part_says": PARTS[Part(line["part"])],
                "speaker_says": SPEAKERS[Speaker(line["speaker"])],
                "corrected": line["number"] in corrected,
            }
            for line in hearing["record"]
        ],
        "said": [c | {"way_says": WAYS[Way(c["way"])]} for c in hearing["confirmations"]],
    }


TASKS.append(tasks)
SECTIONS["hearing"] = "portal/parts/hearing_section.html"

urls = [
    path("cases/<uuid:uid>/answer/", defence, name="defence"),
    path("cases/<uuid:uid>/asynchronous-hearing/", async_hearing, name="async_hearing"),
    path("cases/<uuid:uid>/record/", record, name="record"),
]
