"""Mediation at the desk: its bare state and what crossed the wall; referring, naming a mediator, the register."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.desk.evidence import own_case
from tongban.desk.forms.mediation import AppointForm, EnlistForm
from tongban.desk.frame import DeskRequest, roles_at, staff_page, tried
from tongban.face.refusals import attach_refusals, problems
from tongban.kernel.refusal import Refusal
from tongban.mediation.actions.referral import appoint_mediator, refer
from tongban.mediation.actions.register import enlist_mediator, strike_mediator
from tongban.mediation.law import MEDIATION
from tongban.mediation.queries import declinations, mediations_seen_by, mediators_listed, on_file, released
from tongban.mediation.vocabulary import MediationAct
from tongban.mediation.wording import KINDS, OUTCOMES, STAGES, TEXTS, WISHES
from tongban.people.queries import names_of, person_by_identity
from tongban.people.vocabulary import IdKind, Role


@require_safe
@staff_page(Role.CLERK, Role.JUDGE)
def mediation(request: DeskRequest, case: UUID) -> HttpResponse:
    """How the mediation of a case stands, and what is on the file of it: nothing that was said behind the wall."""
    view = own_case(request, case)
    found = mediations_seen_by(request.viewer, case)
    names = names_of({one.mediator for one in found if one.mediator})
    roles = {role.value for role in roles_at(request, view.court)}
    context = {
        "case": view,
        "rows": [
            {
                "one": one,
                "stage": STAGES[one.stage],
                "outcome": OUTCOMES[one.outcome] if one.outcome else "",
                "wish": WISHES[one.wish] if one.wish else "",
                "mediator": names.get(one.mediator, "") if one.mediator else "",
            }
            for one in found
        ],
        "texts": [(one, TEXTS[one.kind]) for one in on_file(request.viewer, case)],
        "released": released(request.viewer, case),
        "declined": declinations(request.viewer, case),
        "appoints": bool(found)
        and any(move.act is MediationAct.APPOINT for role in roles for move in MEDIATION.open_to(found[0].stage, role)),
    }
    return render(request, "desk/mediation_case.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.JUDGE)
def referral(request: DeskRequest, case: UUID) -> HttpResponse:
    """Refer the case to mediation, when all parties agreed to it."""
    view = own_case(request, case)
    refusals: tuple[Refusal, ...] = ()
    if request.method == "POST":
        by = request.act_as(Role.JUDGE.value, view.court)
        _uid, refusals = tried(lambda: refer(case, by=by, at=request.at))
        if not refusals:
            return redirect("desk:mediation_case", case=case)
    context = {"case": view, "problems": problems(refusals)}
    return render(request, "desk/mediation_refer.html", context, status=422 if refusals else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.CLERK, Role.JUDGE)
def appointment(request: DeskRequest, case: UUID) -> HttpResponse:
    """Name the mediator, when the parties left it to the court or chose none."""
    view = own_case(request, case)
    listed = [
        (str(one.person), f"{one.name} · {KINDS[one.kind]} · {one.scope}")
        for one in mediators_listed(request.viewer, view.court)
    ]
    form = AppointForm(listed, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by = request.act_as(roles_at(request, view.court)[0].value, view.court)
        _none, refusals = tried(lambda: appoint_mediator(case, form.cleaned_data["mediator"], by=by, at=request.at))
        if not refusals:
            return redirect("desk:mediation_case", case=case)
        attach_refusals(form, refusals)
    context = {"case": view, "form": form}
    return render(request, "desk/mediation_appoint.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.PRESIDENT)
def register(request: DeskRequest) -> HttpResponse:
    """The court's register of mediators: who stands in it, and a new entry."""
    form = EnlistForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by, told = request.act_as(Role.PRESIDENT.value, request.desk.court), dict(form.cleaned_data)
        known = person_by_identity(IdKind.RESIDENT, told.pop("id_number"))
        person = known.uid if known else None
        _uid, refusals = tried(lambda: enlist_mediator(person, by=by, at=request.at, **told))
        if not refusals:
            return redirect("desk:mediators")
        attach_refusals(form, refusals)
    rows = [(one, KINDS[one.kind]) for one in mediators_listed(request.viewer, request.desk.court)]
    context = {"rows": rows, "form": form}
    return render(request, "desk/mediators.html", context, status=422 if form.is_bound else 200)


@require_POST
@staff_page(Role.PRESIDENT)
def strike(request: DeskRequest, enlistment: UUID) -> HttpResponse:
    """Strike a mediator off the register."""
    strike_mediator(enlistment, by=request.act_as(Role.PRESIDENT.value, request.desk.court), at=request.at)
    return redirect("desk:mediators")


urls = [
    path("mediators", register, name="mediators"),
    path("mediators/<uuid:enlistment>/strike", strike, name="mediator_strike"),
    path("cases/<uuid:case>/mediation", mediation, name="mediation_case"),
    path("cases/<uuid:case>/mediation/refer", referral, name="mediation_refer"),
    path("cases/<uuid:case>/mediation/appoint", appointment, name="mediation_appoint"),
]
