"""What the zones of a platform show: filings on their way, and the list of a person's matters in the court zone."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cooperation.models import HandedOver, TakenOver
from tongban.cooperation.queries.cases import cases_of
from tongban.cooperation.vocabulary import HandedOverView
from tongban.courts.queries import ancestors, court_name, is_hosted
from tongban.documents.queries import documents_of
from tongban.federation.queries import receipt_time, speaks_for
from tongban.federation.vocabulary import Zone
from tongban.filing.queries import filings_of
from tongban.filing.vocabulary import FilingView
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


def is_handed_over(uid: UUID) -> bool:
    """Whether this is a filing that the internet zone took in."""
    return HandedOver.objects.filter(uid=uid).exists()


def list_page(viewer: Viewer) -> dict[str, Any]:
    """The viewer's filings and cases in the court zone, as plain JSON."""
    rows = TakenOver.objects.filter(visible_q(viewer))
    came = {row.filing: str(row.uid) for row in rows if row.filing}
    back = [{"handover": str(row.uid), "refusals": row.refusals} for row in rows if not row.filing]
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
