"""The court fee as its payer sees it: the slip, how it was worked out, how to pay, the receipt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from tongban.cooperation.vocabulary import Sheet
from tongban.face.parts import Clock, Task
from tongban.face.refusals import problems
from tongban.face.requests import CourtRequest
from tongban.fees.actions.gateway import open_order
from tongban.kernel.money import Money, parse_amount
from tongban.kernel.refusal import Refusal, Refused
from tongban.kernel.steps import Step
from tongban.portal.case import SECTIONS, TASKS, is_remote, own_sheet
from tongban.portal.doors import for_parties
from tongban.portal.forms.fees import PAY, PAY_HINT, REFUNDS, STATES


@require_POST
@for_parties
def pay(request: CourtRequest, uid: UUID, charge: UUID) -> HttpResponse:
    """Off to the payment gateway; the answer is a page that leads there."""
    sheet = own_sheet(request, uid)
    row = next((one for one in sheet.get("fees", []) if one["uid"] == str(charge)), None)
    if row is None or is_remote(sheet):
        raise Http404
    try:
        address = open_order(charge, viewer=request.viewer, by=request.act_as("party"), at=request.at)
    except Refused as no:
        return _shown(request, uid, no.refusals)
    context = {
        "sheet": sheet,
        "slip": slip(row, request.at),
        "address": address,
        "gateway": settings.TONGBAN.payment_gateway,
    }
    return render(request, "portal/fees_pay.html", context)


@require_GET
@for_parties
def fees(request: CourtRequest, uid: UUID) -> HttpResponse:
    """The slips of the case's fees that this party owes or has paid."""
    return _shown(request, uid)


def _shown(request: CourtRequest, uid: UUID, no: Sequence[Refusal] = ()) -> HttpResponse:
    sheet = own_sheet(request, uid)
    here = {paper["uid"] for paper in sheet.get("papers", [])}
    slips = [slip(row, request.at) for row in sheet.get("fees", [])]
    # Until the worker has typeset the notice there is nothing to read.
    slips = [one if one["notice"] in here else one | {"notice": ""} for one in slips]
    online = settings.TONGBAN.payment_gateway is not None and not is_remote(sheet)
    context = {"sheet": sheet, "slips": slips, "online": online, "problems": problems(no)}
    return render(request, "portal/fees_slip.html", context, status=422 if no else 200)


def slip(row: dict[str, Any], now: datetime) -> dict[str, Any]:
    """One charge with typed values, as the template takes it."""
    receipt = row["receipt"]
    day = date.fromisoformat(row["due"]) if row["due"] else None
    paid = datetime.fromisoformat(receipt["taken_at"]) if receipt else None
    # A sheet of a platform that runs an older version does not tell of parts and refunds.
    parts, backs = row.get("payments", []), row.get("refunds", [])
    in_part = row["state"] == "open" and bool(parts)
    return row | {
        "owed": _money(row.get("owed", row["amount"])),
        "parts": [(_money(one["amount"]), date.fromisoformat(one["value_date"])) for one in parts],
        "backs": [
            (_money(one["amount"]), REFUNDS.get(one["state"], one["state"]), date.fromisoformat(one["due"]))
            for one in backs
        ],
        "amount": _money(row["amount"]),
        "says": STATES["part"] if in_part else STATES.get(row["state"], row["state"]),
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
        Task(str(PAY), "not_started" if row["state"] == "open" else "done", page, str(PAY_HINT))
        for row in sheet.get("fees", [])
    ]


TASKS.append(tasks)
SECTIONS["fees"] = "portal/fees_section.html"

urls = [
    path("cases/<uuid:uid>/fees/", fees, name="fees"),
    path("cases/<uuid:uid>/fees/<uuid:charge>/pay/", pay, name="fees_pay"),
]
