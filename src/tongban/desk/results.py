"""The result of the second instance at the desk of the court of first instance: recorded from the paper, once."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from tongban.cases.law import By, results_at
from tongban.cases.vocabulary import CaseView
from tongban.cases.wording import PROCEDURE_ACTS
from tongban.desk.evidence import own_case
from tongban.desk.forms.results import ResultForm, papers_sent
from tongban.desk.frame import DeskRequest, roles_in, staff_page, tried
from tongban.desk.next_acts import Link
from tongban.desk.wording.cases import RECORD_RESULT
from tongban.face.refusals import attach_refusals
from tongban.judgments.actions import record_result
from tongban.kernel.actor import Actor
from tongban.people.vocabulary import Role

_RECORDS = (Role.CLERK, Role.JUDGE)
_KEY = "8"


def links(case: CaseView, roles: list[str]) -> list[Link]:
    """The way to the page, while the case waits for the court above."""
    able = {By.CLERK, By.JUDGE} & set(roles)
    if not able or not results_at(case.track, case.stage):
        return []
    return [Link(RECORD_RESULT, reverse("desk:result", args=[case.uid]), _KEY)]


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_RECORDS)
def result(request: DeskRequest, case: UUID) -> HttpResponse:
    """What the court above decided, with its paper; there is no such page in a case that waits for no court above."""
    view = own_case(request, case)
    open_now = results_at(view.track, view.stage)
    roles = [role for role in roles_in(request, view.court, view.uid) if role in _RECORDS]
    if not open_now or not roles:
        raise Http404
    choices = [(move.act.value, PROCEDURE_ACTS[move.act]) for move in open_now]
    form = ResultForm(choices, *((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        by = request.act_as(roles[0].value, view.court)
        _none, refusals = tried(partial(_record, request, form, case, by=by))
        if not refusals:
            return redirect("desk:case", case=case)
        attach_refusals(form, refusals)
    context = {"case": view, "form": form, "law": "CPL 177-182"}
    return render(request, "desk/result.html", context, status=422 if form.is_bound else 200)


def _record(request: DeskRequest, form: ResultForm, case: UUID, *, by: Actor) -> None:
    told = form.cleaned_data
    record_result(
        case,
        told["result"],
        number=told["number"],
        dated=told["dated"],
        effective=told["effective"],
        materials=papers_sent(request, form),
        by=by,
        at=request.at,
    )


urls = [path("cases/<uuid:case>/result", result, name="result")]
