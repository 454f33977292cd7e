"""The court fee as its payer sees it: the slip, how it was worked out, how to pay, the receipt."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from tongban.cooperation.vocabulary import Sheet
from tongban.face.parts import Clock, Task
from tongban.face.requests import CourtRequest
from tongban.kernel.money import Money, parse_amount
from tongban.kernel.steps import Step
from tongban.portal.case import SECTIONS, TASKS, own_sheet
from tongban.portal.doors import for_parties
from tongban.portal.forms.fees import PAY, PAY_HINT, STATES


@require_GET
@for_parties
def fees(request: CourtRequest, uid: UUID) -> HttpResponse:
    """The slips of the case's fees that this party owes or has paid."""
    sheet = own_sheet(request, uid)
    here = {paper["uid"] for paper in sheet.get("papers", [])}
    slips = [slip(row, request.at) for row in sheet.get("fees", [])]
    # Until the worker has typeset the notice there is nothing to read.
    slips = [one if one["notice"] in here else one | {"notice": ""} for one in slips]
    return render(request, "portal/fees_slip.html", {"sheet": sheet, "slips": slips})


def slip(row: dict[str, Any], now: datetime) -> dict[str, Any]:
    """One charge with typed values, as the template takes it."""
    receipt = row["receipt"]
    day = date.fromisoformat(row["due"]) if row["due"] else None
    paid = datetime.fromisoformat(receipt["taken_at"]) if receipt else None
    return row | {
        "amount": _money(row["amount"]),
        "says": STATES.get(row["state"], row["state"]),
        "clock": Clock(str(PAY), day, now, paid, row["article"]) if day else None,
        "steps": [Step(s["code"], s["law"], tuple(s["facts"].items())) for s in row["breakdown"]["steps"]],
        "paid_on": date.fromisoformat(receipt["value_date"]) if receipt else None,
        "reference": receipt["reference"] if receipt else "",
    }


def _money(value: dict[str, str]) -> Money | None:
    found = parse_amount(value["amount"], field="", currency=value["currency"])
    return found if isinstance(found, Money) else None


def tasks(sheet: Sheet) -> list[Task]:
    """The fee, while it is to be paid and once it is."""
    page = reverse("portal:fees", args=[sheet["case"]])
    return [
        Task(str(PAY), "done" if row["state"] == "paid" else "not_started", page, str(PAY_HINT))
        for row in sheet.get("fees", [])
    ]


TASKS.append(tasks)
SECTIONS["fees"] = "portal/fees_section.html"

urls = [path("cases/<uuid:uid>/fees/", fees, name="fees")]
