"""Reading what courts do for each other in the service of papers."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cooperation.models import LogEntry, ServiceErrand
from tongban.cooperation.vocabulary import LogLine
from tongban.cooperation.vocabulary.service import ErrandKind, ErrandStage, ErrandView
from tongban.delivery.vocabulary import ReturnReason
from tongban.delivery.vocabulary.elsewhere import Outcome, ServiceResult, Undone
from tongban.documents.queries import taken_out
from tongban.kernel.refusal import Refusal, Refused

PAGE = 200


def service_errands(viewer: Viewer, court: str, *, outgoing: bool, answered: bool) -> list[ErrandView]:
    """What `court` asked of others, or others of it, as this viewer may see it.

    Of those under way what is owed first stands first; of those that were `answered` the newest.
    """
    rows = ServiceErrand.objects.filter(visible_q(viewer), court=court, outgoing=outgoing)
    if answered:
        rows = rows.filter(stage=ErrandStage.ANSWERED).order_by("-answered_at", "-id")
    else:
        rows = rows.exclude(stage=ErrandStage.ANSWERED).order_by(F("due").asc(nulls_last=True), "asked_at", "id")
    found = [_view(row, ()) for row in rows[:PAGE]]
    if found:
        viewer.note(f"service_errands:{len(found)}", court, None)
    return found


def service_errand_seen_by(viewer: Viewer, uid: UUID) -> ErrandView:
    """One errand with the log of both courts, if this viewer may see it; else it does not exist for the viewer."""
    row = ServiceErrand.objects.filter(visible_q(viewer), uid=uid).first()
    if row is None:
        raise Refused(Refusal("cooperation.no_such_matter", "在线诉讼规则 38"))
    viewer.note("service_errand", row.court, row.case or row.uid)
    lines = LogEntry.objects.filter(matter=row.errand).order_by("at", "id")
    log = tuple(LogLine(line.at, line.court, line.what, line.facts) for line in lines)
    return _view(row, log, taken_out(one["sha256"] for one in (*_papers(row), *_files(row))))


def errands_of_ways(viewer: Viewer, ways: Iterable[UUID]) -> dict[UUID, ErrandView]:
    """By the way that it is: what this court asked of others, the newest of each."""
    rows = ServiceErrand.objects.filter(visible_q(viewer), outgoing=True, attempt__in=list(ways)).order_by("id")
    return {row.attempt: _view(row, ()) for row in rows}


def _papers(row: ServiceErrand) -> list[dict[str, Any]]:
    return list(row.package.get("papers", []))


def _files(row: ServiceErrand) -> list[dict[str, Any]]:
    return list(row.result.get("files", []))


def _view(row: ServiceErrand, log: tuple[LogLine, ...], gone: Collection[str] = ()) -> ErrandView:
    """The errand without the papers and files that are `gone`: state secrets that were taken out."""
    papers = [one for one in _papers(row) if one["sha256"] not in gone]
    files = [one for one in _files(row) if one["sha256"] not in gone]
    return ErrandView(
        uid=row.uid,
        errand=row.errand,
        kind=ErrandKind(row.kind),
        stage=ErrandStage(row.stage),
        outgoing=row.outgoing,
        from_court=row.from_court,
        to_court=row.to_court,
        case=row.case,
        attempt=row.attempt,
        package=row.package | ({"papers": papers} if row.package else {}),
        files={one["sha256"]: one for one in (*papers, *files)},
        asked_at=row.asked_at,
        due=row.due,
        printed_at=row.printed_at,
        posted_on=row.posted_on,
        number=row.number,
        result=_result(row.result["told"]) if row.result else None,
        answered_at=row.answered_at,
        called_back_at=row.called_back_at,
        log=log,
    )


def _result(told: dict[str, Any]) -> ServiceResult:
    """The result as pages read it; the visit stands on the return slip."""
    return ServiceResult(
        outcome=Outcome(told["outcome"]),
        day=date.fromisoformat(told["day"]),
        number=told["number"],
        signer=told["signer"],
        reason=ReturnReason(told["reason"]) if told["reason"] else None,
        why=Undone(told["why"]) if told["why"] else None,
    )
