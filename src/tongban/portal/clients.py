"""“My clients”: the cases of those for whom somebody acts, a complaint begun for one; and the client's side of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_http_methods

from tongban.access.vocabulary import Viewer
from tongban.cases.queries import cases_as_party
from tongban.cases.queries.agents import authorities_entrusted_to
from tongban.cases.queries.carried import parties_carried
from tongban.cases.vocabulary import CaseView, PartyData, PartyView, Side
from tongban.cases.vocabulary.agents import AuthorityView
from tongban.courts.queries import court_name
from tongban.face.parts import Task
from tongban.face.refusals import attach_refusals, problems
from tongban.face.requests import CourtRequest
from tongban.filing.actions.draft import start_draft
from tongban.filing.actions.for_client import dismiss_agent, take_up
from tongban.filing.law import NamedClient
from tongban.filing.queries import drafts_of, interview_of, interviews_offered
from tongban.filing.queries.for_client import (
    authority_of,
    beginning_problems,
    client_in,
    clients_of,
    filed_for_me,
    filed_in_name_of,
    known_agent,
)
from tongban.filing.vocabulary import Answers, FilingView
from tongban.filing.vocabulary.agent import AGENT, FILED_BY
from tongban.filing.wording import STAGES, in_reader_language
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.queries import number_as_kept
from tongban.people.vocabulary import IdKind, PersonKind, PersonView
from tongban.portal.doors import for_persons, sent_by
from tongban.portal.filed import agent_words, own_filing
from tongban.portal.filing import helping, today
from tongban.portal.forms.clients import ClientForm
from tongban.portal.forms.filing import prefilled
from tongban.portal.forms.words import CASE_STAGES_SHORT, HOME
from tongban.portal.home import WAITING

_NOBODY = UUID(int=0)
"""The uid of a client whom the court does not know."""


@require_GET
@for_persons
def clients(request: CourtRequest) -> HttpResponse:
    """For whom one acts: cases by client, what was filed for clients, and what is begun."""
    by_client: dict[str, list[dict[str, Any]]] = {}
    for party, case, held in _represented(request):
        stage = CASE_STAGES_SHORT.get(case.stage, case.stage)
        line = {"case": case, "stage": stage, "court": court_name(case.court, today(request)), "until": held.until}
        by_client.setdefault(party.name, []).append(line)
    context = {
        "clients": sorted(by_client.items()),
        "filings": [_filed(request, one) for one in clients_of(request.viewer) if one.case is None],
        "drafts": [
            (one, in_reader_language(interview_of(one.interview).title), one.answers.get("plaintiff.name", ""))
            for one in drafts_of(request.viewer)
            if one.by_agent and not one.corrects
        ],
    }
    return render(request, "portal/clients.html", context)


def _filed(request: CourtRequest, filing: FilingView) -> dict[str, Any]:
    return {
        "filing": filing,
        "client": client_in(filing).name,
        "title": in_reader_language(interview_of(filing.interview).title),
        "court": court_name(filing.court, today(request)),
        "stage": STAGES[filing.stage],
    }


def _represented(request: CourtRequest) -> list[tuple[PartyView, CaseView, AuthorityView]]:
    """Whom the viewer represents today, in which case of this platform, under which authority."""
    day, viewer = today(request), request.viewer
    assert viewer.person is not None  # noqa: S101 - the door has let a person in
    held = {one.party: one for one in authorities_entrusted_to(viewer.person) if one.holds(day)}
    cases = cases_as_party(viewer) if held else []
    return [(party, case, held[party.uid]) for case in cases for party in case.parties if party.uid in held]


@require_http_methods(["GET", "HEAD", "POST"])
@for_persons
def client_new(request: CourtRequest) -> HttpResponse:
    """Begin a complaint for a client: one who is represented already, or somebody new."""
    known = _known_clients(request)
    offered = [(one.id, in_reader_language(one.title)) for one in interviews_offered()]
    names = [(uid, one.name) for uid, one in known.items()]
    form = ClientForm(sent_by(request), clients=names, interviews=offered)
    if form.is_bound and form.is_valid():
        try:
            return redirect("portal:draft", _begin(request, form.cleaned_data, known))
        except Refused as no:
            attach_refusals(form, no.refusals)
    context = {"form": form, "known": bool(known)}
    return render(request, "portal/client_new.html", context, status=422 if form.is_bound else 200)


def _known_clients(request: CourtRequest) -> dict[str, PartyData]:
    """The clients of one's cases, each once, by the uid of a party."""
    found: dict[tuple[str, str], tuple[str, PartyData]] = {}
    for party, case, _held in _represented(request):
        key = (party.id_number, "" if party.id_number else party.name)
        if key not in found:
            found[key] = (str(party.uid), parties_carried(case.uid, party.uid)[0])
    return dict(found.values())


def _begin(request: CourtRequest, chosen: dict[str, str], known: dict[str, PartyData]) -> UUID:
    """The draft; refused with all that keeps this person from filing for that client."""
    person, day = request.viewer.person, today(request)
    assert person is not None  # noqa: S101 - the door has let a person in
    new = chosen["client"] not in known
    client = _as_person(_typed(chosen) if new else known[chosen["client"]])
    named = NamedClient(client.name, client.id_kind, client.id_number)
    found = beginning_problems(person, chosen["acts_as"], named, day)
    if new and chosen["kind"] not in (PersonKind.NATURAL, PersonKind.LEGAL):
        found.append(Refusal("filing.answer_missing", "CPL 51, 124(1)", ("kind",)))
    interview = next((one for one in interviews_offered() if one.id == chosen["interview"]), None)
    if interview is None:
        found.append(Refusal("filing.not_a_choice", "house rule: the list of interviews", ("interview",)))
    if found or interview is None:
        raise Refused(found)
    helper, court = helping(request)
    answers = prefilled(client, interview) | _of_agent(person, chosen["acts_as"], request)
    made = start_draft(
        person=person, interview=interview.id, answers=answers, at=request.at, helper=helper, helper_court=court
    )
    return made.uid


def _typed(chosen: dict[str, str]) -> PartyData:
    legal = chosen["kind"] == PersonKind.LEGAL
    return PartyData(
        side=Side.PLAINTIFF,
        name=chosen["name"],
        kind=PersonKind.LEGAL if legal else PersonKind.NATURAL,
        id_kind=IdKind.CREDIT_CODE if legal else chosen["id_kind"],
        id_number=number_as_kept(chosen["id_number"]),
    )


def _as_person(client: PartyData) -> PersonView:
    """The client in the shape of which pages are filled in."""
    names = ("kind", "name", "id_kind", "id_number", "phone", "email", "address", "division", "platform")
    return PersonView(uid=_NOBODY, **{name: getattr(client, name) for name in names})


def _of_agent(person: UUID, acts_as: str, request: CourtRequest) -> Answers:
    """What is known of who files."""
    known = known_agent(person, today(request))
    assert known is not None  # noqa: S101 - `beginning_problems` has seen the person
    told_of = {
        "kind": acts_as,
        "name": known.name,
        "id_kind": known.id_kind,
        "id_number": known.id_number,
        "firm": known.firm,
    }
    return {AGENT + name: value for name, value in told_of.items()} | {FILED_BY: str(person)}


@require_http_methods(["GET", "HEAD", "POST"])
@for_persons
def in_my_name(request: CourtRequest, uid: UUID) -> HttpResponse:
    """What an agent filed in the viewer's name: a look, then it is in the viewer's own list."""
    found = filed_for_me(request.viewer, uid)
    if found is None:
        raise Http404
    refusals: list[Refusal] = []
    if request.method == "POST":
        try:
            take_up(uid, by=request.act_as("party"), at=request.at)
            return redirect("portal:case", found.case) if found.case else redirect("portal:filing", uid)
        except Refused as no:
            refusals = list(no.refusals)
    context = {
        **_filed(request, found),
        "agent": agent_words(found),
        "defendant": found.answers.get("defendant.name", ""),
        "problems": problems(refusals),
    }
    return render(request, "portal/filed_for_me.html", context, status=422 if refusals else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_persons
def filing_agent(request: CourtRequest, uid: UUID) -> HttpResponse:
    """The client goes on without the agent, after a look at what that means."""
    found = own_filing(request, uid)
    authority = authority_of(found)
    if not found.by_agent or found.case or authority is None or authority.client != request.viewer.person:
        raise Http404
    refusals: list[Refusal] = []
    if request.method == "POST":
        try:
            dismiss_agent(uid, by=request.act_as("party"), at=request.at)
            return redirect("portal:filing", uid)
        except Refused as no:
            refusals = list(no.refusals)
    context = {"filing": found, "agent": agent_words(found), "problems": problems(refusals)}
    return render(request, "portal/filing_agent_dismiss.html", context, status=422 if refusals else 200)


def _waiting(viewer: Viewer) -> list[Task]:
    """What agents filed in the viewer's name and the viewer has not looked at yet."""
    return [
        Task(
            str(HOME["in_your_name"]),
            "not_started",
            reverse("portal:in_my_name", args=[one.uid]),
            in_reader_language(interview_of(one.interview).title),
        )
        for one in filed_in_name_of(viewer)
    ]


WAITING.append(_waiting)

urls = [
    path("clients/", clients, name="clients"),
    path("clients/new/", client_new, name="client_new"),
    path("filed-for-me/<uuid:uid>/", in_my_name, name="in_my_name"),
    path("filings/<uuid:uid>/agent/", filing_agent, name="filing_agent_dismiss"),
]
