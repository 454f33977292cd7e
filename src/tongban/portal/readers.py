"""Who opened the file of one's case: from the access log of the court that has it."""

from __future__ import annotations

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


@require_GET
@for_parties
def readers(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Everybody who opened the file of this case, the newest first; reads of one person in one hour are one line."""
    sheet = own_sheet(request, uid)
    remote = is_remote(sheet)
    table = None if remote else _table(reads_of(settings.TONGBAN.home, uid))
    return render(request, "portal/case_readers.html", {"sheet": sheet, "table": table, "remote": remote})


def _table(reads: list[Read]) -> Table:
    names = names_of({UUID(person) for read in reads for person in (read.person, read.helper) if person})
    hours: dict[tuple[object, ...], list[Read]] = {}
    for read in reads:
        hours.setdefault((read.person, read.roles, read.helper, read.at[:13]), []).append(read)
    rows = [_row(found, names) for found in hours.values()]
    columns = [Column(str(text)) for text in (words.WHO, words.CAPACITY, words.LAST)]
    columns.append(Column(str(words.TIMES), numeric=True))
    return Table(str(words.CAPTION), columns, rows, str(words.EMPTY))


def _row(reads: list[Read], names: dict[UUID, str]) -> Row:
    last = reads[0]
    who = names.get(UUID(last.person), "") if last.person else ""
    helped = f" ({names.get(UUID(last.helper), '')})" if last.helper else ""
    roles = ", ".join(str(ROLES[Role(role)]) for role in last.roles)
    return Row((who + helped, roles, moment(datetime.fromisoformat(last.at)), len(reads)))


urls = [path("cases/<uuid:uid>/readers/", readers, name="case_readers")]
