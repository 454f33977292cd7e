"""Outages of the platform that moved periods: for everybody, each with the number of its record and its seal."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from tongban.access.audience import Audience, open_to
from tongban.cases.events import OutageRecorded
from tongban.courts.queries import court_name
from tongban.face.requests import CourtRequest
from tongban.portal.filing import today
from tongban.register.queries import newest_of_event, seals_of

_SHOWN = 100
"""The newest; what is older is in the register of the court."""


@require_safe
@open_to(Audience.PUBLIC)
def outages(request: CourtRequest) -> HttpResponse:
    """When the platform took nothing in, for which court, by which record, and where its signed entry lies.

    Which cases it hit is told in those cases alone.
    """
    entries = newest_of_event(OutageRecorded.NAME, _SHOWN)
    seals = seals_of([entry.uid for entry in entries])
    shown = [
        {
            "record": entry.body["record"],
            "court": court_name(entry.body["court"], today(request)) if entry.body["court"] else "",
            "began": datetime.fromisoformat(entry.body["began_at"]),
            "ended": datetime.fromisoformat(entry.body["ended_at"]),
            "recorded": entry.at,
            "position": seals[entry.uid].position if entry.uid in seals else None,
        }
        for entry in entries
    ]
    return render(request, "portal/outages.html", {"outages": shown})


urls = [path("outages/", outages, name="outages")]
