"""Reading batches of letters, files of the post, and what a person must look at in them."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cases.queries import case_by_uid
from tongban.courts.queries import court_name
from tongban.delivery.models import Attempt, DispatchPaper, LetterBatch, PostFile, PostFinding
from tongban.delivery.queries.addresses import acts_by_law, address_of
from tongban.delivery.rules.addresses import addressee
from tongban.delivery.rules.post import letter_number
from tongban.delivery.vocabulary.post import BatchLetter, BatchView, PostFileView, PostFindingView, RowFlaw
from tongban.kernel.refusal import Refusal, Refused

PAGE = 100


def listed_letters(batch: UUID) -> list[tuple[str, ...]]:
    """For acts: the rows of the list for the post, in the order of the print."""
    rows = Attempt.objects.filter(batch__uid=batch).select_related("dispatch").order_by("queued_at", "id")
    return [_listed(row) for row in rows]


def _listed(row: Attempt) -> tuple[str, ...]:
    assert row.case is not None  # noqa: S101 - papers are served in a case
    case = case_by_uid(row.case)
    party, given = case.party(row.dispatch.party), address_of(case.uid, row.dispatch.party)
    on = timezone.localtime(row.queued_at).date()
    guardian = acts_by_law(case, party, on) if party else ""
    to = addressee(party.name if party else "", guardian=guardian, receiver=given.receiver)
    phone = given.phone or (party.phone if party else "")
    court = court_name(row.court, on)
    return (letter_number(row.id), to, phone, row.address, court, case.number)


def batches_at(viewer: Viewer, court: str) -> list[BatchView]:
    """The batches of a court, the newest first."""
    rows = LetterBatch.objects.filter(visible_q(viewer), court=court).order_by("-number")
    return [BatchView(row.uid, row.court, row.number, row.at, row.letters, row.listed_at) for row in rows[:PAGE]]


def batch_seen_by(viewer: Viewer, batch: UUID) -> tuple[str, list[BatchLetter]]:
    """The court of a batch, and those of its letters that this viewer may see, in the order of the print."""
    found = LetterBatch.objects.filter(visible_q(viewer), uid=batch).first()
    if found is None:
        raise Refused(Refusal("delivery.no_such_batch", "CPL 91"))
    rows = Attempt.objects.filter(visible_q(viewer), batch=found).select_related("dispatch")
    letters = []
    for row in rows.order_by("queued_at", "id"):
        number, to, _phone, address, _court, case = _listed(row)
        letters.append(BatchLetter(row.uid, number, to, address, case, tuple(_papers(row))))
    return found.court, letters


def _papers(row: Attempt) -> list[UUID]:
    papers = DispatchPaper.objects.filter(dispatch=row.dispatch_id).order_by("order")
    return list(papers.values_list("document", flat=True))


def post_files(viewer: Viewer) -> list[PostFileView]:
    """Files of the post, the newest first."""
    rows = PostFile.objects.filter(visible_q(viewer)).order_by("-received_at", "-id")[:PAGE]
    return [
        PostFileView(
            row.uid,
            row.name,
            row.received_at,
            row.rows,
            row.taken,
            row.refused,
            row.repeated,
            row.flaw,
            row.done_at is not None,
        )
        for row in rows
    ]


def post_findings(viewer: Viewer) -> list[PostFindingView]:
    """Rows of the post that a person must look at, the newest first."""
    rows = PostFinding.objects.filter(visible_q(viewer)).select_related("file").order_by("-at", "-id")[:PAGE]
    return [PostFindingView(row.file.name, row.line, row.raw, tuple(RowFlaw(f) for f in row.flaws)) for row in rows]
