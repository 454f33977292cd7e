"""Taking a filing back before it is registered: from its own page, by whoever filed (CPL 13(2))."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tongban.cooperation.actions.taking_back import take_back_errand
from tongban.cooperation.queries import why_on_its_way
from tongban.cooperation.vocabulary import MatterStage
from tongban.courts.queries import court_name
from tongban.face.refusals import attach_refusals, problems
from tongban.face.requests import CourtRequest
from tongban.filing.actions.taking_back import take_back_filing
from tongban.filing.law import others_filing
from tongban.filing.queries import interview_of
from tongban.filing.queries.taking_back import others_in, why_kept
from tongban.filing.vocabulary import Stage
from tongban.kernel.refusal import Refusal, Refused
from tongban.portal.doors import for_persons, sent_by
from tongban.portal.filed import own_filing, own_matter
from tongban.portal.filing import today
from tongban.portal.forms.taking_back import TakeBackForm


@dataclass(frozen=True, slots=True)
class Handed:
    """What is to be taken back: where it is shown, at which court it is, why not, with whom, and how it is done."""

    back: str
    court: str
    no: Refusal | None
    others: tuple[str, ...]
    do: Callable[..., None]
    case: UUID | None = None
    mediated: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@for_persons
def take_back(request: CourtRequest, uid: UUID) -> HttpResponse:
    """What it means to take a filing back, and the press; or why it cannot be taken back, and where to go."""
    found = own_filing(request, uid)
    back = reverse("portal:filing", args=[uid])
    if found.stage is Stage.TAKEN_BACK:
        return redirect(back)  # pressed twice: it is done
    mediated = found.stage is Stage.IN_MEDIATION
    no, others = why_kept(found), others_in(found)
    return _asked(request, uid, Handed(back, found.court, no, others, take_back_filing, found.case, mediated))


@require_http_methods(["GET", "HEAD", "POST"])
@for_persons
def errand_take_back(request: CourtRequest, uid: UUID) -> HttpResponse:
    """The same for what a counter near by has not sent on."""
    found = own_matter(request, uid)
    back = reverse("portal:errand", args=[uid])
    if found.stage is MatterStage.TAKEN_BACK:
        return redirect(back)
    handed_in = timezone.localtime(found.handed_in_at).date()
    others = others_filing(interview_of(found.package["interview"]), found.package["answers"], handed_in)
    return _asked(request, uid, Handed(back, found.to_court, why_on_its_way(found), others, take_back_errand))


def _asked(request: CourtRequest, uid: UUID, one: Handed) -> HttpResponse:
    form = TakeBackForm(one.others, sent_by(request))
    if one.no is None and form.is_valid():
        told = form.cleaned_data
        try:
            one.do(uid, told["reason"], agreed=told.get("agreed", False), by=request.act_as("party"), at=request.at)
            return redirect(one.back)
        except Refused as no:
            attach_refusals(form, no.refusals)
    context = {
        "one": one,
        "court": court_name(one.court, today(request)),
        "form": form,
        "problems": problems([one.no] if one.no else []),
    }
    return render(request, "portal/filing_take_back.html", context, status=422 if form.is_bound else 200)


urls = [
    path("filed/<uuid:uid>/take-back/", take_back, name="filing_take_back"),
    path("errands/<uuid:uid>/take-back/", errand_take_back, name="errand_take_back"),
]
