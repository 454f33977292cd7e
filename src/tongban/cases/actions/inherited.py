"""Periods that ran for a party that died: they run for whoever takes its place (SI 55)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone

from tongban.cases.events import ClockStarted
from tongban.cases.models import Clock, ClockIncident, Party
from tongban.cases.rules.turns import WITHIN
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.frame.acts import Recording


def pass_periods(record: Recording, case: CaseView, gone: PartyView, heir: PartyView) -> None:
    """A step: what ran for `gone` runs for the heir who comes first. Each further heir may appeal, answer or object by
    itself, and has for it the time that the first one has from `gone`.
    """
    if not gone.left:
        running = Clock.objects.filter(case=case.uid, owed_by=str(gone.uid), met_at__isnull=True)
        running.update(owed_by=str(heir.uid))
        return
    first = Party.objects.values_list("left_at", flat=True).get(uid=gone.uid)
    assert first is not None  # noqa: S101 - it has left
    others = [str(one.uid) for one in case.everybody if gone.uid in one.heirs_of and one.uid != heir.uid]
    rows = Clock.objects.filter(
        case=case.uid,
        rule__in=set(WITHIN.values()),
        owed_by__in=others,
        void=False,
        started__lt=timezone.localtime(first).date(),
    )
    own = Clock.objects.filter(case=case.uid, owed_by=str(heir.uid)).values_list("rule", "about")
    known: set[tuple[str, UUID | None]] = set(own)
    for row in rows.order_by("id"):
        if (row.rule, row.about) not in known:
            known.add((row.rule, row.about))
            _run_beside(record, case, row, heir)


def _run_beside(record: Recording, case: CaseView, row: Clock, heir: PartyView) -> None:
    """A step: the same period, with all that befell it, runs for this heir too."""
    made = Clock.objects.create(**_told(row) | {"owed_by": str(heir.uid), "met_at": None})
    for one in ClockIncident.objects.filter(of_clock=row).order_by("id"):
        ClockIncident.objects.create(**_told(one) | {"of_clock_id": made.id})
    fact = ClockStarted(
        case=case.uid, clock=made.uid, rule=made.rule, owed_by=made.owed_by, due=made.due, due_at=made.due_at
    )
    record(fact, under="SI 55", case=case.uid)


def _told(row: models.Model) -> dict[str, Any]:
    """What a row tells, without what makes it this one."""
    return {
        one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields if one.name not in ("id", "uid")
    }
