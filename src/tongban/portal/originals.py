"""What the court asks for as an original, the party's answer (在线诉讼规则 12(2)), and what it handed over on paper."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_http_methods

from tongban.cooperation.vocabulary import Sheet
from tongban.dossier.vocabulary import ItemForm, ItemStage, Reply, RequestStage, Trigger
from tongban.dossier.wording.originals import ITEM_STAGES, REPLIES, REQUEST_STAGES, TRIGGERS, counted
from tongban.face.parts import Task
from tongban.face.refusals import attach_refusals
from tongban.face.requests import CourtRequest
from tongban.kernel.refusal import Refused
from tongban.portal.case import SECTIONS, TASKS, hand_over, is_remote, own_sheet
from tongban.portal.doors import for_parties
from tongban.portal.forms import originals as words

_OPEN = frozenset({RequestStage.ASKED, RequestStage.ANSWERED})


def requests_of(sheet: Sheet) -> list[dict[str, Any]]:
    """What was asked of this party, in words. A court of an older version asks nothing here."""
    exhibits = {e["uid"]: f"{e['number']} {e['title']}" for e in sheet["evidence"]["exhibits"]}
    titles = {paper["uid"]: paper["title"] for paper in sheet["papers"]} | exhibits
    return [
        line
        | {
            "title": titles.get(line["subject"], ""),
            "ground": TRIGGERS[Trigger(line["trigger"])],
            "says": REQUEST_STAGES[RequestStage(line["stage"])],
            "last": date.fromisoformat(line["until"]),
            "said": REPLIES[Reply(line["reply"])] if line["reply"] else "",
            "open": line["stage"] in _OPEN,
        }
        for line in sheet.get("originals", ())
    ]


def tasks(sheet: Sheet) -> list[Task]:
    """Each original that the court waits for."""
    return [
        Task(
            str(words.TO_BRING % one),
            "in_progress" if one["reply"] else "not_started",
            reverse("portal:original", args=[sheet["case"], one["uid"]]),
        )
        for one in requests_of(sheet)
        if one["open"]
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def original(request: CourtRequest, uid: UUID, asked: UUID) -> HttpResponse:
    """What the court asks, why, by when and where to; and the party's answer."""
    sheet = own_sheet(request, uid)
    line = next((one for one in requests_of(sheet) if one["uid"] == str(asked)), None)
    if line is None:
        raise Http404
    initial = {"reply": line["reply"], "words": line["words"]}
    form = words.ReplyForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            then = "" if is_remote(sheet) else reverse("portal:original", args=[uid, asked])
            return hand_over(request, uid, "answer_original", form.cleaned_data | {"request": str(asked)}, then=then)
        except Refused as no:
            attach_refusals(form, no.refusals)
    context = {"sheet": sheet, "asked": line, "form": form}
    return render(request, "portal/original.html", context, status=422 if form.is_bound else 200)


@require_GET
@for_parties
def things(request: CourtRequest, uid: UUID) -> HttpResponse:
    """What this party handed over in the case: on which receipt, where it is, since when."""
    sheet = own_sheet(request, uid)
    lines = [
        {
            "thing": one,
            "counted": counted(ItemForm(one["form"]), one["pages"], one["copies"]),
            "says": ITEM_STAGES[ItemStage(one["stage"])],
            "since": datetime.fromisoformat(one["since"]),
        }
        for one in sheet.get("things", ())
    ]
    return render(request, "portal/things.html", {"sheet": sheet, "lines": lines})


TASKS.append(tasks)
SECTIONS["things"] = "portal/things_section.html"

urls = [
    path("cases/<uuid:uid>/originals/<uuid:asked>/", original, name="original"),
    path("cases/<uuid:uid>/things/", things, name="things"),
]
