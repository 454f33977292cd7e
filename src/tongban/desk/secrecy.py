"""Secret exhibits at the desk: the judge of the case orders secrecy and lifts it (CPL 71)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from tongban.desk.evidence import own_case
from tongban.desk.forms.evidence import SecrecyForm
from tongban.desk.frame import DeskRequest, staff_page, tried
from tongban.evidence.actions.secrecy import keep_secret, lift_secrecy
from tongban.evidence.queries import exhibits_seen_by
from tongban.face.refusals import attach_refusals
from tongban.people.vocabulary import Role


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.JUDGE)
def secrecy(request: DeskRequest, case: UUID) -> HttpResponse:
    """Keep an exhibit secret, or lift the secrecy."""
    view = own_case(request, case)
    exhibits = exhibits_seen_by(request.viewer, case)
    form = SecrecyForm(exhibits, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by, told = request.act_as("judge", view.court), form.cleaned_data
        who = {"reasons": told["reasons"], "by": by, "at": request.at}
        exhibit = UUID(told["exhibit"])
        _none, refusals = tried(
            lambda: (
                keep_secret(case, exhibit, told["ground"], **who)
                if form.keeps()
                else lift_secrecy(case, exhibit, **who)
            )
        )
        if not refusals:
            return redirect("desk:evidence_case", case=case)
        attach_refusals(form, refusals)
    secret = [e for e in exhibits if e.secret]
    context = {"case": view, "form": form, "secret": secret}
    return render(request, "desk/evidence_secrecy.html", context, status=422 if form.is_bound else 200)


urls = [path("cases/<uuid:case>/evidence/secrecy", secrecy, name="evidence_secrecy")]
