"""Writing a complaint: choose the problem, answer page by page, add files; everything typed is kept at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, BinaryIO, cast
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tongban.cooperation.queries import Asked, asked_of
from tongban.documents.actions.upload import receive_upload, upload_limit
from tongban.documents.law import told_of_secrets
from tongban.documents.vocabulary import MEDIA_TYPES, Material
from tongban.face.parts import FileReceipt, Problem, Task, TaskGroup
from tongban.face.refusals import problem
from tongban.face.requests import CourtRequest
from tongban.filing.actions.draft import add_file, drop_file, save_answers
from tongban.filing.law import story_answers
from tongban.filing.queries import (
    draft_of,
    files_of,
    interview_for,
    interview_of,
    kept_files_of,
    page_findings,
    rows_of_lists,
    stops_on,
)
from tongban.filing.queries.own_paper import PaperView, paper_behind
from tongban.filing.vocabulary import Answers, DraftView, Interview, Kind, Page
from tongban.filing.vocabulary.agent import AGENT, AGENT_PAPERS
from tongban.filing.wording import in_reader_language
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.queries import person_of_account
from tongban.portal.agent_named import agent_address, agent_state, agent_title, client_named, names_agent
from tongban.portal.doors import for_persons
from tongban.portal.forms.filing import SEVERAL, TYPES, PageForm, rows, shown_answer
from tongban.portal.forms.words import DRAFT_TASKS

if TYPE_CHECKING:
    from tongban.face.parts import TaskState

SEVERAL_ASKED = "several"
"""The hidden field that names the questions of several choices on a page: a browser sends nothing for none ticked."""
STORY = "story.text"
"""The question that every form asks about what happened."""
SHOWN = "shown"
"""The hidden field that names each question that was on the page."""
DONE = frozenset({"done", "optional"})
"""States of a page that asks for nothing more."""
MISSING = frozenset({"filing.answer_missing", "filing.file_missing"})


def today(request: CourtRequest) -> date:
    """The business day of the request."""
    return timezone.localtime(request.at).date()


def helping(request: CourtRequest) -> tuple[UUID | None, str]:
    """The clerk who works beside the person, and the clerk's court; (None, "") when nobody does."""
    if not request.assisted:
        return None, ""
    return person_of_account(request.user).uid, str(request.session.get("assisting_court", ""))  # type: ignore[arg-type]


def asked_for(request: CourtRequest, found: DraftView) -> Asked | None:
    """The corrections that a draft is to make; None for a new filing, and when the court asks for nothing any more."""
    return asked_of(request.viewer, found.corrects) if found.corrects else None


@require_GET
@for_persons
def draft(request: CourtRequest, uid: UUID) -> HttpResponse:
    """The task list of a draft."""
    found = draft_of(request.viewer, uid)
    if found.result:
        return redirect("portal:handed_in", uid)
    paper = paper_behind(found, today(request))
    if paper and not paper.chosen:
        return redirect("portal:draft_read", uid)
    interview = interview_for(found, today(request))
    groups = [
        *_paper_tasks(found, paper),
        TaskGroup(str(DRAFT_TASKS["write"]), _page_tasks(request, found, interview)),
        _last_tasks(request, found, interview),
    ]
    context = {
        "draft": found,
        "title": in_reader_language(interview.title),
        "groups": groups,
        "asked": asked_for(request, found),
        "client": client_named(found),
    }
    return render(request, "portal/filing_draft.html", context)


def _paper_tasks(found: DraftView, paper: PaperView | None) -> list[TaskGroup]:
    """What was read from the person's own paper waits for a look; until then it counts for nothing."""
    if paper is None:
        return []
    hint, state = _paper_state(paper)
    return [
        TaskGroup(
            str(DRAFT_TASKS["paper"]),
            [Task(str(DRAFT_TASKS["read"]), state, reverse("portal:draft_read", args=[found.uid]), hint)],
        )
    ]


def _paper_state(paper: PaperView) -> tuple[str, TaskState]:
    if paper.open:
        return str(DRAFT_TASKS["read_hint"]), "not_started"
    return (str(DRAFT_TASKS["recognising_hint"]), "in_progress") if paper.waits else ("", "done")


def _page_tasks(request: CourtRequest, found: DraftView, interview: Interview) -> list[Task]:
    files = _file_questions(found.uid)
    tasks = [
        Task(
            in_reader_language(page.title),
            page_state(page, found.answers, files, today(request)),
            _address(found.uid, page.id),
        )
        for page in interview.pages
    ]
    if names_agent(found):
        state = agent_state(found, today(request))
        hint = str(DRAFT_TASKS["own_authority_hint" if found.by_agent else "agent_hint"])
        tasks.append(Task(agent_title(found), state, agent_address(found.uid), hint))
    return tasks


def first_open_page(found: DraftView, interview: Interview, day: date) -> str:
    """The name of the first page that is not done; the last one when all are."""
    files = _file_questions(found.uid)
    open_still = (page.id for page in interview.pages if page_state(page, found.answers, files, day) not in DONE)
    return next(open_still, interview.pages[-1].id)


def _last_tasks(request: CourtRequest, found: DraftView, interview: Interview) -> TaskGroup:
    files, day = _file_questions(found.uid), today(request)
    ready = all(page_state(page, found.answers, files, day) in DONE for page in interview.pages)
    ready = ready and agent_state(found, day) in DONE
    check = Task(
        str(DRAFT_TASKS["correct" if found.corrects else "check"]),
        "not_started" if ready else "in_progress",
        reverse("portal:draft_check", args=[found.uid]),
        "" if ready else str(DRAFT_TASKS["check_hint"]),
    )
    court = Task(str(DRAFT_TASKS["court"]), "not_started", reverse("portal:draft_court", args=[found.uid]))
    return TaskGroup(str(DRAFT_TASKS["finish"]), [court, check] if has_court_page(found) else [check])


def has_court_page(found: DraftView) -> bool:
    """Whether there is a court to find: a correction goes back, an appeal to where the case was decided, a third
    party's claim to where it is tried.
    """
    opens = interview_of(found.interview).opens
    goes_there = opens is not None and opens.earlier is not None and (opens.earlier.up or opens.joins)
    return not found.corrects and not goes_there


def page_state(page: Page, answers: Answers, files: set[str], day: date) -> TaskState:
    """How far a page is, for the task list."""
    questions = page.questions
    touched = any(q.id in files or answers.get(q.id, "").strip() for q in questions)
    found = page_findings(page, answers, files=files, today=day)
    if any(refusal.reason not in MISSING for refusal in found):
        return "problem"
    if found:
        return "in_progress" if touched else "not_started"
    return "done" if touched or any(q.required for q in questions) else "optional"


@require_http_methods(["GET", "HEAD", "POST"])
@for_persons
def page(request: CourtRequest, uid: UUID, page_id: str) -> HttpResponse:
    """One page of the interview. What was sent is kept first, then looked over; what it leads to is asked next."""
    found = draft_of(request.viewer, uid)
    here = _page(interview_for(found, today(request)), page_id)
    if request.method != "POST":
        return _show(request, found, here)
    sent = rows_of_lists(found, kept_answers(request.POST, interview_of(found.interview)), today(request))
    found = save_answers(request.viewer, uid, sent)
    here = _page(interview_for(found, today(request)), page_id)
    bad_files = _take_files(request, uid, here)
    if "later" in request.POST and not bad_files:
        return redirect("portal:draft", uid)
    further = _further(request.POST, here)
    findings = page_findings(here, found.answers, files=_file_questions(uid), today=today(request))
    # Nobody is reproached for a question that was not there.
    findings = [one for one in findings if not further.intersection(one.fields[:1])]
    if further and not findings and not bad_files:
        first = next(question.id for question in here.questions if question.id in further)
        return redirect(f"{_address(uid, page_id)}?further={first}#further")
    # Nobody is to answer all pages and hear at the end that the court cannot take the matter.
    findings += stops_on(here, interview_of(found.interview), found.answers, today=today(request))
    if findings or bad_files or "add" in request.POST:
        shown = bad_files if "add" in request.POST else [*findings, *(one for one in bad_files if one not in findings)]
        return _show(request, found, here, shown)
    return _next(interview_for(found, today(request)), found, here, today(request))


def _further(sent: QueryDict, here: Page) -> set[str]:
    """The questions that the answers brought onto the page: they were not there when it was sent."""
    return {question.id for question in here.questions} - set(sent.getlist(SHOWN)) if SHOWN in sent else set()


def _show(request: CourtRequest, found: DraftView, here: Page, findings: list[Refusal] | None = None) -> HttpResponse:
    questions = here.questions
    form = PageForm(questions, found.answers, on=today(request), checked=bool(findings))
    if findings:
        form.full_clean()
        form.find(findings)
    interview = interview_for(found, today(request))
    files: dict[str, list[tuple[UUID | None, FileReceipt]]] = {}
    stays = kept_files_of(found.uid)
    for file_uid, m in files_of(found.uid):
        removable = None if file_uid in stays else file_uid
        files.setdefault(m.question, []).append((removable, FileReceipt(m.name, m.size, m.sha256)))
    context = {
        "draft": found,
        "asked": asked_for(request, found),
        "client": client_named(found),
        "title": in_reader_language(here.title),
        "lead": in_reader_language(here.lead),
        "page_id": here.id,
        "form": form,
        "rows": [(row, files.get(row.bound.name, [])) for row in rows(form, questions)],
        "read": _waiting(found, here, today(request)),
        "taken": _taken(found, here, today(request)),
        "number": _number(interview, here),
        "total": len(interview.pages),
        "limit": upload_limit(),
        "types": TYPES,
        "further": request.GET.get("further", ""),
        "multipart": any(q.kind is Kind.FILES for q in questions),
    }
    return render(request, "portal/filing_page.html", context, status=422 if findings else 200)


def _waiting(found: DraftView, here: Page, day: date) -> bool:
    """Whether answers of this page were read from the person's own paper and wait for a look."""
    paper = paper_behind(found, day)
    asked = {question.id for question in here.questions}
    return paper is not None and any(one.question in asked for one in paper.open)


def _taken(found: DraftView, here: Page, day: date) -> list[tuple[str, str]]:
    """Answers of this page that came from the person's own story, for a look: the question and the answer, in words."""
    said = story_answers(interview_of(found.interview), found.answers.get(STORY, ""), day)
    same = (one for one in here.questions if said.get(one.id) and said[one.id] == found.answers.get(one.id))
    return [(in_reader_language(question.label), shown_answer(question, said[question.id], day)) for question in same]


def _next(interview: Interview, found: DraftView, here: Page, day: date) -> HttpResponse:
    """The next page; further rows that are known already, from a list or a paper, are shown with all answers only."""
    files = _file_questions(found.uid)
    for page in interview.pages[_number(interview, here) :]:
        if page.questions[0].row == 1 or page_state(page, found.answers, files, day) not in DONE:
            return redirect("portal:draft_page", found.uid, page.id)
    return redirect("portal:draft_court" if has_court_page(found) else "portal:draft_check", found.uid)


@require_POST
@for_persons
def save(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Autosave: one answer, right or wrong, is kept as it was typed."""
    interview = interview_of(draft_of(request.viewer, uid).interview)
    save_answers(request.viewer, uid, kept_answers(request.POST, interview))
    return HttpResponse(status=204)


@require_POST
@for_persons
def remove_file(request: CourtRequest, uid: UUID, file: UUID) -> HttpResponse:
    """Take a file out of the draft."""
    of_agent = any(m.question in AGENT_PAPERS for known, m in files_of(uid) if known == file)
    drop_file(request.viewer, uid, file)
    if of_agent:
        return redirect("portal:draft_agent", uid)
    found = draft_of(request.viewer, uid)
    return redirect("portal:draft_page", uid, _page(interview_of(found.interview), request.POST.get("page", "")).id)


def _take_files(request: CourtRequest, uid: UUID, here: Page) -> list[Refusal]:
    """Take in what was sent with the page; every file is judged on its own, and the good ones stay."""
    answers = draft_of(request.viewer, uid).answers
    asked = next((q.id for q in here.questions if q.stops), "state_secret")
    no = told_of_secrets(answers.get(asked, ""), asked)
    if no and any(request.FILES.getlist(q.id) for q in here.questions):
        return [no]
    refusals: list[Refusal] = []
    for question in here.questions:
        for sent in request.FILES.getlist(question.id) if question.kind is Kind.FILES else ():
            try:
                content = cast(BinaryIO, sent.file)  # what Django took in always has its file
                got = receive_upload(content, sent.name or "", secret=answers.get(asked, ""), field=question.id)
                kept = got.kept
                material = Material(
                    question.id, got.name, kept.sha256, kept.sm3, kept.size, MEDIA_TYPES[got.kind], got.pages
                )
                add_file(request.viewer, uid, material)
            except Refused as no:
                refusals += no.refusals
    return refusals


def kept_answers(sent: QueryDict, interview: Interview) -> Answers:
    """What was sent as answers to questions of the interview, as it is kept; nothing ticked of several is an answer."""
    found: Answers = {}
    for name in {*sent, *sent.getlist(SEVERAL_ASKED)}:
        question = interview.question(name)
        if question and question.kind is Kind.SEVERAL:
            found[name] = SEVERAL.join(sent.getlist(name))
        elif question and question.kind is not Kind.FILES and name in sent:
            found[name] = str(sent[name])
    return found


def _page(interview: Interview, page_id: str) -> Page:
    found = next((page for page in interview.pages if page.id == page_id), None)
    if found is None:
        raise Http404
    return found


def _number(interview: Interview, here: Page) -> int:
    """Which page of all it is, from 1; by its name, because an answer may have changed what it asks."""
    return [page.id for page in interview.pages].index(here.id) + 1


def linked(draft: DraftView, interview: Interview, refusal: Refusal) -> Problem:
    """A finding with the page of its question and the question's own words."""
    if refusal.fields and refusal.fields[0].startswith(AGENT):
        address = f"{agent_address(draft.uid)}#id_{refusal.fields[0].removeprefix(AGENT)}"
        return replace(problem(refusal), href=address, label=f"{agent_title(draft)} —")
    for page in interview.pages:
        for question in page.questions:
            if question.id in refusal.fields[:1]:
                label = f"{in_reader_language(question.label)} —"
                return replace(problem(refusal), href=f"{_address(draft.uid, page.id)}#id_{question.id}", label=label)
    return problem(refusal)


def _address(draft_uid: UUID, page_id: str) -> str:
    return reverse("portal:draft_page", args=[draft_uid, page_id])


def _file_questions(uid: UUID) -> set[str]:
    return {material.question for _uid, material in files_of(uid)}


urls = [
    path("file/<uuid:uid>/", draft, name="draft"),
    path("file/<uuid:uid>/save/", save, name="draft_save"),
    path("file/<uuid:uid>/files/<uuid:file>/remove/", remove_file, name="draft_remove_file"),
    path("file/<uuid:uid>/pages/<slug:page_id>/", page, name="draft_page"),
]
