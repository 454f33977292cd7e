"""What the zones of a platform show: filings on their way, and the list of a person's matters in the court zone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cooperation.models import HandedOver, HandedTable, TakenOver
from tongban.cooperation.queries.cases import cases_of
from tongban.cooperation.queries.corrections import told_refusals
from tongban.cooperation.vocabulary import HandedOverView
from tongban.courts.queries import ancestors, court_name, is_hosted
from tongban.documents.queries import documents_of
from tongban.federation.queries import receipt_time, speaks_for
from tongban.federation.vocabulary import Zone
from tongban.filing.queries import filings_of
from tongban.filing.queries.bulk import batch_of, results_of
from tongban.filing.vocabulary import FilingView
from tongban.filing.vocabulary.bulk import BatchStage, BatchView
from tongban.kernel.facts import plain
from tongban.kernel.refusal import Refusal, Refused


def in_internet_zone() -> bool:
    """Whether this node is the internet zone of a platform."""
    return bool(settings.TONGBAN.zone and settings.TONGBAN.zone.internet)


def own_zone(*, internet: bool, peer: str = "") -> Zone:
    """This node's settings as that zone. Refused when it is another, or when `peer` is not the node behind its link."""
    zone = settings.TONGBAN.zone
    if zone is None or zone.internet != internet or peer not in ("", zone.peer):
        raise Refused(Refusal("cooperation.not_our_zone", "house rule: federation"))
    return zone


def hands_in_here(court: str, on: date) -> bool:
    """Whether a filing for this court is handed in at once here: its cases live here, or behind the link."""
    if not in_internet_zone():
        return is_hosted(court, on)
    return speaks_for(own_zone(internet=True).peer, [court, *(above.code for above in ancestors(court, on))])


def handed_over_by(viewer: Viewer) -> list[HandedOverView]:
    """The viewer's filings that the internet zone took in, the newest first."""
    within = own_zone(internet=True).confirm_within
    return [
        HandedOverView(row.uid, row.at, receipt_time(row.envelope), row.at + within)
        for row in HandedOver.objects.filter(visible_q(viewer)).order_by("-at")
    ]


def handed_table_view(row: HandedTable) -> BatchView:
    """A table as the internet zone knows it: that it was sent, and whether it was handed in."""
    stage = BatchStage.FILING if row.handed_in_at else BatchStage.CHECKING
    return BatchView(row.uid, "", "", "", stage, 0, row.at, row.handed_in_at, {})


def handed_tables_of(viewer: Viewer, *, limit: int = 50) -> list[tuple[BatchView, datetime | None]]:
    """The viewer's tables that the internet zone took in, the newest first, with when the court zone received them."""
    rows = HandedTable.objects.filter(visible_q(viewer)).order_by("-at")[:limit]
    return [(handed_table_view(row), receipt_time(row.envelope)) for row in rows]


def table_of(viewer: Viewer, uid: UUID) -> BatchView:
    """The viewer's own table, as far as this node knows it. Refused when there is none."""
    if not in_internet_zone():
        return batch_of(viewer, uid)
    row = HandedTable.objects.filter(visible_q(viewer), uid=uid).first()
    if row is None:
        raise Refused(Refusal("filing.no_such_batch", "在线诉讼规则 38"))
    return handed_table_view(row)


def table_page(viewer: Viewer, uid: UUID) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """In the court zone: how far the viewer's table is, and what became of each row, as plain JSON.

    Refused with the reasons where it could not be taken in.
    """
    back = TakenOver.objects.filter(visible_q(viewer), uid=uid).exclude(refusals=[]).first()
    if back is not None:
        raise Refused(told_refusals(back.refusals))
    batch = batch_of(viewer, uid)
    rows = [
        {
            "line": row.line,
            "ref": row.ref,
            "state": row.state.value,
            "filing": plain(row.filing),
            "stage": stage.value if stage else "",
            "number": number,
            "findings": plain(row.findings),
            "warnings": plain(row.warnings),
        }
        for row, stage, number in results_of(batch)
    ]
    told = {
        name: getattr(batch, name) for name in ("key", "name", "stage", "rows", "counts", "taken_at", "handed_in_at")
    }
    found: dict[str, Any] = plain(told)
    return found, rows


def is_handed_over(uid: UUID) -> bool:
    """Whether this is a filing that the internet zone took in."""
    return HandedOver.objects.filter(uid=uid).exists()


def list_page(viewer: Viewer) -> dict[str, Any]:
    """The viewer's filings and cases in the court zone, as plain JSON."""
    rows = TakenOver.objects.filter(visible_q(viewer))
    came = {row.filing: str(row.uid) for row in rows if row.filing}
    back = [{"handover": str(row.uid), "refusals": row.refusals} for row in rows if row.refusals]
    cases = [{key: value for key, value in row.items() if key != "sheet"} for row in cases_of(viewer)]
    return {
        "filings": [_filing(viewer, one) | {"handover": came.get(one.uid, "")} for one in filings_of(viewer)],
        "returned": back,
        "cases": cases,
    }


def _filing(viewer: Viewer, one: FilingView) -> dict[str, Any]:
    return {
        "filing": str(one.uid),
        "court": court_name(one.court, timezone.localtime(viewer.now).date()),
        "stage": one.stage.value,
        "handed_in_at": one.handed_in_at.isoformat(),
        "decide_by": plain(one.decide_by),
        "correct_until": plain(one.correct_until),
        "findings": list(one.findings),
        "case": plain(one.case),
        "papers": [
            {"uid": str(d.uid), "kind": d.kind, "title": d.title, "at": d.made_at.isoformat(), "size": d.newest.size}
            for d in documents_of(viewer, subjects=[one.uid])
            if d.newest
        ],
    }
