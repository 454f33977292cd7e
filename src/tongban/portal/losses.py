"""A party tells the court that it, or the other side, died or can no longer act, with the proof (CPL 153)."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from tongban.cases.law import Do, losses_elsewhere
from tongban.cases.vocabulary import Track
from tongban.cooperation.vocabulary import Sheet
from tongban.documents.actions.upload import upload_limit
from tongban.face.agents import TYPES
from tongban.face.losses import LossForm
from tongban.face.parts import Task
from tongban.face.refusals import attach_refusals
from tongban.face.requests import CourtRequest
from tongban.face.uploads import taken
from tongban.kernel.refusal import Refused
from tongban.portal.case import TASKS, hand_over, own_sheet
from tongban.portal.doors import for_parties, sent_by
from tongban.portal.forms.words import LOSS_TASK, SIDES


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def loss(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Say whom it concerns, what happened, and who could take the place."""
    sheet = own_sheet(request, uid)
    if Do.TELL_LOSS not in sheet.get("turn_acts", ()):
        # A platform of another make may name no procedure, or one of its own.
        track = sheet["track"]
        if track in {*Track} and (why := losses_elsewhere(Track(track))):
            raise Refused(why)
        raise Http404
    parties = [(p["uid"], f"{SIDES.get(p['side'], '')} {p['name']}") for p in sheet["parties"] if "uid" in p]
    form = LossForm(parties, sent_by(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            secret = form.cleaned_data["state_secret"]
            files = taken(request.FILES.getlist("files"), "files", "files", secret=secret)
            return hand_over(request, uid, "tell_loss", form.told(), files)
        except Refused as no:
            attach_refusals(form, no.refusals)
    context = {"sheet": sheet, "form": form, "limit": upload_limit(), "types": TYPES}
    return render(request, "portal/case_loss.html", context, status=422 if form.is_bound else 200)


def tasks(sheet: Sheet) -> list[Task]:
    """One line, as long as the court may be told."""
    told = Do.TELL_LOSS in sheet.get("turn_acts", ())
    return [Task(str(LOSS_TASK), "optional", reverse("portal:loss", args=[sheet["case"]]))] if told else []


TASKS.append(tasks)
urls = [path("cases/<uuid:uid>/losses/", loss, name="loss")]
