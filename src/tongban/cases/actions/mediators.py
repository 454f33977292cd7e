"""Steps by which a mediation says who mediates in a case, and that its agreed time does not count for the trial."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from tongban.access.vocabulary import Layer
from tongban.cases.actions.clocks import counted, recount
from tongban.cases.actions.incidents import agreed_extension, note_incident
from tongban.cases.events import DaysExcluded
from tongban.cases.models import Case, Clock, Mediating
from tongban.cases.rules.clocks import trial_limit
from tongban.cases.vocabulary import Befell, CaseView, IncidentState
from tongban.frame.acts import Recording, locked
from tongban.kernel.incidents import Span
from tongban.kernel.refusal import Refusal, Refused

PROLONGED = "mediation_prolonged"
"""The ground on which time that the parties agreed to beyond a mediation's own period leaves the trial limit."""
_LAW = "在线调解规则 24; 特邀调解 27"


def begin_mediating(record: Recording, case: CaseView, person: UUID) -> None:
    """A step: from now on `person` is the mediator of the case, and sees what lies behind the wall."""
    Mediating.objects.create(
        layer=Layer.CASE,
        court=case.court,
        case=case.uid,
        of_case=Case.objects.get(uid=case.uid),
        person=person,
        began_at=record.at,
    )


def keep_mediator(record: Recording, case: CaseView, person: UUID) -> None:
    """A step: `person` mediated the dispute before it was registered, and takes no other office in the case now."""
    begin_mediating(record, case, person)
    end_mediating(record, case)


def end_mediating(record: Recording, case: CaseView) -> None:
    """A step: nobody is the mediator of the case any more; who was sees nothing of it from now on."""
    Mediating.objects.filter(case=case.uid, ended_at=None).update(ended_at=record.at)


def prolong_mediation(record: Recording, case: CaseView, rules: Collection[str], days: int) -> date:
    """A step: all parties agreed to `days` more for the mediation, whose period is one of `rules`; its new last day.

    Refused as the law of periods refuses: no such period runs, or it knows no such extension.
    """
    clock = locked(Clock.objects.filter(case=case.uid, rule__in=rules, met_at=None)).first()
    if clock is None:
        raise Refused(Refusal("cases.no_such_clock", _LAW))
    return agreed_extension(record, clock, days)


def leave_out_prolonged(record: Recording, case: CaseView, first: date, last: date) -> None:
    """A step: from `first`, the day after the mediation's own period, to `last` no day counts for the trial limit.

    Nothing happens when there is no such day, or when no trial limit runs any more.
    """
    clock = locked(Clock.objects.filter(case=case.uid, rule=trial_limit(case.track), met_at=None)).first()
    if last < first or clock is None:
        return
    if isinstance(counted(clock, Span(first, last, PROLONGED), today=last), Refusal):
        return
    made = note_incident(record, clock, Befell.SPAN, IncidentState.HOLDS, ground=PROLONGED, first=first, last=last)
    fact = DaysExcluded(
        case=case.uid,
        clock=clock.uid,
        incident=made.uid,
        rule=clock.rule,
        ground=PROLONGED,
        first=first,
        last=last,
    )
    record(fact, under=_LAW, case=case.uid)
    recount(record, clock)
