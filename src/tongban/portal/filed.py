"""What was handed in: a filing at a court here, or an errand that carries it to another court, with clock and log."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from tongban.access.downloads import delivers_files
from tongban.cases.vocabulary.agents import Power
from tongban.cases.wording import AGENT_KINDS, POWERS
from tongban.cooperation.actions.correct import begin_correction
from tongban.cooperation.actions.hand_in import take_to_court
from tongban.cooperation.queries import asked_of, matter_seen_by, refusals_of, sheet_seen_by, why_on_its_way
from tongban.cooperation.vocabulary import MatterStage, MatterView, Owed
from tongban.cooperation.wording import LINES
from tongban.courts.queries import court_name
from tongban.documents.actions.blobs import open_content
from tongban.documents.queries import documents_of
from tongban.face.files import file_answer
from tongban.face.parts import Clock
from tongban.face.parts import Step as LogStep
from tongban.face.refusals import problems
from tongban.face.requests import CourtRequest
from tongban.filing.queries import filing_seen_by
from tongban.filing.queries.for_client import authority_of, client_in, speaks_now
from tongban.filing.queries.further import deciding_law
from tongban.filing.queries.refusals import may_appeal_refusal
from tongban.filing.queries.taking_back import may_take_back, to_give_back
from tongban.filing.vocabulary import TAKEN_BACK_WHY, Early, FilingView, Stage
from tongban.filing.wording import STAGES
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refused
from tongban.portal.doors import for_persons
from tongban.portal.filing import helping, today
from tongban.portal.forms.words import ANSWERS, CLOCK_LABELS, CLOCK_LAWS

_NOT_TRIED = frozenset({Early.NONE, Early.DECLINED})
_NO_CLOCK = frozenset({Stage.IN_MEDIATION, Stage.SETTLED, Stage.APPEALED, Stage.TAKEN_BACK})
_SAID_NO_MORE = frozenset({Stage.ACCEPTED, Stage.TAKEN_BACK})
"""Where what the court asked for before is of no use any more."""


def own_filing(request: CourtRequest, uid: UUID) -> FilingView:
    """The filing, for the person who handed it in alone; staff have the desk."""
    found = filing_seen_by(request.viewer, uid)
    if found.holder not in request.viewer.persons:
        raise Http404
    return found


@require_GET
@for_persons
def filing(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Where a filing stands, what the court owes until when, the receipt, and later the case."""
    found = own_filing(request, uid)
    day, mine = today(request), speaks_now(request.viewer, found)
    asked = asked_of(request.viewer, uid)
    context = {
        "mine": mine,
        "agent": agent_words(found) if found.by_agent else None,
        "client": client_in(found).name if found.by_agent else "",
        "filing": found,
        "court": court_name(found.court, day),
        "stage": STAGES[found.stage],
        "other_court": court_name(found.pointed_to, day) if found.pointed_to else "",
        "clock": _filing_clock(request, found),
        "papers": [d for d in documents_of(request.viewer, subjects=[uid]) if d.newest],
        "claim": Money(found.claim_minor, found.currency),
        "asked": asked,
        "mediation": mine and found.stage is Stage.UNDER_REVIEW and found.early in _NOT_TRIED and not found.matter,
        "may_appeal": mine and may_appeal_refusal(found, day),
        "take_back": may_take_back(request.viewer, found),
        "why_back": found.answers.get(TAKEN_BACK_WHY, ""),
        "fetched": _to_fetch(request, found),
        "findings": found.findings if found.stage not in _SAID_NO_MORE and not asked else (),
    }
    return render(request, "portal/filed_filing.html", context)


def _to_fetch(request: CourtRequest, found: FilingView) -> list[str]:
    """What the viewer handed over at the counter of the court that still lies there, once the filing is taken back."""
    if found.stage is not Stage.TAKEN_BACK:
        return []
    return [one.title for one in to_give_back(request.viewer, found.court, request.viewer.person)]


def agent_words(found: FilingView) -> dict[str, Any] | None:
    """Who filed for a client, and how far that goes, in words; None where a plaintiff filed."""
    one = authority_of(found)
    if one is None or not found.by_agent:
        return None
    return {
        "name": one.name,
        "as": AGENT_KINDS[one.kind],
        "firm": one.firm,
        "law": one.kind.law,
        "until": one.until,
        "may": [POWERS[power] for power in Power if power in one.powers],
        "found": one.client is not None,
    }


def _filing_clock(request: CourtRequest, found: FilingView) -> Clock | None:
    """What is owed: the person's correction, else the court's decision."""
    if found.stage is Stage.CORRECTION and found.correct_until:
        return Clock(str(CLOCK_LABELS[Owed.CORRECTION]), found.correct_until, request.at, None, "在线诉讼规则 9(2)")
    upheld = found.stage is Stage.REFUSED and found.above
    if not found.decide_by or upheld or found.stage in _NO_CLOCK:
        return None
    law = deciding_law(found)
    return Clock(str(CLOCK_LABELS[Owed.DECISION]), found.decide_by, request.at, found.decided_at, law)


@require_GET
@for_persons
@delivers_files
def filing_paper(request: CourtRequest, uid: UUID, document: UUID) -> HttpResponseBase:
    """A paper or file of a filing, byte for byte."""
    own_filing(request, uid)
    if all(d.uid != document for d in documents_of(request.viewer, subjects=[uid])):
        raise Http404
    found = open_content(request.viewer, document)
    if found is None:
        raise Http404
    version, content = found
    return file_answer(request, content, name=version.name, media_type=version.media_type)


@require_POST
@for_persons
def take_away(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Take a filing to the competent court that this one has named."""
    own_filing(request, uid)
    done = take_to_court(uid, by=request.act_as("party"), at=request.at)
    return redirect("portal:filing", done.filing) if done.filing else redirect("portal:errand", done.matter)


@require_POST
@for_persons
def correct(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Open the pages in which a filing or an errand is mended, as the person left them (在线诉讼规则 9(2))."""
    helper, court = helping(request)
    draft = begin_correction(request.viewer, uid, helper=helper, helper_court=court)
    return redirect("portal:draft", draft.uid)


def own_matter(request: CourtRequest, uid: UUID) -> MatterView:
    """The errand, for its applicant alone."""
    found = matter_seen_by(request.viewer, uid)
    if found.applicant not in request.viewer.persons:
        raise Http404
    return found


@require_GET
@for_persons
def errand(request: CourtRequest, uid: UUID) -> HttpResponse:
    """A filing on its way to another court: the log that both courts and the person see, and the clock."""
    return render(request, "portal/filed_errand.html", _errand_context(request, uid))


@require_GET
@for_persons
def errand_log(request: CourtRequest, uid: UUID) -> HttpResponse:
    """The same as the inside of the live region; 286 ends the asking."""
    context = _errand_context(request, uid)
    taken_back = context["matter"].stage is MatterStage.TAKEN_BACK
    done = taken_back or context["asked"] or (context["answer"] and (context["case"] or not context["number"]))
    return render(request, "portal/parts/errand_log.html", context, status=286 if done else 200)


def _errand_context(request: CourtRequest, uid: UUID) -> dict[str, Any]:
    found = own_matter(request, uid)
    day = today(request)
    answer = str(found.answer.get("answer", "")) if found.stage is MatterStage.ANSWERED else ""
    return {
        "matter": found,
        "from_court": court_name(found.from_court, day),
        "to_court": court_name(found.to_court, day),
        "clock": errand_clock(found, request),
        "asked": asked_of(request.viewer, uid),
        "log": [_step(line.at, line.what, line.facts, court_name(line.court, day)) for line in found.log],
        "answer": ANSWERS.get(answer, ""),
        "number": found.answer.get("number", "") if answer == "accepted" else "",
        "findings": found.answer.get("findings", []) if answer == "refused" else [],
        "problems": problems(refusals_of(found)) if answer == "returned" else [],
        "case": _case_shown(request, found),
        "at_counter": found.stage is MatterStage.HANDED_IN,
        "take_back": why_on_its_way(found) is None,
        "why_back": found.package["answers"].get(TAKEN_BACK_WHY, ""),
    }


def errand_clock(found: MatterView, request: CourtRequest) -> Clock | None:
    """What an errand waits for, and until when; None before it is sent."""
    if found.owed is None:
        return None
    owed, until = found.owed
    return Clock(str(CLOCK_LABELS[owed]), until, request.at, found.done_at, CLOCK_LAWS[owed])


def _step(at: datetime, what: str, facts: dict[str, str], court: str) -> LogStep:
    says = str(LINES.get(what, what))
    return LogStep(says % facts if facts and "%(" in says else says, timezone.localtime(at), court)


def _case_shown(request: CourtRequest, found: MatterView) -> str:
    """The case's uid once the other court has shown it to the person; "" before."""
    case = found.answer.get("case")
    if not case:
        return ""
    try:
        sheet_seen_by(request.viewer, UUID(case))
    except Refused:
        return ""
    return str(case)


urls = [
    path("filings/<uuid:uid>/", filing, name="filing"),
    path("filed/<uuid:uid>/elsewhere/", take_away, name="take_away"),
    path("filed/<uuid:uid>/correct/", correct, name="correct"),
    path("filings/<uuid:uid>/papers/<uuid:document>/", filing_paper, name="filing_paper"),
    path("errands/<uuid:uid>/", errand, name="errand"),
    path("errands/<uuid:uid>/log/", errand_log, name="errand_log"),
]
