"""送达对账 at the desk: what of the services is a person's task, the days that were reconciled, the post's files."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from tongban.access.downloads import delivers_files
from tongban.cases.queries import case_by_uid
from tongban.delivery.actions.doubts import decide_doubt
from tongban.delivery.actions.post import make_batch
from tongban.delivery.actions.unserved import dismiss_paper, serve_paper
from tongban.delivery.law import ends_of
from tongban.delivery.queries.owed import task_seen_by
from tongban.delivery.queries.owed_papers import servable_on
from tongban.delivery.queries.post import batch_seen_by
from tongban.delivery.vocabulary.owed import DOUBTS, TaskKind, TaskView
from tongban.delivery.vocabulary.post import BatchLetter
from tongban.delivery.wording import TASKS
from tongban.desk.delivery import actor
from tongban.desk.forms.service import DoubtForm, PostRowForm, UnservedForm, UntoldForm
from tongban.desk.frame import DeskRequest, own_court, roles_at, staff_page, tried
from tongban.desk.service_tables import (
    batches_table,
    channel_of,
    days_table,
    files_table,
    findings_table,
    open_tasks_table,
    tasks_table,
)
from tongban.desk.wording import service as words
from tongban.documents.actions.printing import is_printable, print_sets
from tongban.documents.queries import document
from tongban.documents.vocabulary import DocumentView
from tongban.face.files import file_answer
from tongban.face.refusals import attach_refusals, problems
from tongban.kernel.refusal import Refusal
from tongban.people.vocabulary import Role

_COURT = (Role.CLERK, Role.JUDGE)
_NOTED: dict[TaskKind, type[forms.Form]] = {TaskKind.NOT_TOLD: UntoldForm, TaskKind.POST_ROW: PostRowForm}
"""Tasks that a person's own words end."""


@require_safe
@staff_page(*_COURT)
def service_tasks(request: DeskRequest) -> HttpResponse:
    """Services that a person must look at, and the days on which everything owed was compared."""
    tables = [open_tasks_table(request), days_table(request)]
    return render(request, "desk/service_tasks.html", {"tables": tables})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_COURT)
def service_task(request: DeskRequest, task: UUID) -> HttpResponse:
    """One task: a doubt is decided here, a paper is served on somebody, it is noted how somebody was told, or what came
    of a row of the post; all others lead to their service.
    """
    one = task_seen_by(request.viewer, task)
    if one.court:
        own_court(request, one.court)
    if one.kind is TaskKind.NOT_ORDERED:
        return _unserved(request, one)
    if one.kind in _NOTED:
        return _noted(request, one)
    if one.kind not in DOUBTS:
        return redirect("desk:service_one", case=one.case, dispatch=one.dispatch)
    form = DoubtForm(ends_of(one.kind), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        role = Role.JUDGE if Role.JUDGE in roles_at(request, one.court) else Role.CLERK
        by = request.act_as(role.value, one.court)
        _none, refusals = tried(lambda: decide_doubt(one.uid, **form.cleaned_data, by=by, at=request.at))
        if not refusals:
            return redirect("desk:service_one", case=one.case, dispatch=one.dispatch)
        attach_refusals(form, refusals)
    return _task_page(request, one, form)


def _task_page(request: DeskRequest, one: TaskView, form: forms.Form) -> HttpResponse:
    paper = document(request.viewer, one.paper) if one.paper else None
    context = {
        "one": one,
        "case": case_by_uid(one.case) if one.case else None,
        "says": TASKS[one.kind],
        "way": channel_of(one),
        "paper": paper,
        "form": form if one.closed_at is None else None,
        "table": tasks_table(request, [one], str(words.TASK)),
    }
    return render(request, "desk/service_task.html", context, status=422 if form.is_bound else 200)


def _unserved(request: DeskRequest, one: TaskView) -> HttpResponse:
    assert one.case is not None  # noqa: S101 - papers are served in a case
    assert one.paper is not None  # noqa: S101 - the task is about a paper
    form = UnservedForm(servable_on(one.paper), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        told, by = form.cleaned_data, actor(request, one.court, one.case)
        if told.get("party"):
            _none, refusals = tried(lambda: serve_paper(one.uid, UUID(told["party"]), by=by, at=request.at))
        else:
            _none, refusals = tried(lambda: dismiss_paper(one.uid, reasons=told["reasons"], by=by, at=request.at))
        if not refusals:
            return redirect("desk:service_tasks")
        attach_refusals(form, refusals)
    return _task_page(request, one, form)


def _noted(request: DeskRequest, one: TaskView) -> HttpResponse:
    form = _NOTED[one.kind](request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        court = one.court or request.desk.court
        by = actor(request, court, one.case) if one.case else request.act_as(Role.CLERK.value, court)
        reasons = form.cleaned_data["reasons"]
        _none, refusals = tried(lambda: dismiss_paper(one.uid, reasons=reasons, by=by, at=request.at))
        if not refusals:
            return redirect("desk:service_tasks")
        attach_refusals(form, refusals)
    return _task_page(request, one, form)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_COURT)
def post(request: DeskRequest) -> HttpResponse:
    """Batches of letters and what came from the post; POST puts the waiting letters together."""
    refusals: tuple[Refusal, ...] = ()
    if request.method == "POST":
        role = next(role for role in roles_at(request, request.desk.court) if role in _COURT)
        by = request.act_as(role.value, request.desk.court)
        made, refusals = tried(lambda: make_batch(request.viewer, by=by, at=request.at))
        if not refusals:
            return redirect("desk:post_batch", batch=made)
    tables = [batches_table(request), findings_table(request), files_table(request)]
    context = {"tables": tables, "problems": problems(refusals)}
    return render(request, "desk/post.html", context, status=422 if refusals else 200)


@require_safe
@staff_page(*_COURT)
def post_batch(request: DeskRequest, batch: UUID) -> HttpResponse:
    """One batch: its letters with their numbers, and the file to print."""
    letters = [
        (one, [(paper.title, _printable(paper)) for uid in one.papers if (paper := document(request.viewer, uid))])
        for one in _letters(request, batch)
    ]
    context = {"letters": letters, "href": reverse("desk:post_print", args=[batch])}
    return render(request, "desk/post_batch.html", context)


@require_safe
@staff_page(*_COURT)
@delivers_files
def post_print(request: DeskRequest, batch: UUID) -> HttpResponseBase:
    """All letters of a batch as one file, each on sheets of its own."""
    content = print_sets(request.viewer, [one.papers for one in _letters(request, batch)])
    return file_answer(request, content, name=f"letters-{batch}.pdf", media_type="application/pdf")


def _letters(request: DeskRequest, batch: UUID) -> list[BatchLetter]:
    court, letters = batch_seen_by(request.viewer, batch)
    own_court(request, court)
    return letters


def _printable(paper: DocumentView) -> bool:
    return paper.newest is not None and is_printable(paper.newest.media_type)


urls = [
    path("service/tasks", service_tasks, name="service_tasks"),
    path("service/tasks/<uuid:task>", service_task, name="service_task"),
    path("post", post, name="service_post"),
    path("post/<uuid:batch>", post_batch, name="post_batch"),
    path("post/<uuid:batch>/print", post_print, name="post_print"),
]
