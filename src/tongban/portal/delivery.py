"""Papers served on a party: what, when it counts as served, by which way; and the confirmation of having read them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_http_methods

from tongban.cooperation.vocabulary import Sheet
from tongban.face.parts import Task
from tongban.face.requests import CourtRequest
from tongban.portal.case import SECTIONS, TASKS, hand_over, own_sheet
from tongban.portal.doors import for_parties
from tongban.portal.forms.delivery import CONFIRM_HINT, PURPOSES, READ, READ_HINT, READ_SEVERAL, STATES, WAYS


@require_GET
@for_parties
def served(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Everything that was or is being served on this party."""
    sheet = own_sheet(request, uid)
    lines = [line_of(row) for row in sheet.get("delivery", [])]
    return render(request, "portal/delivery_served.html", {"sheet": sheet, "lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def receipt(request: CourtRequest, uid: UUID, dispatch: UUID) -> HttpResponse:
    """One service: its papers, its day, and the button by which the party confirms that it has them."""
    sheet = own_sheet(request, uid)
    row = next((row for row in sheet.get("delivery", []) if row["dispatch"] == str(dispatch)), None)
    if row is None:
        raise Http404
    if request.method == "POST":
        return hand_over(request, uid, "confirm_receipt", {"dispatch": str(dispatch)})
    return render(request, "portal/delivery_receipt.html", {"sheet": sheet, "line": line_of(row)})


def line_of(row: dict[str, Any]) -> dict[str, Any]:
    """One service with typed values and words."""
    return row | {
        "what": PURPOSES.get(row["purpose"], row["purpose"]),
        "says": STATES.get(row["state"], row["state"]),
        "sent": _moment(row["sent_at"]),
        "served": _moment(row["served_at"]),
        "read": _moment(row["read_at"]),
        "way": WAYS.get(row["served_by"], ""),
    }


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def tasks(sheet: Sheet) -> list[Task]:
    """Papers whose receipt is not confirmed yet: several that have arrived are one task, for nothing hangs on each."""
    unread = [row for row in sheet.get("delivery", []) if row["read_at"] is None]
    arrived = [row for row in unread if row["state"] == "served"]
    if len(arrived) > 1:
        several = Task(
            str(READ_SEVERAL) % {"n": len(arrived)},
            "not_started",
            reverse("portal:served", args=[sheet["case"]]),
            str(READ_HINT),
        )
        return [*_each(sheet, [row for row in unread if row not in arrived]), several]
    return _each(sheet, unread)


def _each(sheet: Sheet, rows: list[dict[str, Any]]) -> list[Task]:
    return [
        Task(
            str(READ) % {"what": PURPOSES.get(row["purpose"], row["purpose"])},
            "not_started" if row["state"] == "served" else "optional",
            reverse("portal:served_receipt", args=[sheet["case"], row["dispatch"]]),
            str(READ_HINT if row["state"] == "served" else CONFIRM_HINT),
        )
        for row in rows
    ]


TASKS.append(tasks)
SECTIONS["delivery"] = "portal/delivery_section.html"

urls = [
    path("cases/<uuid:uid>/served/", served, name="served"),
    path("cases/<uuid:uid>/served/<uuid:dispatch>/", receipt, name="served_receipt"),
]
