"""Asking the court: one's questions with their answers, a new question, asking again, and a word about the answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.access.vocabulary import Viewer
from tongban.cases.queries import cases_as_party
from tongban.cases.queries.numbers import numbers_of
from tongban.courts.queries import court_name, hosted_courts
from tongban.face.parts import Clock, Task
from tongban.face.refusals import attach_refusals
from tongban.face.requests import CourtRequest, number_in
from tongban.helpline.actions import ask, rate, reopen
from tongban.helpline.queries import own_tickets, ticket_seen_by
from tongban.helpline.vocabulary import HOTLINE_LAW, Said, Stage, TicketView
from tongban.helpline.wording import CATEGORIES, RATINGS, STAGES
from tongban.kernel.refusal import Refused
from tongban.portal.doors import for_persons, sent_by
from tongban.portal.filing import today
from tongban.portal.forms import helpline as words
from tongban.portal.home import WAITING


@require_safe
@for_persons
def questions(request: CourtRequest) -> HttpResponse:
    """What this person asked, the newest first."""
    found = own_tickets(request.viewer)
    numbers = numbers_of(one.concerns for one in found if one.concerns)
    context = {"tickets": [_told(request, one, numbers) for one in found]}
    return render(request, "portal/questions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_persons
def question_new(request: CourtRequest) -> HttpResponse:
    """Ask. `?case=` names an own case, `?category=` what it is about."""
    cases = [(str(case.uid), case.number) for case in cases_as_party(request.viewer)]
    courts = [(court.code, court.name) for court in hosted_courts(today(request))]
    form = words.QuestionForm(cases, courts, sent_by(request))
    form.initial = {"concerns": request.GET.get("case", ""), "category": request.GET.get("category", "")}
    if form.is_valid():
        told = form.cleaned_data
        try:
            made = ask(
                court=told["court"],
                category=told["category"],
                words=told["words"],
                concerns=next((UUID(uid) for uid, _number in cases if uid == told["concerns"]), None),
                by=request.act_as("party"),
                at=request.at,
            )
        except Refused as no:
            attach_refusals(form, no.refusals)
        else:
            messages.success(request, str(words.ASKED))
            return redirect("portal:question", uid=made.uid)
    return render(request, "portal/question_new.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
@for_persons
def question(request: CourtRequest, uid: UUID) -> HttpResponse:
    """One question with everything that was said."""
    return _show(request, uid)


@require_POST
@for_persons
def question_more(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Ask again."""
    form = words.MoreForm(request.POST)
    if form.is_valid():
        try:
            reopen(uid, form.cleaned_data["words"], by=request.act_as("party"), at=request.at)
        except Refused as no:
            _hide_unknown(no)
            attach_refusals(form, no.refusals)
        else:
            return redirect("portal:question", uid=uid)
    return _show(request, uid, more=form)


@require_POST
@for_persons
def question_rate(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Say how content one is."""
    form = words.RatingForm(request.POST)
    if form.is_valid():
        try:
            rate(uid, number_in(form.cleaned_data["stars"], 0), by=request.act_as("party"), at=request.at)
        except Refused as no:
            _hide_unknown(no)
            attach_refusals(form, no.refusals)
        else:
            return redirect("portal:question", uid=uid)
    return _show(request, uid, rating=form)


def _hide_unknown(no: Refused) -> None:
    """What is not this person's does not exist: the door answers."""
    if any(".no_such_" in refusal.reason for refusal in no.refusals):
        raise no


def _show(
    request: CourtRequest, uid: UUID, *, more: words.MoreForm | None = None, rating: words.RatingForm | None = None
) -> HttpResponse:
    ticket = ticket_seen_by(request.viewer, uid)
    numbers = numbers_of([ticket.concerns] if ticket.concerns else [])
    context = _told(request, ticket, numbers) | {
        "lines": [(line.kind is Said.ANSWER, line) for line in ticket.lines],
        "answered": ticket.stage is Stage.ANSWERED,
        "rated": RATINGS.get(ticket.stars, ""),
        "more": more or words.MoreForm(),
        "rating": rating or words.RatingForm(),
    }
    return render(request, "portal/question.html", context, status=422 if more or rating else 200)


def _told(request: CourtRequest, ticket: TicketView, numbers: dict[UUID, str]) -> dict[str, Any]:
    """A question in words, with its clock and what a late answer means."""
    clock = Clock(str(STAGES[ticket.stage]), ticket.due, request.at, ticket.answered_at, HOTLINE_LAW)
    late = ticket.answered_at is None and ticket.due < today(request)
    return {
        "ticket": ticket,
        "category": CATEGORIES[ticket.category],
        "stage": STAGES[ticket.stage],
        "court": court_name(ticket.court, today(request)),
        "number": numbers.get(ticket.concerns, "") if ticket.concerns else "",
        "clock": clock,
        "late": words.LATE if late else "",
    }


def _waiting(viewer: Viewer) -> list[Task]:
    """Answers that the person has said nothing about yet."""
    return [
        Task(
            str(words.ANSWERED) % {"reference": one.reference},
            "not_started",
            reverse("portal:question", args=[one.uid]),
            str(CATEGORIES[one.category]),
        )
        for one in own_tickets(viewer)
        if one.stage is Stage.ANSWERED and not one.stars
    ]


WAITING.append(_waiting)
urls = [
    path("questions/", questions, name="questions"),
    path("questions/new/", question_new, name="question_new"),
    path("questions/<uuid:uid>/", question, name="question"),
    path("questions/<uuid:uid>/more/", question_more, name="question_more"),
    path("questions/<uuid:uid>/rate/", question_rate, name="question_rate"),
]
