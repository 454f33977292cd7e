"""Who conducts one's case, and how chance gave it to them: each draw is checked anew on this page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from tongban.cases.law import check_told
from tongban.cases.vocabulary.offices import Checked
from tongban.cases.wording.offices import CHANGE_GROUNDS, CHECKED, OFFICES, WAYS
from tongban.face.requests import CourtRequest
from tongban.portal.case import own_sheet
from tongban.portal.doors import for_parties


@require_GET
@for_parties
def bench(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Judge and clerk of the case, the newest first; a court of an older version tells of none."""
    sheet = own_sheet(request, uid)
    told = sheet.get("bench", ())
    rows = [_row(one, sheet["number"]) for one in reversed(told)]
    return render(request, "portal/case_bench.html", {"sheet": sheet, "rows": rows})


def _row(one: Mapping[str, Any], number: str) -> dict[str, Any]:
    return {
        "office": OFFICES.get(one["office"], one["office"]),
        "name": one["name"],
        "way": WAYS.get(one["way"], one["way"]),
        "ground": CHANGE_GROUNDS.get(one["ground"], one["ground"]),
        "at": datetime.fromisoformat(one["at"]),
        "draw": one["draw"],
        "pool": one["pool"],
        "checked": CHECKED[_checked(one, number)] if one["draw"] else "",
    }


def _checked(one: Mapping[str, Any], number: str) -> Checked:
    """What the check finds; a right draw for another case, office or person is wrong here."""
    draw = one["draw"]
    drawn = dict(zip(draw.get("pool", ()), one["pool"], strict=False)).get(draw.get("person"))
    fits = (draw.get("number"), draw.get("office"), drawn) == (number, one["office"], one["name"])
    return check_told(draw) if fits else Checked.WRONG


urls = [path("cases/<uuid:uid>/bench/", bench, name="case_bench")]
