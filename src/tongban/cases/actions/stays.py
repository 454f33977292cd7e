"""A case is suspended and resumed: meanwhile its periods stand still, as far as the law says so (CPL 153; SI 246)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from tongban.cases.actions.clocks import counted, recount, running_clock
from tongban.cases.actions.incidents import note_incident
from tongban.cases.actions.turns import take_turn
from tongban.cases.events import DaysExcluded, ExclusionEnded
from tongban.cases.models import Clock, ClockIncident
from tongban.cases.queries import case_by_uid
from tongban.cases.queries.agents import authorities_in
from tongban.cases.rules.losses import STAYS, may_resume
from tongban.cases.rules.procedures.words import Do
from tongban.cases.vocabulary import Befell, IncidentState
from tongban.courts.law import period_rule
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.incidents import Span
from tongban.kernel.periods import PeriodRule
from tongban.kernel.refusal import Refusal, require


def suspend(case: UUID, *, words: str, by: Actor, at: datetime) -> None:
    """The judge rules that the case stands still, and so do its periods from this day on. Refused as `take_turn`."""
    with act(by=by, at=at) as record:
        take_turn(record, case, Do.SUSPEND, words=words)
        for row in locked(Clock.objects.filter(case=case, met_at__isnull=True)).order_by("id"):
            _stop(record, row)


def resume(case: UUID, do: Do, *, words: str, found: Collection[str], by: Actor, at: datetime) -> None:
    """The judge lets the case go on; its periods run again from this day (SI 246).

    Refused as `take_turn`, and while nobody has taken the place of the dead, or acts for who cannot.
    """
    with act(by=by, at=at) as record:
        take_turn(record, case, do, words=words, found=found)
        today = timezone.localtime(at).date()
        require(may_resume(case_by_uid(case), authorities_in(case), today))
        standing = ClockIncident.objects.filter(
            case=case, kind=Befell.SPAN, state=IncidentState.HOLDS, ground__in=STAYS, last__isnull=True
        )
        running = standing.filter(of_clock__met_at__isnull=True)
        for made in running.select_related("of_clock").order_by("id"):
            row = running_clock(record, case, made.of_clock.uid)
            assert made.first is not None  # noqa: S101 - a span has its first day
            made.last = max(made.first, date.fromordinal(today.toordinal() - 1))
            made.save(update_fields=["last"])
            fact = ExclusionEnded(
                case=case,
                clock=row.uid,
                incident=made.uid,
                rule=row.rule,
                ground=made.ground,
                first=made.first,
                last=made.last,
            )
            record(fact, under=row.article, case=case)
            recount(record, row)


def _stop(record: Recording, row: Clock) -> None:
    """The period stands still, where the table knows such a ground for it; what stands still already stays so."""
    assert row.case is not None  # noqa: S101 - a clock belongs to a case
    today, rule = timezone.localtime(record.at).date(), period_rule(row.period, row.started)
    first = max(
        today, date.fromordinal(row.started.toordinal() + 1)
    )  # the day on which a period begins is not counted anyway
    grounds = rule.grounds if isinstance(rule, PeriodRule) else ()
    known = next((one for one in grounds if one.id in STAYS), None)
    still = ClockIncident.objects.filter(of_clock=row, kind=Befell.SPAN, ground__in=STAYS, last__isnull=True).exists()
    if known is None or still or isinstance(counted(row, Span(first, first, known.id), today=today), Refusal):
        return
    made = note_incident(record, row, Befell.SPAN, IncidentState.HOLDS, ground=known.id, first=first, last=None)
    fact = DaysExcluded(
        case=row.case, clock=row.uid, incident=made.uid, rule=row.rule, ground=known.id, first=first, last=None
    )
    record(fact, under=known.article, case=row.case)
