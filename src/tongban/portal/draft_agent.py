"""A draft names who acts for the plaintiff; the court checks the papers when there is a case (CPL 62; 登记立案 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from tongban.documents.actions.upload import upload_limit
from tongban.face.agents import TYPES
from tongban.face.parts import FileReceipt
from tongban.face.refusals import attach_refusals
from tongban.face.requests import CourtRequest
from tongban.face.uploads import taken
from tongban.filing.actions.draft import add_file, drop_file, save_answers
from tongban.filing.law import agent_told
from tongban.filing.queries import draft_of, files_of, kept_files_of
from tongban.filing.vocabulary import DraftView
from tongban.filing.vocabulary.agent import AGENT, AGENT_ANSWERS, AGENT_PAPER, AGENT_PAPERS, AGENT_PROOFS
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.queries import person_by_uid
from tongban.portal.agent_named import agent_problems, agent_title, client_named, names_agent
from tongban.portal.doors import for_persons
from tongban.portal.filing import today
from tongban.portal.forms.agent import FilingAgentForm

_FIELDS = {"files": AGENT_PAPER, "proofs": AGENT_PROOFS}


@require_http_methods(["GET", "HEAD", "POST"])
@for_persons
def draft_agent(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Name who acts for oneself, or nobody again. What was sent is kept first, then looked over."""
    found = draft_of(request.viewer, uid)
    if found.result or not names_agent(found):
        return redirect("portal:draft", uid)
    if "nobody" in request.POST and not found.by_agent:
        _forget(request, uid)
        return redirect("portal:draft", uid)
    initial = agent_told(found.answers)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FilingAgentForm(*sent, initial={**initial, "powers": initial.get("powers", "").split()})
    if form.is_bound and form.is_valid():
        refusals = _taken_in(request, uid, form)
        if not refusals:
            return redirect("portal:draft", uid)
        attach_refusals(form, refusals)
    context = _context(draft_of(request.viewer, uid), form)
    return render(request, "portal/filing_agent.html", context, status=422 if form.is_bound else 200)


def _taken_in(request: CourtRequest, uid: UUID, form: FilingAgentForm) -> list[Refusal]:
    """What is wrong with what was sent; all of it that can be kept is kept."""
    told = {name: value for name, value in form.words().items() if name != "state_secret"} | own_identity(request, uid)
    found = save_answers(request.viewer, uid, {AGENT + name: value for name, value in told.items()})
    refusals: list[Refusal] = []
    for field, question in _FIELDS.items():
        try:
            sent = request.FILES.getlist(field)
            for material in taken(sent, field, question, secret=form.cleaned_data["state_secret"]):
                add_file(request.viewer, uid, material)
        except Refused as no:
            refusals += [one for one in no.refusals if one not in refusals]
    for one in _judged(request, found):
        refusals.append(replace(one, fields=tuple(name.removeprefix(AGENT) for name in one.fields)))
    return refusals


def own_identity(request: CourtRequest, uid: UUID) -> dict[str, str]:
    """Who files for a client acts in person: name and number are those that the court has checked."""
    person = person_by_uid(request.viewer.person) if request.viewer.person else None
    if person is None or not draft_of(request.viewer, uid).by_agent:
        return {}
    return {"name": person.name, "id_kind": person.id_kind, "id_number": person.id_number}


def _judged(request: CourtRequest, found: DraftView) -> Sequence[Refusal]:
    """With nothing told at all, what is asked first is missing."""
    missing = Refusal("cases.agent_kind_missing", "CPL 60, 61(2)", (f"{AGENT}kind",))
    return agent_problems(found, today(request)) if agent_told(found.answers) else (missing,)


def _forget(request: CourtRequest, uid: UUID) -> None:
    """Nobody acts: the answers go, and the files that the court does not have yet."""
    save_answers(request.viewer, uid, dict.fromkeys(AGENT_ANSWERS, ""))
    kept = kept_files_of(uid)
    for file, material in files_of(uid):
        if material.question in AGENT_PAPERS and file not in kept:
            drop_file(request.viewer, uid, file)


def _context(found: DraftView, form: FilingAgentForm) -> dict[str, Any]:
    stays = kept_files_of(found.uid)
    files = [(file, m) for file, m in files_of(found.uid) if m.question in AGENT_PAPERS]
    return {
        "draft": found,
        "form": form,
        "named": bool(agent_told(found.answers)) and not found.by_agent,
        "client": client_named(found),
        "title": agent_title(found),
        "kept": [
            (AGENT_PAPERS[m.question], FileReceipt(m.name, m.size, m.sha256), None if file in stays else file)
            for file, m in files
        ],
        "limit": upload_limit(),
        "types": TYPES,
    }


urls = [path("file/<uuid:uid>/agent/", draft_agent, name="draft_agent")]
