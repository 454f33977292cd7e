"""Papers, and what the court did with filings, are compared with those to whom they are owed: what lacks is a task."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from tongban.delivery.actions.tasks import close_task, open_task
from tongban.delivery.models import ServiceTask
from tongban.delivery.queries.owed_papers import (
    Finding,
    facts_to_tell,
    known_since,
    unserved,
    untold_facts,
    untold_papers,
)
from tongban.delivery.rules.owed import LAW, MAKE_WITHIN
from tongban.delivery.rules.owed_papers import OWED
from tongban.delivery.vocabulary.owed import TaskKind
from tongban.documents.queries import papers_made
from tongban.frame.acts import NothingToDo, act, locked
from tongban.kernel.actor import Actor

PORTION = 500
"""Facts that are compared at once; papers come in portions of their own."""
LOOK_BACK = timedelta(days=90)
"""How long papers and what served them are compared; older ones had their task long ago."""


def compare_papers(at: datetime) -> int:
    """Tasks for what is owed and reached nobody are opened, those of which the paper went out meanwhile are closed.

    Returns how many were opened. What a person dismissed with reasons is not asked for again.
    """
    begin, opened = at - LOOK_BACK, 0
    known = known_since(begin)
    for made in papers_made(OWED, begin, at):
        papers = [one for one in made if one.made_at <= at - _given(one.paper)]
        opened += _settle([*unserved(papers), *untold_papers(papers, known)], at)
    facts = facts_to_tell(begin, at - timedelta(days=MAKE_WITHIN))
    for first in range(0, len(facts), PORTION):
        opened += _settle(untold_facts(facts[first : first + PORTION], known), at)
    return opened


def _given(paper: str) -> timedelta:
    """The time within which a paper of this kind goes out by itself."""
    return timedelta(days=OWED[paper].within)


def _settle(found: Sequence[Finding], at: datetime) -> int:
    known: dict[tuple[UUID, str], list[ServiceTask]] = defaultdict(list)
    kinds = [TaskKind.NOT_ORDERED, TaskKind.NOT_TOLD]
    for row in ServiceTask.objects.filter(paper__in=[one.about for one in found], kind__in=kinds):
        if row.paper:
            known[row.paper, row.says].append(row)
    opened = 0
    for one in found:
        rows = known[one.about, one.says]
        waiting = [row for row in rows if row.closed_at is None]
        if one.lacks and not waiting and not any(row.reasons for row in rows):
            opened += _open(one, at)
        elif not one.lacks:
            for row in waiting:
                _close(row, at)
    return opened


def _open(one: Finding, at: datetime) -> bool:
    with act(by=Actor.office(one.court, LAW), at=at) as record:
        open_task(record, one.kind, court=one.court, case=one.case, paper=one.about, says=one.says)
        if not record.facts:
            raise NothingToDo  # another task about the same filing leads to the same person
    return bool(record.facts)


def _close(row: ServiceTask, at: datetime) -> None:
    with act(by=Actor.office(row.court, LAW), at=at) as record:
        held = locked(ServiceTask.objects.filter(id=row.id, closed_at__isnull=True)).first()
        if held is None:
            raise NothingToDo
        close_task(record, held)
