"""What the cooperating court's counter sees of an errand's outcome: the competent court's papers, to print them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cooperation.models import CaseSheet, LogEntry, Matter
from tongban.cooperation.rules.cross_region_filing import AT_COOPERATING_COURT
from tongban.cooperation.vocabulary import MatterAct, MatterStage, MatterView
from tongban.kernel.refusal import Refusal


def counter_acts(stage: MatterStage, role: str) -> tuple[MatterAct, ...]:
    """What `role` may do at the cooperating court with an errand at `stage`."""
    return tuple(MatterAct(move.act) for move in AT_COOPERATING_COURT.open_to(stage, role))


def why_on_its_way(errand: MatterView) -> Refusal | None:
    """Why an errand is not taken back as it stands; None while it has not left for the competent court."""
    if AT_COOPERATING_COURT.allows(errand.stage, MatterAct.TAKE_BACK):
        return None
    return Refusal("cooperation.on_its_way", "川渝跨域立案协议 2020")


def papers_at_counter(viewer: Viewer, matter: UUID) -> list[dict[str, Any]]:
    """Papers of the competent court that reached the applicant of this errand, for printing at the counter (远程打印).

    Only for staff of the court that helps with the errand, only once the competent court has taken the case, and only
    papers that a court issued: what the parties hand in to each other is not the helper's to read. The sheet itself
    stays its holder's alone.
    """
    row = Matter.objects.filter(visible_q(viewer), uid=matter, outgoing=True, from_court__in=viewer.courts).first()
    case = (row.answer or {}).get("case") if row else None
    if row is None or not case:
        return []
    sheet = CaseSheet.objects.filter(of_case=UUID(case), holder=row.applicant, peer=row.peer).first()
    return [dict(paper) for paper in sheet.content["papers"] if paper["code"]] if sheet else []


def printed_papers(matter: UUID) -> frozenset[str]:
    """Digests of the papers that were printed and handed over, by the shared log. The caller has seen the errand."""
    lines = LogEntry.objects.filter(matter=matter, what="printed").values_list("facts", flat=True)
    return frozenset(digest for facts in lines for digest in facts.get("digests", "").split())


def file_at_counter(viewer: Viewer, matter: UUID, sha256: str) -> dict[str, Any] | None:
    """The file with this digest, if it is part of the errand's package or of a paper to be printed; else None."""
    row = Matter.objects.filter(visible_q(viewer), uid=matter).first()
    if row is None or row.court not in viewer.courts:
        return None
    files = [dict(file) for file in row.package["materials"]]
    files += [dict(file) for paper in papers_at_counter(viewer, matter) for file in paper["files"]]
    return next((file for file in files if file["sha256"] == sha256), None)
