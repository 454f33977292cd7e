"""Corrections of names and identity numbers: those that wait for a second person, and that there was one."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.people.models import Correction
from tongban.people.vocabulary.corrections import Corrected, CorrectionStage, CorrectionView


def corrections_at(viewer: Viewer, court: str, *, limit: int = 100) -> list[CorrectionView]:
    """Corrections at the counter of `court`, those that wait first, then the newest."""
    rows = Correction.objects.filter(visible_q(viewer), court=court).order_by("-asked_at", "-id")[:limit]
    return sorted(map(_view, rows), key=lambda one: one.stage is not CorrectionStage.ASKED)


def corrected(persons: Collection[UUID]) -> list[Corrected]:
    """For pages that have checked who may see these persons: which of their records were corrected, the newest last."""
    rows = Correction.objects.filter(person__uid__in=persons, stage=CorrectionStage.DONE).order_by("decided_at")
    return [
        Corrected(row.holder, tuple(row.fields), row.court, row.decided_at)
        for row in rows
        if row.holder and row.decided_at
    ]


def _view(row: Correction) -> CorrectionView:
    assert row.holder is not None  # noqa: S101 - a correction is of a person
    return CorrectionView(
        uid=row.uid,
        person=row.holder,
        court=row.court,
        stage=CorrectionStage(row.stage),
        before=(row.name_before, row.id_kind_before, row.id_number_before),
        after=(row.name, row.id_kind, row.id_number),
        evidence=row.evidence,
        reason=row.reason,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )
