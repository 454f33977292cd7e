"""The register of evidence platforms at the desk: the president enters them and decides about them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from tongban.desk.forms.platforms import DecisionForm, PlatformForm
from tongban.desk.frame import DeskRequest, staff_page, tried
from tongban.evidence.actions.platforms import decide_platform, enter_platform
from tongban.evidence.queries import platform_acts, platforms
from tongban.evidence.wording import PLATFORM_KINDS, PLATFORM_STATUSES
from tongban.face.refusals import attach_refusals
from tongban.people.vocabulary import Role


def _lines(request: DeskRequest) -> list[dict[str, Any]]:
    return [
        {
            "one": one,
            "kind": PLATFORM_KINDS[one.kind],
            "stands": PLATFORM_STATUSES[one.status],
            "steps": [(PLATFORM_STATUSES[step.status], step) for step in one.steps],
        }
        for one in platforms(request.viewer, request.desk.court)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.PRESIDENT)
def platform_register(request: DeskRequest) -> HttpResponse:
    """The register of the court, and the form for a further platform."""
    form = PlatformForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by, told = request.act_as(Role.PRESIDENT.value, request.desk.court), form.cleaned_data
        _uid, refusals = tried(lambda: enter_platform(**told, by=by, at=request.at))
        if not refusals:
            return redirect("desk:platforms")
        attach_refusals(form, refusals)
    context = {"lines": _lines(request), "form": form}
    return render(request, "desk/platforms.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.PRESIDENT)
def platform(request: DeskRequest, platform: UUID) -> HttpResponse:
    """One platform: every decision, and the next one."""
    line = next((one for one in _lines(request) if one["one"].uid == platform), None)
    if line is None:
        raise Http404
    acts = platform_acts(line["one"].status)
    form = DecisionForm(acts, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by, told = request.act_as(Role.PRESIDENT.value, request.desk.court), form.cleaned_data
        what, why = told["decision"], told["reason"]
        _none, refusals = tried(lambda: decide_platform(platform, what, reason=why, by=by, at=request.at))
        if not refusals:
            return redirect("desk:platforms")
        attach_refusals(form, refusals)
    context = line | {"form": form, "acts": acts}
    return render(request, "desk/platform.html", context, status=422 if form.is_bound else 200)


urls = [
    path("platforms", platform_register, name="platforms"),
    path("platforms/<uuid:platform>", platform, name="platform"),
]
