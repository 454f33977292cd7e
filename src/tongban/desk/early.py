"""Mediation before registration at the desk: proposing it, naming the mediator, its bare state."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST

from tongban.cases.law import PRE_FILING_MEDIATION, Do
from tongban.cases.wording import PROCEDURE_STAGES
from tongban.desk.forms.mediation import AppointForm
from tongban.desk.frame import DeskRequest, roles_at, staff_page, tried
from tongban.desk.scrutiny import ROLES
from tongban.desk.wording import early as words
from tongban.face.parts import Column, Row, Table
from tongban.face.refusals import attach_refusals
from tongban.face.tags.values import case_number, day
from tongban.filing.actions.mediate import propose_mediation
from tongban.filing.queries.scrutiny import filing_at_desk
from tongban.filing.vocabulary import FilingView
from tongban.kernel.actor import Actor
from tongban.mediation.actions.early import appoint_early
from tongban.mediation.queries import mediators_listed
from tongban.mediation.queries.early import early_of_filing, early_without_mediator
from tongban.mediation.wording import KINDS, OUTCOMES
from tongban.people.queries import names_of


def _seen(request: DeskRequest, filing: UUID) -> FilingView:
    """The filing, for those who take filings in at its court."""
    view = filing_at_desk(request.viewer, filing)
    if not set(roles_at(request, view.court)) & set(ROLES):
        raise Http404
    return view


def _by(request: DeskRequest, court: str) -> Actor:
    role = next(role for role in roles_at(request, court) if role in ROLES)
    return request.act_as(role.value, court)


@require_POST
@staff_page(*ROLES)
def propose(request: DeskRequest, filing: UUID) -> HttpResponse:
    """Propose mediation to the plaintiff."""
    view = _seen(request, filing)
    propose_mediation(filing, by=_by(request, view.court), at=request.at)
    return redirect("desk:filing", filing_uid=filing)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*ROLES)
def early(request: DeskRequest, filing: UUID) -> HttpResponse:
    """Where the mediation of a filing stands; while the court owes a mediator, somebody is named here."""
    view = _seen(request, filing)
    one = early_of_filing(request.viewer, filing)
    if one is None:
        raise Http404
    listed = [
        (str(who.person), f"{who.name} · {KINDS[who.kind]} · {who.scope}")
        for who in mediators_listed(request.viewer, view.court)
    ]
    wanted = {"mediator": str(one.wish) if one.wish else ""}
    form = AppointForm(listed, request.POST if request.method == "POST" else None, initial=wanted)
    names_a_mediator = PRE_FILING_MEDIATION.allows(one.stage, Do.APPOINT_MEDIATOR)
    if request.method == "POST" and names_a_mediator and form.is_valid():
        by = _by(request, view.court)
        _none, refusals = tried(lambda: appoint_early(one.uid, form.cleaned_data["mediator"], by=by, at=request.at))
        if not refusals:
            return redirect("desk:early", filing=filing)
        attach_refusals(form, refusals)
    names = names_of({uid for uid in (one.wish, one.mediator, *(who for who, _why in one.declined)) if uid})
    context = {
        "filing": view,
        "one": one,
        "stage": PROCEDURE_STAGES[one.stage],
        "outcome": OUTCOMES[one.outcome] if one.outcome else "",
        "mediator": names.get(one.mediator, "") if one.mediator else "",
        "wish": names.get(one.wish, "") if one.wish else "",
        "declined": [(names.get(who, ""), why) for who, why in one.declined],
        "form": form if names_a_mediator else None,
    }
    return render(request, "desk/early.html", context, status=422 if form.is_bound else 200)


def early_table(request: DeskRequest) -> Table:
    """The mediations before registration for which the court is to name a mediator."""
    found = early_without_mediator(request.viewer, request.desk.court)
    columns = [Column(str(text)) for text in (words.NUMBER, words.CAUSE, words.UNTIL)]
    rows = [
        Row((case_number(one.number), one.cause, day(one.appoint_by)), href=reverse("desk:early", args=[one.filing]))
        for one in found
    ]
    return Table(str(words.TO_NAME) % {"n": len(rows)}, columns, rows, str(words.NONE_TO_NAME))


urls = [
    path("filings/<uuid:filing>/mediation/propose", propose, name="early_propose"),
    path("filings/<uuid:filing>/mediation", early, name="early"),
]
