"""A refused complaint at the desk: the service of the ruling, the appeal on its way, what the court above ruled."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from tongban.desk.forms.refusals import RulingForm, ServedForm
from tongban.desk.forms.results import papers_sent
from tongban.desk.frame import DeskRequest, own_court, roles_at, staff_page, tried
from tongban.face.refusals import attach_refusals
from tongban.filing.actions.refusals import forward_appeal, note_refusal_served, review_refusal
from tongban.filing.queries.refusals import refusal_step
from tongban.filing.queries.scrutiny import filing_at_desk
from tongban.filing.vocabulary import Act, FilingView
from tongban.filing.wording import ACTS
from tongban.kernel.actor import Actor
from tongban.people.vocabulary import Role

_ROLES = (Role.CLERK, Role.JUDGE)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_ROLES)
def refusal(request: DeskRequest, filing_uid: UUID) -> HttpResponse:
    """What is to be done next about the refusal; there is no such page when nothing is."""
    view = filing_at_desk(request.viewer, filing_uid)
    own_court(request, view.court)
    roles, step = [role for role in roles_at(request, view.court) if role in _ROLES], refusal_step(view)
    if step is None or not roles:
        raise Http404
    form = _form(request, step)
    if request.method == "POST" and form.is_valid():
        by = request.act_as(roles[0], view.court)
        _none, refusals = tried(partial(_do, request, view, step, form, by))
        if not refusals:
            return redirect("desk:filing", filing_uid=view.uid)
        attach_refusals(form, refusals)
    context = {"filing": view, "form": form, "title": ACTS[step], "law": "CPL 126, 171-174; SI 330"}
    return render(request, "desk/refusal.html", context, status=422 if form.is_bound and form.errors else 200)


def _form(request: DeskRequest, step: Act) -> forms.Form:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    if step is Act.NOTE_SERVED:
        return ServedForm(*sent)
    return RulingForm(*sent) if step is Act.NOTE_ORDERED else forms.Form(*sent)


def _do(request: DeskRequest, view: FilingView, step: Act, form: forms.Form, by: Actor) -> None:
    told = form.cleaned_data
    if step is Act.NOTE_SERVED:
        note_refusal_served(view.uid, told["on"], by=by, at=request.at)
    elif step is Act.FORWARD:
        forward_appeal(view.uid, by=by, at=request.at)
    else:
        review_refusal(
            view.uid,
            ordered=told["result"] == Act.NOTE_ORDERED,
            number=told["number"],
            dated=told["dated"],
            effective=told["effective"],
            materials=papers_sent(request, form),
            by=by,
            at=request.at,
        )


urls = [path("filings/<uuid:filing_uid>/refusal", refusal, name="filing_refusal")]
