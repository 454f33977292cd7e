"""The way from paper to a new filing: the clerk beside a person lays scans of that person's papers into the draft."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from tongban.cases.queries import viewer_for
from tongban.desk.answers import question_in_words
from tongban.desk.frame import DeskRequest, own_court, staff_page, tried
from tongban.desk.wording import papers as words
from tongban.documents.queries import newest_versions
from tongban.documents.vocabulary import Material
from tongban.dossier.queries import item_seen_by
from tongban.dossier.vocabulary import ItemView
from tongban.face.refusals import in_a_line
from tongban.filing.actions.draft import add_file
from tongban.filing.queries import drafts_of, interview_for
from tongban.filing.vocabulary import Kind
from tongban.people.vocabulary import Role


def questions_of(request: DeskRequest, item: ItemView) -> list[tuple[str, str]]:
    """The questions for files in the drafts of the person beside whom the clerk works, whose scanned item this is."""
    if item.document is None or item.case is not None or request.assisted is None or request.assisted != item.holder:
        return []
    today, language = timezone.localtime(request.at).date(), get_language() or "en"
    return [
        (f"{draft.uid} {question.id}", question_in_words(draft.interview, question.id, language))
        for draft in drafts_of(viewer_for(item.holder, at=request.at, staff=False))
        for page in interview_for(draft, today).pages
        for question in page.questions
        if question.kind is Kind.FILES
    ]


@require_POST
@staff_page(Role.CLERK)
def paper_draft(request: DeskRequest, item: UUID) -> HttpResponse:
    """Lay the scan of an item into the person's draft, as the answer to one of its questions."""
    view = item_seen_by(request.viewer, item)
    own_court(request, view.court)
    chosen = request.POST.get("into", "")
    if chosen not in dict(questions_of(request, view)) or view.document is None or view.holder is None:
        raise Http404
    draft, question = chosen.split(" ", 1)
    file = newest_versions([view.document])[view.document]
    scan = Material(question, file.name, file.sha256, file.sm3, file.size, file.media_type, file.pages)
    holder = viewer_for(view.holder, at=request.at, staff=False)
    _none, refusals = tried(lambda: add_file(holder, UUID(draft), scan))
    for one in refusals:
        messages.error(request, in_a_line(one))
    if not refusals:
        messages.success(request, str(words.IN_DRAFT))
    return redirect("desk:paper_item", item=item)


urls = [path("papers/<uuid:item>/draft", paper_draft, name="paper_draft")]
