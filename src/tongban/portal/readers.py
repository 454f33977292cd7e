"""Who opened the file of one's case: from the access log of the court that has it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from tongban.access.log import Read, reads_of
from tongban.face.parts import Column, Row, Table
from tongban.face.requests import CourtRequest
from tongban.face.tags.values import moment
from tongban.people.queries import names_of
from tongban.people.vocabulary import Role
from tongban.people.wording import ROLES
from tongban.portal.case import is_remote, own_sheet
from tongban.portal.doors import for_parties
from tongban.portal.forms import readers as words

MOST = 500
"""Lines of the list."""


@require_GET
@for_parties
def readers(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Everybody who opened the file of this case, the newest first; reads of one person in one hour are one line."""
    sheet = own_sheet(request, uid)
    remote = is_remote(sheet)
    table = None if remote else _table(_by_the_hour(reads_of(settings.TONGBAN.home, uid))[:MOST])
    return render(request, "portal/case_readers.html", {"sheet": sheet, "table": table, "remote": remote})


def _by_the_hour(reads: Iterable[Read]) -> list[tuple[Read, int]]:
    """Per person, capacity and hour the last read and how many there were: nobody hides one behind many others."""
    found: dict[tuple[object, ...], tuple[Read, int]] = {}
    for read in reads:
        key = (read.person, read.roles, read.helper, read.at[:13])
        times = found.pop(key, (read, 0))[1]
        found[key] = read, times + 1
    return list(reversed(found.values()))


def _table(hours: list[tuple[Read, int]]) -> Table:
    names = names_of({UUID(person) for read, _times in hours for person in (read.person, read.helper) if person})
    rows = [_row(last, times, names) for last, times in hours]
    columns = [Column(str(text)) for text in (words.WHO, words.CAPACITY, words.LAST)]
    columns.append(Column(str(words.TIMES), numeric=True))
    return Table(str(words.CAPTION), columns, rows, str(words.EMPTY))


def _row(last: Read, times: int, names: dict[UUID, str]) -> Row:
    who = names.get(UUID(last.person), "") if last.person else str(words.BY_LETTER)
    helped = f" ({names.get(UUID(last.helper), '')})" if last.helper else ""
    roles = ", ".join(str(ROLES[Role(role)]) for role in last.roles)
    return Row((who + helped, roles, moment(datetime.fromisoformat(last.at)), times))


urls = [path("cases/<uuid:uid>/readers/", readers, name="case_readers")]
