"""A court sets the last day of a period anew (人民法院指定的期间, CPL 85(1))."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from tongban.cases.actions.clocks import recount, start_clock
from tongban.cases.models import Clock, ClockIncident
from tongban.cases.vocabulary import CaseView, IncidentState
from tongban.frame.acts import Recording, locked


def set_last_day(
    record: Recording, case: CaseView, rule: str, *, owed_by: str, until: date, article: str
) -> date | None:
    """A step: the court sets the last day of a period anew (人民法院指定的期间, CPL 85(1)); it counts from today.

    A period that does not run yet begins. Returns its last day: the next working day where `until` is a day of rest
    (CPL 85(3)).
    """
    running = Clock.objects.filter(case=case.uid, rule=rule, owed_by=owed_by, met_at__isnull=True)
    clock = locked(running).first()
    if clock is None:
        start_clock(record, case, rule, start=record.at, owed_by=owed_by)
        clock = locked(running).get()
    clock.started = timezone.localtime(record.at).date()
    clock.days_set, clock.article = (until - clock.started).days, article
    ClockIncident.objects.filter(of_clock=clock, state=IncidentState.HOLDS).update(state=IncidentState.LAPSED)
    clock.save(update_fields=["started", "days_set", "article"])
    recount(record, clock)
    return clock.due
