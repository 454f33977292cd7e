"""One service of papers at the desk: what was tried, what the law allows next, and the pages on which it is done."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.cases.queries import case_seen_by
from tongban.cases.vocabulary import CaseView
from tongban.cooperation.actions.service_ask import entrust_service
from tongban.cooperation.queries import errands_of_ways
from tongban.cooperation.wording.service import STAGES as ERRAND_STAGES
from tongban.delivery.actions.addresses import note_address
from tongban.delivery.actions.letters import give_up, send_again
from tongban.delivery.actions.notices import publish
from tongban.delivery.actions.units import hand_on, note_unit_slip
from tongban.delivery.actions.visits import note_entrusted, note_visit
from tongban.delivery.law import next_ways
from tongban.delivery.queries import dispatches_of
from tongban.delivery.queries.addresses import address_of
from tongban.delivery.queries.owed import tasks_of, ways_tried
from tongban.delivery.vocabulary import AttemptView, Channel, DispatchState, DispatchView
from tongban.delivery.wording import ADDRESS_GROUNDS, ATTEMPT_STATES, CHANNELS, FAILURES, PURPOSES, STATES
from tongban.desk.delivery import actor
from tongban.desk.forms.service import AddressForm, EntrustForm, NoticeForm, UnitForm, UnitSlipForm, VisitForm
from tongban.desk.frame import DeskRequest, conducts, own_court, roles_at, staff_page, tried
from tongban.desk.next_acts import may_open
from tongban.desk.service_tables import tasks_table
from tongban.desk.wording import service as words
from tongban.documents.actions.upload import upload_limit
from tongban.documents.queries import documents_of
from tongban.face import presentation
from tongban.face.agents import TYPES
from tongban.face.parts import Column, Row, Table
from tongban.face.refusals import attach_refusals, problems
from tongban.face.tags.values import moment
from tongban.face.uploads import taken
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal
from tongban.people.vocabulary import Role

_COURT = (Role.CLERK, Role.JUDGE)
_PAGES = {
    Channel.DIRECT: "desk:service_visit",
    Channel.ENTRUSTED: "desk:service_entrust",
    Channel.UNIT: "desk:service_unit",
    Channel.NOTICE: "desk:service_notice",
}


def _own(request: DeskRequest, case: UUID, dispatch: UUID) -> tuple[CaseView, DispatchView]:
    view = case_seen_by(request.viewer, case)
    own_court(request, view.court)
    found = next((one for one in dispatches_of(request.viewer, case) if one.uid == dispatch), None)
    if found is None:
        raise Http404
    return view, found


@require_safe
@staff_page(*_COURT)
def service_one(request: DeskRequest, case: UUID, dispatch: UUID) -> HttpResponse:
    """What was tried to serve these papers, what is to be done, and which ways the law leaves."""
    return _shown(request, *_own(request, case, dispatch))


def _shown(request: DeskRequest, case: CaseView, one: DispatchView, refusals: tuple[Refusal, ...] = ()) -> HttpResponse:
    tried_ways = ways_tried(one.uid)
    is_open = one.state in (DispatchState.UNDER_WAY, DispatchState.UNDELIVERED)
    ways = [
        {
            "what": CHANNELS[row.channel],
            "law": row.law,
            "bars": problems(bars),
            "href": _href(request, case, one, row.channel),
            "letter": row.channel is Channel.LETTER,
        }
        for row, bars in (next_ways(tried_ways, case.track) if is_open else ())
        if row.channel is not Channel.LETTER or one.state is DispatchState.UNDELIVERED
    ]
    given = address_of(case.uid, one.party)
    context = {
        **_head(case, one),
        "says": STATES[one.state],
        "law": one.law,
        "attempts": _attempts(one),
        "errands": [
            (reverse("desk:errand_service", args=[e.uid]), ERRAND_STAGES[e.stage])
            for e in errands_of_ways(request.viewer, [a.uid for a in one.attempts]).values()
        ],
        "awaited": [a for a in one.attempts if a.channel is Channel.ENTRUSTED and a.state == "sent"],
        "with_unit": [a for a in one.attempts if a.channel is Channel.UNIT and a.state == "sent"],
        "open_ways": [
            (a.uid, CHANNELS[a.channel]) for a in one.attempts if is_open and a.counts and a.state in ("queued", "sent")
        ],
        "tasks": tasks_table(request, tasks_of(request.viewer, one.uid), str(words.TASKS_OF)),
        "ways": ways,
        "given": given,
        "ground": ADDRESS_GROUNDS[given.ground],
        "conducts": conducts(request, case.court),
        "records": [
            (d.title, reverse("desk:document_file", args=[d.uid, d.newest.number]))
            for d in documents_of(request.viewer, subjects=[one.uid])
            if d.newest
        ],
        "problems": problems(refusals),
    }
    return render(request, "desk/service_one.html", context, status=422 if refusals else 200)


def _head(case: CaseView, one: DispatchView) -> dict[str, Any]:
    party = case.party(one.party)
    return {"case": case, "one": one, "to": party.name if party else "", "what": PURPOSES[one.purpose]}


def _href(request: DeskRequest, case: CaseView, one: DispatchView, channel: Channel) -> str:
    """The page on which a way is taken; "" where it has none, or is not for the viewer's functions."""
    href = reverse(_PAGES[channel], args=[case.uid, one.uid]) if channel in _PAGES else ""
    return href if href and may_open(href, roles_at(request, case.court)) else ""


def _attempts(one: DispatchView) -> Table:
    columns = [Column(str(label)) for label in (words.WAYS, words.STATE, words.QUEUED, words.SERVED, words.WHY)]
    rows = [
        Row(
            (
                CHANNELS[a.channel] if a.counts else words.REMINDER % {"way": CHANNELS[a.channel]},
                ATTEMPT_STATES[a.state],
                moment(a.queued_at),
                _arrived(a),
                FAILURES.get(a.why, a.why),
            )
        )
        for a in one.attempts
    ]
    return Table(str(words.TRIED), columns, rows, str(words.NOTHING))


def _arrived(a: AttemptView) -> object:
    if a.arrived_at is None:
        return ""
    if not a.whole_day:
        return moment(a.arrived_at)
    return presentation.day(timezone.localtime(a.arrived_at).date(), get_language() or "en")


def _back(case: UUID, dispatch: UUID) -> HttpResponse:
    return redirect("desk:service_one", case=case, dispatch=dispatch)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_COURT)
def visit(request: DeskRequest, case: UUID, dispatch: UUID, attempt: UUID | None = None) -> HttpResponse:
    """Note a visit to the recipient; or, for an `attempt` of another court, what its return slip says."""
    view, one = _own(request, case, dispatch)
    form = VisitForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid():
        _none, refusals = tried(lambda: _visited(request, view, one, attempt, form))
        if not refusals:
            return _back(case, dispatch)
        attach_refusals(form, refusals)
    context = {**_head(view, one), "form": form, "entrusted": attempt, "limit": upload_limit(), "types": TYPES}
    return render(request, "desk/service_visit.html", context, status=422 if form.is_bound else 200)


def _visited(request: DeskRequest, view: CaseView, one: DispatchView, attempt: UUID | None, form: VisitForm) -> None:
    files = taken(request.FILES.getlist("files"), "files", "files", secret=form.cleaned_data["state_secret"])
    told, by = form.visit(recorded=bool(files)), actor(request, view.court, view.uid)
    if attempt is None:
        note_visit(one.uid, told, by=by, at=request.at, files=files)
    else:
        note_entrusted(attempt, told, by=by, at=request.at, files=files)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_COURT)
def entrust_page(request: DeskRequest, case: UUID, dispatch: UUID) -> HttpResponse:
    """Ask another court to serve the papers."""
    view, one = _own(request, case, dispatch)
    form = EntrustForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        court, by = form.cleaned_data["court"], actor(request, view.court, case)
        _none, refusals = tried(lambda: entrust_service(one.uid, court, by=by, at=request.at))
        if not refusals:
            return _back(case, dispatch)
        attach_refusals(form, refusals)
    context = {**_head(view, one), "form": form}
    return render(request, "desk/service_entrust.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_COURT)
def unit_page(request: DeskRequest, case: UUID, dispatch: UUID, attempt: UUID | None = None) -> HttpResponse:
    """Have the recipient's unit hand the papers on; or, for an `attempt`, note what its return slip says."""
    view, one = _own(request, case, dispatch)
    form = (UnitSlipForm if attempt else UnitForm)(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        by = actor(request, view.court, case)
        do = partial(note_unit_slip, attempt) if attempt else partial(hand_on, one.uid)
        _none, refusals = tried(lambda: do(**form.cleaned_data, by=by, at=request.at))
        if not refusals:
            return _back(case, dispatch)
        attach_refusals(form, refusals)
    context = {**_head(view, one), "form": form, "answered": attempt}
    return render(request, "desk/service_unit.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.JUDGE)
def notice(request: DeskRequest, case: UUID, dispatch: UUID) -> HttpResponse:
    """Serve the papers by public notice."""
    view, one = _own(request, case, dispatch)
    form = NoticeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        by: Actor = request.act_as(Role.JUDGE.value, view.court)
        _none, refusals = tried(lambda: publish(one.uid, form.text(), by=by, at=request.at))
        if not refusals:
            return _back(case, dispatch)
        attach_refusals(form, refusals)
    context = {**_head(view, one), "form": form, "simple": view.track.simple}
    return render(request, "desk/service_notice.html", context, status=422 if form.is_bound else 200)


@require_POST
@staff_page(*_COURT)
def service_letter(request: DeskRequest, case: UUID, dispatch: UUID) -> HttpResponse:
    """Send another letter, after every way failed."""
    view, one = _own(request, case, dispatch)
    by = actor(request, view.court, case)
    _none, refusals = tried(lambda: send_again(one.uid, by=by, at=request.at))
    return _shown(request, view, one, refusals) if refusals else _back(case, dispatch)


@require_POST
@staff_page(*_COURT)
def service_give_up(request: DeskRequest, case: UUID, dispatch: UUID, attempt: UUID) -> HttpResponse:
    """Nothing was heard of a way for longer than it takes: it failed."""
    view, one = _own(request, case, dispatch)
    by = actor(request, view.court, case)
    _none, refusals = tried(lambda: give_up(attempt, by=by, at=request.at))
    return _shown(request, view, one, refusals) if refusals else _back(case, dispatch)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_COURT)
def service_address(request: DeskRequest, case: UUID) -> HttpResponse:
    """Where each party is served, and the form to note what one filled in on paper (送达地址确认书)."""
    view = case_seen_by(request.viewer, case)
    own_court(request, view.court)
    form = AddressForm(view, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        told, by = dict(form.cleaned_data), actor(request, view.court, case)
        party = UUID(told.pop("party"))
        _none, refusals = tried(lambda: note_address(case, party, **told, by=by, at=request.at))
        if not refusals:
            return redirect("desk:service_address", case=case)
        attach_refusals(form, refusals)
    given = [(party, address_of(case, party.uid)) for party in view.parties]
    context = {
        "case": view,
        "form": form,
        "given": [(party, one, ADDRESS_GROUNDS[one.ground]) for party, one in given],
    }
    return render(request, "desk/service_address.html", context, status=422 if form.is_bound else 200)


_ONE = "cases/<uuid:case>/service/<uuid:dispatch>"
urls = [
    path("cases/<uuid:case>/addresses", service_address, name="service_address"),
    path(_ONE, service_one, name="service_one"),
    path(f"{_ONE}/visit", visit, name="service_visit"),
    path(f"{_ONE}/entrust", entrust_page, name="service_entrust"),
    path(f"{_ONE}/unit", unit_page, name="service_unit"),
    path(f"{_ONE}/unit/<uuid:attempt>", unit_page, name="service_unit_slip"),
    path(f"{_ONE}/notice", notice, name="service_notice"),
    path(f"{_ONE}/letter", service_letter, name="service_letter"),
    path(f"{_ONE}/ways/<uuid:attempt>/result", visit, name="service_result"),
    path(f"{_ONE}/ways/<uuid:attempt>/give-up", service_give_up, name="service_give_up"),
]
