"""Reading errands between courts."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cooperation.models import LogEntry, Matter
from tongban.cooperation.vocabulary import LogLine, MatterKind, MatterStage, MatterView
from tongban.kernel.refusal import Refusal, Refused


def matters_seen_by(viewer: Viewer, *, outgoing: bool | None = None, limit: int = 200) -> list[MatterView]:
    """Errands this viewer may see, the one that is owed first at the top."""
    rows = Matter.objects.filter(visible_q(viewer))
    if outgoing is not None:
        rows = rows.filter(outgoing=outgoing)
    found = [matter_view(row, ()) for row in rows.order_by("-handed_in_at")[:limit]]
    for court, number in Counter(m.from_court if m.outgoing else m.to_court for m in found).items():
        viewer.note(f"errands:{number}", court, None)
    return sorted(found, key=lambda m: (m.over, m.handed_in_at))


def errands_of(viewer: Viewer) -> list[MatterView]:
    """The viewer's own complaints that a court here sent on, the open ones first."""
    rows = Matter.objects.filter(visible_q(viewer), outgoing=True, applicant__in=viewer.persons)
    found = [matter_view(row, ()) for row in rows]
    return sorted(found, key=lambda m: (m.over, m.handed_in_at))


def matter_seen_by(viewer: Viewer, uid: UUID) -> MatterView:
    """The errand with its log, if this viewer may see it; else it does not exist for the viewer."""
    row = Matter.objects.filter(visible_q(viewer), uid=uid).first()
    if row is None:
        raise Refused(Refusal("cooperation.no_such_matter", "在线诉讼规则 38"))
    viewer.note("errand", row.court, row.uid)
    lines = LogEntry.objects.filter(matter=uid).order_by("at", "id")
    return matter_view(row, tuple(LogLine(line.at, line.court, line.what, line.facts) for line in lines))


def matter_view(row: Matter, log: tuple[LogLine, ...] = ()) -> MatterView:
    """The errand as other floors read it."""
    return MatterView(
        uid=row.uid,
        kind=MatterKind(row.kind),
        stage=MatterStage(row.stage),
        from_court=row.from_court,
        to_court=row.to_court,
        peer=row.peer,
        applicant=row.applicant,
        applicant_name=row.applicant_name,
        handed_in_at=row.handed_in_at,
        answer_due=row.answer_due,
        answered_at=row.answered_at,
        answer=row.answer,
        package=row.package,
        log=log,
        outgoing=row.outgoing,
        correct_until=row.correct_until,
        decide_by=row.decide_by,
    )
