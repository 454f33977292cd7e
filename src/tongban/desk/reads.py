"""The access log for the president: files opened for a stated task, reads that no task explains, many reads at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from tongban.access.log import reads_since
from tongban.access.recording import altered_hours
from tongban.access.watching import MANY, Odd, Oddity, odd_reads
from tongban.cases.queries import cases_among
from tongban.cases.queries.openings import openings_at
from tongban.cases.vocabulary import OpeningView
from tongban.desk.frame import DeskRequest, staff_page
from tongban.desk.wording import reads as words
from tongban.face.parts import Column, Row, Table
from tongban.face.tags.values import case_number, moment
from tongban.people.actions.counter import COUNTER
from tongban.people.queries import names_of, staff_uids
from tongban.people.vocabulary import Role
from tongban.people.wording import ROLES
from tongban.register.queries import acted_in

BACK = 7 * 24 * 3600
"""Seconds that the list looks back."""


@require_safe
@staff_page(Role.PRESIDENT)
def reads(request: DeskRequest) -> HttpResponse:
    """What the access log of the last days shows that somebody should look at."""
    home = settings.TONGBAN.home
    found = list(reads_since(home, request.at - timedelta(seconds=BACK)))
    loose = {UUID(read.case) for read in found if read.case and read.court == request.desk.court and not read.tied}
    # What is handed in and no case yet is the work of everybody whose function opens it.
    handed_in = {str(uid) for uid in loose - cases_among(loose)}
    explained = acted_in(loose) | {(read.person, read.case) for read in found if read.case in handed_in}
    odd = odd_reads(found, request.desk.court, explained, _counter(request))
    opened = openings_at(request.desk.court, request.at - timedelta(seconds=BACK))
    request.viewer.note(f"openings:{len(opened)}", request.desk.court, None)
    context = {"table": _table(odd), "opened": _openings(opened), "altered": altered_hours(home), "many": MANY}
    return render(request, "desk/reads.html", context)


def _counter(request: DeskRequest) -> dict[str, tuple[str, ...]]:
    """Who works at the counter of this court, with the functions in which they stand beside persons there."""
    court = request.desk.court
    held = [(str(uid), role.value) for role in COUNTER for uid in staff_uids(court, role.value, at=request.at)]
    return {uid: tuple(sorted(role for one, role in held if one == uid)) for uid, _role in held}


def _table(odd: list[Odd]) -> Table:
    names = names_of({UUID(one.person) for one in odd})
    rows = [
        Row(
            (
                names.get(UUID(one.person), ""),
                ", ".join(str(ROLES[Role(role)]) for role in one.roles),
                words.ODDITIES[one.oddity],
                len(one.cases),
                one.reads,
                moment(datetime.fromisoformat(one.last)),
            ),
            href=f"{reverse('desk:case_opening')}?case={one.cases[-1]}" if one.oddity is Oddity.NO_TASK else "",
        )
        for one in odd
    ]
    columns = [Column(str(text)) for text in (words.WHO, words.CAPACITY, words.WHAT)]
    columns += [Column(str(words.CASES), numeric=True), Column(str(words.TIMES), numeric=True), Column(str(words.LAST))]
    return Table(str(words.CAPTION), columns, rows, str(words.EMPTY))


def _openings(found: list[OpeningView]) -> Table:
    names = names_of({one.person for one in found if one.person})
    rows = [
        Row(
            (
                names.get(one.person, "") if one.person else "",
                str(ROLES[Role(one.role)]),
                case_number(one.number),
                one.reason,
                moment(one.opened_at),
            )
        )
        for one in found
    ]
    columns = [Column(str(text)) for text in (words.WHO, words.CAPACITY, words.CASE, words.TASK, words.OPENED)]
    return Table(str(words.OPENINGS), columns, rows, str(words.NO_OPENINGS))


urls = [path("reads", reads, name="reads")]
