"""The hall of open justice (阳光司法): judgments that everybody may read."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tongban.access.audience import Audience, open_to
from tongban.documents.actions.blobs import open_content
from tongban.documents.queries import versions
from tongban.face.parts import Column, Row, Table
from tongban.face.presentation import day
from tongban.face.requests import CourtRequest
from tongban.judgments.queries import text_of
from tongban.portal.forms.openness import SearchForm
from tongban.portal.forms.words import HALL_CAPTION, HALL_COLUMNS, HALL_EMPTY
from tongban.publication.queries import Wanted, public_publication, published, view_of
from tongban.publication.vocabulary import PublicationView, Stage
from tongban.publication.wording import GROUNDS, STAGES

PAGE = 20
"""Judgments on one page."""


@require_safe
@open_to(Audience.PUBLIC)
def hall(request: CourtRequest) -> HttpResponse:
    """The list of judgments, with a search."""
    form = SearchForm(request.GET or None)
    wanted = Wanted(**form.cleaned_data) if form.is_valid() else Wanted()
    page = Paginator(published(request.viewer, wanted), PAGE).get_page(request.GET.get("page"))
    rows = [_row(view_of(row)) for row in page.object_list]
    columns = tuple(Column(str(label)) for label in HALL_COLUMNS)
    caption = str(HALL_CAPTION) % {"n": page.paginator.count}
    table = Table(caption, columns, rows, str(HALL_EMPTY))
    return render(request, "portal/openness_hall.html", {"form": form, "table": table, "page": page})


@require_safe
@open_to(Audience.PUBLIC)
def judgment(request: CourtRequest, uid: UUID) -> HttpResponse:
    """One judgment: its anonymised text, or why there is none."""
    found = _public(request, uid)
    context = {
        "found": found,
        "paragraphs": text_of(found.content),
        "state": STAGES[found.stage],
        "ground": GROUNDS[found.ground] if found.ground else "",
        "pdf": reverse("portal:public_judgment_pdf", args=[uid]) if _made(request, found) else "",
    }
    return render(request, "portal/openness_judgment.html", context)


@require_safe
@open_to(Audience.PUBLIC)
def pdf(request: CourtRequest, uid: UUID) -> HttpResponse | FileResponse:
    """The public version as a paper."""
    found = _public(request, uid)
    opened = open_content(request.viewer, found.document) if found.document and _made(request, found) else None
    if opened is None:
        raise Http404
    version, content = opened
    return FileResponse(content, as_attachment=True, filename=version.name, content_type=version.media_type)


def _public(request: CourtRequest, uid: UUID) -> PublicationView:
    found = public_publication(request.viewer, uid)
    if found is None:
        raise Http404
    return found


def _made(request: CourtRequest, found: PublicationView) -> bool:
    """True when the paper of a published judgment is there to be fetched."""
    if found.stage is not Stage.PUBLISHED or found.document is None:
        return False
    return bool(versions(request.viewer, found.document))


def _row(found: PublicationView) -> Row:
    what = found.cause if found.stage is Stage.PUBLISHED else str(STAGES[found.stage])
    dated = day(found.dated, get_language() or "en")
    return Row((found.number, found.court_name, what, dated), reverse("portal:public_judgment", args=[found.uid]))


urls = [
    path("open", hall, name="public_hall"),
    path("open/judgments/<uuid:uid>", judgment, name="public_judgment"),
    path("open/judgments/<uuid:uid>/pdf", pdf, name="public_judgment_pdf"),
]
