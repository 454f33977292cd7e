"""The procedure and the cause of a running case: the judge converts the one and changes the other."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tongban.cases.actions.cause import change_cause
from tongban.cases.actions.convert import convert_procedure
from tongban.cases.law import TRACKS, track_of
from tongban.cases.queries import circumstances_of, conversions_of, question_about
from tongban.cases.vocabulary import Act, CaseView, CauseChange, Track
from tongban.cases.wording import TRACKS as TRACK_NAMES
from tongban.courts.law import search
from tongban.desk.evidence import own_case
from tongban.desk.forms.tracks import CauseSearchForm, ChangeCauseForm, ConvertForm
from tongban.desk.frame import DeskRequest, staff_page, tried
from tongban.face.refusals import attach_refusals
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal
from tongban.people.vocabulary import Role


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.JUDGE)
def convert(request: DeskRequest, case: UUID) -> HttpResponse:
    """Put the case into another procedure; there is no such page where no conversion is open."""
    view = own_case(request, case)
    ways = [Track(way.target.name) for way in conversions_of(view)]
    if not ways:
        raise Http404
    known = {"found": sorted(circumstances_of(case))}
    form = ConvertForm(view, ways, request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and form.is_valid():
        by, told = request.act_as("judge", view.court), form.cleaned_data
        done, refusals = tried(
            lambda: convert_procedure(
                case,
                to=Track(told["to"]),
                found=form.circumstances(),
                reasons=told["reasons"],
                objected=form.objector(),
                by=by,
                at=request.at,
            )
        )
        if done:
            return redirect("desk:case", case=case)
        attach_refusals(form, refusals)
    context = {"case": view, "form": form, "track": TRACK_NAMES[view.track], "steps": _steps(view)}
    return render(request, "desk/case_convert.html", context, status=422 if form.is_bound else 200)


def _steps(case: CaseView) -> object:
    """What the rule says on what the court knows."""
    claim = Money(case.claim_minor, case.currency)
    return track_of(question_about(case.court, claim, circumstances_of(case.uid), case.docketed_at)).steps


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.JUDGE)
def cause(request: DeskRequest, case: UUID) -> HttpResponse:
    """Give the case another cause: found by words, chosen with the reason that holds at this stage."""
    view = own_case(request, case)
    reasons = _reasons(view)
    if not reasons:
        raise Http404
    seeking = CauseSearchForm(request.GET if "q" in request.GET else None)
    found = search(request.GET["q"], timezone.localtime(view.filed_at).date()) if seeking.is_bound else ()
    if isinstance(found, Refusal):
        attach_refusals(seeking, [found])
        found = ()
    form = ChangeCauseForm(found, reasons, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by, told = request.act_as("judge", view.court), form.cleaned_data
        done, refusals = tried(
            lambda: change_cause(
                case, cause=told["cause"], reason=told["reason"], none_lower=told["none_lower"], by=by, at=request.at
            )
        )
        if done:
            return redirect("desk:case", case=case)
        attach_refusals(form, refusals)
    context = {"case": view, "seeking": seeking, "hits": found, "form": form}
    return render(request, "desk/case_cause.html", context, status=422 if form.is_bound or seeking.errors else 200)


def _reasons(case: CaseView) -> list[CauseChange]:
    """The reasons for which the cause may change where the case stands, by the table."""
    table = TRACKS[case.track]
    asked = ((why, table.decide(case.stage, Act.CHANGE_CAUSE, role="judge", holds=[why])) for why in CauseChange)
    return [why for why, found in asked if not isinstance(found, Refusal)]


urls = [
    path("cases/<uuid:case>/procedure", convert, name="case_convert"),
    path("cases/<uuid:case>/cause", cause, name="case_cause"),
]
