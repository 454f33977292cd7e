"""The papers of a case: looked at page by page on a phone, downloaded, and with their proof for checking offline."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from tongban.cooperation.vocabulary import Sheet
from tongban.documents.actions.blobs import blob_page, blob_pages, open_blob
from tongban.documents.queries import has_blob
from tongban.documents.vocabulary import SHOWN
from tongban.face.parts import Seal
from tongban.face.requests import CourtRequest, number_in
from tongban.portal.case import is_remote, own_sheet
from tongban.portal.doors import for_parties
from tongban.register.actions.bundle import bundle
from tongban.register.actions.report import order_report, report_state

BUNDLE_TYPE = "application/zip"


def paper_of(sheet: Sheet, uid: UUID) -> dict[str, Any]:
    """The paper of the sheet; anything else does not exist for this person."""
    found = next((paper for paper in sheet["papers"] if paper["uid"] == str(uid)), None)
    if found is None:
        raise Http404
    return dict(found)


def seal_of(sheet: Sheet, paper: dict[str, Any]) -> Seal | None:
    """How far the paper is sealed, with the address of its proof once there is one."""
    seal = paper["seal"]
    if seal is None:
        return None
    if not seal["proven"]:
        return Seal("promised" if seal["position"] is not None else "sealing")
    # A remote paper can be proven before its bundle is here: the bundle travels with the next sheet.
    bundle = paper.get("bundle")
    ready = not is_remote(sheet) or bool(bundle and has_blob(bundle["sha256"]))
    address = reverse("portal:paper_bundle", args=[sheet["case"], paper["uid"]]) if ready else ""
    return Seal("proven", proof_url=address)


@require_GET
@for_parties
def paper(request: CourtRequest, uid: UUID, document: UUID) -> HttpResponse:
    """One paper: its pages as pictures, its digest, its code, its seal."""
    sheet = own_sheet(request, uid)
    found = paper_of(sheet, document)
    file = found["files"][0]
    number = max(1, number_in(request.GET.get("page", ""), 1))
    pages = blob_pages(file["sha256"]) if has_blob(file["sha256"]) else 0
    context = {
        "sheet": sheet,
        "paper": found,
        "file": file,
        "seal": seal_of(sheet, found),
        "number": number,
        "picture": number <= pages,
        "more": number < pages,
        "remote": is_remote(sheet),
        "report": "" if is_remote(sheet) or not found["seal"] else report_state(UUID(found["version"])).value,
    }
    if number > 1 and not context["picture"]:
        raise Http404
    return render(request, "portal/case_paper.html", context)


@require_GET
@for_parties
def picture(request: CourtRequest, uid: UUID, document: UUID, number: int) -> HttpResponse:
    """One page as a picture."""
    file = paper_of(own_sheet(request, uid), document)["files"][0]
    shown = blob_page(file["sha256"], number) if has_blob(file["sha256"]) and number < 10000 else None  # noqa: PLR2004 - no file has more
    if shown is None:
        raise Http404
    return HttpResponse(shown[0], content_type=shown[1], headers={"Cache-Control": "no-store"})


@require_GET
@for_parties
def download(request: CourtRequest, uid: UUID, document: UUID) -> FileResponse:
    """The file itself, byte for byte as it was sealed."""
    file = paper_of(own_sheet(request, uid), document)["files"][0]
    if not has_blob(file["sha256"]):
        raise Http404
    kind = file["media_type"] if file["media_type"] in SHOWN else "application/octet-stream"
    return FileResponse(open_blob(file["sha256"]), as_attachment=True, filename=file["name"], content_type=kind)


@require_GET
@for_parties
def paper_bundle(request: CourtRequest, uid: UUID, document: UUID) -> HttpResponse:
    """The proof bundle: file, statement, promise and inclusion proof in one, for the ledger's own program."""
    sheet = own_sheet(request, uid)
    found = paper_of(sheet, document)
    file = found["files"][0]
    if is_remote(sheet):
        sent = found.get("bundle")
        if not sent or not has_blob(sent["sha256"]):
            raise Http404
        content: bytes | None = _content(sent["sha256"])
    else:
        content = bundle(UUID(found["version"]), name=file["name"], content=_content(file["sha256"]))
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type=BUNDLE_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="proof-{found["code"] or document}.zip"'
    return answer


@require_POST
@for_parties
def paper_report(request: CourtRequest, uid: UUID, document: UUID) -> HttpResponse:
    """Ask for the court's signed report on the paper's seal; the worker makes it."""
    sheet = own_sheet(request, uid)
    found = paper_of(sheet, document)
    if is_remote(sheet):
        raise Http404
    order_report(UUID(found["version"]), by=request.act_as("party"), at=request.at)
    return redirect("portal:paper", uid, document)


def _content(sha256: str) -> bytes:
    with open_blob(sha256) as stream:
        return stream.read()


urls = [
    path("cases/<uuid:uid>/papers/<uuid:document>/", paper, name="paper"),
    path("cases/<uuid:uid>/papers/<uuid:document>/pages/<int:number>/", picture, name="paper_page"),
    path("cases/<uuid:uid>/papers/<uuid:document>/file/", download, name="paper_file"),
    path("cases/<uuid:uid>/papers/<uuid:document>/proof/", paper_bundle, name="paper_bundle"),
    path("cases/<uuid:uid>/papers/<uuid:document>/report/", paper_report, name="paper_report"),
]
