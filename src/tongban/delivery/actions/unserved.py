"""Papers that were to be served and were ordered for nobody: a person has them served, or says why not."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from tongban.delivery.actions.dispatch import order
from tongban.delivery.actions.tasks import close_task
from tongban.delivery.models import ServiceTask
from tongban.delivery.rules.doubts import words_flaw
from tongban.delivery.rules.effects import ROUTES
from tongban.delivery.vocabulary import Purpose
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require


def serve_paper(task: UUID, party: UUID, *, by: Actor, at: datetime) -> None:
    """A paper that nobody was to be served with is served on a party."""
    with act(by=by, at=at) as record:
        row = _paper_task(record, task)
        assert row.case is not None  # noqa: S101 - papers are served in a case
        assert row.paper is not None  # noqa: S101 - the query asked for it
        order(record, row.case, row.paper, party, ROUTES.get(row.says, Purpose.JUDGMENT))
        close_task(record, row)


def dismiss_paper(task: UUID, *, reasons: str, by: Actor, at: datetime) -> None:
    """A person says, with reasons, why a paper needs no service."""
    with act(by=by, at=at) as record:
        row = _paper_task(record, task)
        require(words_flaw(reasons, "reasons"))
        digest = hashlib.sha256(reasons.strip().encode()).hexdigest()
        close_task(record, row, reasons=reasons.strip(), digest=digest)


def _paper_task(record: Recording, task: UUID) -> ServiceTask:
    row = locked(ServiceTask.objects.filter(uid=task, court=record.by.court, paper__isnull=False)).first()
    if row is None:
        raise Refused(Refusal("delivery.no_such_task", "CPL 87"))
    if record.by.role not in ("clerk", "judge"):
        raise Refused(Refusal("delivery.not_your_act", "CPL 87"))
    if row.closed_at is not None:
        raise Refused(Refusal("delivery.task_closed", "CPL 87"))
    return row
