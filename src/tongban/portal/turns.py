"""What a party does in a case beside its main course, and what it begins from one: an appeal, an application."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from tongban.cases.queries import case_seen_by
from tongban.cases.vocabulary.turns import AppealableRuling
from tongban.cooperation.queries.further import not_offered
from tongban.cooperation.vocabulary import Sheet
from tongban.face.parts import Task
from tongban.face.refusals import attach_refusals
from tongban.face.requests import CourtRequest
from tongban.filing.actions.draft import start_draft
from tongban.filing.queries import interview_for, interview_of
from tongban.filing.queries.further import answers_naming, known_from, last_day_to_ask, rulings_offered
from tongban.filing.vocabulary import RULING, DraftView, Interview
from tongban.filing.wording import in_reader_language
from tongban.kernel.refusal import Refused, require
from tongban.portal.case import SECTIONS, TASKS, hand_over, is_remote, own_sheet
from tongban.portal.doors import for_parties, sent_by
from tongban.portal.filing import first_open_page, helping, today
from tongban.portal.forms.turns import TURNS, TurnForm

EFFECTIVE_DAYS = ("enforce.due", "retrial.effective")
"""Answers that begin as the day on which the judgment took effect."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def turn(request: CourtRequest, uid: UUID, act: str) -> HttpResponse:
    """Take a turn in words: an answer to an appeal, an objection, a declaration."""
    sheet = own_sheet(request, uid)
    if act not in sheet.get("turn_acts", ()) or act not in TURNS:
        raise Http404
    title, hint = TURNS[act]
    form = TurnForm(sent_by(request))
    if request.method == "POST" and form.is_valid():
        try:
            return hand_over(request, uid, "take_turn", {"act": act, "words": form.cleaned_data["words"]})
        except Refused as no:
            attach_refusals(form, no.refusals)
    context = {"sheet": sheet, "form": form, "title": title, "hint": hint}
    return render(request, "portal/turn.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def further(request: CourtRequest, uid: UUID, interview: str) -> HttpResponse:
    """What it is, where it goes and until when; with the press a draft that knows the case already."""
    sheet = own_sheet(request, uid)
    if is_remote(sheet):
        raise Http404
    case = case_seen_by(request.viewer, uid)
    if interview not in sheet.get("further", ()):
        require(not_offered(request.viewer, case, interview))
        raise Http404
    found = interview_of(interview)
    rulings = rulings_offered(request.viewer, case, found)
    if request.method == "POST":
        named = next((one for one in rulings if str(one.paper) == request.POST.get("ruling")), None)
        draft = _begun(request, sheet, interview, named or (rulings[0] if len(rulings) == 1 else None))
        page = first_open_page(draft, interview_for(draft, today(request)), today(request))
        return redirect("portal:draft_page", draft.uid, page)
    context = {
        "sheet": sheet,
        "title": in_reader_language(found.title),
        "can": in_reader_language(found.guide.can),
        "where": in_reader_language(found.guide.where),
        "until": last_day_to_ask(request.viewer, case, found),
        "law": found.pages[0].questions[0].law,
        "rulings": _to_choose(found, rulings),
    }
    return render(request, "portal/further.html", context)


def _to_choose(interview: Interview, rulings: tuple[AppealableRuling, ...]) -> list[tuple[AppealableRuling, str]]:
    """The rulings among which one chooses, each with what it is about; nothing where there is no choice."""
    asked = interview.question(RULING)
    if asked is None or len(rulings) == 1:
        return []
    return [(one, in_reader_language(asked.choices[one.what])) for one in rulings if one.what in asked.choices]


def _begun(request: CourtRequest, sheet: Sheet, interview: str, ruling: AppealableRuling | None) -> DraftView:
    """The draft, with what the court knows of the case and its parties; `ruling`: against which it is."""
    assert request.viewer.person is not None  # noqa: S101 - the door has let a person in
    known = known_from(request.viewer, case_seen_by(request.viewer, UUID(sheet["case"])))
    judgment = sheet.get("judgment") or {}
    effective = judgment.get("effective_on") or (judgment.get("above") or {}).get("effective")
    known |= dict.fromkeys(EFFECTIVE_DAYS, effective) if effective else {}
    known |= answers_naming(ruling) if ruling else {}
    asked = {key: value for key, value in known.items() if interview_of(interview).question(key)}
    helper, court = helping(request)
    return start_draft(
        person=request.viewer.person,
        interview=interview,
        answers=asked,
        at=request.at,
        helper=helper,
        helper_court=court,
    )


def tasks(sheet: Sheet) -> list[Task]:
    """What the party may do or begin beside the main course of the case."""
    found = [
        Task(str(TURNS[act][0]), "not_started", reverse("portal:turn", args=[sheet["case"], act]), str(TURNS[act][1]))
        for act in sheet.get("turn_acts", ())
        if act in TURNS
    ]
    if not is_remote(sheet):
        found += [
            Task(
                in_reader_language(interview_of(one).title),
                "optional",
                reverse("portal:further", args=[sheet["case"], one]),
            )
            for one in sheet.get("further", ())
        ]
    return found


TASKS.append(tasks)
SECTIONS["third_claims"] = "portal/parts/third_claims_section.html"
SECTIONS["turns"] = "portal/parts/turns_section.html"
urls = [
    path("cases/<uuid:uid>/steps/<slug:act>/", turn, name="turn"),
    path("cases/<uuid:uid>/further/<slug:interview>/", further, name="further"),
]
