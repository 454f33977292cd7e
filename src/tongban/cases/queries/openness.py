"""Whether a case is tried in public: no secret in itself, it stands at the courtroom's door."""

from __future__ import annotations

from uuid import UUID

from tongban.cases.models import ClosedTrial
from tongban.cases.vocabulary import ClosedGround, Openness


def closed_ground(case: UUID) -> ClosedGround | None:
    """Why the case is not tried in public; None when it is."""
    ground = ClosedTrial.objects.filter(case=case).values_list("ground", flat=True).first()
    return ClosedGround(ground) if ground else None


def openness_of(case: UUID) -> Openness:
    """Whether the case is tried in public."""
    return Openness.PUBLIC if closed_ground(case) is None else Openness.CLOSED
