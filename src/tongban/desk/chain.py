"""Chained exhibits at the desk: the check against the ledger, the report, the judge's rulings (在线诉讼规则 16-19)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from tongban.access.downloads import delivers_files
from tongban.cases.queries import open_acts
from tongban.cases.vocabulary import Act
from tongban.desk.evidence import acting, exhibit_lines, own_case
from tongban.desk.forms.evidence import RulingForm
from tongban.desk.frame import DeskRequest, roles_at, staff_page, tried
from tongban.documents.queries import documents_of
from tongban.evidence.actions.chain_report import KIND, check_files, report_on_chain
from tongban.evidence.actions.chain_rulings import rule_on_chain
from tongban.evidence.actions.expert_pack import expert_pack
from tongban.evidence.queries import exhibits_seen_by
from tongban.evidence.wording import VERDICTS
from tongban.face.files import ZIP, file_answer
from tongban.face.refusals import attach_refusals, problems
from tongban.people.vocabulary import Role

_COURT = (Role.CLERK, Role.JUDGE)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_COURT)
def chain(request: DeskRequest, case: UUID, exhibit: UUID) -> HttpResponse:
    """One exhibit and the ledger: checked now, file by file; a POST has the report made."""
    view = own_case(request, case)
    line = next((one for one in exhibit_lines(request, view) if one["exhibit"].uid == exhibit), None)
    if line is None:
        raise Http404
    refusals: tuple[Any, ...] = ()
    if request.method == "POST":
        by = acting(request, view, Act.AUDIT_EXHIBIT)
        _none, refusals = tried(lambda: report_on_chain(case, exhibit, by=by, at=request.at))
        if not refusals:
            return redirect("desk:evidence_chain", case=case, exhibit=exhibit)
    may = {act for role in roles_at(request, view.court) for act in open_acts(view, role)}
    context = {
        "case": view,
        "line": line,
        "wanted": f"{reverse('desk:evidence_ruling', args=[case])}?{urlencode({'exhibit': exhibit})}",
        "checks": [(v, found, VERDICTS[found.verdict]) for v, found in check_files(line["exhibit"].documents)],
        "reports": [d for d in documents_of(request.viewer, subjects=[exhibit]) if d.kind == KIND],
        "may_report": Act.AUDIT_EXHIBIT in may,
        "may_rule": Act.RULE_ON_CHAIN in may and line["exhibit"].chained,
        "problems": problems(refusals),
    }
    return render(request, "desk/evidence_chain.html", context, status=422 if refusals else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_COURT)
def ruling(request: DeskRequest, case: UUID) -> HttpResponse:
    """Rule about a chained exhibit."""
    view = own_case(request, case)
    chained = [e for e in exhibits_seen_by(request.viewer, case) if e.chained]
    parties = [(str(p.uid), f"{p.side.term} {p.name}") for p in view.parties]
    wanted = {"exhibit": request.GET.get("exhibit", "")}
    form = RulingForm(chained, parties, request.POST if request.method == "POST" else None, initial=wanted)
    if request.method == "POST" and form.is_valid():
        by, told = acting(request, view, Act.RULE_ON_CHAIN), form.cleaned_data
        exhibit, why = UUID(told["exhibit"]), {"reasons": told["reasons"], "motion": told["motion"]}
        _none, refusals = tried(lambda: rule_on_chain(case, exhibit, told["ruling"], **why, by=by, at=request.at))
        if not refusals:
            return redirect("desk:evidence_chain", case=case, exhibit=exhibit)
        attach_refusals(form, refusals)
    context = {"case": view, "form": form, "none": not chained}
    return render(request, "desk/evidence_ruling.html", context, status=422 if form.is_bound else 200)


@require_safe
@staff_page(*_COURT)
@delivers_files
def expert(request: DeskRequest, case: UUID, exhibit: UUID) -> HttpResponseBase:
    """The pack for a person with expert knowledge."""
    own_case(request, case)
    found = expert_pack(request.viewer, case, exhibit)
    if found is None:
        raise Http404
    return file_answer(request, found, name=f"expert-{exhibit}.zip", media_type=ZIP)


urls = [
    path("cases/<uuid:case>/evidence/ruling", ruling, name="evidence_ruling"),
    path("cases/<uuid:case>/evidence/<uuid:exhibit>/chain", chain, name="evidence_chain"),
    path("cases/<uuid:case>/evidence/<uuid:exhibit>/expert", expert, name="evidence_expert"),
]
