"""The inbox: what waits for this person at this court, asked anew at each look. And the choice of the court."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from tongban.cases.queries import case_uids_at, cases_at
from tongban.cooperation.queries import matters_seen_by
from tongban.desk.alarms import alarms_table
from tongban.desk.clocks import extensions_table
from tongban.desk.corrections import corrections_table
from tongban.desk.early import early_table
from tongban.desk.entrusted import entrusted_table
from tongban.desk.fees import held_table
from tongban.desk.fees_anew import anew_table
from tongban.desk.frame import COURT_KEY, DeskRequest, staff_page
from tongban.desk.helpline import own_questions_table
from tongban.desk.losses import noted_table
from tongban.desk.money_tables import (
    differences_table,
    fiscal_troubles_table,
    late_refunds_table,
    overdue_table,
    refunds_table,
    relief_table,
    reviews_table,
)
from tongban.desk.motions import waiting_table
from tongban.desk.offices import changes_table
from tongban.desk.originals import requests_table
from tongban.desk.recovery import recoveries_table
from tongban.desk.removals import removals_table
from tongban.desk.scrutiny import counted, waiting
from tongban.desk.service_tables import open_tasks_table
from tongban.desk.tables import (
    cases_table,
    disputes_table,
    emergencies_table,
    filings_table,
    matters_open,
    matters_table,
)
from tongban.desk.taking_back import to_give_back_table
from tongban.desk.wording import pages as words
from tongban.face.parts import Column, Row, Table
from tongban.people.actions.dispute import REVIEWERS
from tongban.people.vocabulary import Role
from tongban.register.queries import failing_work_at, kind_of_error

OLDEST = 20
"""Filings that the inbox shows; the queue has them all."""
_CONDUCT = frozenset({Role.CLERK, Role.JUDGE})
_OVERSEE = frozenset({*_CONDUCT, Role.PRESIDENT})


@require_safe
@staff_page()
def inbox(request: DeskRequest) -> HttpResponse:
    """Everything that waits, by what the person's functions are for."""
    roles = set(request.desk.roles)
    tables = [table for some, made in _PARTS if roles & some for table in made(request)]
    busy = [table for table in tables if table.rows]
    context = {"waiting": busy, "idle": [t for t in tables if not t.rows], "conducts": bool(roles & _CONDUCT)}
    return render(request, "desk/inbox.html", context)


@require_POST
@staff_page()
def choose_court(request: DeskRequest) -> HttpResponse:
    """Work for another of one's own courts from now on."""
    court = request.POST.get("court", "")
    if court not in request.viewer.courts:
        raise Http404
    request.session[COURT_KEY] = court
    return redirect("desk:inbox")


def _filings(request: DeskRequest) -> Table:
    page = waiting(request, limit=OLDEST)
    caption = str(words.FILINGS_CAPTION) % {"n": counted(page)}
    return filings_table(page.filings, request.at, caption=caption, empty=words.FILINGS_EMPTY)


def _errands(request: DeskRequest) -> list[Table]:
    court = request.desk.court
    out = matters_open([m for m in matters_seen_by(request.viewer, outgoing=True) if m.from_court == court])
    incoming = matters_open([m for m in matters_seen_by(request.viewer, outgoing=False) if m.to_court == court])
    return [
        matters_table(found, request.at, caption=str(caption) % {"n": len(found)}, empty=empty)
        for found, caption, empty in (
            (out, words.ERRANDS_OUT, words.ERRANDS_OUT_EMPTY),
            (incoming, words.ERRANDS_IN, words.ERRANDS_IN_EMPTY),
        )
    ]


def _cases(request: DeskRequest) -> Table:
    own = request.viewer.person if Role.JUDGE in request.desk.roles else None
    found = cases_at(request.viewer, request.desk.court, judge=own)
    caption = words.CASES_MINE if own else words.CASES_COURT
    return cases_table(
        found,
        request.desk.roles,
        request.at,
        caption=str(caption) % {"n": len(found)},
        empty=words.CASES_EMPTY,
    )


def _failing(request: DeskRequest) -> Table:
    court = request.desk.court
    found = failing_work_at(court, case_uids_at(request.viewer, court))
    columns = [Column(str(words.WORK)), Column(str(words.TRIED), numeric=True), Column(str(words.ERROR))]
    rows = [Row((due.reaction, due.attempts, kind_of_error(due.last_error)), state="overdue") for due in found]
    return Table(str(words.WORK_CAPTION) % {"n": len(found)}, columns, rows, str(words.WORK_EMPTY))


def _president(request: DeskRequest) -> list[Table]:
    emergencies = emergencies_table(request.viewer, request.desk.court)
    own = [alarms_table(), extensions_table(request), changes_table(request)]
    return [*own, emergencies, reviews_table(request)]


_PARTS: tuple[tuple[AbstractSet[Role], Callable[[DeskRequest], list[Table]]], ...] = (
    (_CONDUCT, lambda request: [_filings(request)]),
    ({Role.CLERK, Role.LIAISON}, lambda request: [*_errands(request), entrusted_table(request)]),
    (_CONDUCT, lambda request: [early_table(request), _cases(request), open_tasks_table(request)]),
    (_CONDUCT, lambda request: [to_give_back_table(request), noted_table(request)]),
    (_CONDUCT, lambda request: [requests_table(request), overdue_table(request), recoveries_table(request)]),
    (_OVERSEE, lambda request: [waiting_table(request), held_table(request), late_refunds_table(request)]),
    (_OVERSEE, lambda request: [refunds_table(request), differences_table(request), own_questions_table(request)]),
    ({Role.JUDGE, Role.PRESIDENT}, lambda request: [relief_table(request), anew_table(request)]),
    ({Role.PRESIDENT}, _president),
    ({Role.CLERK, Role.PRESIDENT}, lambda request: [removals_table(request), corrections_table(request)]),
    ({Role.CLERK, Role.PRESIDENT}, lambda request: [fiscal_troubles_table(request)]),
    (REVIEWERS, lambda request: [disputes_table(request.viewer, request.desk.court)]),
    ({Role.PRESIDENT, Role.LIAISON}, lambda request: [_failing(request)]),
)
"""Whose inbox shows what, from top to bottom."""


urls = [
    path("", inbox, name="inbox"),
    path("court", choose_court, name="court"),
]
