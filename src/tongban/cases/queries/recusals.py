"""Reading who withdraws from a case, or stands back until that is decided (CPL 48-50)."""

from __future__ import annotations

from uuid import UUID

from tongban.cases.models import Recusal
from tongban.cases.vocabulary.offices import Decider, Office, RecusalState, RecusalView


def stands_back_in(case: UUID, person: UUID) -> bool:
    """For acts: whether `person` takes no part in the case until an application for recusal is decided."""
    return Recusal.objects.filter(case=case, person=person, state=RecusalState.ASIDE).exists()


def recusal_of(motion: UUID) -> RecusalView | None:
    """For acts and the desk: about whom the application is, and who decides; None when it asks for something else."""
    row = Recusal.objects.filter(motion=motion).first()
    if row is None:
        return None
    office = Office(row.office) if row.office else None
    return RecusalView(office, row.person, Decider(row.decides), RecusalState(row.state))
