"""Who acts for whom in a case: a party names an agent, reads how far the authority reaches, and takes it back."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_http_methods

from tongban.cases.vocabulary.agents import AgentKind, AuthorityState, Power, Proof, Source
from tongban.cases.wording import AGENT_KINDS, AUTHORITY_STATES, POWERS, PROOFS, SOURCES
from tongban.cooperation.vocabulary import Sheet
from tongban.documents.actions.upload import upload_limit
from tongban.face.agents import TYPES, AuthorityForm
from tongban.face.refusals import attach_refusals, problems
from tongban.face.requests import CourtRequest
from tongban.face.uploads import taken
from tongban.kernel.refusal import Refused
from tongban.portal.case import SECTIONS, hand_over, is_remote, own_sheet
from tongban.portal.doors import for_parties
from tongban.portal.forms.words import SIDES


def agents_of(sheet: Sheet) -> list[dict[str, Any]]:
    """The authorities of a sheet with their codes in words, the newest first."""
    return [_agent(line) for line in reversed(sheet.get("agents", ()))]


def _agent(line: dict[str, Any]) -> dict[str, Any]:
    kind, powers = AgentKind(line["kind"]), frozenset(line["powers"])
    return line | {
        "as": AGENT_KINDS[kind],
        "law": kind.law,
        "side_says": SIDES.get(line["side"], ""),
        "says": AUTHORITY_STATES[AuthorityState(line["state"])],
        "source": SOURCES[Source(line.get("source", Source.PAPER))],
        "may": [POWERS[power] for power in Power if power in powers],
        "may_not": [POWERS[power] for power in Power if power not in powers and not line["by_law"]],
        "wanted": [PROOFS[Proof(one)] for one in line["missing"]],
        "first": date.fromisoformat(line["since"]),
        "last": date.fromisoformat(line["until"]) if line["until"] else None,
        "revocable": line["own"] and not line["by_law"] and line["state"] in ("handed_in", "accepted"),
    }


def _names_agents(sheet: Sheet) -> bool:
    """Whether the reader is the party itself or acts for it by law: an entrusted agent names nobody."""
    return all(line["by_law"] for line in sheet.get("agents", ()) if line["me"])


@require_GET
@for_parties
def agents(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Who acts for whom, how far, until when."""
    sheet = own_sheet(request, uid)
    context = {"sheet": sheet, "agents": agents_of(sheet), "names_agents": _names_agents(sheet)}
    return render(request, "portal/case_agents.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def agent_new(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Name an agent with the papers that prove it."""
    sheet = own_sheet(request, uid)
    form = AuthorityForm(request.POST, request.FILES) if request.method == "POST" else AuthorityForm()
    if request.method == "POST" and form.is_valid():
        try:
            secret = form.cleaned_data["state_secret"]
            materials = tuple(
                one
                for field in ("files", "proofs")
                for one in taken(request.FILES.getlist(field), field, field, secret=secret)
            )
            then = "" if is_remote(sheet) else reverse("portal:agents", args=[uid])
            return hand_over(request, uid, "hand_in_authority", form.words(), materials, then=then)
        except Refused as no:
            attach_refusals(form, no.refusals)
    context = {"sheet": sheet, "form": form, "limit": upload_limit(), "types": TYPES}
    return render(request, "portal/case_agent_new.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def agent_revoke(request: CourtRequest, uid: UUID, authority: UUID) -> HttpResponse:
    """Take an authority back, after a look at what that means."""
    sheet = own_sheet(request, uid)
    line = next((one for one in agents_of(sheet) if one["uid"] == str(authority) and one["own"]), None)
    if line is None:
        raise Http404
    found: list[Any] = []
    if request.method == "POST":
        try:
            then = "" if is_remote(sheet) else reverse("portal:agents", args=[uid])
            return hand_over(request, uid, "revoke_authority", {"authority": str(authority)}, then=then)
        except Refused as no:
            found = problems(no.refusals)
    context = {"sheet": sheet, "agent": line, "problems": found}
    return render(request, "portal/case_agent_revoke.html", context, status=422 if found else 200)


SECTIONS["agents"] = "portal/parts/agents_section.html"

urls = [
    path("cases/<uuid:uid>/agents/", agents, name="agents"),
    path("cases/<uuid:uid>/agents/new/", agent_new, name="agent_new"),
    path("cases/<uuid:uid>/agents/<uuid:authority>/revoke/", agent_revoke, name="agent_revoke"),
]
