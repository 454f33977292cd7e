"""Who conducts cases: the president's list and changes, and the page of a case about its judge and clerk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.cases.actions.offices import ask_change, decide_change, replace_in_case
from tongban.cases.actions.postings import end_absence, end_posting, note_absence, post
from tongban.cases.queries.offices import (
    absences_seen_by,
    assignments_seen_by,
    case_to_assign,
    change_seen_by,
    changes_seen_by,
    held_by,
    postings_seen_by,
    work_at,
)
from tongban.cases.vocabulary.offices import (
    AbsenceView,
    AssignedView,
    ChangeGround,
    ChangeState,
    ChangeView,
    Office,
    PostingView,
)
from tongban.cases.wording.offices import (
    AWAY_FOR,
    CHANGE_GROUNDS,
    CHANGE_STATES,
    CHECKED,
    LEFT_OUT,
    OFFICES,
    WAYS,
)
from tongban.courts.law import divisions_of
from tongban.courts.queries import court_of
from tongban.desk.evidence import own_case
from tongban.desk.forms.offices import AbsenceForm, ChangeForm, FollowerForm, People, PostingForm, ReplaceForm
from tongban.desk.frame import DeskRequest, roles_in, staff_page, tried
from tongban.desk.wording import offices as words
from tongban.face.parts import Column, Row, Table
from tongban.face.refusals import attach_refusals
from tongban.face.tags.values import case_number, moment
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal
from tongban.people.queries import names_of, staff_of
from tongban.people.vocabulary import Role

_LIST = "desk:offices"


@require_safe
@staff_page(Role.PRESIDENT)
def offices(request: DeskRequest) -> HttpResponse:
    """Who conducts how much at this court, who serves where, who is away, which changes wait."""
    return _list(request)


def _list(request: DeskRequest, posting: forms.Form | None = None, absence: forms.Form | None = None) -> HttpResponse:
    court, today = request.desk.court, timezone.localtime(request.at).date()
    people = _people(request)
    context = {
        "waiting": changes_table(request),
        "work": _work(request),
        "without": [table for office in Office if (table := _held_rows(court, office, None)).rows],
        "postings": _postings(request),
        "absences": _absences(request, today),
        "posting": posting or PostingForm(people, _divisions(request)),
        "absence": absence or AbsenceForm(people, today),
    }
    bad = any(form is not None and form.is_bound for form in (posting, absence))
    return render(request, "desk/offices.html", context, status=422 if bad else 200)


def _people(request: DeskRequest) -> People:
    """Everybody who may conduct cases of this court, by name."""
    court = request.desk.court
    found = {one.uid: one.name for role in Office for one in staff_of(court, role.value, at=request.at)}
    return sorted(found.items(), key=lambda item: item[1])


def _divisions(request: DeskRequest) -> list[tuple[str, str]]:
    today = timezone.localtime(request.at).date()
    court = court_of(request.desk.court, today)
    return [] if isinstance(court, Refusal) else [(one.code, one.name) for one in divisions_of(court, today)]


def changes_table(request: DeskRequest) -> Table:
    """The changes that wait for the president."""
    found = changes_seen_by(request.viewer, court=request.desk.court)
    names = names_of({one.before for one in found if one.before})
    columns = [Column(str(text)) for text in (words.CASE, words.OFFICE, words.WHO, words.GROUND, words.ASKED)]
    rows = [
        Row(
            (
                case_number(one.number),
                OFFICES[one.office],
                names.get(one.before, "") if one.before else "",
                CHANGE_GROUNDS[one.ground],
                moment(one.asked_at),
            ),
            href=reverse("desk:office_decide", args=[one.uid]),
        )
        for one in found
    ]
    return Table(str(words.CHANGES) % {"n": len(rows)}, columns, rows, str(words.NO_CHANGES))


def _work(request: DeskRequest) -> Table:
    found = work_at(request.desk.court, request.at)
    names = names_of({one.person for one in found})
    columns = [Column(str(words.WHO)), Column(str(words.OFFICE)), Column(str(words.CASES), numeric=True)]
    columns += [Column(str(words.LOAD), numeric=True), Column(str(words.STATE))]
    rows = [
        Row(
            (
                names.get(one.person, ""),
                OFFICES[one.office],
                one.cases,
                f"{one.load / 10:g}",
                words.GONE if not one.serves else words.AWAY if one.away else words.THERE,
            ),
            href=reverse("desk:offices_held", args=[one.office.value, one.person]),
            state="overdue" if one.cases and (one.away or not one.serves) else "",
        )
        for one in found
    ]
    return Table(str(words.WORK) % {"n": len(rows)}, columns, rows, str(words.NO_WORK))


def _postings(request: DeskRequest) -> list[tuple[PostingView, str, object, str]]:
    named, found = dict(_divisions(request)), postings_seen_by(request.viewer, request.desk.court)
    names = names_of({one.person for one in found})
    return [
        (one, names.get(one.person, ""), OFFICES[one.office], named.get(one.division, one.division)) for one in found
    ]


def _absences(request: DeskRequest, today: date) -> list[tuple[AbsenceView, str, object]]:
    found = absences_seen_by(request.viewer, request.desk.court, today)
    names = names_of({one.person for one in found})
    return [(one, names.get(one.person, ""), AWAY_FOR[one.ground]) for one in found]


def _held_rows(court: str, office: Office, person: UUID | None) -> Table:
    columns = [Column(str(text)) for text in (words.CASE, words.CAUSE, words.SINCE)]
    rows = [
        Row(
            (case_number(one.number), one.cause, moment(one.at)),
            href=f"{reverse('desk:office_replace', args=[one.case])}?office={office.value}",
        )
        for one in held_by(court, office, person)
    ]
    caption = words.WITHOUT[office] if person is None else words.HELD
    return Table(str(caption) % {"n": len(rows)}, columns, rows, str(words.NONE_HELD))


@require_safe
@staff_page(Role.PRESIDENT)
def held(request: DeskRequest, office: str, person: UUID) -> HttpResponse:
    """The running cases of one person, each with the way to give it to somebody else."""
    conducting = {(one.office, one.person) for one in work_at(request.desk.court, request.at)}
    if office not in set(Office) or (Office(office), person) not in conducting:
        raise Http404
    table = _held_rows(request.desk.court, Office(office), person)
    context = {"table": table, "name": names_of({person}).get(person, ""), "office": OFFICES[Office(office)]}
    return render(request, "desk/offices_held.html", context)


@require_POST
@staff_page(Role.PRESIDENT)
def posting(request: DeskRequest) -> HttpResponse:
    """Post somebody to a division."""
    form = PostingForm(_people(request), _divisions(request), request.POST)
    return _noted(request, form, lambda by: post(**form.told(), by=by, at=request.at), {"posting": form})  # type: ignore[arg-type]


@require_POST
@staff_page(Role.PRESIDENT)
def absence(request: DeskRequest) -> HttpResponse:
    """Note that somebody is away."""
    form = AbsenceForm(_people(request), timezone.localtime(request.at).date(), request.POST)
    return _noted(request, form, lambda by: note_absence(**form.told(), by=by, at=request.at), {"absence": form})  # type: ignore[arg-type]


def _noted(
    request: DeskRequest, form: forms.Form, do: Callable[[Any], object], again: dict[str, forms.Form]
) -> HttpResponse:
    if form.is_valid():
        by = request.act_as(Role.PRESIDENT.value, request.desk.court)
        _none, refusals = tried(lambda: do(by))
        if not refusals:
            return redirect(_LIST)
        attach_refusals(form, refusals)
    return _list(request, **again)


@require_POST
@staff_page(Role.PRESIDENT)
def posting_end(request: DeskRequest, uid: UUID) -> HttpResponse:
    """End a posting."""
    end_posting(uid, by=request.act_as(Role.PRESIDENT.value, request.desk.court), at=request.at)
    return redirect(_LIST)


@require_POST
@staff_page(Role.PRESIDENT)
def absence_end(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Note that somebody is back."""
    end_absence(uid, by=request.act_as(Role.PRESIDENT.value, request.desk.court), at=request.at)
    return redirect(_LIST)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.PRESIDENT)
def replace(request: DeskRequest, case: UUID) -> HttpResponse:
    """Give an office in a case to somebody else, without reading its file."""
    view = case_to_assign(request.desk.court, case)
    chosen = {"office": request.GET.get("office", "")}
    form = ReplaceForm(
        list(Office), _people(request), request.POST if request.method == "POST" else None, initial=chosen
    )
    if form.is_valid():
        by, told = request.act_as(Role.PRESIDENT.value, request.desk.court), form.cleaned_data
        _who, refusals = tried(
            lambda: replace_in_case(
                case,
                told["office"],
                told["ground"],
                told["reasons"],
                named=form.follower(),
                reference=told["reference"],
                by=by,
                at=request.at,
            )
        )
        if not refusals:
            return redirect(_LIST)
        attach_refusals(form, refusals)
    return render(
        request, "desk/office_replace.html", {"case": view, "form": form}, status=422 if form.is_bound else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.PRESIDENT)
def decide(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Grant a request for somebody else, or not."""
    asked = change_seen_by(request.viewer, uid)
    case_to_assign(request.desk.court, asked.case)
    form = FollowerForm(_people(request), request.POST if request.method == "POST" else None)
    if asked.state is ChangeState.ASKED and form.is_valid():
        by, told = request.act_as(Role.PRESIDENT.value, request.desk.court), form.cleaned_data
        _none, refusals = tried(
            lambda: decide_change(
                uid,
                grant="grant" in request.POST,
                named=form.follower(),
                reference=told["reference"],
                by=by,
                at=request.at,
            )
        )
        if not refusals:
            return redirect(_LIST)
        attach_refusals(form, refusals)
    context = {"form": form, "open": asked.state is ChangeState.ASKED} | _told(asked)
    return render(request, "desk/office_decide.html", context, status=422 if form.is_bound else 200)


def _told(asked: ChangeView) -> dict[str, Any]:
    names = names_of({uid for uid in (asked.before, asked.asked_by, asked.decided_by) if uid})
    return {
        "one": asked,
        "office": OFFICES[asked.office],
        "ground": CHANGE_GROUNDS[asked.ground],
        "state": CHANGE_STATES[asked.state],
        "before": names.get(asked.before, "") if asked.before else "",
        "by": next((names.get(uid, "") for uid in (asked.asked_by, asked.decided_by) if uid), ""),
        "decided": names.get(asked.decided_by, "") if asked.decided_by else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.JUDGE, Role.CLERK, Role.PRESIDENT)
def conduct(request: DeskRequest, case: UUID) -> HttpResponse:
    """How judge and clerk came to the case; who conducts it asks here for somebody else.

    The reasons of a change are read by who gave them and by the president alone.
    """
    view = own_case(request, case)
    role = roles_in(request, view.court, case)[0]
    able = {Role.JUDGE: list(Office), Role.CLERK: [Office.CLERK]}.get(role, [])
    form = ChangeForm(able, request.POST if request.method == "POST" else None)
    if able and form.is_valid():
        by = request.act_as(role.value, view.court)
        _uid, refusals = tried(lambda: _asked(case, form.cleaned_data, by, request.at))
        if not refusals:
            return redirect("desk:case_conduct", case=case)
        attach_refusals(form, refusals)
    given, reader = assignments_seen_by(request.viewer, case), request.viewer.person
    names = names_of({uid for one in given for uid in one.named})
    context = {
        "case": view,
        "form": form if able else None,
        "given": [_given(one, names) for one in given],
        "changes": [
            _told(one) | {"reasons": one.reasons if role is Role.PRESIDENT or one.asked_by == reader else ""}
            for one in changes_seen_by(request.viewer, case=case)
        ],
    }
    return render(request, "desk/case_conduct.html", context, status=422 if form.is_bound else 200)


def _asked(case: UUID, told: dict[str, str], by: Actor, at: datetime) -> UUID:
    """The judge decides that a clerk must withdraw (CPL 49); everything else is asked of the president."""
    what = (case, told["office"], told["ground"], told["reasons"])
    decides = by.role == Role.JUDGE and told["office"] == Office.CLERK and told["ground"] == ChangeGround.RECUSAL
    return replace_in_case(*what, by=by, at=at) if decides else ask_change(*what, by=by, at=at)


def _given(one: AssignedView, names: dict[UUID, str]) -> dict[str, Any]:
    return {
        "one": one,
        "office": OFFICES[one.office],
        "name": names.get(one.person, ""),
        "way": WAYS[one.way],
        "ground": CHANGE_GROUNDS[one.ground] if one.ground else "",
        "pool": [names.get(uid, "") for uid in one.draw.pool] if one.draw else [],
        "left_out": [(names.get(uid, ""), LEFT_OUT[why]) for uid, why in one.left_out],
        "checked": CHECKED[one.checked] if one.checked else "",
    }


urls = [
    path("assignment", offices, name="offices"),
    path("assignment/postings", posting, name="offices_posting"),
    path("assignment/postings/<uuid:uid>/end", posting_end, name="offices_posting_end"),
    path("assignment/absences", absence, name="offices_absence"),
    path("assignment/absences/<uuid:uid>/end", absence_end, name="offices_absence_end"),
    path("assignment/held/<str:office>/<uuid:person>", held, name="offices_held"),
    path("assignment/cases/<uuid:case>/replace", replace, name="office_replace"),
    path("assignment/requests/<uuid:uid>", decide, name="office_decide"),
    path("cases/<uuid:case>/conduct", conduct, name="case_conduct"),
]
