"""Papers served on a party: what, when it counts as served, by which way; and the confirmation of having read them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tongban.access.audience import Audience, open_to
from tongban.cases.queries import consent_notice
from tongban.cooperation.vocabulary import Sheet
from tongban.courts.queries import court_name
from tongban.delivery.queries.owed import notice_seen_by, notices_running
from tongban.delivery.vocabulary.visits import NoticeView
from tongban.delivery.wording import PURPOSES
from tongban.face.parts import Task
from tongban.face.refusals import attach_refusals
from tongban.face.requests import CourtRequest
from tongban.kernel.refusal import Refused
from tongban.portal.case import SECTIONS, TASKS, hand_over, own_sheet
from tongban.portal.doors import for_parties, sent_by
from tongban.portal.forms.delivery import (
    CONFIRM_ADDRESS,
    CONFIRM_ADDRESS_HINT,
    CONFIRM_HINT,
    READ,
    READ_HINT,
    READ_SEVERAL,
    STATES,
    WAYS,
    AddressForm,
    ContestForm,
)


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


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def address(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Where the court reaches this party: what it said last, what a confirmation means, and the form."""
    sheet = own_sheet(request, uid)
    given = sheet.get("service_address") or {}
    start = {name: given.get(name, "") for name in ("address", "postcode", "phone", "email", "account", "receiver")}
    form = AddressForm(sent_by(request), initial=start | {"notice_version": consent_notice()})
    if form.is_bound and form.is_valid():
        try:
            return hand_over(request, uid, "confirm_address", form.words())
        except Refused as no:
            attach_refusals(form, no.refusals)
    context = {"sheet": sheet, "form": form, "since": _moment(given.get("at"))}
    return render(request, "portal/delivery_address.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def contest(request: CourtRequest, uid: UUID, dispatch: UUID) -> HttpResponse:
    """Tell the court that papers that count as served did not arrive, or later; a judge decides."""
    sheet = own_sheet(request, uid)
    row = next((row for row in sheet.get("delivery", []) if row["dispatch"] == str(dispatch)), None)
    if row is None or row["state"] != "served":
        raise Http404
    form = ContestForm(sent_by(request))
    if form.is_bound and form.is_valid():
        try:
            told = {"dispatch": str(dispatch), **form.cleaned_data}
            return hand_over(request, uid, "contest_service", told)
        except Refused as no:
            attach_refusals(form, no.refusals)
    context = {"sheet": sheet, "line": line_of(row), "form": form}
    return render(request, "portal/delivery_contest.html", context, status=422 if form.is_bound else 200)


@require_GET
@open_to(Audience.PUBLIC)
def notices(request: CourtRequest) -> HttpResponse:
    """Public notices of the courts here whose period runs: for whom, and until when."""
    rows = [_notice(request, one) for one in notices_running(request.viewer)]
    return render(request, "portal/notices.html", {"rows": rows})


@require_GET
@open_to(Audience.PUBLIC)
def notice(request: CourtRequest, uid: UUID) -> HttpResponse:
    """One public notice in full."""
    try:
        found = notice_seen_by(request.viewer, uid)
    except Refused as no:
        raise Http404 from no
    return render(request, "portal/notice.html", {"row": _notice(request, found)})


def _notice(request: CourtRequest, one: NoticeView) -> dict[str, Any]:
    court = court_name(one.court, timezone.localtime(request.at).date())
    return {"one": one, "court": court, "what": PURPOSES.get(one.purpose, "")}


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


def address_tasks(sheet: Sheet) -> list[Task]:
    """Who has not said where it is served is asked to, once."""
    given = sheet.get("service_address")
    if not given or given.get("at"):
        return []
    href = reverse("portal:service_address", args=[sheet["case"]])
    return [Task(str(CONFIRM_ADDRESS), "optional", href, str(CONFIRM_ADDRESS_HINT))]


TASKS.append(tasks)
TASKS.append(address_tasks)
SECTIONS["delivery"] = "portal/delivery_section.html"

urls = [
    path("cases/<uuid:uid>/served/", served, name="served"),
    path("cases/<uuid:uid>/served/<uuid:dispatch>/", receipt, name="served_receipt"),
    path("cases/<uuid:uid>/served/<uuid:dispatch>/contest/", contest, name="served_contest"),
    path("cases/<uuid:uid>/address/", address, name="service_address"),
    path("notices/", notices, name="notices"),
    path("notices/<uuid:uid>/", notice, name="notice"),
]
