"""Reading of deaths that were noted: whoever keeps another case of the same person learns of the fact alone."""

from __future__ import annotations

from uuid import UUID

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cases.models import Case, Party
from tongban.cases.rules.procedures.tracks import OUT_OF_HAND
from tongban.cases.vocabulary.losses import DeathNoted, Loss


def deaths_noted_elsewhere(viewer: Viewer, court: str, case: UUID | None = None) -> list[DeathNoted]:
    """The open cases of `court` that the viewer sees, or `case` alone, in which somebody stands as a party who was
    noted as dead in another case here; the oldest case first.

    Of the other case nothing is told but its number, and that only to who sees that case, too.
    """
    dead = Party.objects.filter(loss=Loss.DEATH, person__isnull=False)
    standing = Party.objects.filter(court=court, left_at__isnull=True, person__in=dead.values("person"))
    rows = list((standing.filter(case=case) if case else standing).exclude(loss=Loss.DEATH).order_by("id"))
    if not rows:
        return []
    seen = Case.objects.filter(visible_q(viewer), court=court, uid__in={row.case for row in rows})
    numbers = dict(seen.exclude(stage__in=OUT_OF_HAND).values_list("uid", "number"))
    noted = {row.person: row for row in dead.filter(person__in={row.person for row in rows}).order_by("-id")}
    others = Case.objects.filter(visible_q(viewer), uid__in={row.case for row in noted.values()})
    told: dict[UUID | None, str] = dict(others.values_list("uid", "number"))
    if numbers:
        viewer.note(f"cases:{len(numbers)}", court, None)
    return [
        DeathNoted(row.case, numbers[row.case], row.name, other.lost_on, told.get(other.case, ""))
        for row, other in ((row, noted[row.person]) for row in rows)
        if row.case in numbers
    ]
