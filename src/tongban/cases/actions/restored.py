"""The court gives a party days of a period back that it lost without fault (顺延期限, CPL 86)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from tongban.access.vocabulary import Layer
from tongban.cases.actions.clocks import counted, recount
from tongban.cases.actions.move import step_case
from tongban.cases.models import Clock, ClockIncident
from tongban.cases.queries.restored import restorable_clocks
from tongban.cases.vocabulary import Act, Befell, CaseView, IncidentState, PartyView
from tongban.frame.acts import Recording, locked
from tongban.kernel.incidents import Obstacle
from tongban.kernel.refusal import Refusal, Refused

LAW = "CPL 86"


def restored_end(case: CaseView, party: PartyView, clock: UUID, lost: Obstacle) -> date | Refusal:
    """For acts: the last day of the party's period once the days `lost` are given back, by the engine.

    Refused: a period that cannot be restored to this party, an obstacle outside it, an application that came too late.
    """
    if clock not in {one.uid for one in restorable_clocks(case, party)}:
        return Refusal("cases.not_to_be_restored", LAW, ("period",))
    found = counted(Clock.objects.get(uid=clock), lost, today=lost.applied)
    if isinstance(found, Refusal):
        return found
    assert not isinstance(found.due, datetime)  # noqa: S101 - periods of hours know no obstacle and were refused
    return found.due


def restore_clock(
    record: Recording, case: CaseView, party: PartyView, clock: UUID, lost: Obstacle, *, asked_at: datetime
) -> date:
    """A step: the days `lost` are given back, and the period is counted again; returns its new last day.

    A judgment that took effect because the party could not appeal is open to appeal again. The application, in its own
    act, says why (`ClockRenewed` follows it). Refused as `restored_end`.
    """
    if isinstance(found := restored_end(case, party, clock, lost), Refusal):
        raise Refused(found)
    row = locked(Clock.objects.filter(uid=clock)).get()
    if row.met_at is not None:
        step_case(record, case.uid, Act.RESTORE_APPEAL)
        row.met_at = None
        row.save(update_fields=["met_at"])
    ClockIncident.objects.create(
        layer=Layer.PROCESS,
        court=row.court,
        case=row.case,
        of_clock=row,
        kind=Befell.OBSTACLE,
        state=IncidentState.HOLDS,
        first=lost.first,
        last=lost.last,
        restored_to=lost.until,
        made_at=asked_at,
        decided_by=record.by.person,
        decided_at=record.at,
    )
    recount(record, row)
    assert row.due is not None  # noqa: S101 - a period of days ends on a day
    return row.due
