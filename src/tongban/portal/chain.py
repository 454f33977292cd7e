"""Chained evidence as a party meets it: where a record comes from, proofs of others, the pack for an expert.

And the list of evidence platforms that anybody may read.
"""

from __future__ import annotations

from typing import Any, BinaryIO, cast
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from tongban.access.audience import Audience, open_to
from tongban.access.downloads import delivers_files
from tongban.cooperation.vocabulary import Sheet
from tongban.courts.queries import court_name
from tongban.documents.actions.upload import upload_limit
from tongban.documents.vocabulary import Material
from tongban.evidence.actions.expert_pack import expert_pack
from tongban.evidence.actions.outside import receive_proof
from tongban.evidence.queries import platforms
from tongban.evidence.vocabulary import Provenance
from tongban.evidence.wording import PLATFORM_KINDS, PLATFORM_STATUSES
from tongban.face.files import ZIP, file_answer
from tongban.face.refusals import attach_refusals
from tongban.face.requests import CourtRequest
from tongban.face.uploads import taken
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.portal.case import hand_over, own_sheet
from tongban.portal.doors import for_parties
from tongban.portal.evidence import away, exhibits_of
from tongban.portal.filing import today
from tongban.portal.forms import evidence as words
from tongban.portal.forms.filing import TYPES


def _own_exhibit(sheet: Sheet, exhibit: UUID) -> dict[str, Any]:
    """The exhibit, for the party that handed it in; to all others the page does not exist."""
    line = next((e for e in exhibits_of(sheet) if e["uid"] == str(exhibit) and e["mine"]), None)
    if line is None:
        raise Http404
    return line


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def capture(request: CourtRequest, uid: UUID, exhibit: UUID) -> HttpResponse:
    """The six items about a chained record before the chain, by the party that handed it in."""
    sheet = own_sheet(request, uid)
    line = _own_exhibit(sheet, exhibit)
    known = {} if line.get("capture_number") else line.get("known", {})
    said = {item["item"]: item["says"] for item in line.get("capture", ())} | known
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = words.CaptureForm(*sent, initial=said)
    if request.method == "POST" and form.is_valid():
        try:
            then = "" if away(sheet) else reverse("portal:exhibit", args=[uid, exhibit])
            told = form.words() | {"exhibit": str(exhibit)}
            return hand_over(
                request, uid, "show_capture", told, _beside(request, form.cleaned_data["state_secret"]), then=then
            )
        except Refused as no:
            attach_refusals(form, no.refusals)
    kept = {item["item"]: item["file"]["name"] for item in line.get("capture", ()) if item["file"]}
    rows = [(form[item.value], form[f"{item}_file"], kept.get(item.value, "")) for item in Provenance]
    context = {"sheet": sheet, "exhibit": line, "form": form, "rows": rows, "known": bool(known)}
    context |= {"limit": upload_limit(), "types": TYPES}
    return render(request, "portal/evidence_capture.html", context, status=422 if form.is_bound else 200)


def _beside(request: CourtRequest, secret: str) -> tuple[Material, ...]:
    """The file beside each item; refused with what is wrong in any of them."""
    found: list[Material] = []
    refusals: list[Refusal] = []
    for item in Provenance:
        try:
            found += taken(request.FILES.getlist(f"{item}_file")[:1], f"{item}_file", item.value, secret=secret)
        except Refused as no:
            refusals += no.refusals
    require(refusals)
    return tuple(found)


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def proof(request: CourtRequest, uid: UUID, exhibit: UUID) -> HttpResponse:
    """Hand in a proof of somebody else about one's own exhibit."""
    sheet = own_sheet(request, uid)
    line = _own_exhibit(sheet, exhibit)
    form = words.ProofForm(request.POST, request.FILES) if request.method == "POST" else words.ProofForm()
    if request.method == "POST" and form.is_valid():
        try:
            then = "" if away(sheet) else reverse("portal:exhibit", args=[uid, exhibit])
            secret = form.cleaned_data["state_secret"]
            sent = [
                receive_proof(cast("BinaryIO", file.file), file.name or "", file.size or 0, secret=secret)
                for file in request.FILES.getlist("proof")
            ]
            told = {"exhibit": str(exhibit), "state_secret": secret}
            return hand_over(request, uid, "import_proof", told, tuple(sent), then=then)
        except Refused as no:
            attach_refusals(form, no.refusals)
    context = {"sheet": sheet, "exhibit": line, "form": form}
    return render(request, "portal/evidence_proof.html", context, status=422 if form.is_bound else 200)


@require_GET
@for_parties
@delivers_files
def expert(request: CourtRequest, uid: UUID, exhibit: UUID) -> HttpResponseBase:
    """The pack for a person with expert knowledge; only where the case lives, for the files and proofs are there."""
    found = None if away(own_sheet(request, uid)) else expert_pack(request.viewer, uid, exhibit)
    if found is None:
        raise Http404
    return file_answer(request, found, name=f"expert-{exhibit}.zip", media_type=ZIP)


@require_safe
@open_to(Audience.PUBLIC)
def platform_list(request: CourtRequest) -> HttpResponse:
    """The evidence platforms that courts here have looked at, with every decision and its reason."""
    day = today(request)
    rows = [
        (one, court_name(one.court, day), PLATFORM_KINDS[one.kind], PLATFORM_STATUSES[one.status],
         [(PLATFORM_STATUSES[step.status], step) for step in one.steps])
        for one in platforms(request.viewer)
    ]  # fmt: skip
    return render(request, "portal/evidence_platforms.html", {"rows": rows})


urls = [
    path("evidence-platforms/", platform_list, name="evidence_platforms"),
    path("cases/<uuid:uid>/evidence/<uuid:exhibit>/origin/", capture, name="exhibit_capture"),
    path("cases/<uuid:uid>/evidence/<uuid:exhibit>/proof/", proof, name="exhibit_proof"),
    path("cases/<uuid:uid>/evidence/<uuid:exhibit>/expert/", expert, name="exhibit_expert"),
]
