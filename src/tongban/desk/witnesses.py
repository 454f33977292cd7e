"""Witnesses at the desk: asked for, granted or refused, told the day, called in, shown an exhibit, released."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from tongban.cases.actions.witnesses import call_witness, decide_witness
from tongban.cases.queries.witnesses import witness_acts, witnesses_seen_by
from tongban.cases.vocabulary import CaseView
from tongban.cases.vocabulary.witnesses import CallGround, WitnessAct, WitnessView
from tongban.cases.wording import CALL_GROUNDS, WITNESS_STATES
from tongban.desk.evidence import own_case
from tongban.desk.forms.witnesses import CallForm, WitnessForm
from tongban.desk.frame import DeskRequest, roles_at, staff_page, tried
from tongban.desk.wording.witnesses import ACTS
from tongban.documents.queries import documents_of
from tongban.evidence.queries import exhibits_seen_by
from tongban.face.refusals import attach_refusals
from tongban.hearings.actions.witnesses import (
    call_in,
    confirm_statement,
    release_witness,
    show_exhibit,
    sign_guarantee,
    summon_again,
)
from tongban.hearings.queries import statement_of
from tongban.kernel.actor import Actor
from tongban.people.vocabulary import Role

_COURT = (Role.CLERK, Role.JUDGE)


@require_safe
@staff_page(*_COURT)
def witnesses(request: DeskRequest, case: UUID) -> HttpResponse:
    """Every witness of the case and what was decided."""
    view = own_case(request, case)
    context = {
        "case": view,
        "witnesses": [_told(view, one) for one in witnesses_seen_by(request.viewer, case)],
        "judges": Role.JUDGE in roles_at(request, view.court),
    }
    return render(request, "desk/witnesses_case.html", context)


def _told(case: CaseView, one: WitnessView) -> dict[str, Any]:
    ground = CallGround(one.ground) if one.ground else None
    return {
        "one": one,
        "says": WITNESS_STATES[one.state],
        "party": case.party(one.party) if one.party else None,
        "ground": CALL_GROUNDS[ground] if ground else "",
        "law": ground.law if ground else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_COURT)
def witness(request: DeskRequest, case: UUID, witness: UUID) -> HttpResponse:
    """One witness: what was asked and said, and what may be done now."""
    view = own_case(request, case)
    one = next((w for w in witnesses_seen_by(request.viewer, case) if w.uid == witness), None)
    if one is None:
        raise Http404
    roles = [role for role in _COURT if role in roles_at(request, view.court)]
    able = {act: role for role in roles for act in witness_acts(one, role)}
    form = WitnessForm(able, exhibits_seen_by(request.viewer, case), request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = request.POST.get("act", "")
        if asked not in able:
            raise Http404
        act = WitnessAct(asked)
        by = request.act_as(able[act].value, view.court)
        _none, refusals = tried(lambda: _do(act, view, one, form.cleaned_data, by=by, request=request))
        if not refusals:
            return redirect("desk:witness", case=case, witness=witness)
        attach_refusals(form, refusals)
    context = _told(view, one) | {
        "case": view,
        "form": form,
        "acts": [(act, ACTS[act]) for act in able if act in ACTS],
        "papers": [d for d in documents_of(request.viewer, subjects=[witness]) if d.newest],
        "said": statement_of(request.viewer, witness)[0],
    }
    return render(request, "desk/witness.html", context, status=422 if request.method == "POST" else 200)


def _do(
    act: WitnessAct, case: CaseView, one: WitnessView, told: dict[str, Any], *, by: Actor, request: DeskRequest
) -> None:
    who: dict[str, Any] = {"by": by, "at": request.at}
    match act:
        case WitnessAct.GRANT | WitnessAct.REFUSE:
            grant, exempt = act is WitnessAct.GRANT, told.get("exempt", False)
            decide_witness(case.uid, one.uid, grant=grant, reasons=told["reasons"], exempt=exempt, **who)
        case WitnessAct.SUMMON:
            summon_again(case.uid, one.uid, **who)
        case WitnessAct.SIGN:
            sign_guarantee(one.uid, **who)
        case WitnessAct.CALL_IN:
            call_in(case.uid, one.uid, confront=told["confront"], **who)
        case WitnessAct.SHOW:
            show_exhibit(case.uid, one.uid, UUID(told["exhibit"]) if told["exhibit"] else None, **who)
        case WitnessAct.RELEASE:
            release_witness(case.uid, one.uid, **who)
        case WitnessAct.CONFIRM:
            confirm_statement(one.uid, way=told["way"], correction=told["note"], **who)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.JUDGE)
def witness_call(request: DeskRequest, case: UUID) -> HttpResponse:
    """The judge calls a witness for whom nobody asked."""
    view = own_case(request, case)
    form = CallForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        given = {name: told.pop(name) for name in ("ground", "reasons", "exempt")}
        by = request.act_as("judge", view.court)
        done, refusals = tried(lambda: call_witness(case, **given, told=told, by=by, at=request.at))
        if done:
            return redirect("desk:witness", case=case, witness=done)
        attach_refusals(form, refusals)
    context = {"case": view, "form": form}
    return render(request, "desk/witness_call.html", context, status=422 if form.is_bound else 200)


urls = [
    path("cases/<uuid:case>/witnesses", witnesses, name="witnesses_case"),
    path("cases/<uuid:case>/witnesses/call", witness_call, name="witness_call"),
    path("cases/<uuid:case>/witnesses/<uuid:witness>", witness, name="witness"),
]
