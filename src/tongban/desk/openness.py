"""Trials that are not public: the judge of the case orders it (CPL 137)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from tongban.cases.actions.openness import close_to_public
from tongban.desk.evidence import own_case
from tongban.desk.forms.openings import ClosingForm
from tongban.desk.frame import DeskRequest, staff_page, tried
from tongban.face.refusals import attach_refusals
from tongban.people.vocabulary import Role


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.JUDGE)
def closing(request: DeskRequest, case: UUID) -> HttpResponse:
    """Order that the case is not tried in public."""
    view = own_case(request, case)
    parties = [(str(p.uid), f"{p.side.term} {p.name}") for p in view.parties]
    form = ClosingForm(parties, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by, told = request.act_as("judge", view.court), form.cleaned_data
        asked = UUID(told["asked_by"]) if told["asked_by"] else None
        _none, refusals = tried(
            lambda: close_to_public(case, told["ground"], asked_by=asked, reasons=told["reasons"], by=by, at=request.at)
        )
        if not refusals:
            return redirect("desk:hearings_case", case=case)
        attach_refusals(form, refusals)
    context = {"case": view, "form": form}
    return render(request, "desk/case_closing.html", context, status=422 if form.is_bound else 200)


urls = [path("cases/<uuid:case>/closed", closing, name="case_closing")]
