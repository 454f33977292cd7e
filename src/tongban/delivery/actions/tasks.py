"""Tasks about services of papers: opened with what went wrong, closed by what was missing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.delivery.events import ServiceTaskClosed, ServiceTaskOpened
from tongban.delivery.models import Attempt, Dispatch, ServiceTask
from tongban.delivery.queries.owed import facts_of
from tongban.delivery.rules.ladder import DECIDE_WITHIN
from tongban.delivery.rules.owed import LAW, owes
from tongban.delivery.vocabulary.owed import DOUBTS, TaskKind
from tongban.frame.acts import Recording


def open_task(  # noqa: PLR0913 - what a row says
    record: Recording,
    kind: TaskKind,
    *,
    court: str,
    case: UUID | None,
    dispatch: Dispatch | None = None,
    attempt: Attempt | None = None,
    paper: UUID | None = None,
    says: str = "",
    evidence: str = "",
) -> None:
    """A step: a person has to look at this until some days from now; an open task of the same kind is enough."""
    same = {"attempt": attempt} if attempt else {"paper": paper} if paper else {"dispatch": dispatch}
    if ServiceTask.objects.filter(kind=kind, closed_at__isnull=True, **same).exists():
        return
    row = ServiceTask.objects.create(
        layer=Layer.STAFF,
        court=court,
        case=case,
        kind=kind,
        dispatch=dispatch,
        attempt=attempt,
        paper=paper,
        due=_today(record) + timedelta(days=DECIDE_WITHIN),
        opened_at=record.at,
        says=says,
        evidence=evidence,
    )
    record(ServiceTaskOpened(task=row.uid, kind=kind, due=row.due), under=LAW, case=case)


def close_task(record: Recording, row: ServiceTask, *, end: str = "", reasons: str = "", digest: str = "") -> None:
    """A step: the task is done."""
    row.closed_at, row.end, row.reasons = record.at, end, reasons
    row.save(update_fields=["closed_at", "end", "reasons"])
    record(ServiceTaskClosed(task=row.uid, kind=row.kind, reasons=digest), under=LAW, case=row.case)


def settle(record: Recording, dispatch: Dispatch) -> None:
    """A step, after each change of a service: what failed becomes a task, what is done no longer is one.

    Doubts are left to who decides them, the certificate to the reconciliation of the day.
    """
    wanted = owes(facts_of([dispatch])[0], _today(record))
    if wanted in (TaskKind.NEXT_WAY, TaskKind.ADDRESSEE_DEAD):
        open_task(record, TaskKind(wanted), court=dispatch.court, case=dispatch.case, dispatch=dispatch)
    close_others(record, dispatch, keep={wanted, TaskKind.NO_CERTIFICATE})


def close_others(record: Recording, dispatch: Dispatch, *, keep: Iterable[TaskKind | None]) -> None:
    """A step: open tasks of a service end, save doubts and those to `keep`."""
    kept = {str(kind) for kind in (*keep, *DOUBTS) if kind}
    for row in ServiceTask.objects.filter(dispatch=dispatch, closed_at__isnull=True).exclude(kind__in=kept):
        close_task(record, row)


def _today(record: Recording) -> date:
    return timezone.localtime(record.at).date()
