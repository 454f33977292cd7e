"""送达对账: every day each service is compared with where it stands, and every paper with those to whom it is owed.

Afterwards each paper owed has reached its person, is on its way in time, or has a task of a person.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.delivery.actions.dispatch import lock
from tongban.delivery.actions.owed_papers import LOOK_BACK, compare_papers
from tongban.delivery.actions.tasks import close_others, open_task
from tongban.delivery.events import ServicesReconciled
from tongban.delivery.models import Dispatch, ServiceCheck, ServiceTask
from tongban.delivery.queries.owed import facts_of
from tongban.delivery.rules.owed import LAW, Reconciled, owes, reconcile
from tongban.delivery.vocabulary import OVER, DispatchState
from tongban.delivery.vocabulary.owed import TaskKind
from tongban.documents.queries import documented
from tongban.frame.acts import NothingToDo, act
from tongban.kernel.actor import Actor

PORTION = 500
"""Services that are compared at once, so that no act is long."""


class BusinessClock(Protocol):
    """The house's clock, as `wiring` provides it."""

    def now(self) -> datetime:
        """Business time."""
        ...


@dataclass(frozen=True, slots=True)
class Reconciler:
    """Reconciles each day once."""

    clock: BusinessClock

    def __call__(self) -> bool:
        """True when a day was reconciled."""
        now = self.clock.now()
        if ServiceCheck.objects.filter(day=timezone.localtime(now).date()).exists():
            return False
        reconcile_services(at=now)
        return True


def reconcile_services(*, at: datetime) -> None:
    """Compare everything that is owed; what nobody had as a task becomes one, what is done no longer is one.

    Done again on the same day, everything is compared again and the day's line is written anew.
    """
    day = timezone.localtime(at).date()
    found = compare_papers(at)
    counts: dict[str, int] = defaultdict(int)
    for portion in _portions(at):
        done = _portion(portion, day, at)
        found += len(done.to_open)
        counts["owed"] += len(portion)
        counts["served"] += done.served
        counts["under_way"] += done.under_way
        counts["tasks"] += done.tasks
    with act(by=Actor.office("", LAW, settings.TONGBAN.slug), at=at) as record:
        told = {name: counts[name] for name in ("owed", "served", "under_way", "tasks")} | {"found": found}
        ServiceCheck.objects.update_or_create(day=day, defaults={"layer": Layer.STAFF, "at": at, **told})
        record(ServicesReconciled(day=day, **told), under=LAW)


def _portions(at: datetime) -> list[list[Dispatch]]:
    """Services that are not over: those not served, those served lately, and those with an open task."""
    tasked = ServiceTask.objects.filter(closed_at__isnull=True, dispatch__isnull=False).values("dispatch")
    watched = ~Q(state=DispatchState.SERVED) | Q(served_at__gte=at - LOOK_BACK) | Q(id__in=tasked)
    listed = list(Dispatch.objects.filter(watched).exclude(state__in=OVER).order_by("id"))
    return [listed[begin : begin + PORTION] for begin in range(0, len(listed), PORTION)]


def _portion(rows: list[Dispatch], day: date, at: datetime) -> Reconciled:
    certified = frozenset(documented([row.uid for row in rows], "certificate"))
    facts = facts_of(rows, certified)
    open_tasks: dict[UUID, set[TaskKind]] = defaultdict(set)
    for row in ServiceTask.objects.filter(dispatch__in=rows, closed_at__isnull=True).select_related("dispatch"):
        if row.dispatch:
            open_tasks[row.dispatch.uid].add(TaskKind(row.kind))
    done = reconcile(facts, {uid: frozenset(kinds) for uid, kinds in open_tasks.items()}, day)
    courts = {row.uid: row.court for row in rows}
    for uid in sorted({uid for uid, _kind in (*done.to_open, *done.to_close)}):
        _mend(uid, courts[uid], day, at)
    return done


def _mend(uid: UUID, court: str, day: date, at: datetime) -> None:
    """One act for each service, looked at again under its lock: the task that is missing is opened, others closed."""
    with act(by=Actor.office(court, LAW), at=at) as record:
        row = lock(uid)
        wanted = owes(facts_of([row], frozenset(documented([uid], "certificate")))[0], day)
        close_others(record, row, keep={wanted})
        if wanted:
            open_task(record, wanted, court=row.court, case=row.case, dispatch=row)
        if not record.facts:
            raise NothingToDo
