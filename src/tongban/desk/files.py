"""Pictures of pages and downloads, each for those who may see the file."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path

from tongban.cooperation.queries import file_at_counter
from tongban.desk.frame import DeskRequest, own_court, staff_page
from tongban.documents.actions.blobs import NoRendition, blob_page, open_blob, open_content, page_for_screen
from tongban.documents.queries import document, has_blob
from tongban.documents.vocabulary import SHOWN
from tongban.face.requests import number_in

MAX_WIDTH = 2000


@staff_page()
def document_page(request: DeskRequest, document_uid: UUID, page: int) -> HttpResponse:
    """One page of a document as a picture."""
    _own(request, document_uid)
    try:
        found = page_for_screen(request.viewer, document_uid, page, width=_width(request))
    except NoRendition as none:
        raise Http404 from none
    if found is None:
        raise Http404
    return _picture(*found)


@staff_page()
def document_file(request: DeskRequest, document_uid: UUID, number: int) -> HttpResponseBase:
    """A version of a document, as it is."""
    _own(request, document_uid)
    found = open_content(request.viewer, document_uid, number)
    if found is None:
        raise Http404
    version, content = found
    apart = version.media_type not in SHOWN
    return FileResponse(content, as_attachment=apart, filename=version.name, content_type=version.media_type)


@staff_page()
def errand_picture(request: DeskRequest, matter: UUID, sha256: str, page: int) -> HttpResponse:
    """One page of a file of an errand as a picture."""
    if file_at_counter(request.viewer, matter, sha256) is None or not has_blob(sha256):
        raise Http404
    found = blob_page(sha256, page, width=_width(request))
    if found is None:
        raise Http404
    return _picture(*found)


@staff_page()
def errand_file(request: DeskRequest, matter: UUID, sha256: str) -> HttpResponseBase:
    """A file of an errand, or a paper to be printed, as it is."""
    found = file_at_counter(request.viewer, matter, sha256)
    if found is None or not has_blob(sha256):
        raise Http404
    apart = found["media_type"] not in SHOWN
    return FileResponse(
        open_blob(sha256), as_attachment=apart, filename=found["name"], content_type=found["media_type"]
    )


def _own(request: DeskRequest, document_uid: UUID) -> None:
    """Documents that the viewer sees as a party, not as staff, are not shown at the desk."""
    found = document(request.viewer, document_uid)
    own_court(request, found.label.court if found else "")


def _width(request: DeskRequest) -> int:
    return max(1, min(number_in(request.GET.get("width", ""), 1080), MAX_WIDTH))


def _picture(content: bytes, media_type: str) -> HttpResponse:
    return HttpResponse(content, content_type=media_type, headers={"Cache-Control": "no-store"})


urls = [
    path("documents/<uuid:document_uid>/pages/<int:page>", document_page, name="document_page"),
    path("documents/<uuid:document_uid>/files/<int:number>", document_file, name="document_file"),
    path("errands/<uuid:matter>/pages/<slug:sha256>/<int:page>", errand_picture, name="errand_picture"),
    path("errands/<uuid:matter>/files/<slug:sha256>", errand_file, name="errand_file"),
]
