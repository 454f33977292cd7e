"""Filing in bulk by a program: columns, a table, what was found in its rows, handing in, results."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import File, Form, Router, Status
from ninja.files import UploadedFile

from tongban.api.filings import shown_question
from tongban.api.schemas import BatchOut, ProblemOut, Question, RowOut
from tongban.cooperation.actions.bulk import file_table, send_table
from tongban.cooperation.queries import table_of
from tongban.face.bulk import results_csv
from tongban.face.requests import CourtRequest
from tongban.face.sayings import refusal_data
from tongban.filing.queries.bulk import batch_of, columns_of, faulty_rows, template_of, twin_rows, warned_rows
from tongban.filing.vocabulary.bulk import MOST_ROWS, BatchView, RowView

router = Router()
_REFUSALS = {404: ProblemOut, 422: ProblemOut}
CSV = "text/csv; charset=utf-8"


@router.get("/columns/{interview}", auth=None, response={200: list[Question], **_REFUSALS}, summary="The columns")
def layout(request: CourtRequest, interview: str) -> list[dict[str, Any]]:
    """Each column but `ref`, the sender's own reference, answers a question of the guided pleading."""
    del request
    return [shown_question(question) for _name, question in columns_of(interview) if question]


@router.get("/columns/{interview}/table", auth=None, summary="An empty table (CSV)")
def empty(request: CourtRequest, interview: str) -> HttpResponse:
    """The names of the columns, and their questions as a remark, in Chinese."""
    del request
    return HttpResponse(template_of(interview, "zh-hans"), content_type=CSV)


@router.post("/tables", response={201: BatchOut, **_REFUSALS}, summary="Send a table; nothing is filed yet")
def send(  # nosec B107 - an answer, no password
    request: CourtRequest, file: File[UploadedFile], interview: Form[str], key: Form[str], state_secret: Form[str] = ""
) -> Status[dict[str, Any]]:
    """A CSV, or a ZIP with one CSV and files. The same content under the same `key` again is the same table."""
    batch = send_table(
        file.file,  # type: ignore[arg-type]
        file.name or "table",
        interview=interview,
        key=key,
        secret=state_secret,
        by=request.act_as("party"),
        at=request.at,
    )
    return Status(201, _shown(batch))


@router.get("/tables/{uid}", response={200: BatchOut, **_REFUSALS}, summary="How far a table is")
def table(request: CourtRequest, uid: UUID) -> dict[str, Any]:
    """A table of one's own, with how many rows stand in which state."""
    return _shown(table_of(request.viewer, uid))


@router.get("/tables/{uid}/findings", response={200: list[RowOut], **_REFUSALS}, summary="What was found in its rows")
def findings(request: CourtRequest, uid: UUID) -> list[dict[str, Any]]:
    """Each faulty row with its line, column, reason, article and remedy."""
    return _rows(faulty_rows(batch_of(request.viewer, uid), limit=MOST_ROWS))


@router.get("/tables/{uid}/twins", response={200: list[RowOut], **_REFUSALS}, summary="Rows that may be there twice")
def twins(request: CourtRequest, uid: UUID) -> list[dict[str, Any]]:
    """Each row that is like another one, or like something filed before; handing in files it all the same."""
    return _rows(twin_rows(batch_of(request.viewer, uid), limit=MOST_ROWS))


@router.get(
    "/tables/{uid}/warnings", response={200: list[RowOut], **_REFUSALS}, summary="What to know before handing in"
)
def warned(request: CourtRequest, uid: UUID) -> list[dict[str, Any]]:
    """Each good row of which something should be known; handing in files it all the same."""
    return _rows(warned_rows(batch_of(request.viewer, uid), limit=MOST_ROWS))


@router.post("/tables/{uid}/filing", response={200: BatchOut, **_REFUSALS}, summary="Hand in every good row")
def hand_in(request: CourtRequest, uid: UUID) -> dict[str, Any]:
    """Each good row is filed as of now; asked twice, it is done once."""
    file_table(uid, by=request.act_as("party"), at=request.at)
    return _shown(table_of(request.viewer, uid))


@router.get("/tables/{uid}/results", response={200: None, **_REFUSALS}, summary="The results (CSV)")
def results(request: CourtRequest, uid: UUID) -> HttpResponse:
    """A line for every row: its filing, where that stands, the number of the case, or what was found."""
    return HttpResponse(results_csv(batch_of(request.viewer, uid)), content_type=CSV)


def _rows(rows: Iterable[RowView]) -> list[dict[str, Any]]:
    return [
        {
            "line": row.line,
            "ref": row.ref,
            "reasons": list(map(refusal_data, row.findings)),
            "warnings": list(map(refusal_data, row.warnings)),
        }
        for row in rows
    ]


def _shown(batch: BatchView) -> dict[str, Any]:
    counts = {state.value: number for state, number in batch.counts.items()}
    return {
        "uid": batch.uid,
        "interview": batch.interview,
        "key": batch.key,
        "stage": batch.stage.value,
        "rows": batch.rows,
        "counts": counts,
        "taken_at": batch.taken_at,
        "handed_in_at": batch.handed_in_at,
    }
