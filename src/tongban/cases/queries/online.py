"""Reading which steps left the online way, and who wants to."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cases.models import StepChange as Row
from tongban.cases.vocabulary import Step
from tongban.cases.vocabulary.online import Review, StepChange


def moved_offline(case: UUID) -> frozenset[Step]:
    """The steps that the judge moved offline for everybody."""
    rows = Row.objects.filter(case=case, party__isnull=True, state=Review.OFFLINE)
    return frozenset(map(Step, rows.values_list("step", flat=True)))


def let_out(case: UUID) -> dict[tuple[UUID, Step], datetime]:
    """When the judge last let a party out of its yes to a step."""
    rows = Row.objects.filter(case=case, party__isnull=False, state=Review.OFFLINE).order_by("decided_at")
    return {(row.party, Step(row.step)): row.decided_at for row in rows if row.party and row.decided_at}


def step_changes_seen_by(viewer: Viewer, case: UUID) -> list[StepChange]:
    """What parties asked for and the judge decided about the way of steps, the oldest first."""
    return [step_change(row) for row in Row.objects.filter(visible_q(viewer), case=case).order_by("asked_at", "id")]


def step_change(row: Row) -> StepChange:
    """The change as other floors read it."""
    return StepChange(
        uid=row.uid,
        case=row.case,  # type: ignore[arg-type]
        step=Step(row.step),
        party=row.party,
        state=Review(row.state),
        ground=row.ground,
        reasons=row.reasons,
        decision=row.decision,
        asked_at=row.asked_at,
        decided_at=row.decided_at,
    )
