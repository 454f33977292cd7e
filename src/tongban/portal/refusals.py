"""The appeal against the refusal of a complaint: from the page of the filing, in own words (CPL 126, 171(2))."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from tongban.face.refusals import attach_refusals
from tongban.face.requests import CourtRequest
from tongban.filing.actions.refusals import appeal_refusal
from tongban.filing.queries.refusals import may_appeal_refusal
from tongban.filing.vocabulary import Stage
from tongban.kernel.refusal import Refused
from tongban.portal.doors import for_persons, sent_by
from tongban.portal.filed import own_filing
from tongban.portal.filing import today
from tongban.portal.forms.refusals import ReasonsForm


@require_http_methods(["GET", "HEAD", "POST"])
@for_persons
def appeal(request: CourtRequest, uid: UUID) -> HttpResponse:
    """What the ruling says, until when one may appeal, and the reasons."""
    found = own_filing(request, uid)
    if request.method == "POST" and found.stage is Stage.APPEALED:
        return redirect("portal:filing", uid)  # pressed twice: it lies with the court
    if not may_appeal_refusal(found, today(request)):
        raise Http404
    form = ReasonsForm(sent_by(request))
    if request.method == "POST" and form.is_valid():
        try:
            appeal_refusal(uid, form.cleaned_data["reasons"], by=request.act_as("party"), at=request.at)
            return redirect("portal:filing", uid)
        except Refused as no:
            attach_refusals(form, no.refusals)
    context = {"filing": found, "form": form}
    return render(request, "portal/refusal_appeal.html", context, status=422 if form.is_bound else 200)


urls = [path("filed/<uuid:uid>/appeal/", appeal, name="refusal_appeal")]
