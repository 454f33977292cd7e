"""A person's own complaint is read, and what was read is confirmed, changed or left out, answer by answer."""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO, cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods

from tongban.documents.actions.texts import text_limit, text_of_upload
from tongban.documents.law import PAGES_RECOGNISED
from tongban.face.refusals import attach_refusals, problem
from tongban.face.requests import CourtRequest
from tongban.filing.actions.own_paper import choose_form, start_from_paper, take_over
from tongban.filing.law import as_kept
from tongban.filing.queries import draft_of, interview_for, interview_of, interviews_offered, page_findings
from tongban.filing.queries.own_paper import PaperView, paper_of
from tongban.filing.vocabulary import Answers, DraftView
from tongban.filing.wording import in_reader_language
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.queries import person_by_uid
from tongban.portal.doors import for_persons, sent_by
from tongban.portal.filing import helping, linked, today
from tongban.portal.forms.filing import prefilled
from tongban.portal.forms.own_paper import TAKE, TYPES, KindForm, OwnPaperForm, ReadForm
from tongban.portal.typed import stays_typed


@require_http_methods(["GET", "HEAD", "POST"])
@for_persons
def own(request: CourtRequest) -> HttpResponse:
    """Send a complaint of one's own to be read; the file is kept only while pictures in it wait to be recognised."""
    form = OwnPaperForm(request.POST, request.FILES) if request.method == "POST" else OwnPaperForm()
    if form.is_bound and form.is_valid():
        try:
            return redirect("portal:draft_read", _begun(request, form).uid)
        except Refused as no:
            attach_refusals(form, no.refusals)
    context = {"form": form, "limit": text_limit(), "types": TYPES, "pages": PAGES_RECOGNISED}
    return render(request, "portal/filing_own.html", context, status=422 if form.is_bound else 200)


def _begun(request: CourtRequest, form: OwnPaperForm) -> DraftView:
    sent = form.cleaned_data["paper"]
    content = cast(BinaryIO, sent.file)
    secret = form.cleaned_data["state_secret"]
    read = text_of_upload(content, sent.name or "", secret=secret, field="paper", asked="state_secret")
    assert request.viewer.person is not None  # noqa: S101 - the door has let a person in
    person = person_by_uid(request.viewer.person)
    helper, court = helping(request)
    return start_from_paper(
        read,
        by=request.act_as("party"),
        answers=prefilled(person) if person else {},
        at=request.at,
        helper=helper,
        helper_court=court,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_persons
def read(request: CourtRequest, uid: UUID) -> HttpResponse:
    """What was read: first the kind of dispute, then each answer, to be taken over, changed or left out."""
    draft = draft_of(request.viewer, uid)
    if draft.result:
        return redirect("portal:handed_in", uid)
    paper = paper_of(draft, today(request))
    if not paper.chosen:
        return _kind(request, draft, paper)
    sent = sent_by(request)
    if sent is None:
        return _show(request, draft, [])
    proposed = {one.question for one in paper.open}
    form = ReadForm(paper.open, interview_of(draft.interview), sure=paper.sure, on=today(request), sent=sent)
    ticked = tuple(question for question in form.questions if f"{TAKE}{question.id}" in sent)
    typed = {question.id: as_kept(question, value) for question in ticked if (value := form.typed[question.id].strip())}
    page = replace(interview_of(draft.interview).pages[0], questions=ticked)
    findings = page_findings(page, typed, files=(), today=today(request))
    wrong = {name for one in findings for name in one.fields}
    taken: Answers = {name: value for name, value in typed.items() if name not in wrong}
    take_over(request.viewer, uid, taken, left=proposed - wrong - set(taken) if "rest" in sent else ())
    if findings:
        return _show(request, draft_of(request.viewer, uid), findings)
    if "rest" in sent or proposed == set(taken):
        return redirect("portal:draft", uid)
    stays_typed(request)
    return redirect("portal:draft_read", uid)


@require_GET
@for_persons
def state(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Whether the pictures in a paper are recognised, as the inside of the live region; 286 ends the asking."""
    draft = draft_of(request.viewer, uid)
    paper = None if draft.result else paper_of(draft, today(request))
    context = {"draft": draft, "paper": paper}
    waits = paper is not None and paper.waits
    return render(request, "portal/parts/own_paper_state.html", context, status=200 if waits else 286)


def _kind(request: CourtRequest, draft: DraftView, paper: PaperView) -> HttpResponse:
    first = [(fit.interview.id, in_reader_language(fit.interview.title)) for fit in paper.fit]
    others = [(one.id, in_reader_language(one.title)) for one in interviews_offered()]
    form = KindForm(list(dict.fromkeys([*first, *others])), sent_by(request))
    if form.is_bound and form.is_valid():
        choose_form(request.viewer, draft.uid, form.cleaned_data["interview"])
        return redirect("portal:draft_read", draft.uid)
    why = [(in_reader_language(fit.interview.title), [*fit.words, *fit.causes]) for fit in paper.fit]
    context = {
        "draft": draft,
        "paper": paper,
        "form": form,
        "why": [one for one in why if one[1]],
        "unread": [problem(one) for one in paper.unread],
    }
    return render(request, "portal/filing_kind.html", context, status=422 if form.is_bound else 200)


def _show(request: CourtRequest, draft: DraftView, findings: list[Refusal]) -> HttpResponse:
    day = today(request)
    paper = paper_of(draft, day)
    interview = interview_for(draft, day)
    sent = sent_by(request) if findings else None
    form = ReadForm(paper.open, interview_of(draft.interview), sure=paper.sure, on=day, sent=sent)
    if findings:
        form.full_clean()
        form.find(findings)
    context = {
        "draft": draft,
        "paper": paper,
        "form": form,
        "groups": form.groups(),
        "unread": [linked(draft, interview, one) for one in paper.unread],
    }
    return render(request, "portal/filing_read.html", context, status=422 if findings else 200)


urls = [
    path("file/own/", own, name="own_paper"),
    path("file/<uuid:uid>/read/", read, name="draft_read"),
    path("file/<uuid:uid>/read/state/", state, name="draft_read_state"),
]
