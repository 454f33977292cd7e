"""The hotline at the desk: the queue of questions, a call taken down, one question, and the court's own counter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from tongban.cases.queries.numbers import numbers_of
from tongban.desk.forms.helpline import AssignForm, CallForm, WindowForm, WordsForm
from tongban.desk.frame import DeskRequest, own_court, roles_at, staff_page, tried
from tongban.desk.tables import is_over, left
from tongban.desk.wording import helpline as words
from tongban.face.parts import Column, Row, Table
from tongban.face.refusals import attach_refusals
from tongban.face.tags.values import case_number
from tongban.helpline import actions
from tongban.helpline.queries import acts_open, ticket_of_reference, ticket_seen_by, tickets_at, window_of
from tongban.helpline.vocabulary import Act, Asked, Channel, Stage, TicketView
from tongban.helpline.wording import ACTS, CATEGORIES, CHANNELS, RATINGS, STAGES
from tongban.kernel.actor import Actor
from tongban.people.queries import names_of, staff_of
from tongban.people.vocabulary import Role

TAKERS = (Role.CLERK, Role.PRESIDENT)
ANSWERERS = (Role.CLERK, Role.JUDGE, Role.PRESIDENT)


@require_safe
@staff_page(*ANSWERERS)
def helpline(request: DeskRequest) -> HttpResponse:
    """What waits and what was answered. `?reference=` opens a question; `?case=` shows those about one case."""
    if found := ticket_of_reference(request.viewer, request.GET.get("reference", "")):
        return redirect("desk:helpline_ticket", uid=found)
    case = _uid(request.GET.get("case", ""))
    waiting = tickets_at(request.viewer, request.desk.court, concerns=case)
    answered = tickets_at(request.viewer, request.desk.court, answered=True, concerns=case)
    tables = [
        _table(request, waiting, words.WAITING, words.NONE_WAITING),
        _table(request, answered, words.ANSWERED, words.NONE_ANSWERED),
    ]
    roles = set(request.desk.roles)
    context = {"tables": tables, "takes": bool(roles & set(TAKERS)), "states": Role.PRESIDENT in roles}
    return render(request, "desk/helpline.html", context)


def own_questions_table(request: DeskRequest) -> Table:
    """For the inbox: what waits for this person, and for clerks and the president what nobody has taken."""
    mine = {request.viewer.person, None} if set(TAKERS) & set(request.desk.roles) else {request.viewer.person}
    found = [one for one in tickets_at(request.viewer, request.desk.court) if one.assigned_to in mine]
    return _table(request, found, words.MINE, words.NONE_WAITING)


def _table(request: DeskRequest, found: list[TicketView], caption: object, empty: object) -> Table:
    numbers = numbers_of(one.concerns for one in found if one.concerns)
    names = names_of({one.assigned_to for one in found if one.assigned_to})
    rows = [
        Row(
            (
                format_html('<span translate="no">{}</span>', one.reference),
                CATEGORIES[one.category],
                case_number(numbers.get(one.concerns, "")) if one.concerns else "",
                STAGES[one.stage],
                names.get(one.assigned_to, "") if one.assigned_to else "",
                left(one.due, request.at, done=one.answered_at),
            ),
            href=reverse("desk:helpline_ticket", args=[one.uid]),
            state="overdue" if one.answered_at is None and is_over(one.due, request.at) else "",
        )
        for one in found
    ]
    return Table(str(caption) % {"n": len(rows)}, [Column(str(c)) for c in words.COLUMNS], rows, str(empty))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*TAKERS)
def helpline_new(request: DeskRequest) -> HttpResponse:
    """Take down what somebody asks by telephone or at the counter."""
    form = CallForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        told = form.cleaned_data
        asked = Asked(
            told["category"], told["words"], Channel(told["channel"]), caller=told["caller"], phone=told["phone"]
        )
        by = _acting(request, request.desk.court, TAKERS)
        made, refusals = tried(lambda: actions.take_call(asked, number=told["number"], by=by, at=request.at))
        if not refusals:
            messages.success(request, str(words.TAKEN) % {"reference": made.reference})
            return redirect("desk:helpline")
        attach_refusals(form, refusals)
    return render(request, "desk/helpline_new.html", {"form": form}, status=422 if form.is_bound else 200)


def _acting(request: DeskRequest, court: str, roles: tuple[Role, ...]) -> Actor:
    role = next((one for one in roles_at(request, court) if one in roles), None)
    if role is None:
        raise Http404
    return request.act_as(role.value, court)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*ANSWERERS)
def helpline_ticket(request: DeskRequest, uid: UUID) -> HttpResponse:
    """One question: what was said, and what may be done about it now."""
    ticket = ticket_seen_by(request.viewer, uid)
    own_court(request, ticket.court)
    able = acts_open(ticket, [role.value for role in roles_at(request, ticket.court)])
    if not ticket.concerns or ticket.category.complains:
        able.pop(Act.HAND_ON, None)
    asked = request.POST.get("do", "") if request.method == "POST" else ""
    filled = {act: _form(request, ticket, act, sent=act.value == asked) for act in able}
    chosen = next((act for act in able if act.value == asked), None)
    if chosen is not None and filled[chosen].is_valid():
        by = request.act_as(able[chosen], ticket.court)
        do = _deed(chosen, ticket.uid, filled[chosen].cleaned_data, by=by, request=request)
        _none, refusals = tried(do)
        if not refusals:
            return redirect("desk:helpline")
        attach_refusals(filled[chosen], refusals)
    context = _shown(ticket) | {"acts": [(act, ACTS[act], form) for act, form in filled.items()]}
    return render(request, "desk/helpline_ticket.html", context, status=422 if request.method == "POST" else 200)


def _form(request: DeskRequest, ticket: TicketView, act: Act, *, sent: bool) -> forms.Form:
    data = request.POST if sent else None
    if act is Act.ASSIGN:
        roles = (Role.PRESIDENT,) if ticket.category.complains else TAKERS
        staff = {one.uid: one.name for role in roles for one in staff_of(ticket.court, role, at=request.at)}
        return AssignForm([(str(uid), name) for uid, name in staff.items()], data)
    return WordsForm(data, auto_id=f"id_{act.value}_%s") if act in (Act.ANSWER, Act.REOPEN) else forms.Form(data)


def _deed(act: Act, uid: UUID, told: dict[str, Any], *, by: Actor, request: DeskRequest) -> Callable[[], object]:
    at = request.at
    match act:
        case Act.ASSIGN:
            to = _uid(told["to"])
            return lambda: actions.assign(uid, to, by=by, at=at)
        case Act.HAND_ON:
            return lambda: actions.hand_on(uid, by=by, at=at)
        case Act.HAND_BACK:
            return lambda: actions.hand_back(uid, by=by, at=at)
        case Act.ANSWER:
            return lambda: actions.answer(uid, told["words"], by=by, at=at)
        case _:
            return lambda: actions.reopen(uid, told["words"], by=by, at=at)


def _shown(ticket: TicketView) -> dict[str, Any]:
    people = {uid for uid in (ticket.holder, ticket.assigned_to, *(line.by for line in ticket.lines)) if uid}
    names = names_of(people)
    caller = ticket.caller or str(words.CALLER)
    return {
        "ticket": ticket,
        "category": CATEGORIES[ticket.category],
        "channel": CHANNELS[ticket.channel],
        "stage": STAGES[ticket.stage],
        "asker": names.get(ticket.holder, "") if ticket.holder else caller,
        "assigned": names.get(ticket.assigned_to, "") if ticket.assigned_to else "",
        "number": numbers_of([ticket.concerns]).get(ticket.concerns, "") if ticket.concerns else "",
        "rated": RATINGS.get(ticket.stars, ""),
        "waits": ticket.stage is not Stage.ANSWERED,
        "lines": [(names.get(line.by, "") if line.by else caller, line) for line in ticket.lines],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.PRESIDENT)
def helpline_window(request: DeskRequest) -> HttpResponse:
    """State telephone, address and hours of the court's counter, which every refusal names."""
    court = request.desk.court
    stated = window_of(court)
    spans = ", ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in stated.open)
    initial = {"phone": stated.phone, "place": stated.place, "hours": spans}
    form = WindowForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        by = request.act_as("president", court)
        _done, refusals = tried(lambda: actions.state_window(**form.cleaned_data, by=by, at=request.at))
        if not refusals:
            return redirect("desk:helpline")
        attach_refusals(form, refusals)
    return render(request, "desk/helpline_window.html", {"form": form}, status=422 if form.is_bound else 200)


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


urls = [
    path("helpline", helpline, name="helpline"),
    path("helpline/new", helpline_new, name="helpline_new"),
    path("helpline/window", helpline_window, name="helpline_window"),
    path("helpline/<uuid:uid>", helpline_ticket, name="helpline_ticket"),
]
