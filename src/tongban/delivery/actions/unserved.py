"""What is owed and reached nobody: a person has it served, or says why not, or how its person was told."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from tongban.delivery.actions.dispatch import order
from tongban.delivery.actions.tasks import close_task
from tongban.delivery.models import ServiceTask
from tongban.delivery.queries.owed_papers import lacking_with, servable_on
from tongban.delivery.rules.doubts import words_flaw
from tongban.delivery.rules.owed_papers import OWED, purpose_of
from tongban.delivery.vocabulary.owed import TaskKind
from tongban.documents.queries import paper_made
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require


def serve_paper(task: UUID, party: UUID, *, by: Actor, at: datetime) -> None:
    """A paper that a party was not to be served with is served on it; the task stays while somebody else lacks it.

    Refused for a party to whom it is not owed, or that is to be served with it already.
    """
    with act(by=by, at=at) as record:
        row = _paper_task(record, task, TaskKind.NOT_ORDERED)
        assert row.case is not None  # noqa: S101 - papers are served in a case
        paper = paper_made(row.paper) if row.paper else None
        if paper is None or paper.paper not in OWED:
            raise Refused(Refusal("delivery.no_papers", "CPL 87"))
        if party not in {one.uid for one in servable_on(paper.uid)}:
            raise Refused(Refusal("delivery.not_owed_to", "CPL 87", ("party",)))
        order(record, row.case, paper.uid, party, purpose_of(paper))
        if not lacking_with(paper.uid):
            close_task(record, row)


def dismiss_paper(task: UUID, *, reasons: str, by: Actor, at: datetime) -> None:
    """A person says, with reasons, why a paper needs no service, how whoever it concerns was told otherwise, or what
    became of what the post told.
    """
    with act(by=by, at=at) as record:
        row = _paper_task(record, task, TaskKind.NOT_ORDERED, TaskKind.NOT_TOLD, TaskKind.POST_ROW)
        require(words_flaw(reasons, "reasons"))
        digest = hashlib.sha256(reasons.strip().encode()).hexdigest()
        close_task(record, row, reasons=reasons.strip(), digest=digest)


def _paper_task(record: Recording, task: UUID, *kinds: TaskKind) -> ServiceTask:
    row = locked(ServiceTask.objects.filter(uid=task, court__in=(record.by.court, ""), kind__in=kinds)).first()
    if row is None:
        raise Refused(Refusal("delivery.no_such_task", "CPL 87"))
    if record.by.role not in ("clerk", "judge"):
        raise Refused(Refusal("delivery.not_your_act", "CPL 87"))
    if row.closed_at is not None:
        raise Refused(Refusal("delivery.task_closed", "CPL 87"))
    return row
