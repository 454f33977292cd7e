"""At the counter: the record of an oral complaint, shown before it is signed (CPL 123(2); 登记立案 3(2))."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from tongban.cooperation.actions.hand_in import clerk_beside
from tongban.face.refusals import attach_refusals
from tongban.face.requests import CourtRequest
from tongban.filing.actions.draft import save_answers, show_oral_record
from tongban.filing.queries import complaint_told, draft_of
from tongban.filing.vocabulary import AGAIN_WHY, DraftView
from tongban.kernel.refusal import Refusal
from tongban.people.queries import person_by_uid
from tongban.portal.doors import for_persons
from tongban.portal.filing import helping
from tongban.portal.forms.filing import AGAIN_LIMIT, TOLD_OF_RECORD, OralForm

_FIELDS = {key: name for name, key in TOLD_OF_RECORD.items()}


def at_a_clerks(request: CourtRequest) -> bool:
    """Whether a clerk works beside the person, who may take a complaint down; whoever else helps may not."""
    return clerk_beside(*helping(request), request.at)


@require_http_methods(["GET", "HEAD", "POST"])
@for_persons
def record(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Show the record as it stands, to be read aloud, printed and signed; pressed, it counts as shown."""
    draft = draft_of(request.viewer, uid)
    if not at_a_clerks(request):
        raise Http404
    if draft.result:
        return redirect("portal:handed_in", uid)
    if request.method != "POST":
        return record_page(request, draft)
    if again := request.POST.get("again", "").strip()[:AGAIN_LIMIT]:
        save_answers(request.viewer, uid, {AGAIN_WHY: again})
    show_oral_record(request.viewer, uid)
    return redirect("portal:oral_record", uid)


def record_page(request: CourtRequest, draft: DraftView, refusals: list[Refusal] | None = None) -> HttpResponse:
    """The record with its lines for signatures, and how it was signed; with what stands against it."""
    person = person_by_uid(draft.holder)
    teller = person.name if person else ""
    form = OralForm(request.POST or None, initial={"signer": teller})
    if refusals:
        form.is_valid()
        attach_refusals(form, [replace(one, fields=tuple(_FIELDS.get(f, f) for f in one.fields)) for one in refusals])
    context = {
        "draft": draft,
        "form": form,
        "teller": teller,
        "complaint": complaint_told(request.viewer, draft, court=""),
    }
    return render(request, "portal/oral_record.html", context, status=422 if refusals else 200)


urls = [path("file/<uuid:uid>/record/", record, name="oral_record")]
