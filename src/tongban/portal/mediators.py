"""Mediators: the public register, and for a mediator the matters that are entrusted to him or her."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tongban.access.audience import Audience, open_to
from tongban.access.downloads import delivers_files
from tongban.access.vocabulary import Viewer
from tongban.cases.wording import PROCEDURE_STAGES
from tongban.courts.queries import court_name
from tongban.documents.actions.blobs import open_blob
from tongban.face.files import file_answer
from tongban.face.parts import Task
from tongban.face.requests import CourtRequest
from tongban.mediation.actions.referral import close, confirm, decline
from tongban.mediation.actions.words import disclose, put_text
from tongban.mediation.queries import invitation_of, invitations_of, mediators_listed, room_of
from tongban.mediation.queries.early import early_entrusted_to
from tongban.mediation.vocabulary import ALL, InvitationView, Stage
from tongban.mediation.wording import KINDS, STAGES
from tongban.people.vocabulary import Role
from tongban.portal.doors import for_mediators, sent_by
from tongban.portal.forms import mediation as words
from tongban.portal.forms.words import SIDES
from tongban.portal.home import WAITING
from tongban.portal.mediation import Page, Seat, acted, said, shown_file, told


@require_GET
@open_to(Audience.PUBLIC)
def listed(request: CourtRequest) -> HttpResponse:
    """The courts' registers of mediators: who they are, what they mediate, and whether it costs something."""
    day = timezone.localtime(request.at).date()
    rows = [(one, KINDS[one.kind], court_name(one.court, day)) for one in mediators_listed(request.viewer)]
    return render(request, "portal/mediators.html", {"rows": rows})


@require_GET
@for_mediators
def matters(request: CourtRequest) -> HttpResponse:
    """The matters that are entrusted to the mediator now."""
    rows = [(one, STAGES[one.mediation.stage]) for one in invitations_of(request.viewer)]
    early = [(one, PROCEDURE_STAGES[one.stage]) for one in early_entrusted_to(request.viewer)]
    return render(request, "portal/mediations.html", {"rows": rows, "early": early})


def _seat(request: CourtRequest, uid: UUID) -> tuple[InvitationView, Seat]:
    found = invitation_of(request.viewer, uid)
    if found is None:
        raise Http404
    return found, Seat(uid, found.matter.court, room_of(request.viewer, found.mediation), None)


@require_GET
@for_mediators
def matter(request: CourtRequest, uid: UUID) -> HttpResponse:
    """One matter: who disputes about what, and, while mediating, everything that is said at the table."""
    found, seat = _seat(request, uid)
    parties = [(SIDES[side.value], name) for _uid, side, name in found.matter.parties]
    context = {"matter": found.matter, "parties": parties, "room": told(seat), "titles": words.TITLES}
    return render(request, "portal/mediation_matter.html", context)


def _by(request: CourtRequest, seat: Seat) -> dict[str, Any]:
    return {"by": request.act_as(Role.MEDIATOR.value, seat.court), "at": request.at}


def _speak_form(seat: Seat, request: CourtRequest) -> words.SpeakForm:
    found = invitation_of(request.viewer, seat.case)
    parties = found.matter.parties if found else ()
    alone = [(str(uid), words.ALONE_WITH % {"name": name}) for uid, _side, name in parties]
    return words.SpeakForm([(ALL, words.FOR_ALL), *alone], sent_by(request), request.FILES or None)


PAGES: dict[str, Page] = {
    "confirm": Page(
        "confirm",
        lambda _s, r: words.ConfirmForm(sent_by(r)),
        lambda r, s, t: confirm(s.case, t["relation"], **_by(r, s)),
    ),
    "decline": Page(
        "decline",
        lambda _s, r: words.ReasonsForm(sent_by(r)),
        lambda r, s, t: decline(s.case, t["reasons"], **_by(r, s)),
    ),
    "speak": Page("propose", _speak_form, lambda r, s, t: said(r, s.case, t, **_by(r, s))),
    "disclose": Page(
        "disclose",
        lambda _s, r: words.RelationForm(sent_by(r)),
        lambda r, s, t: disclose(s.case, t["relation"], **_by(r, s)),
    ),
    "put": Page(
        "put_text",
        lambda _s, r: words.PutForm(sent_by(r)),
        lambda r, s, t: put_text(s.case, t["kind"], t["text"], t["days"], **_by(r, s)),
    ),
    "close": Page(
        "close", lambda _s, r: words.CloseForm(sent_by(r)), lambda r, s, t: close(s.case, t["outcome"], **_by(r, s))
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_mediators
def act(request: CourtRequest, uid: UUID, what: str) -> HttpResponse:
    """One act of the mediator: accept or not, speak, disclose a relation, put a text to the parties, close."""
    _found, seat = _seat(request, uid)
    over = what in {"decline", "close"}
    back = reverse("portal:mediations") if over else reverse("portal:mediation_matter", args=[uid])
    return acted(request, seat, PAGES, what, back=back)


@require_GET
@for_mediators
@delivers_files
def file(request: CourtRequest, uid: UUID, document: UUID) -> HttpResponseBase:
    """A file that was shown in the mediation, or handed to the mediator."""
    found = shown_file(_seat(request, uid)[1], document)
    return file_answer(request, open_blob(found.sha256), name=found.name, media_type=found.media_type)


def waiting(viewer: Viewer) -> list[Task]:
    """What is entrusted to the viewer as a mediator."""
    if not viewer.has_role(Role.MEDIATOR):
        return []
    return [_task(one) for one in invitations_of(viewer)]


def _task(one: InvitationView) -> Task:
    asked = one.mediation.stage is Stage.INVITED
    title = (words.INVITED if asked else words.MEDIATING) % {"number": one.matter.number}
    href = reverse("portal:mediation_matter", args=[one.matter.case])
    return Task(str(title), "not_started" if asked else "in_progress", href)


WAITING.append(waiting)

urls = [
    path("mediators/", listed, name="mediators"),
    path("mediations/", matters, name="mediations"),
    path("mediations/<uuid:uid>/", matter, name="mediation_matter"),
    path("mediations/<uuid:uid>/files/<uuid:document>/", file, name="mediator_file"),
    path("mediations/<uuid:uid>/<slug:what>/", act, name="mediator_act"),
]
