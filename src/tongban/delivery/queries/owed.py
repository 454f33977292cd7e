"""Reading what is owed: tasks, the facts of a reconciliation, the days that were reconciled, public notices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cases.queries import dead_among
from tongban.delivery.models import Attempt, Dispatch, PublicNotice, ServiceCheck, ServiceTask
from tongban.delivery.vocabulary import AttemptState, Channel, DispatchState, Purpose
from tongban.delivery.vocabulary.owed import AttemptFacts, CheckView, DoubtEnd, OwedFacts, TaskKind, TaskView
from tongban.delivery.vocabulary.visits import NoticeGround, NoticeView
from tongban.documents.queries import papers_by_uid
from tongban.documents.vocabulary import MadePaper
from tongban.kernel.refusal import Refusal, Refused

PAGE = 200


def facts_of(rows: Iterable[Dispatch], certified: frozenset[UUID] | None = None) -> list[OwedFacts]:
    """For acts: what the rules need to know of these services; `certified` None: nobody asks for certificates."""
    listed = list(rows)
    ways: dict[int, list[AttemptFacts]] = {row.id: [] for row in listed}
    for one in Attempt.objects.filter(dispatch__in=listed).order_by("id"):
        ways[one.dispatch_id].append(attempt_facts(one))
    dead = dead_among([row.party for row in listed])
    return [
        OwedFacts(
            row.uid,
            DispatchState(row.state),
            _day(row.served_at or row.ordered_at),
            certified is None or row.uid in certified,
            tuple(ways[row.id]),
            dead=row.party in dead,
        )
        for row in listed
    ]


def attempt_facts(row: Attempt) -> AttemptFacts:
    """For acts: one way as the rules see it."""
    since = row.ends_on or row.posted_on or _day(row.sent_at or row.queued_at)
    return AttemptFacts(Channel(row.channel), AttemptState(row.state), row.counts, since, row.why)


def ways_tried(dispatch: UUID) -> tuple[AttemptFacts, ...]:
    """For acts: every way that was taken for a service."""
    return tuple(map(attempt_facts, Attempt.objects.filter(dispatch__uid=dispatch).order_by("id")))


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def tasks_at(viewer: Viewer, court: str) -> list[TaskView]:
    """Open tasks of a court and those of none, the one due first at the top."""
    return _views(_tasks(viewer).filter(court__in=(court, ""), closed_at__isnull=True)[:PAGE])


def tasks_of(viewer: Viewer, dispatch: UUID) -> list[TaskView]:
    """Every task about one service, closed ones too."""
    return _views(_tasks(viewer).filter(dispatch__uid=dispatch))


def task_seen_by(viewer: Viewer, uid: UUID) -> TaskView:
    """One task; else it does not exist for the viewer."""
    found = _views(_tasks(viewer).filter(uid=uid))
    if not found:
        raise Refused(Refusal("delivery.no_such_task", "CPL 87"))
    court = found[0].court or min(viewer.courts, default="")
    viewer.note("service_task", court, found[0].case or found[0].filing)
    return found[0]


def _tasks(viewer: Viewer) -> QuerySet[ServiceTask]:
    rows = ServiceTask.objects.filter(visible_q(viewer))
    return rows.select_related("dispatch", "attempt").order_by("due", "id")


def _views(rows: Iterable[ServiceTask]) -> list[TaskView]:
    found = list(rows)
    made = papers_by_uid([row.paper for row in found if row.case is None and row.paper])
    return [_task(row, made) for row in found]


def _task(row: ServiceTask, made: Mapping[UUID, MadePaper]) -> TaskView:
    of = row.dispatch
    return TaskView(
        uid=row.uid,
        kind=TaskKind(row.kind),
        court=row.court,
        case=row.case,
        dispatch=of.uid if of else None,
        paper=row.paper,
        filing=_filing_of(row, made),
        purpose=Purpose(of.purpose) if of else None,
        party=of.party if of else None,
        due=row.due,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        end=DoubtEnd(row.end) if row.end else None,
        reasons=row.reasons,
        evidence=row.evidence,
        says=row.says,
        channel=Channel(row.attempt.channel) if row.attempt else None,
    )


def _filing_of(row: ServiceTask, made: Mapping[UUID, MadePaper]) -> UUID | None:
    """The filing about which whoever filed is to be told; None of what belongs to a case."""
    if row.case is not None or row.paper is None or row.kind == TaskKind.POST_ROW:
        return None
    return made[row.paper].subject if row.paper in made else row.paper


def days_reconciled(viewer: Viewer) -> list[CheckView]:
    """The days that were reconciled, the newest first."""
    rows = ServiceCheck.objects.filter(visible_q(viewer)).order_by("-day")[:PAGE]
    return [CheckView(row.day, row.at, row.owed, row.served, row.under_way, row.tasks, row.found) for row in rows]


def notices_running(viewer: Viewer) -> list[NoticeView]:
    """Public notices whose period runs, the newest first."""
    rows = PublicNotice.objects.filter(visible_q(viewer), until__gt=viewer.now).select_related("attempt__dispatch")
    return [_notice(row) for row in rows.order_by("-published_at", "-id")[:PAGE]]


def notice_seen_by(viewer: Viewer, uid: UUID) -> NoticeView:
    """One public notice; else it does not exist for the viewer."""
    row = PublicNotice.objects.filter(visible_q(viewer), uid=uid).select_related("attempt__dispatch").first()
    if row is None:
        raise Refused(Refusal("delivery.no_such_notice", "CPL 95"))
    return _notice(row)


def _notice(row: PublicNotice) -> NoticeView:
    return NoticeView(
        uid=row.uid,
        court=row.court,
        number=row.number,
        to=row.to,
        purpose=Purpose(row.attempt.dispatch.purpose),
        ground=NoticeGround(row.ground),
        gist=row.gist,
        titles=tuple(row.titles),
        published_on=_day(row.published_at),
        ends_on=row.ends_on,
        document=row.document,
    )
