"""Reading batches: the person's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Count

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cases.queries.numbers import numbers_of
from tongban.filing.models import Batch, BatchRow, Filing
from tongban.filing.models.batch import WARNS
from tongban.filing.queries import interview_of
from tongban.filing.rules.bulk import columns, template
from tongban.filing.vocabulary import Question, Stage
from tongban.filing.vocabulary.bulk import BatchStage, BatchView, RowState, RowView
from tongban.kernel.refusal import Refusal, Refused

_READ = 500
"""Rows that are read at once for a file of results."""


def batch_view(row: Batch) -> BatchView:
    """The batch as others read it."""
    found = BatchRow.objects.filter(batch=row).values("state").annotate(number=Count("id")).order_by("state")
    return BatchView(
        uid=row.uid,
        interview=row.interview,
        key=row.key,
        name=row.name,
        stage=BatchStage(row.stage),
        rows=row.rows,
        taken_at=row.taken_at,
        handed_in_at=row.handed_in_at,
        counts={RowState(one["state"]): one["number"] for one in found},
    )


def columns_of(interview: str) -> list[tuple[str, Question | None]]:
    """The columns of a table for this interview; the reference answers no question."""
    return columns(interview_of(interview))


def template_of(interview: str, language: str) -> str:
    """The empty table for this interview (CSV)."""
    return template(interview_of(interview), language)


def batch_of(viewer: Viewer, uid: UUID) -> BatchView:
    """The viewer's own batch."""
    row = Batch.objects.filter(visible_q(viewer), uid=uid).first()
    if row is None:
        raise Refused(Refusal("filing.no_such_batch", "在线诉讼规则 38"))
    return batch_view(row)


def batch_exists(uid: UUID) -> bool:
    """For acts: whether a table was taken in under this number."""
    return Batch.objects.filter(uid=uid).exists()


def batches_of(viewer: Viewer, *, limit: int = 50) -> list[BatchView]:
    """The viewer's own batches, the newest first."""
    return [batch_view(row) for row in Batch.objects.filter(visible_q(viewer)).order_by("-id")[:limit]]


def faulty_rows(batch: BatchView, *, limit: int) -> list[RowView]:
    """Rows with findings, in the order of the table, as many as a page shows."""
    return _rows_in(batch, RowState.FAULTY, limit)


def twin_rows(batch: BatchView, *, limit: int) -> list[RowView]:
    """Rows that are like another row, or like something that was filed, and are filed all the same."""
    return _rows_in(batch, RowState.TWIN, limit)


def warned_rows(batch: BatchView, *, limit: int) -> list[RowView]:
    """Good rows of which something should be known before they are handed in."""
    return _rows_in(batch, RowState.WARNED, limit)


def _rows_in(batch: BatchView, state: RowState, limit: int) -> list[RowView]:
    rows = BatchRow.objects.filter(batch__uid=batch.uid, state=state).order_by("line")[:limit]
    return [_row(row) for row in rows]


def results_of(batch: BatchView) -> Iterator[tuple[RowView, Stage | None, str]]:
    """Every row with where its filing stands and the number of its case, in the order of the table."""
    line = -1
    while rows := list(BatchRow.objects.filter(batch__uid=batch.uid, line__gt=line).order_by("line")[:_READ]):
        line = rows[-1].line
        filed = {row.filing for row in rows if row.filing}
        found = {one.uid: one for one in Filing.objects.filter(uid__in=filed).only("uid", "stage", "of_case")}
        numbers = numbers_of({one.of_case for one in found.values() if one.of_case})
        for row in rows:
            one = found.get(row.filing) if row.filing else None
            yield (
                _row(row),
                Stage(one.stage) if one else None,
                numbers.get(one.of_case, "") if one and one.of_case else "",
            )


def _row(row: BatchRow) -> RowView:
    told = [(WARNS.items() <= one.items(), _refusal(one)) for one in row.findings]
    found, warned = (tuple(one for warns, one in told if warns is each) for each in (False, True))
    return RowView(row.line, row.ref, RowState(row.state), found, row.filing, warned)


def _refusal(told: Mapping[str, Any]) -> Refusal:
    return Refusal(told["reason"], told["law"], tuple(told["fields"]), tuple(map(tuple, told["facts"])))
