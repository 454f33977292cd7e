"""Cases of a person, wherever they live."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cases.queries import case_exists, case_seen_by, cases_as_party
from tongban.cooperation.models import CaseSheet, RemoteAct
from tongban.cooperation.queries.sheet import OwnSheet
from tongban.cooperation.vocabulary import RemoteState, Sheet
from tongban.kernel.refusal import Refusal, Refused


def sheet_seen_by(viewer: Viewer, case: UUID) -> Sheet:
    """The case wherever it lives: built here for our own, the newest sheet of the owner's for others."""
    if case in viewer.cases or case_exists(case):
        return OwnSheet(viewer, case_seen_by(viewer, case))
    row = CaseSheet.objects.filter(visible_q(viewer), of_case=case).first()
    if row is None:
        raise Refused(Refusal("cases.no_such_case", "在线诉讼规则 38"))
    viewer.note("sheet", "", case)
    return _kept(row)


def is_party(viewer: Viewer, case: UUID) -> bool:
    """Whether the viewer is a party of the case, or acts for one, wherever it lives."""
    return case in viewer.cases or CaseSheet.objects.filter(visible_q(viewer), of_case=case).exists()


def _kept(row: CaseSheet) -> Sheet:
    return dict(row.content) | {"shown_by": row.peer, "as_of": row.sent_at.isoformat()}


def cases_of(viewer: Viewer) -> list[dict[str, Any]]:
    """The viewer's cases as a party, here and elsewhere, newest first: uid, number, cause, stage, and the sheet."""
    here = [
        {
            "case": str(c.uid),
            "number": c.number,
            "cause": c.cause_name,
            "stage": c.stage,
            "at": c.docketed_at.isoformat(),
            "sheet": OwnSheet(viewer, c),
        }
        for c in cases_as_party(viewer)
    ]
    elsewhere = [
        {
            "case": str(row.of_case),
            "number": row.number,
            "cause": row.content["cause"],
            "stage": row.content["stage"],
            "at": row.content["docketed_at"],
            "sheet": _kept(row),
        }
        for row in CaseSheet.objects.filter(visible_q(viewer))
    ]
    if here or elsewhere:
        viewer.note(f"sheets:{len(here) + len(elsewhere)}", "", None)
    return sorted(here + elsewhere, key=lambda row: row["at"], reverse=True)


def remote_act_seen_by(viewer: Viewer, uid: UUID) -> tuple[UUID, RemoteState, list[dict[str, Any]]]:
    """The case of an act that was sent to its owner, what became of it, and the refusals."""
    row = RemoteAct.objects.filter(visible_q(viewer), uid=uid).first()
    if row is None:
        raise Refused(Refusal("cooperation.no_such_act", "在线诉讼规则 38"))
    return row.of_case, RemoteState(row.state), list(row.refusals)


def file_in_sheets(viewer: Viewer, sha256: str) -> dict[str, Any] | None:
    """The file with this digest, if one of the viewer's sheets shows it."""
    for row in CaseSheet.objects.filter(visible_q(viewer)):
        for paper in row.content["papers"]:
            for file in paper["files"]:
                if file["sha256"] == sha256:
                    return dict(file)
    return None
