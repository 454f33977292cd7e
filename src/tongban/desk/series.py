"""Series of filings: many of one plaintiff and kind, registered by one order in the background."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST, require_safe

from tongban.desk.frame import DeskRequest, roles_at, staff_page, tried
from tongban.desk.scrutiny import ROLES
from tongban.face.refusals import in_a_line, problems
from tongban.filing.actions.series import order_registration, stop_registration
from tongban.filing.queries import interviews_offered
from tongban.filing.queries.series import orders_at, series_at
from tongban.filing.vocabulary import OrderStage
from tongban.filing.wording import ORDER_STAGES, in_reader_language
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal

SHOWN = 20
"""Filings that were left, of one order, that a page shows."""


@require_safe
@staff_page(*ROLES)
def series(request: DeskRequest) -> HttpResponse:
    """The series that wait, and the orders given, with how far each has come."""
    return _page(request)


def _page(request: DeskRequest, refusals: tuple[Refusal, ...] = ()) -> HttpResponse:
    kinds = {one.id: in_reader_language(one.title) for one in interviews_offered()}
    context = {
        "series": [
            (one, kinds.get(one.interview, one.interview)) for one in series_at(request.viewer, _court(request))
        ],
        "orders": [
            {
                "one": one,
                "kind": kinds.get(one.interview, one.interview),
                "stage": ORDER_STAGES[one.stage],
                "running": one.stage is OrderStage.RUNNING,
                "left": [
                    (
                        reverse("desk:filing", args=[uid]),
                        " ".join(in_a_line(Refusal(why, law)) for why, law in reasons),
                    )
                    for uid, reasons in one.left[:SHOWN]
                ],
            }
            for one in orders_at(request.viewer, _court(request))
        ],
        "problems": problems(refusals),
    }
    return render(request, "desk/series.html", context, status=422 if refusals else 200)


def _court(request: DeskRequest) -> str:
    return request.desk.court


def _by(request: DeskRequest) -> Actor:
    role = next(role for role in roles_at(request, _court(request)) if role in ROLES)
    return request.act_as(role.value, _court(request))


@require_POST
@staff_page(*ROLES)
def order(request: DeskRequest, applicant: UUID, interview: str) -> HttpResponse:
    """Order that all without doubt be registered."""
    by = _by(request)
    _uid, refusals = tried(lambda: order_registration(applicant, interview, by=by, at=request.at))
    return _page(request, refusals) if refusals else redirect("desk:filings_series")


@require_POST
@staff_page(*ROLES)
def stop(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Stop an order."""
    stop_registration(uid, by=_by(request), at=request.at)
    return redirect("desk:filings_series")


urls = [
    path("filings/series", series, name="filings_series"),
    path("filings/series/<uuid:applicant>/<slug:interview>", order, name="filings_series_order"),
    path("filings/series/orders/<uuid:uid>/stop", stop, name="filings_series_stop"),
]
