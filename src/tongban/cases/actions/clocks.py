"""Clocks: periods that run in a case begin, are kept, and are counted again by the one engine (CPL 85)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.events import ClockMet, ClockRenewed, ClockStarted
from tongban.cases.models import Case, Clock, ClockIncident
from tongban.cases.rules.clocks import ABROAD, trial_limit
from tongban.cases.vocabulary import Befell, CaseView, IncidentState
from tongban.courts.law import due
from tongban.courts.queries import calendar, readings
from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.calendar import Calendar
from tongban.kernel.incidents import Incident, NewStart, Obstacle, Outage, Prolonged, Span
from tongban.kernel.periods import Approver, Due, Unit
from tongban.kernel.refusal import Refusal, Refused
from tongban.kernel.steps import kept
from tongban.register.vocabulary import DueWork

BASIS = "CPL 85(3): the calendar of the year is announced"


def start_clock(
    record: Recording,
    case: CaseView,
    rule: str,
    *,
    start: datetime,
    owed_by: str,
    label: Label | None = None,
    about: UUID | None = None,
) -> UUID:
    """A step: let a period of the table run from `start`; returns the clock's uid.

    `label`: who sees that it runs; without one, both sides do. `about`: the ruling against which it is. For a party
    without a domicile in the country the longer period runs in its place (CPL 285, 286).
    """
    local = timezone.localtime(start)
    abroad = any(one.abroad for one in case.everybody if str(one.uid) == owed_by)
    counted_as = ABROAD.get(rule, "") if abroad else ""
    owed = due(counted_as or rule, local, calendar(), readings=readings(case.court))
    if isinstance(owed, Refusal):
        raise Refused(owed)
    moment = owed.due if isinstance(owed.due, datetime) else None
    day: date | None = None if isinstance(owed.due, datetime) else owed.due
    clock = Clock.objects.create(
        layer=label.layer if label else Layer.PROCESS,
        court=case.court,
        case=case.uid,
        holder=label.holder if label else None,
        of_case=Case.objects.get(uid=case.uid),
        rule=rule,
        counted_as=counted_as,
        owed_by=owed_by,
        about=about,
        started=local.date(),
        due=day,
        due_at=moment,
        article=owed.article,
        steps=kept(owed.steps),
        provisional=owed.provisional,
    )
    fact = ClockStarted(case=case.uid, clock=clock.uid, rule=rule, owed_by=owed_by, due=day, due_at=moment)
    record(fact, under=owed.article, case=case.uid)
    return clock.uid


def start_trial_limit(record: Recording, case: CaseView) -> None:
    """A step: the court owes a decision within the limit of the track, counted from docketing (审限规定 8)."""
    start_clock(record, case, trial_limit(case.track), start=case.docketed_at, owed_by="court")


def end_clocks(record: Recording, case: UUID) -> None:
    """A step: whatever still runs ends with the case; nobody owes anything in it any more."""
    for rule in sorted(set(Clock.objects.filter(case=case, met_at__isnull=True).values_list("rule", flat=True))):
        meet_clock(record, case, rule)


def meet_clock(
    record: Recording, case: UUID, rule: str, *, owed_by: str | None = None, among: Collection[UUID] | None = None
) -> None:
    """A step: what was owed under `rule` is done; nothing happens when no such clock runs.

    `among`: only these clocks, where several of one rule may run side by side.
    """
    running = Clock.objects.filter(case=case, rule=rule, met_at__isnull=True)
    if owed_by is not None:
        running = running.filter(owed_by=owed_by)
    if among is not None:
        running = running.filter(uid__in=among)
    for clock in running:
        clock.met_at = record.at
        clock.save(update_fields=["met_at"])
        record(ClockMet(case=case, clock=clock.uid, rule=rule), under=clock.article, case=case)


def void_clocks(record: Recording, case: UUID, owed_by: str, *, started: date, rules: Collection[str]) -> None:
    """A step: these periods of a party, counted from that day, never ran: who owed had died by then (SI 55)."""
    begun = Clock.objects.filter(case=case, owed_by=owed_by, started=started, rule__in=rules, met_at__isnull=True)
    for clock in locked(begun).order_by("id"):
        clock.met_at, clock.void = record.at, True
        clock.save(update_fields=["met_at", "void"])
        record(ClockMet(case=case, clock=clock.uid, rule=clock.rule), under="SI 55", case=case)


def show_clocks(record: Recording, clocks: Collection[UUID]) -> None:
    """A step: from now on both sides see that these clocks run, or ran."""
    del record  # proves that an act is open
    Clock.objects.filter(uid__in=clocks).update(layer=Layer.PROCESS)


def counted(clock: Clock, *more: Incident, today: date) -> Due | Refusal:
    """When the clock ends after all that befell it, and `more`; a span that is still open counts until `today`."""
    held = befell(Clock.objects.filter(id=clock.id), today)[clock.id]
    return counted_with(clock, (*held, *more), calendar())


def befell(clocks: QuerySet[Clock], today: date) -> dict[int, list[Incident]]:
    """What holds of each of `clocks`, by the row's id, in one query; empty where nothing befell it."""
    found: dict[int, list[Incident]] = defaultdict(list)
    for row in ClockIncident.objects.filter(of_clock__in=clocks, state=IncidentState.HOLDS).select_related("outage"):
        found[row.of_clock_id].append(_incident(row, today))
    return found


def counted_with(clock: Clock, incidents: Iterable[Incident], days: Calendar) -> Due | Refusal:
    """When the clock ends by the calendar `days` after these `incidents`; asks the database for nothing."""
    # Periods of hours know no incidents: the engine says so, once it has a moment to count from.
    start = clock.started if clock.due else datetime.combine(clock.started, time())
    return due(clock.period, start, days, incidents, readings(clock.court), days_set=clock.days_set)


def recount(record: Recording, clock: Clock) -> None:
    """A step: count the clock again with everything that befell it, and note the new end with its reasons.

    Refused as the engine refuses: what the law does not know for this period changes nothing.
    """
    found = counted(clock, today=timezone.localtime(record.at).date())
    if isinstance(found, Refusal):
        raise Refused(found)
    assert not isinstance(found.due, datetime)  # noqa: S101 - periods of hours know no incidents and were refused
    assert clock.case is not None  # noqa: S101 - a clock belongs to a case
    before, clock.due, clock.provisional = clock.due, found.due, found.provisional
    clock.steps = kept(found.steps)
    clock.save(update_fields=["due", "provisional", "steps"])
    fact = ClockRenewed(case=clock.case, clock=clock.uid, rule=clock.rule, before=before, due=found.due)
    record(fact, under=found.article, case=clock.case)


def running_clock(record: Recording, case: UUID, clock: UUID) -> Clock:
    """A step: hold a clock of the case that nobody has met yet."""
    del record  # proves that an act is open
    row = locked(Clock.objects.filter(case=case, uid=clock)).first()
    if row is None:
        raise Refused(Refusal("cases.no_such_clock", "CPL 85"))
    if row.met_at is not None:
        raise Refused(Refusal("cases.clock_over", row.article, facts=(("rule", row.rule),)))
    return row


def running_still(record: Recording, row: int) -> Clock:
    """A step of an act that nobody asked for: hold the clock of this row id; nothing is to be done when it was met."""
    del record  # proves that an act is open
    clock = locked(Clock.objects.filter(id=row, met_at__isnull=True)).first()
    if clock is None:
        raise NothingToDo
    return clock


def renew_clocks(work: DueWork) -> None:
    """Reaction to `CalendarAnnounced`: each running period that was provisional is counted again from its start.

    One short act per period, so that nobody waits; whatever is left after a crash is renewed when the work is retried.
    """
    waiting = Clock.objects.filter(provisional=True, met_at__isnull=True, due__isnull=False)
    today = timezone.localtime(work.now).date()
    for row, court in list(waiting.order_by("id").values_list("id", "court")):
        with act(by=Actor.office(court, BASIS), at=work.now) as record:
            clock = running_still(record, row)
            found = counted(clock, today=today)
            if isinstance(found, Refusal) or found.provisional:
                raise NothingToDo
            recount(record, clock)


def _incident(row: ClockIncident, today: date) -> Incident:
    """What befell the clock, as the engine takes it; moments in the court's own time."""
    match Befell(row.kind):
        case Befell.OUTAGE if row.outage:
            began, ended = timezone.localtime(row.outage.began_at), timezone.localtime(row.outage.ended_at)
            return Outage(began, ended, row.outage.record)
        case Befell.SPAN if row.first:
            return Span(row.first, row.last or max(row.first, today), row.ground)
        case Befell.NEW_START if row.first:
            return NewStart(row.first, row.ground)
        case Befell.OBSTACLE if row.first and row.last:
            return Obstacle(row.first, row.last, timezone.localtime(row.made_at).date(), row.restored_to)
        case Befell.EXTENSION if row.first and row.amount:
            return Prolonged(row.amount, Unit(row.unit), Approver(row.approver), row.first)
    message = f"incident {row.id} lacks what its kind needs"
    raise ValueError(message)
