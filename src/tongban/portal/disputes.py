"""“What was done in your name”: the register of a person's own acts, and the word that one of them was not hers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tongban.cases.queries import case_by_uid, case_exists, cases_as_party
from tongban.face.refusals import attach_refusals
from tongban.face.requests import CourtRequest
from tongban.kernel.refusal import Refused
from tongban.people.actions.dispute import dispute_act
from tongban.people.queries import disputable, disputes_seen_by, known_at
from tongban.people.vocabulary import DisputeView
from tongban.people.wording import DISPUTE_STATES
from tongban.portal.doors import for_persons, sent_by
from tongban.portal.forms.disputes import DisputeForm, act_words
from tongban.portal.held import note_look
from tongban.portal.signin import go_on_alone
from tongban.register.queries import acts_of
from tongban.register.vocabulary import EntryView


@require_safe
@never_cache
@for_persons
def acts(request: CourtRequest) -> HttpResponse:
    """Every act of litigation in the person's name, the newest first, with what became of a dispute."""
    person = _person(request)
    disputes = {one.entry: one for one in disputes_seen_by(request.viewer) if one.person == person}
    numbers: dict[UUID | None, str] = {case.uid: case.number for case in cases_as_party(request.viewer)}
    shown = [
        (one, act_words(one), numbers.get(one.case, ""), _told(disputes.get(one.uid)))
        for one in acts_of(person, disputable())
    ]
    return render(request, "portal/acts.html", {"acts": shown})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_persons
def dispute(request: CourtRequest, entry: UUID) -> HttpResponse:
    """Say that an act was not one's own. Everybody else is signed out, and the account stands still."""
    person = _person(request)
    view = next((one for one in acts_of(person, disputable()) if one.uid == entry), None)
    if view is None:
        raise Http404
    form = DisputeForm(sent_by(request))
    if form.is_valid():
        by = request.act_as("party")
        try:
            dispute_act(entry, form.cleaned_data["why"], court=_court(view, person), by=by, at=request.at)
        except Refused as no:
            attach_refusals(form, no.refusals)
        else:
            if by.helper is None:
                go_on_alone(request)
            if not by.helper_court:
                note_look(request)
            return redirect("portal:acts")
    context = {"act": view, "words": act_words(view), "form": form}
    return render(request, "portal/dispute.html", context, status=422 if form.is_bound else 200)


def _told(dispute: DisputeView | None) -> dict[str, Any] | None:
    return {"state": DISPUTE_STATES[dispute.state], "reasons": dispute.reasons} if dispute else None


def _court(view: EntryView, person: UUID) -> str:
    """The court that reviews: that of the case or filing, else where the person is known, else the platform's first."""
    if view.case and case_exists(view.case):
        return case_by_uid(view.case).court
    named = (view.body.get("court"), view.body.get("from_court"), view.actor.get("helper_court"), known_at(person))
    return str(next((one for one in named if one), settings.TONGBAN.tree[0]))


def _person(request: CourtRequest) -> UUID:
    assert request.viewer.person is not None  # noqa: S101 - the door has let a person in
    return request.viewer.person


urls = [
    path("account/acts/", acts, name="acts"),
    path("account/acts/<uuid:entry>/", dispute, name="dispute"),
]
