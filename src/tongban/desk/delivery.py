"""Service of papers at the desk: letters to post, slips that came back, and where every service stands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from tongban.cases.queries import case_by_uid, case_seen_by
from tongban.cooperation.actions.service_ask import ask_printing
from tongban.cooperation.queries import errands_of_ways
from tongban.delivery.actions.letters import hand_to_post, note_return, note_slip
from tongban.delivery.queries import dispatches_at_desk, dispatches_of, letter_seen_by, letters
from tongban.delivery.vocabulary import AttemptState, DispatchState, DispatchView, LetterView
from tongban.delivery.wording import ATTEMPT_STATES, CHANNELS, PURPOSES, STATES
from tongban.desk.forms.delivery import PostForm, ReturnForm, SlipForm
from tongban.desk.forms.service import EntrustForm
from tongban.desk.frame import DeskRequest, conducts, own_court, roles_in, staff_page, tried
from tongban.desk.wording import service as words
from tongban.documents.queries import document
from tongban.face import presentation
from tongban.face.parts import Column, Row, Table
from tongban.face.refusals import attach_refusals
from tongban.face.tags.values import case_number, moment
from tongban.kernel.actor import Actor
from tongban.people.vocabulary import Role

_GIVEN: dict[str, tuple[type[forms.Form], Callable[..., None]]] = {
    "post": (PostForm, hand_to_post),
    "slip": (SlipForm, note_slip),
    "return": (ReturnForm, note_return),
    "elsewhere": (EntrustForm, ask_printing),
}
"""By the word in the address: what a clerk types, and the act it is for."""


@require_safe
@staff_page(Role.CLERK, Role.JUDGE)
def letters_page(request: DeskRequest) -> HttpResponse:
    """Letters to hand to the post, and those whose slip is awaited."""
    tables = [
        _letters(request, AttemptState.QUEUED, str(words.TO_POST)),
        _letters(request, AttemptState.SENT, str(words.AT_POST)),
    ]
    return render(request, "desk/delivery_tables.html", {"tables": tables})


@require_safe
@staff_page(Role.CLERK, Role.JUDGE)
def letter(request: DeskRequest, letter_uid: UUID) -> HttpResponse:
    """One letter: what goes into the envelope, and what can be noted about it."""
    return _show(request, _own(request, letter_uid))


@require_POST
@staff_page(Role.CLERK, Role.JUDGE)
def letter_note(request: DeskRequest, letter_uid: UUID, what: str) -> HttpResponse:
    """Note that the letter was posted, signed for, or brought back; or have it printed at another court."""
    view = _own(request, letter_uid)
    make, do = _GIVEN[what]
    form = make(request.POST)
    if form.is_valid():
        by = actor(request, view.court, view.case)
        _none, refusals = tried(partial(do, view.uid, by=by, at=request.at, **form.cleaned_data))
        if not refusals:
            return redirect("desk:letters")
        attach_refusals(form, refusals)
    return _show(request, _own(request, letter_uid), **{what: form})


@require_safe
@staff_page(Role.CLERK, Role.JUDGE)
def service(request: DeskRequest) -> HttpResponse:
    """Where every service of the court's papers stands."""
    found = dispatches_at_desk(request.viewer)
    captions = (
        (DispatchState.UNDELIVERED, words.FAILED),
        (DispatchState.UNDER_WAY, words.UNDER_WAY),
        (DispatchState.SERVED, words.DONE),
        (DispatchState.FALLEN, words.FALLEN),
        (DispatchState.LEFT, words.LEFT),
        (DispatchState.TAKEN_BACK, words.TAKEN_BACK),
    )
    tables = [_services([d for d in found if d.state is state], str(caption)) for state, caption in captions]
    return render(request, "desk/delivery_tables.html", {"tables": tables})


@require_safe
@staff_page()
def delivery_case(request: DeskRequest, case: UUID) -> HttpResponse:
    """The services of papers in one case, each leading to what was tried and what may come next."""
    view = case_seen_by(request.viewer, case)
    own_court(request, view.court)
    table = _services(dispatches_of(request.viewer, case), str(words.IN_CASE))
    context = {"case": view, "table": table, "conducts": conducts(request, view.court)}
    return render(request, "desk/delivery_case.html", context)


def _own(request: DeskRequest, uid: UUID) -> LetterView:
    view = letter_seen_by(request.viewer, uid)
    own_court(request, view.court)
    return view


def actor(request: DeskRequest, court: str, case: UUID) -> Actor:
    """The viewer in the function in which the case is open: of clerk and judge the one that conducts it."""
    roles = roles_in(request, court, case)
    return request.act_as(next((role for role in roles if role in (Role.CLERK, Role.JUDGE)), roles[0]), court)


def _show(request: DeskRequest, view: LetterView, **bound: forms.Form) -> HttpResponse:
    today = timezone.localtime(request.at).date()
    posted = view.state is AttemptState.SENT
    waits = view.state is AttemptState.QUEUED
    offered = () if view.elsewhere else ("slip", "return") if posted else ("post", "elsewhere") if waits else ()
    asked = errands_of_ways(request.viewer, [view.uid]).get(view.uid) if view.elsewhere else None
    given = {what: bound.get(what) or _GIVEN[what][0](initial={"day": today}) for what in offered}
    papers = [
        (title, reverse("desk:document_file", args=[uid, found.newest.number]))
        for uid, title in view.papers
        if (found := document(request.viewer, uid)) and found.newest
    ]
    context: dict[str, Any] = {
        "letter": view,
        "what": PURPOSES[view.purpose],
        "says": ATTEMPT_STATES[view.state],
        "papers": papers,
        "forms": given,
        "errand": reverse("desk:errand_service", args=[asked.uid]) if asked else "",
    }
    return render(request, "desk/delivery_letter.html", context, status=422 if bound else 200)


def _letters(request: DeskRequest, state: AttemptState, caption: str) -> Table:
    labels = (words.CASE, words.TO, words.ADDRESS, words.PURPOSE, words.QUEUED, words.POSTED, words.TRACKING)
    rows = [
        Row(
            (
                case_number(view.number),
                _chinese(view.to),
                _chinese(view.address),
                PURPOSES[view.purpose],
                moment(view.queued_at),
                presentation.day(view.posted_on, get_language() or "en") if view.posted_on else "",
                view.tracking,
            ),
            href=reverse("desk:letter", args=[view.uid]),
        )
        for view in letters(request.viewer, [state])
        if view.court == request.desk.court and not (view.elsewhere and state is AttemptState.QUEUED)
    ]
    return Table(caption, [Column(str(label)) for label in labels], rows, str(words.NO_LETTERS))


def _services(found: list[DispatchView], caption: str) -> Table:
    labels = (words.CASE, words.TO, words.PURPOSE, words.STATE, words.WAYS, words.SERVED, words.READ)
    rows = [_service(view) for view in found]
    return Table(caption, [Column(str(label)) for label in labels], rows, str(words.NOTHING))


def _service(view: DispatchView) -> Row:
    case = case_by_uid(view.case)
    to = next((party.name for party in case.everybody if party.uid == view.party), "")
    served: object = ""
    if view.served_at:
        day = timezone.localtime(view.served_at).date()
        served = presentation.day(day, get_language() or "en") if view.whole_day else moment(view.served_at)
    if view.earlier:
        served = f"{served} ({words.EARLIER % {'day': view.earlier.isoformat()}})"
    ways = " · ".join(f"{CHANNELS[a.channel]} {ATTEMPT_STATES[a.state]}" for a in view.attempts)
    return Row(
        (
            case_number(case.number),
            _chinese(to),
            PURPOSES[view.purpose],
            STATES[view.state],
            ways,
            served,
            moment(view.read_at) if view.read_at else "",
        ),
        href=reverse("desk:service_one", args=[view.case, view.uid]),
        state="overdue" if view.state is DispatchState.UNDELIVERED or view.earlier else "",
    )


def _chinese(text: str) -> object:
    return format_html('<span lang="zh-Hans">{}</span>', text)


urls = [
    path("letters", letters_page, name="letters"),
    path("letters/<uuid:letter_uid>", letter, name="letter"),
    path("letters/<uuid:letter_uid>/post", letter_note, {"what": "post"}, name="letter_post"),
    path("letters/<uuid:letter_uid>/slip", letter_note, {"what": "slip"}, name="letter_slip"),
    path("letters/<uuid:letter_uid>/return", letter_note, {"what": "return"}, name="letter_return"),
    path("letters/<uuid:letter_uid>/elsewhere", letter_note, {"what": "elsewhere"}, name="letter_elsewhere"),
    path("service", service, name="service"),
    path("cases/<uuid:case>/service", delivery_case, name="delivery_case"),
]
