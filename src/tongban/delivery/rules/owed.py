"""What of a service is owed on a day: either it reached its person, or it is on its way in time, or it is a task."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from tongban.delivery.rules.ladder import rung
from tongban.delivery.vocabulary import OVER, AttemptState, DispatchState
from tongban.delivery.vocabulary.owed import DOUBTS, AttemptFacts, OwedFacts, TaskKind

LAW = "house rule: every paper owed is reconciled each day"
MAKE_WITHIN = 2
"""Days within which ordered papers are made and sent, and a certificate follows its service; a house rule."""
LIVE = (AttemptState.QUEUED, AttemptState.SENT)
"""A way of which something can still be heard."""


def owes(facts: OwedFacts, today: date) -> TaskKind | None:
    """The kind of task that a service is today; None when it is served and certified, or on its way in time.

    Nothing is served on the dead: until the heirs are called, a person has to see to it (SI 55).
    """
    late = today - timedelta(days=MAKE_WITHIN)
    if facts.state is DispatchState.SERVED:
        return TaskKind.NO_CERTIFICATE if not facts.certified and facts.since < late else None
    if facts.state in OVER:
        return None
    if facts.dead:
        return TaskKind.ADDRESSEE_DEAD
    if facts.state is DispatchState.WAITING:
        return TaskKind.NOT_SENT if facts.since < late else None
    live = [one for one in facts.attempts if one.counts and one.state in LIVE]
    if facts.state is DispatchState.UNDELIVERED or not live:
        return TaskKind.NEXT_WAY
    return TaskKind.SILENT if all(silent(one, today) for one in live) else None


def silent(one: AttemptFacts, today: date) -> bool:
    """Whether nothing was heard of a way for longer than it takes."""
    return today > one.since + timedelta(days=rung(one.channel).days)


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What a day's reconciliation found: tasks to open, those to close, and how many services stand where."""

    to_open: tuple[tuple[UUID, TaskKind], ...]
    to_close: tuple[tuple[UUID, TaskKind], ...]
    served: int
    under_way: int
    tasks: int


def reconcile(owed: Iterable[OwedFacts], tasks: Mapping[UUID, frozenset[TaskKind]], today: date) -> Reconciled:
    """Compare what is owed with the tasks that are open, by dispatch.

    Afterwards each service is served, on its way in time, or has an open task. Doubts are left to who decides them.
    """
    to_open: list[tuple[UUID, TaskKind]] = []
    to_close: list[tuple[UUID, TaskKind]] = []
    served = under_way = waiting = 0
    for facts in owed:
        open_now = tasks.get(facts.dispatch, frozenset())
        wanted = owes(facts, today)
        if wanted and wanted not in open_now:
            to_open.append((facts.dispatch, wanted))
        to_close += [(facts.dispatch, kind) for kind in sorted(open_now - DOUBTS) if kind is not wanted]
        served += wanted is None and facts.state is DispatchState.SERVED
        under_way += wanted is None and facts.state is not DispatchState.SERVED
        waiting += wanted is not None
    return Reconciled(tuple(to_open), tuple(to_close), served, under_way, waiting)
