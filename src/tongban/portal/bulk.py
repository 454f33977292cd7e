"""Filing in bulk: an empty table, a table that is looked over row by row, handed in, and what became of each row."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tongban.access.downloads import delivers_files
from tongban.cooperation.actions.bulk import send_table
from tongban.cooperation.queries import handed_tables_of, in_internet_zone
from tongban.documents.actions.upload import upload_limit
from tongban.face.bulk import results_csv
from tongban.face.files import file_answer
from tongban.face.parts import Problem
from tongban.face.refusals import attach_refusals, problems
from tongban.face.requests import CourtRequest
from tongban.filing.actions.bulk import hand_in_batch
from tongban.filing.queries import interview_of, interviews_offered
from tongban.filing.queries.bulk import (
    batch_of,
    batches_of,
    columns_of,
    faulty_rows,
    template_of,
    twin_rows,
    warned_rows,
)
from tongban.filing.vocabulary.bulk import MOST_ROWS, BatchStage, RowState, RowView
from tongban.filing.wording import in_reader_language
from tongban.filing.wording.bulk import BATCH_STAGES, ROW_STATES
from tongban.kernel.refusal import Refused
from tongban.portal.doors import for_persons
from tongban.portal.forms.bulk import TableForm

FAULTY_SHOWN = 100
"""Faulty rows on the page; the results have them all."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_persons
def tables(request: CourtRequest) -> HttpResponse:
    """One's tables, and the form by which another is sent."""
    kinds = [(one.id, in_reader_language(one.title)) for one in interviews_offered()]
    form = TableForm(kinds, request.POST, request.FILES) if request.method == "POST" else TableForm(kinds)
    if request.method == "POST" and form.is_valid():
        given, sent = form.cleaned_data, form.cleaned_data["table"]
        try:
            batch = send_table(
                sent.file,
                sent.name,
                interview=given["interview"],
                key=given["key"],
                secret=given["state_secret"],
                by=request.act_as("party"),
                at=request.at,
            )
            return redirect("portal:zone_table" if in_internet_zone() else "portal:bulk_table", batch.uid)
        except Refused as no:
            attach_refusals(form, no.refusals)
    context = {
        "form": form,
        "tables": [(one, BATCH_STAGES[one.stage]) for one in batches_of(request.viewer)],
        "sent": handed_tables_of(request.viewer) if in_internet_zone() else [],
        "kinds": kinds,
        "most": MOST_ROWS,
        "limit": upload_limit(),
    }
    return render(request, "portal/bulk.html", context, status=422 if form.is_bound else 200)


@require_GET
@for_persons
def table(request: CourtRequest, uid: UUID) -> HttpResponse:
    """How far a table is, what was found in its rows, and what can be done now."""
    return render(request, "portal/bulk_table.html", _context(request, uid))


@require_GET
@for_persons
def table_state(request: CourtRequest, uid: UUID) -> HttpResponse:
    """The same as the inside of the live region; 286 ends the asking."""
    context = _context(request, uid)
    return render(request, "portal/parts/bulk_state.html", context, status=200 if context["running"] else 286)


@require_POST
@for_persons
def hand_in(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Hand in every good row."""
    try:
        hand_in_batch(uid, by=request.act_as("party"), at=request.at)
    except Refused as no:
        found = problems(no.refusals)
        return render(request, "portal/bulk_table.html", _context(request, uid) | {"problems": found}, status=422)
    return redirect("portal:bulk_table", uid)


@require_GET
@for_persons
@delivers_files
def results(request: CourtRequest, uid: UUID) -> HttpResponseBase:
    """Every row with its filing, the number of its case, or what was found."""
    batch = batch_of(request.viewer, uid)
    return file_answer(request, results_csv(batch), name=f"results-{batch.key}.csv", media_type="text/csv")


@require_GET
@for_persons
def layout(request: CourtRequest, interview: str) -> HttpResponse:
    """The columns of a table, each with its question, and the empty table."""
    found = interview_of(interview)
    asked = [(name, q, in_reader_language(q.label) if q else "") for name, q in columns_of(found.id)]
    context = {"interview": found, "title": in_reader_language(found.title), "columns": asked}
    return render(request, "portal/bulk_layout.html", context)


@require_GET
@for_persons
@delivers_files
def empty(request: CourtRequest, interview: str) -> HttpResponseBase:
    """The empty table."""
    found = interview_of(interview)
    data = template_of(found.id, get_language() or "en").encode("utf-8-sig")
    return file_answer(request, data, name=f"{found.id}.csv", media_type="text/csv")


def _context(request: CourtRequest, uid: UUID) -> dict[str, object]:
    batch = batch_of(request.viewer, uid)
    filed = sum(batch.counts.get(state, 0) for state in (RowState.FILED, RowState.KNOWN))
    good, filing = batch.fileable, batch.stage is BatchStage.FILING
    return {
        "batch": batch,
        "stage": BATCH_STAGES[batch.stage],
        "running": batch.stage in {BatchStage.CHECKING, BatchStage.FILING},
        "done": filed if filing else batch.checked,
        "all": filed + good if filing else batch.rows,
        "counts": [(ROW_STATES[state], number) for state, number in batch.counts.items()],
        "good": good,
        "may_hand_in": batch.stage is BatchStage.CHECKED and good,
        "faulty": told(faulty_rows(batch, limit=FAULTY_SHOWN)),
        "twins": told(twin_rows(batch, limit=FAULTY_SHOWN)),
        "warned": told(warned_rows(batch, limit=FAULTY_SHOWN)),
    }


def told(rows: Iterable[RowView]) -> list[tuple[RowView, list[Problem], list[Problem]]]:
    """Rows as pages show them: each with what was found in it, and what should be known of it."""
    return [(row, problems(row.findings), problems(row.warnings)) for row in rows]


urls = [
    path("bulk/", tables, name="bulk"),
    path("bulk/columns/<slug:interview>/", layout, name="bulk_layout"),
    path("bulk/columns/<slug:interview>/table/", empty, name="bulk_empty"),
    path("bulk/<uuid:uid>/", table, name="bulk_table"),
    path("bulk/<uuid:uid>/state/", table_state, name="bulk_state"),
    path("bulk/<uuid:uid>/hand-in/", hand_in, name="bulk_hand_in"),
    path("bulk/<uuid:uid>/results/", results, name="bulk_results"),
]
