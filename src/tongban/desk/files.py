"""Pictures of pages and downloads, each for those who may see the file."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from tongban.access.downloads import delivers_files
from tongban.cooperation.queries import file_at_counter
from tongban.desk.frame import DeskRequest, own_court, staff_page
from tongban.documents.actions.blobs import NoRendition, blob_page, open_blob, open_content, page_for_screen
from tongban.documents.actions.reading import ask_text
from tongban.documents.queries import document, has_blob, text_of
from tongban.documents.vocabulary import DocumentView
from tongban.documents.wording import READ_STATES
from tongban.face.files import file_answer
from tongban.face.requests import number_in
from tongban.people.vocabulary import Role

MAX_WIDTH = 2000


@staff_page()
@delivers_files
def document_page(request: DeskRequest, document_uid: UUID, page: int) -> HttpResponseBase:
    """One page of a document as a picture."""
    _own(request, document_uid)
    try:
        found = page_for_screen(request.viewer, document_uid, page, width=_width(request))
    except NoRendition as none:
        raise Http404 from none
    if found is None:
        raise Http404
    return file_answer(request, found[0], name=f"{page}", media_type=found[1])


@staff_page()
@delivers_files
def document_file(request: DeskRequest, document_uid: UUID, number: int) -> HttpResponseBase:
    """A version of a document, as it is."""
    _own(request, document_uid)
    found = open_content(request.viewer, document_uid, number)
    if found is None:
        raise Http404
    version, content = found
    return file_answer(request, content, name=version.name, media_type=version.media_type)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.CLERK, Role.JUDGE)
def document_text(request: DeskRequest, document_uid: UUID) -> HttpResponse:
    """What was read on the pages of a document, beside their pictures, to be searched and copied; asked for here."""
    found = _own(request, document_uid)
    if request.method == "POST":
        role = next(one for one in (Role.CLERK, Role.JUDGE) if request.viewer.has_role(one, found.label.court))
        ask_text(document_uid, by=request.act_as(role.value, found.label.court), at=request.at)
        return redirect("desk:document_text", document_uid=document_uid)
    text = text_of(request.viewer, document_uid)
    pages = [
        (number, reverse("desk:document_page", args=[document_uid, number]), words)
        for number, words in enumerate(text.pages if text else (), 1)
    ]
    context = {"document": found, "text": text, "state": READ_STATES[text.state] if text else "", "pages": pages}
    return render(request, "desk/document_text.html", context)


@staff_page()
@delivers_files
def errand_picture(request: DeskRequest, matter: UUID, sha256: str, page: int) -> HttpResponseBase:
    """One page of a file of an errand as a picture."""
    if file_at_counter(request.viewer, matter, sha256) is None or not has_blob(sha256):
        raise Http404
    found = blob_page(sha256, page, width=_width(request))
    if found is None:
        raise Http404
    return file_answer(request, found[0], name=f"{page}", media_type=found[1])


@staff_page()
@delivers_files
def errand_file(request: DeskRequest, matter: UUID, sha256: str) -> HttpResponseBase:
    """A file of an errand, or a paper to be printed, as it is."""
    found = file_at_counter(request.viewer, matter, sha256)
    if found is None or not has_blob(sha256):
        raise Http404
    return file_answer(request, open_blob(sha256), name=found["name"], media_type=found["media_type"])


def _own(request: DeskRequest, document_uid: UUID) -> DocumentView:
    """Documents that the viewer sees as a party, not as staff, are not shown at the desk."""
    found = document(request.viewer, document_uid)
    if found is None:
        raise Http404
    own_court(request, found.label.court)
    return found


def _width(request: DeskRequest) -> int:
    return max(1, min(number_in(request.GET.get("width", ""), 1080), MAX_WIDTH))


urls = [
    path("documents/<uuid:document_uid>/pages/<int:page>", document_page, name="document_page"),
    path("documents/<uuid:document_uid>/text", document_text, name="document_text"),
    path("documents/<uuid:document_uid>/files/<int:number>", document_file, name="document_file"),
    path("errands/<uuid:matter>/pages/<slug:sha256>/<int:page>", errand_picture, name="errand_picture"),
    path("errands/<uuid:matter>/files/<slug:sha256>", errand_file, name="errand_file"),
]
