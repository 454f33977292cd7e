"""Reading stacks of scans."""

from __future__ import annotations

from uuid import UUID

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.dossier.models import ScanBatch, ScanPart
from tongban.dossier.vocabulary import BatchStage, BatchView, PartStage, PartView
from tongban.kernel.refusal import Refusal, Refused

LISTED = 50
"""Stacks that the inbox shows, the newest first."""


def batches_at(viewer: Viewer, court: str) -> list[BatchView]:
    """The stacks that came in at `court`, the newest first."""
    rows = ScanBatch.objects.filter(visible_q(viewer), court=court).prefetch_related("parts__item")
    return [
        BatchView(
            uid=row.uid,
            name=row.name,
            court=row.court,
            at=row.at,
            by=row.by,
            pages=row.pages,
            stage=BatchStage(row.stage),
            problem=row.problem,
            parts=tuple(_part(one) for one in sorted(row.parts.all(), key=lambda one: one.number)),
        )
        for row in rows.order_by("-id")[:LISTED]
    ]


def part_seen_by(viewer: Viewer, court: str, uid: UUID) -> PartView:
    """A part of a stack of `court`. Refused when it does not exist or is hidden from `viewer`."""
    row = ScanPart.objects.filter(visible_q(viewer), uid=uid, court=court).select_related("item").first()
    if row is None:
        raise Refused(Refusal("dossier.no_such_part", "在线诉讼规则 11(3)"))
    return _part(row)


def _part(row: ScanPart) -> PartView:
    return PartView(
        uid=row.uid,
        number=row.number,
        pages=row.pages,
        blank=tuple(row.blank),
        sha256=row.sha256,
        stage=PartStage(row.stage),
        item=row.item.uid if row.item else None,
        document=row.document,
        reason=row.reason,
    )
