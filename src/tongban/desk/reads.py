"""The access log for the president: reads of the court's cases that no task explains, and many cases in one hour."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.access.log import reads_since
from tongban.access.recording import altered_hours
from tongban.access.watching import MANY, Odd, Oddity, odd_reads
from tongban.desk.frame import DeskRequest, staff_page
from tongban.face.parts import Column, Row, Table
from tongban.face.tags.values import moment
from tongban.people.queries import names_of
from tongban.people.vocabulary import Role
from tongban.people.wording import ROLES
from tongban.register.queries import acted_in

BACK = timedelta(days=7)
"""How far the list looks back."""
ODDITIES = {
    Oddity.NO_TASK: gettext_lazy("read without a task in the case"),
    Oddity.MANY: gettext_lazy("many cases in one hour"),
}


@require_safe
@staff_page(Role.PRESIDENT)
def reads(request: DeskRequest) -> HttpResponse:
    """What the access log of the last days shows that somebody should look at."""
    home = settings.TONGBAN.home
    found = list(reads_since(home, request.at - BACK))
    loose = {UUID(read.case) for read in found if read.case and read.court == request.desk.court and not read.tied}
    odd = odd_reads(found, request.desk.court, acted_in(loose))
    context = {"table": _table(odd), "altered": altered_hours(home), "days": BACK.days, "many": MANY}
    return render(request, "desk/reads.html", context)


def _table(odd: list[Odd]) -> Table:
    names = names_of({UUID(one.person) for one in odd})
    rows = [
        Row(
            (
                names.get(UUID(one.person), ""),
                ", ".join(str(ROLES[Role(role)]) for role in one.roles),
                ODDITIES[one.oddity],
                len(one.cases),
                one.reads,
                moment(datetime.fromisoformat(one.last)),
            ),
            href=reverse("desk:case", args=[one.cases[-1]]) if one.oddity is Oddity.NO_TASK else "",
        )
        for one in odd
    ]
    texts = (_("Who"), _("In which capacity"), _("What"), _("Cases"), _("Times"), _("When last"))
    columns = [Column(text, numeric=text in texts[3:5]) for text in texts]
    return Table(_("Reads to look at"), columns, rows, _("Nothing to look at."))


urls = [path("reads", reads, name="reads")]
