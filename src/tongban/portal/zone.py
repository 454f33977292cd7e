"""In the internet zone of a platform: what a person filed here, and what the court zone shows of her matters.

A page of a case is asked for and comes sealed for this browser. The key is a cookie that lives as long as the session;
the node has it only while it shows a page, and the session knows its name, so that the next person who signs in on the
same machine gets another one.
"""

from __future__ import annotations

import base64
import json
import secrets
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from tongban.access.downloads import delivers_files
from tongban.access.vocabulary import Viewer
from tongban.cooperation.actions.bulk import file_table
from tongban.cooperation.actions.zone_asking import ask_for, page_shown
from tongban.cooperation.queries import handed_over_by, handed_tables_of, in_internet_zone, table_of, told_refusals
from tongban.cooperation.vocabulary import Page, PageKind, Shown
from tongban.face.bulk import rows_csv
from tongban.face.files import file_answer
from tongban.face.parts import Task
from tongban.face.refusals import problems
from tongban.face.requests import CourtRequest
from tongban.federation.law import name_of, public_of
from tongban.filing.vocabulary import Stage
from tongban.filing.vocabulary.bulk import FILEABLE, BatchStage, RowState, RowView
from tongban.filing.wording import STAGES
from tongban.filing.wording.bulk import BATCH_STAGES, ROW_STATES
from tongban.kernel.money import parse_amount
from tongban.kernel.refusal import Refused
from tongban.portal.bulk import FAULTY_SHOWN
from tongban.portal.bulk import told as rows_told
from tongban.portal.case import claim_of, clocks, timeline
from tongban.portal.doors import for_persons
from tongban.portal.fees import slip
from tongban.portal.forms.words import CASE_STAGES, CASE_STAGES_SHORT, SIDES
from tongban.portal.forms.zone import TITLES
from tongban.portal.home import WAITING

_SESSION = "reader"
"""In the session: the name of the key that this browser holds."""
_SECRET = 43
"""Signs of a secret key: 32 bytes in base64url."""


def reader_cookie() -> str:
    """The name of the cookie with the key."""
    return f"tongban_reader_{settings.TONGBAN.slug}"


def _reader(request: CourtRequest) -> str:
    """The browser's key, when it is the one of this session; else ""."""
    _only_here()
    secret = request.COOKIES.get(reader_cookie(), "")
    try:
        ours = len(secret) == _SECRET and name_of(public_of(secret)) == request.session.get(_SESSION)
    except ValueError:
        return ""
    return secret if ours else ""


def _only_here() -> None:
    if not in_internet_zone():
        raise Http404


@require_GET
@for_persons
def matters(request: CourtRequest) -> HttpResponse:
    """What was filed here and whether the court has confirmed it; then the list that the court showed last."""
    shown, refused = _look(request, Page(PageKind.LIST))
    listed: dict[str, Any] = dict(shown.content) if shown and shown.content else {}
    context = {
        "handed_over": [(one, request.at > one.confirm_by) for one in handed_over_by(request.viewer)],
        "tables": handed_tables_of(request.viewer),
        "filings": [(one, STAGES[Stage(one["stage"])]) for one in listed.get("filings", [])],
        "returned": [problems(told_refusals(one["refusals"])) for one in listed.get("returned", [])],
        "cases": [(one, CASE_STAGES_SHORT.get(one["stage"], one["stage"])) for one in listed.get("cases", [])],
    }
    return _page(request, "portal/zone_matters.html", Page(PageKind.LIST), shown, refused, context)


@require_GET
@for_persons
def case(request: CourtRequest, uid: UUID) -> HttpResponse:
    """A case as the court showed it last to this browser."""
    page = Page(PageKind.CASE, uid)
    shown, refused = _look(request, page)
    context: dict[str, Any] = {}
    if shown and shown.content:
        sheet = shown.content
        running = [one for one in clocks(sheet, request.at) if not one[1].done]
        context = {
            "sheet": sheet,
            "stage": CASE_STAGES.get(sheet["stage"], sheet["stage"]),
            "parties": [(SIDES.get(p["side"], p["side"]), p) for p in sheet["parties"]],
            "claim": claim_of(sheet),
            "running": running,
            "fees": [slip(row, request.at) for row in sheet.get("fees", [])],
            "papers": sorted(sheet["papers"], key=lambda paper: paper["at"], reverse=True),
            "steps": timeline(sheet),
        }
    return _page(request, "portal/zone_case.html", page, shown, refused, context)


@require_GET
@for_persons
def paper(request: CourtRequest, uid: UUID) -> HttpResponse:
    """A paper of a filing or case: fetched from the court when asked for, then to be downloaded."""
    page = Page(PageKind.PAPER, uid)
    shown, refused = _look(request, page)
    return _page(request, "portal/zone_paper.html", page, shown, refused, {})


@require_GET
@for_persons
def pay(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Where a fee is paid online, once the court has laid the order down at the payment service."""
    page = Page(PageKind.PAY, uid)
    shown, refused = _look(request, page)
    told = dict(shown.content) if shown and shown.content else {}
    context: dict[str, Any] = {}
    if told:
        amount = parse_amount(told["amount"]["amount"], field="", currency=told["amount"]["currency"])
        until = datetime.fromisoformat(told["until"])
        context = {"order": told, "amount": amount, "until": until, "over": request.at >= until}
    return _page(request, "portal/zone_pay.html", page, shown, refused, context)


@require_GET
@for_persons
@delivers_files
def paper_file(request: CourtRequest, uid: UUID) -> HttpResponseBase:
    """The file itself, byte for byte as the court sealed it."""
    shown = page_shown(request.viewer, Page(PageKind.PAPER, uid), _reader(request))
    if shown is None or shown.content is None or shown.file is None:
        raise Http404
    kind, name = str(shown.content["media_type"]), str(shown.content["name"])
    return file_answer(request, shown.file, name=name, media_type=kind)


@require_GET
@for_persons
def table(request: CourtRequest, uid: UUID) -> HttpResponse:
    """A table of complaints as the court showed it last: how far it is, what was found, what can be done now."""
    page = Page(PageKind.TABLE, uid)
    shown, refused = _look(request, page)
    context: dict[str, Any] = {"sent": table_of(request.viewer, uid)}
    if shown and shown.content and shown.file is not None:
        told, rows = dict(shown.content), _rows(shown.file)
        faulty, twins, warned = (
            rows_told([row for row, _stage, _number in rows if row.state is state][:FAULTY_SHOWN])
            for state in (RowState.FAULTY, RowState.TWIN, RowState.WARNED)
        )
        counts = {RowState(state): number for state, number in told["counts"].items()}
        context |= {
            "batch": told,
            "stage": BATCH_STAGES[BatchStage(told["stage"])],
            "counts": [(ROW_STATES[state], number) for state, number in counts.items()],
            "good": sum(counts.get(one, 0) for one in FILEABLE) if told["stage"] == BatchStage.CHECKED else 0,
            "faulty": faulty,
            "twins": twins,
            "warned": warned,
        }
    return _page(request, "portal/zone_table.html", page, shown, refused, context)


@require_POST
@for_persons
def table_hand_in(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Hand in every good row; the court zone is told."""
    _only_here()
    file_table(uid, by=request.act_as("party"), at=request.at)
    return redirect("portal:zone_table", uid)


@require_GET
@for_persons
@delivers_files
def table_results(request: CourtRequest, uid: UUID) -> HttpResponseBase:
    """Every row with its filing, the number of its case, or what was found, as the court showed it last."""
    shown = page_shown(request.viewer, Page(PageKind.TABLE, uid), _reader(request))
    if shown is None or shown.content is None or shown.file is None:
        raise Http404
    name = f"results-{shown.content['key']}.csv"
    return file_answer(request, rows_csv(_rows(shown.file)), name=name, media_type="text/csv")


def _rows(content: bytes) -> list[tuple[RowView, Stage | None, str]]:
    """The rows of a table as the court zone told them."""
    return [
        (
            RowView(
                one["line"],
                one["ref"],
                RowState(one["state"]),
                told_refusals(one["findings"]),
                UUID(one["filing"]) if one["filing"] else None,
                told_refusals(one.get("warnings", ())),
            ),
            Stage(one["stage"]) if one["stage"] else None,
            one["number"],
        )
        for one in json.loads(content)
    ]


@require_POST
@for_persons
def ask(request: CourtRequest, kind: str, uid: UUID | None = None) -> HttpResponse:
    """Ask the court zone for a page; the browser gets its key with the first question."""
    secret = _reader(request)
    if kind not in set(PageKind) or (kind == PageKind.LIST) != (uid is None):
        raise Http404
    page = Page(PageKind(kind), uid)
    fresh = not secret
    if fresh:
        secret = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode().rstrip("=")
        request.session[_SESSION] = name_of(public_of(secret))
    ask_for(page, secret, by=request.act_as("party"), at=request.at)
    answer = redirect(_address(page))
    if fresh:
        answer.set_cookie(
            reader_cookie(),
            secret,
            max_age=settings.SESSION_COOKIE_AGE,
            httponly=True,
            samesite="Strict",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return answer


def _look(request: CourtRequest, page: Page) -> tuple[Shown | None, list[Any]]:
    """What is here of the page; and why the court did not show it, if it did not."""
    try:
        return page_shown(request.viewer, page, _reader(request)), []
    except Refused as no:
        return None, problems(no.refusals)


def _page(
    request: CourtRequest, template: str, page: Page, shown: Shown | None, refused: list[Any], context: dict[str, Any]
) -> HttpResponse:
    args = [page.kind.value, *([page.subject] if page.subject else [])]
    known = {"shown": shown, "problems": refused, "ask": reverse("portal:zone_ask", args=args), "uid": page.subject}
    answer = render(request, template, known | context)
    answer["Cache-Control"] = "no-store"
    return answer


def _address(page: Page) -> str:
    if page.subject is None:
        return reverse("portal:zone")
    return reverse(f"portal:zone_{page.kind}", args=[page.subject])


def _tasks(viewer: Viewer) -> list[Task]:
    """On the first page: the way to one's matters at the court."""
    del viewer
    return [Task(str(TITLES["matters"]), "not_started", reverse("portal:zone"))] if in_internet_zone() else []


WAITING.append(_tasks)

urls = [
    path("court/", matters, name="zone"),
    path("court/cases/<uuid:uid>/", case, name="zone_case"),
    path("court/papers/<uuid:uid>/", paper, name="zone_paper"),
    path("court/pay/<uuid:uid>/", pay, name="zone_pay"),
    path("court/papers/<uuid:uid>/file/", paper_file, name="zone_paper_file"),
    path("court/tables/<uuid:uid>/", table, name="zone_table"),
    path("court/tables/<uuid:uid>/hand-in/", table_hand_in, name="zone_table_hand_in"),
    path("court/tables/<uuid:uid>/results/", table_results, name="zone_table_results"),
    path("court/ask/<slug:kind>/", ask, name="zone_ask"),
    path("court/ask/<slug:kind>/<uuid:uid>/", ask, name="zone_ask"),
]
