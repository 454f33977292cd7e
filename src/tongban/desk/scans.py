"""The scan inbox: stacks come in, are taken apart at their separator sheets, each part finds its item (规则 11(3))."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.access.downloads import delivers_files
from tongban.desk.forms.scans import ScansForm
from tongban.desk.frame import DeskRequest, own_court, staff_page, tried
from tongban.desk.wording import papers as words
from tongban.documents.actions.binding import square_of
from tongban.documents.actions.blobs import blob_page, open_blob
from tongban.documents.actions.reading import reads_text
from tongban.documents.actions.upload import Received, receive_upload, upload_limit
from tongban.dossier.actions.scans import discard_part, file_part, put_on_file, take_scans
from tongban.dossier.law import code_of_sheet
from tongban.dossier.queries import items_without_picture, receipt_seen_by
from tongban.dossier.queries.scans import batches_at, part_seen_by
from tongban.dossier.vocabulary import PartStage
from tongban.dossier.wording import BATCH_STAGES, PART_STAGES
from tongban.face.files import file_answer
from tongban.face.refusals import attach_refusals, in_a_line, problem, problems
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.queries import names_of
from tongban.people.vocabulary import Role


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.CLERK)
def scans(request: DeskRequest) -> HttpResponse:
    """Send a stack; below, the stacks with what became of their parts."""
    form = ScansForm(request.POST, request.FILES) if request.method == "POST" else ScansForm()
    if request.method == "POST" and form.is_valid():
        files = sorted(request.FILES.getlist("files"), key=lambda sent: sent.name or "")
        secret = form.cleaned_data["state_secret"]
        done, refusals = tried(lambda: take_scans(_received(files, secret), by=_clerk(request), at=request.at))
        if done:
            messages.success(request, str(words.SCANS_TAKEN))
            return redirect("desk:scans")
        attach_refusals(form, refusals)
    return _show(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.CLERK)
def scan_part(request: DeskRequest, part: UUID) -> HttpResponse:
    """One part: its pages, and the item to which it belongs, or why to none."""
    view = part_seen_by(request.viewer, request.desk.court, part)
    refusals: tuple[Refusal, ...] = ()
    if request.method == "POST":
        _none, refusals = tried(lambda: _decide(request, part))
        if not refusals:
            return redirect("desk:scans")
    waiting = items_without_picture(request.viewer, request.desk.court)
    holders = names_of({one.holder for one in waiting if one.holder})
    context = {
        "part": view,
        "stage": PART_STAGES[view.stage],
        "waits": view.stage is PartStage.WAITING,
        "pictures": [reverse("desk:scan_picture", args=[part, page]) for page in range(1, view.pages + 1)],
        "items": [(one, holders.get(one.holder, "") if one.holder else "") for one in waiting],
        "problems": problems(refusals),
    }
    return render(request, "desk/scan_part.html", context, status=422 if refusals else 200)


def _decide(request: DeskRequest, part: UUID) -> None:
    if request.POST.get("decision") == "discard":
        discard_part(part, request.POST.get("reason", "")[:400], by=_clerk(request), at=request.at)
        return
    try:
        item = UUID(request.POST.get("item", ""))
    except ValueError:
        raise Refused(Refusal("dossier.item_not_chosen", "在线诉讼规则 11(3)", ("item",))) from None
    file_part(part, item, by=_clerk(request), at=request.at)


@require_safe
@staff_page(Role.CLERK)
@delivers_files
def scan_picture(request: DeskRequest, part: UUID, page: int) -> HttpResponseBase:
    """A page of a part as a picture."""
    view = part_seen_by(request.viewer, request.desk.court, part)
    found = blob_page(view.sha256, page) if view.sha256 else None
    if found is None:
        raise Http404
    return file_answer(request, found[0], name=f"{page}", media_type=found[1])


@require_safe
@staff_page(Role.CLERK)
@delivers_files
def scan_file(request: DeskRequest, part: UUID) -> HttpResponseBase:
    """A part as it was cut."""
    view = part_seen_by(request.viewer, request.desk.court, part)
    if not view.sha256:
        raise Http404
    return file_answer(request, open_blob(view.sha256), name=f"{view.number}.pdf", media_type="application/pdf")


@require_safe
@staff_page(Role.CLERK)
def sheets(request: DeskRequest, receipt: UUID) -> HttpResponse:
    """The separator sheets of a receipt, one page for each item, to be laid on the papers before they are scanned."""
    view = receipt_seen_by(request.viewer, receipt)
    own_court(request, view.court)
    printed = [(one, square_of(code_of_sheet(one.uid))) for one in view.items if one.document is None]
    return render(request, "desk/scan_sheets.html", {"receipt": view, "sheets": printed})


@require_POST
@staff_page(Role.CLERK)
def scan_on_file(request: DeskRequest, case: UUID, item: UUID) -> HttpResponse:
    """Put the picture of an item on the file of the case, where all parties see it."""
    _none, refusals = tried(lambda: put_on_file(case, item, by=_clerk(request), at=request.at))
    for one in refusals:
        messages.error(request, in_a_line(one))
    return redirect("desk:originals_case", case=case)


def _received(files: list[UploadedFile], secret: str) -> list[Received]:
    """The files of a stack, kept; refused with what is wrong in each of them."""
    found: list[Received] = []
    refusals: list[Refusal] = []
    for sent in files:
        try:
            found.append(receive_upload(sent.file, sent.name or "", secret=secret, field="files"))  # type: ignore[arg-type]
        except Refused as no:
            refusals += no.refusals
    if refusals:
        raise Refused(refusals)
    return found


def _clerk(request: DeskRequest) -> Actor:
    return request.act_as(Role.CLERK.value, request.desk.court)


def _show(request: DeskRequest, form: ScansForm) -> HttpResponse:
    batches = batches_at(request.viewer, request.desk.court)
    shown = [
        {
            "batch": one,
            "stage": BATCH_STAGES[one.stage],
            "problem": problem(Refusal(one.problem, "在线诉讼规则 11(3)")) if one.problem else None,
            "parts": [(part, PART_STAGES[part.stage], part.stage is PartStage.WAITING) for part in one.parts],
        }
        for one in batches
    ]
    context = {"form": form, "batches": shown, "reader": reads_text(), "limit": upload_limit()}
    return render(request, "desk/scans.html", context, status=422 if form.errors else 200)


urls = [
    path("scans", scans, name="scans"),
    path("scans/<uuid:part>", scan_part, name="scan_part"),
    path("scans/<uuid:part>/pages/<int:page>", scan_picture, name="scan_picture"),
    path("scans/<uuid:part>/file", scan_file, name="scan_file"),
    path("papers/receipts/<uuid:receipt>/sheets", sheets, name="scan_sheets"),
    path("cases/<uuid:case>/originals/items/<uuid:item>/file", scan_on_file, name="scan_on_file"),
]
