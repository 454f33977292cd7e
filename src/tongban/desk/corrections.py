"""Corrections at the desk: a clerk who holds the paper asks for one, a second person confirms or refuses it."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.desk.forms.corrections import CorrectionForm
from tongban.desk.frame import DeskRequest, staff_page, tried
from tongban.desk.wording import corrections as words
from tongban.face.parts import Column, Row, Table
from tongban.face.refusals import attach_refusals, problems
from tongban.face.tags.values import moment
from tongban.kernel.refusal import Refusal
from tongban.people.actions.corrections import ask_correction, decide_correction
from tongban.people.queries import names_of, person_by_uid
from tongban.people.queries.corrections import corrections_at
from tongban.people.vocabulary import IdKind, Role
from tongban.people.vocabulary.corrections import CorrectionAct, CorrectionStage, CorrectionView
from tongban.people.wording import ID_KINDS
from tongban.people.wording.corrections import FIELDS, STAGES, named

_DECIDERS = (Role.CLERK, Role.PRESIDENT)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.CLERK)
def ask(request: DeskRequest, person: UUID) -> HttpResponse:
    """The paper in hand says something else than the record."""
    found = person_by_uid(person)
    if found is None or found.platform != settings.TONGBAN.slug:
        raise Http404
    request.viewer.note("person", request.desk.court, person)
    known = {"name": found.name, "id_kind": found.id_kind}
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and form.is_valid():
        by = request.act_as(Role.CLERK, request.desk.court)
        _uid, refusals = tried(lambda: ask_correction(person, **form.words(), by=by, at=request.at))
        if not refusals:
            messages.success(request, str(words.ASKED_FOR))
            return redirect("desk:counter_person", person=person)
        attach_refusals(form, refusals)
    context = {"person": found, "form": form}
    return render(request, "desk/correction.html", context, status=422 if form.is_bound else 200)


@require_safe
@staff_page(*_DECIDERS)
def corrections(request: DeskRequest) -> HttpResponse:
    """Every correction at this court's counter: what the record says, what the paper says, and what became of it."""
    return _show(request)


@require_POST
@staff_page(*_DECIDERS)
def decide(request: DeskRequest, correction: UUID) -> HttpResponse:
    """The second person's decision."""
    given = request.POST.get("decision", "")
    if given not in set(CorrectionAct) or all(one.uid != correction for one in _found(request)):
        raise Http404
    role = next(role for role in _DECIDERS if role in request.desk.roles)
    by = request.act_as(role, request.desk.court)
    _none, refusals = tried(lambda: decide_correction(correction, CorrectionAct(given), by=by, at=request.at))
    return _show(request, refusals) if refusals else redirect("desk:corrections")


def _found(request: DeskRequest) -> list[CorrectionView]:
    return corrections_at(request.viewer, request.desk.court)


def _show(request: DeskRequest, refusals: tuple[Refusal, ...] = ()) -> HttpResponse:
    found = _found(request)
    names = names_of({uid for one in found for uid in (one.asked_by, one.decided_by) if uid})
    shown = [
        {
            "correction": one,
            "stage": STAGES[one.stage],
            "lines": [
                (FIELDS[field], _said(field, one.before[place]), _said(field, one.after[place]))
                for place, field in enumerate(FIELDS)
                if one.before[place] != one.after[place]
            ],
            "asked": names.get(one.asked_by, ""),
            "decided": names.get(one.decided_by, "") if one.decided_by else "",
            "waits": one.stage is CorrectionStage.ASKED,
        }
        for one in found
    ]
    for one in found:
        request.viewer.note("person", request.desk.court, one.person)
    context = {"shown": shown, "problems": problems(refusals)}
    return render(request, "desk/corrections.html", context, status=422 if refusals else 200)


def _said(field: str, value: str) -> object:
    return ID_KINDS[IdKind(value)] if field == "id_kind" and value else value


def corrections_table(request: DeskRequest) -> Table:
    """For the inbox: what waits for a second person."""
    found = [one for one in _found(request) if one.stage is CorrectionStage.ASKED]
    rows = [Row((one.before[0], _wrong(one), moment(one.asked_at)), href=reverse("desk:corrections")) for one in found]
    columns = [Column(str(text)) for text in (words.PERSON, words.WHAT, words.ASKED)]
    return Table(str(words.CORRECTIONS) % {"n": len(rows)}, columns, rows, str(words.NO_CORRECTIONS))


def _wrong(one: CorrectionView) -> str:
    return named(field for place, field in enumerate(FIELDS) if one.before[place] != one.after[place])


urls = [
    path("counter/<uuid:person>/correction", ask, name="correction"),
    path("corrections", corrections, name="corrections"),
    path("corrections/<uuid:correction>/decide", decide, name="correction_decide"),
]
