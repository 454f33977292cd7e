"""Who acts for whom in a case: papers are taken in at the counter, checked, returned; revocations are noted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from tongban.cases.actions.agents import accept_authority, hand_in_at_counter, note_revocation, return_authority
from tongban.cases.law import PROOFS, in_person
from tongban.cases.queries.agents import authorities_seen_by
from tongban.cases.vocabulary import CaseView
from tongban.cases.vocabulary.agents import OPEN_STATES, AuthorityState, AuthorityView, Power
from tongban.cases.wording import AGENT_KINDS, AUTHORITY_STATES, POWERS, SOURCES
from tongban.cases.wording import PROOFS as PROOF_WORDS
from tongban.desk.evidence import own_case
from tongban.desk.forms.agents import CounterAuthorityForm, MissingForm
from tongban.desk.frame import DeskRequest, roles_in, staff_page, tried
from tongban.desk.wording.cases import SIDES
from tongban.documents.actions.upload import upload_limit
from tongban.documents.queries import documents_of
from tongban.face.agents import TYPES
from tongban.face.refusals import attach_refusals
from tongban.face.uploads import taken
from tongban.kernel.actor import Actor
from tongban.people.vocabulary import Role

_COURT = (Role.CLERK, Role.JUDGE)


@require_safe
@staff_page(*_COURT)
def agents(request: DeskRequest, case: UUID) -> HttpResponse:
    """Every authority of the case, those to be checked first."""
    view = own_case(request, case)
    found = sorted(authorities_seen_by(request.viewer, case), key=lambda one: one.state != AuthorityState.HANDED_IN)
    context = {"case": view, "agents": [_told(view, one) for one in found], "in_person": in_person(view.cause)}
    return render(request, "desk/agents_case.html", context)


def _told(case: CaseView, one: AuthorityView) -> dict[str, Any]:
    party = case.party(one.party)
    return {
        "one": one,
        "party": party,
        "side": SIDES[party.side] if party else "",
        "as": AGENT_KINDS[one.kind],
        "says": AUTHORITY_STATES[one.state],
        "source": SOURCES[one.source],
        "may": [POWERS[power] for power in Power if power in one.powers],
        "wanted": [PROOF_WORDS[proof] for proof in one.missing],
        "open": one.state in OPEN_STATES,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_COURT)
def agent_new(request: DeskRequest, case: UUID) -> HttpResponse:
    """Take in the papers of an agent at the counter."""
    view = own_case(request, case)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = CounterAuthorityForm(view, *sent)
    if request.method == "POST" and form.is_valid():
        done, refusals = tried(lambda: _take_in(request, view, form))
        if done:
            return redirect("desk:agent", case=case, authority=done)
        attach_refusals(form, refusals)
    context = {"case": view, "form": form, "limit": upload_limit(), "types": TYPES}
    return render(request, "desk/agent_new.html", context, status=422 if form.is_bound else 200)


def _take_in(request: DeskRequest, view: CaseView, form: CounterAuthorityForm) -> UUID:
    secret = form.cleaned_data["state_secret"]
    files = [
        one for field in ("files", "proofs") for one in taken(request.FILES.getlist(field), field, field, secret=secret)
    ]
    party = UUID(form.cleaned_data["party"])
    by = _actor(request, view)
    return hand_in_at_counter(view.uid, party=party, told=form.words(), materials=tuple(files), by=by, at=request.at)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_COURT)
def agent(request: DeskRequest, case: UUID, authority: UUID) -> HttpResponse:
    """One authority with its papers: accept it, return it with what is missing, or note that it is revoked."""
    view = own_case(request, case)
    one = next((a for a in authorities_seen_by(request.viewer, case) if a.uid == authority), None)
    if one is None:
        raise Http404
    form = MissingForm(PROOFS[one.kind], request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _none, refusals = tried(lambda: _decide(request, view, one, form.cleaned_data["missing"]))
        if not refusals:
            return redirect("desk:agents_case", case=case)
        attach_refusals(form, refusals)
    papers = [d for d in documents_of(request.viewer, subjects=[authority]) if d.newest]
    context = _told(view, one) | {
        "case": view,
        "form": form,
        "papers": [(d, reverse("desk:document_file", args=[d.uid, d.newest.number])) for d in papers if d.newest],
    }
    return render(request, "desk/agent.html", context, status=422 if form.is_bound else 200)


def _decide(request: DeskRequest, view: CaseView, one: AuthorityView, missing: list[str]) -> None:
    by, decision = _actor(request, view), request.POST.get("decision", "")
    if decision == "accept":
        accept_authority(view.uid, one.uid, by=by, at=request.at)
    elif decision == "revoke":
        note_revocation(view.uid, one.uid, by=by, at=request.at)
    else:
        return_authority(view.uid, one.uid, missing=missing, by=by, at=request.at)


def _actor(request: DeskRequest, view: CaseView) -> Actor:
    held = [role for role in roles_in(request, view.court, view.uid) if role in _COURT]
    return request.act_as(held[0].value, view.court)


urls = [
    path("cases/<uuid:case>/agents", agents, name="agents_case"),
    path("cases/<uuid:case>/agents/new", agent_new, name="agent_new"),
    path("cases/<uuid:case>/agents/<uuid:authority>", agent, name="agent"),
]
