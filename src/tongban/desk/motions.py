"""What parties asked for within a case, at the desk: the list, one of them, and what may be decided about it now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from tongban.cases.law import OUT_OF_HAND, Do, decided_by
from tongban.cases.queries import clocks_of, open_acts
from tongban.cases.queries.numbers import numbers_of
from tongban.cases.queries.recusals import recusal_of
from tongban.cases.queries.restored import restorable_clocks
from tongban.cases.vocabulary import Act, CaseView
from tongban.cases.wording import PROCEDURE_STAGES
from tongban.courts.wording import period_name
from tongban.desk.evidence import acting, own_case
from tongban.desk.forms import motions as words
from tongban.desk.forms.motions import ACTS, CounterForm, DecisionForm, SpokenForm
from tongban.desk.forms.results import papers_sent
from tongban.desk.frame import DeskRequest, roles_at, staff_page, tried
from tongban.desk.tables import clock_part, is_over
from tongban.desk.wording.cases import ACTS as ACT_WORDS
from tongban.documents.queries import documents_of
from tongban.face import presentation
from tongban.face.parts import Column, Row, Table
from tongban.face.refusals import attach_refusals, problems
from tongban.face.tags.values import case_number, moment
from tongban.motions.actions.decide import decide_motion
from tongban.motions.actions.hand_in import note_motion
from tongban.motions.actions.periods import transfer_case
from tongban.motions.law import KINDS, TERMS, open_to
from tongban.motions.queries import (
    asked_in,
    motion_seen_by,
    motions_seen_by,
    motions_waiting,
    transfer_in_effect,
    urgent_until,
)
from tongban.motions.vocabulary import Kind, MotionView
from tongban.motions.wording import KINDS as KIND_WORDS
from tongban.people.vocabulary import Role

_COURT = (Role.CLERK, Role.JUDGE)
_DECIDE = (*_COURT, Role.PRESIDENT)
"""The president decides whether a judge withdraws, and reads the file while that waits (CPL 49)."""


@require_safe
@staff_page(*_DECIDE)
def motions(request: DeskRequest, case: UUID) -> HttpResponse:
    """Everything that was asked for in the case, the newest first."""
    view = own_case(request, case)
    rows = [_told(view, one) for one in motions_seen_by(request.viewer, case)]
    return render(request, "desk/motions_case.html", {"case": view, "motions": rows})


def _told(case: CaseView, one: MotionView) -> dict[str, Any]:
    return {
        "one": one,
        "title": KIND_WORDS[one.kind],
        "says": PROCEDURE_STAGES.get(one.stage, one.stage),
        "party": case.party(one.party),
        "law": one.kind.law,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_DECIDE)
def motion(request: DeskRequest, case: UUID, motion: UUID) -> HttpResponse:
    """One motion: what was asked, what runs, and the forms of what the viewer may decide."""
    view = own_case(request, case)
    one = motion_seen_by(request.viewer, case, motion)
    able = _able(request, view, one)
    asked = request.POST.get("act", "")
    forms = {act: _form(request, one, act, sent=act == asked) for act in able}
    if asked in forms and forms[Do(asked)].is_valid():
        by = request.act_as(able[Do(asked)].value, view.court)
        told = forms[Do(asked)].words()

        def do() -> None:
            papers = papers_sent(request, forms[Do(asked)])
            decide_motion(case, motion, asked, told, by=by, at=request.at, materials=papers)

        _none, refusals = tried(do)
        if not refusals:
            return redirect("desk:motion", case=case, motion=motion)
        attach_refusals(forms[Do(asked)], refusals)
    context = _told(view, one) | {
        "case": view,
        "asked": _answers(request, one),
        "clocks": [
            clock_part(c, view, request.at)
            for c in clocks_of(case, request.viewer)
            if c.uid in one.clocks and c.met_at is None
        ],
        "papers": [d for d in documents_of(request.viewer, subjects=[motion]) if d.newest],
        "forms": [(act, ACTS[act], form) for act, form in forms.items()],
        "bad": next((form for form in forms.values() if form.is_bound), None),
        "may_transfer": _may_transfer(request, view),
        "urgent": urgent_until(request.viewer, one),
    }
    return render(request, "desk/motion.html", context, status=422 if request.method == "POST" else 200)


def _able(request: DeskRequest, view: CaseView, one: MotionView) -> dict[Do, Role]:
    """What the viewer may decide now, each with the function for it."""
    about = recusal_of(one.uid)
    deciding = {Role(decided_by(about.decides))} if about else set(_COURT)
    roles = [role for role in _DECIDE if role in roles_at(request, view.court) and role in deciding]
    row, ended = KINDS[one.kind], view.stage in OUT_OF_HAND
    return {act: role for role in roles for act in open_to(row, one.stage, role.value, track=view.track, ended=ended)}


def _form(request: DeskRequest, one: MotionView, act: Do, *, sent: bool) -> DecisionForm:
    found = KINDS[one.kind].decisions[act]
    args = (request.POST, request.FILES) if sent else ()
    return DecisionForm(found.fields, *args, prefix=act.value, paper=found.above)


def _answers(request: DeskRequest, one: MotionView) -> list[tuple[str, str]]:
    """What was said besides the request, which names whom it is against, and of which period it is."""
    told = asked_in(request.viewer, one)
    terms = {**TERMS, "reasons": "事实和理由"}
    chosen = {field.name: {choice.value: choice.term for choice in field.choices} for field in KINDS[one.kind].fields}
    return [
        (terms[name], chosen.get(name, {}).get(value, value))
        for name, value in told.items()
        if name in terms and name not in ("against", "period")
    ]


def _may_transfer(request: DeskRequest, view: CaseView) -> bool:
    judges = Role.JUDGE in roles_at(request, view.court)
    return judges and Act.TRANSFER in open_acts(view, Role.JUDGE) and transfer_in_effect(view.uid)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.JUDGE)
def transfer(request: DeskRequest, case: UUID) -> HttpResponse:
    """The judge sends the case to the court that a ruling in effect names."""
    view = own_case(request, case)
    found: list[Any] = []
    if request.method == "POST":
        by = request.act_as("judge", view.court)
        _none, refusals = tried(lambda: transfer_case(case, by=by, at=request.at))
        if not refusals:
            return redirect("desk:case", case=case)
        found = list(problems(refusals))
    context = {"case": view, "problems": found, "may": _may_transfer(request, view)}
    return render(request, "desk/motion_transfer.html", context, status=422 if found else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_COURT)
def spoken(request: DeskRequest, case: UUID) -> HttpResponse:
    """Clerk or judge note what a party said by word against somebody of the court (CPL 47(1))."""
    view = own_case(request, case)
    form = SpokenForm(KINDS[Kind.RECUSAL].fields, _parties(view), request.POST if request.method == "POST" else None)
    context = {"law": "CPL 47(1), 48", "stands_back": True}
    return _noted(request, view, Kind.RECUSAL, Act.NOTE_RECUSAL, form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_COURT)
def restoration(request: DeskRequest, case: UUID) -> HttpResponse:
    """Clerk or judge note at the counter that a party asks for a period to be restored (CPL 86)."""
    view = own_case(request, case)
    periods = [
        (str(one.uid), f"{party.name} · {period_name(one.rule)} · {presentation.day(one.due, get_language() or 'en')}")
        for party in view.parties
        for one in restorable_clocks(view, party)
        if one.due
    ]
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = CounterForm(KINDS[Kind.RESTORATION].fields, _parties(view), *sent, periods=periods)
    return _noted(request, view, Kind.RESTORATION, Act.NOTE_RESTORATION, form, {"law": Kind.RESTORATION.law})


def _parties(view: CaseView) -> list[tuple[str, str]]:
    return [(str(one.uid), f"{one.side.term} {one.name}") for one in view.parties]


def _noted(
    request: DeskRequest, view: CaseView, kind: Kind, act: Act, form: SpokenForm, context: dict[str, Any]
) -> HttpResponse:
    """The form of what staff note for a party, and the application that comes of it."""
    if form.is_valid():
        by, told = acting(request, view, act), form.words()

        def note() -> UUID:
            papers = papers_sent(request, form)
            party = form.cleaned_data["party"]
            return note_motion(view.uid, party, kind, told, by=by, at=request.at, materials=papers)

        made, refusals = tried(note)
        if not refusals:
            return redirect("desk:motion", case=view.uid, motion=made)
        attach_refusals(form, refusals)
    context |= {"case": view, "form": form, "title": ACT_WORDS[act]}
    return render(request, "desk/motion_spoken.html", context, status=422 if form.is_bound else 200)


def waiting_table(request: DeskRequest) -> Table:
    """For the inbox: what was asked for in one's own cases and waits for the court, what ends first on top.

    Of the cases that lie open to a president only who is to withdraw.
    """
    columns = [Column(str(c)) for c in (words.CASE, words.ASKED, words.SINCE, words.UNTIL)]
    kinds: Iterable[Kind] = Kind if set(_COURT) & set(request.desk.roles) else (Kind.RECUSAL,)
    found = motions_waiting(request.viewer, request.desk.court, kinds=kinds)
    numbers = numbers_of(one.case for one, _end in found)
    rows = [
        Row(
            (case_number(numbers[one.case]), KIND_WORDS[one.kind], moment(one.handed_in_at), moment(end)),
            href=reverse("desk:motion", args=[one.case, one.uid]),
            state="overdue" if end and is_over(end, request.at) else "",
        )
        for one, end in found
    ]
    return Table(str(words.CAPTION) % {"n": len(rows)}, columns, rows, str(words.NONE))


urls = [
    path("cases/<uuid:case>/motions", motions, name="motions_case"),
    path("cases/<uuid:case>/motions/spoken", spoken, name="motion_spoken"),
    path("cases/<uuid:case>/motions/restoration", restoration, name="motion_restoration"),
    path("cases/<uuid:case>/motions/transfer", transfer, name="motion_transfer"),
    path("cases/<uuid:case>/motions/<uuid:motion>", motion, name="motion"),
]
