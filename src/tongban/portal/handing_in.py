"""The last steps of a filing: which court, what it costs, one look at all answers, handing in, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tongban.cooperation.actions.hand_in import hand_in_draft
from tongban.cooperation.queries import hands_in_here, in_internet_zone, is_handed_over, matter_seen_by
from tongban.courts.law import cause_name
from tongban.courts.queries import court_name
from tongban.courts.vocabulary import CompetentCourt, VenueAnswer
from tongban.face.parts import Answer, Problem
from tongban.face.refusals import problem
from tongban.face.requests import CourtRequest
from tongban.fees.law import case_fee, is_charged_at_docketing, third_fee
from tongban.fees.queries import local_figure
from tongban.fees.vocabulary import Fee
from tongban.filing.actions.draft import save_answers
from tongban.filing.actions.typed import forget_below
from tongban.filing.queries import (
    all_findings,
    all_warnings,
    cause_of,
    complaint_told,
    draft_of,
    files_of,
    interview_for,
    interview_of,
    schedule_of,
    venue_of,
)
from tongban.filing.queries.costs import charged_on, fee_kind_of
from tongban.filing.queries.for_client import draft_problems
from tongban.filing.queries.repeated import own_alike
from tongban.filing.vocabulary import (
    AGAIN_WHY,
    COURT_CHOSEN,
    Answers,
    DraftView,
    Interview,
    Kind,
    Stage,
)
from tongban.filing.vocabulary.oral import LONGEST_SIGNER, ORAL
from tongban.filing.wording import STAGES, in_reader_language
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal, Refused
from tongban.kernel.steps import Step
from tongban.portal.agent_named import agent_answers, agent_title, client_named, names_agent
from tongban.portal.doors import for_persons, sent_by
from tongban.portal.filing import asked_for, has_court_page, linked, today
from tongban.portal.forms.filing import AGAIN_LIMIT, OVERLAPS, TOLD_OF_RECORD, AgainForm, CourtForm, shown_answer
from tongban.portal.oral import at_a_clerks, record_page

NO_CLAUSE = {"agreement.kind": "none"}
_AT_THE_PRESS = {AGAIN_WHY: "#id_again"}
"""Answers that are given beside the button itself, with the place of each."""


@dataclass(frozen=True, slots=True)
class Costs:
    """What the court will ask in advance: in the simplified procedure half of the full fee.

    `half` is None for what no simplified procedure takes; `later`: it is paid when the matter is done.
    """

    claim: Money
    full: Fee
    half: Fee | None
    later: bool = False


def costs_of(request: CourtRequest, draft: DraftView) -> Costs | None:
    """The fee by the kind of dispute; None while it cannot be worked out."""
    day = today(request)
    claim, kind = charged_on(request.viewer, draft, day), fee_kind_of(request.viewer, draft, day)
    court = _chosen_court(draft, day)
    if isinstance(claim, Refusal):
        return None
    local = local_figure(court.code, kind) if court else None
    opens = interview_of(draft.interview).opens
    if opens is not None and opens.joins:
        beside = third_fee(kind, claim, day, local)
        return None if isinstance(beside, Refusal) else Costs(claim, beside, None)
    full = case_fee(kind, claim, on=day, simplified=False, local=local)
    half = None if opens else case_fee(kind, claim, on=day, simplified=True, local=local)
    if isinstance(full, Refusal) or isinstance(half, Refusal):
        return None
    return Costs(claim, full, half, later=opens is not None and not is_charged_at_docketing(opens.track))


@require_http_methods(["GET", "HEAD", "POST"])
@for_persons
def court(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Which court, why this one and not the other, and what it costs, each with its article."""
    draft = draft_of(request.viewer, uid)
    if not has_court_page(draft):
        return redirect("portal:draft_check", uid)
    answer = venue_of(draft.interview, draft.answers, today(request))
    venue = answer if isinstance(answer, VenueAnswer) else None
    form = None
    if venue and len(venue.courts) > 1:
        chosen = {"court": draft.answers.get(COURT_CHOSEN, "")}
        form = CourtForm([(c.code, c.name) for c in venue.courts], sent_by(request), initial=chosen)
        if request.method == "POST" and form.is_valid():
            save_answers(request.viewer, uid, {COURT_CHOSEN: form.cleaned_data["court"]})
            return redirect("portal:draft_check", uid)
    context = _court_context(request, draft, answer) | {"form": form, "draft": draft, "costs": costs_of(request, draft)}
    return render(request, "portal/filing_court.html", context, status=422 if form and form.is_bound else 200)


def _court_context(request: CourtRequest, draft: DraftView, answer: VenueAnswer | Refusal) -> dict[str, Any]:
    if isinstance(answer, Refusal):
        return {"problems": [problem(answer)]}
    if not answer.courts:
        return {"problems": [problem(lost.why) for lost in answer.lost]}
    first, day = answer.courts[0], today(request)
    return {
        "courts": [(c, c.steps) for c in answer.courts],
        "first": first,
        "by_clause": first.ground == "agreement",
        "without": _without_clause(request, draft, first.code) if first.ground == "agreement" else [],
        "lost": [problem(lost.why) for lost in answer.lost if lost.why.reason != "venue.displaced_by_agreement"],
        "elsewhere": not hands_in_here(first.code, day) and not in_internet_zone(),
    }


def _without_clause(request: CourtRequest, draft: DraftView, chosen: str) -> list[tuple[Any, tuple[Step, ...]]]:
    """Which courts it would be had nothing been agreed, each with its reasons; the agreed one left out."""
    other = venue_of(draft.interview, {**draft.answers, **NO_CLAUSE}, today(request))
    if not isinstance(other, VenueAnswer):
        return []
    return [(c, c.steps) for c in other.courts if c.code != chosen]


@require_GET
@for_persons
def check(request: CourtRequest, uid: UUID) -> HttpResponse:
    """All answers on one page, and everything that stands in the way, each with the place to mend it."""
    draft = draft_of(request.viewer, uid)
    if draft.result:
        return redirect("portal:handed_in", uid)
    return _check_page(request, draft, [])


def _names_of_files(draft: DraftView) -> dict[str, list[str]]:
    """What was added, by the question that asks for it."""
    files: dict[str, list[str]] = {}
    for _uid, material in files_of(draft.uid):
        files.setdefault(material.question, []).append(material.name)
    return files


def _check_page(request: CourtRequest, draft: DraftView, refusals: list[Refusal]) -> HttpResponse:
    day = today(request)
    interview = interview_for(draft, day)
    files = _names_of_files(draft)
    groups = []
    for page in interview.pages:
        address = reverse("portal:draft_page", args=[draft.uid, page.id])
        answers = [
            Answer(
                in_reader_language(q.label),
                "\n".join(files.get(q.id, []))
                if q.kind is Kind.FILES
                else shown_answer(q, draft.answers.get(q.id, ""), day),
                f"{address}#id_{q.id}",
            )
            for q in page.questions
            if q.kind is not Kind.PARTY_LIST
        ]
        groups.append((in_reader_language(page.title), answers))
    named = agent_answers(draft)
    if named:
        groups.append((agent_title(draft), named))
    whole = interview_of(draft.interview)
    findings = [*all_findings(whole, draft.answers, files=set(files), today=day), *draft_problems(draft, day)]
    asked = asked_for(request, draft)
    chosen = _chosen_court(draft, day)
    court = court_name(asked.court, day) if asked else chosen.name if chosen else ""
    problems = [_placed(draft, interview, refusal) for refusal in dict.fromkeys([*findings, *refusals])]
    context = {
        "draft": draft,
        "asked": asked,
        "groups": groups,
        "client": client_named(draft),
        "problems": problems,
        "may_press": {one.href for one in problems} <= set(_AT_THE_PRESS.values()),
        "warnings": [linked(draft, interview, one) for one in all_warnings(whole, draft.answers, today=day)],
        "schedule": [(in_reader_language(line.label), line) for line in schedule_of(draft, day)],
        "complaint": complaint_told(request.viewer, draft, court=court),
        "cause": cause_name(cause_of(draft, day), day),
        "court": court,
        "costs": costs_of(request, draft),
        "alike": _alike(request, draft),
        "oral": at_a_clerks(request),
        "again": AgainForm(initial={"again": draft.answers.get(AGAIN_WHY, "")}),
        "court_page": has_court_page(draft),
        "may_name_agent": names_agent(draft) and not named,
        "paper": whole.opens.paper if whole.opens else "",
    }
    return render(request, "portal/filing_check.html", context, status=422 if refusals else 200)


def _placed(draft: DraftView, interview: Interview, refusal: Refusal) -> Problem:
    """A finding with the place where it is mended: the page of its question, or beside the button."""
    found = linked(draft, interview, refusal)
    return replace(found, href=_AT_THE_PRESS.get(found.field, found.href))


def _alike(request: CourtRequest, draft: DraftView) -> list[dict[str, Any]]:
    """Suits of one's own that are like this one: the same claim twice is not taken (SI 247)."""
    day = today(request)
    found = [] if draft.corrects else own_alike(request.viewer, draft, day)
    return [
        {
            "court": court_name(one.court, day),
            "at": one.handed_in_at,
            "stage": STAGES[Stage(one.stage)],
            "href": case_address(one.case) or reverse("portal:filing", args=[one.filing]),
            "overlaps": [OVERLAPS[overlap] for overlap in one.overlaps],
        }
        for one in found
    ]


def _chosen_court(draft: DraftView, day: date) -> CompetentCourt | None:
    """The court to which a new filing goes; None while none can be found."""
    answer = venue_of(draft.interview, draft.answers, day)
    if isinstance(answer, Refusal) or not answer.courts:
        return None
    chosen = draft.answers.get(COURT_CHOSEN, "")
    return next((court for court in answer.courts if court.code == chosen), answer.courts[0])


@require_POST
@for_persons
def hand_in(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Hand in on an explicit press. Pressed twice, it leads to the same result."""
    draft = draft_of(request.viewer, uid)
    if draft.result is None and request.POST.get("confirmed") != "yes":
        return redirect("portal:draft_check", uid)
    by = request.act_as("party")
    try:
        if draft.result is None:
            draft = save_answers(request.viewer, uid, _told_at_last(request))
        hand_in_draft(uid, viewer=request.viewer, by=by, at=request.at, platform=by.platform)
    except Refused as no:
        if draft_of(request.viewer, uid).result is None:
            oral = any(set(one.fields) & ORAL for one in no.refusals) and at_a_clerks(request)
            return (record_page if oral else _check_page)(request, draft, list(no.refusals))
    forget_below(request.viewer, reverse("portal:draft", args=[uid]))
    return redirect("portal:handed_in", uid)


def _told_at_last(request: CourtRequest) -> Answers:
    """What is told with the press itself: why again, and with a clerk at one's side how a record was confirmed."""
    beside: Mapping[str, str] = request.POST if at_a_clerks(request) else {}
    told = {key: str(beside.get(name, ""))[:LONGEST_SIGNER] for name, key in TOLD_OF_RECORD.items()}
    again = request.POST.get("again", "").strip()[:AGAIN_LIMIT]
    return told | ({AGAIN_WHY: again} if again else {})


@require_GET
@for_persons
def handed_in(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Where a draft went: to the filing here, or to the errand to another court."""
    draft = draft_of(request.viewer, uid)
    if draft.result is None:
        return redirect("portal:draft", uid)
    if is_handed_over(draft.result):
        return redirect("portal:zone")
    try:
        matter_seen_by(request.viewer, draft.result)
    except Refused:
        return redirect("portal:filing", draft.result)
    return redirect("portal:errand", draft.result)


def case_address(case: UUID | str | None) -> str:
    """The address of a case's page; "" when there is no case yet."""
    return reverse("portal:case", args=[case]) if case else ""


urls = [
    path("file/<uuid:uid>/court/", court, name="draft_court"),
    path("file/<uuid:uid>/check/", check, name="draft_check"),
    path("file/<uuid:uid>/hand-in/", hand_in, name="draft_hand_in"),
    path("file/<uuid:uid>/handed-in/", handed_in, name="handed_in"),
]
