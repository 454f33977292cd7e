"""The dates of a judge's or clerk's own cases for a calendar program: hearings, and what the court owes."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from tongban.access.audience import Audience, open_to
from tongban.access.vocabulary import Viewer
from tongban.cases.queries import running_clocks
from tongban.cases.queries.numbers import numbers_of
from tongban.courts.wording import period_name
from tongban.desk.frame import DeskRequest, staff_page
from tongban.desk.wording.helpline import HEARING, LAST_DAY
from tongban.face.calendar_file import Entry
from tongban.face.feeds import feed_file, feed_page
from tongban.face.requests import CourtRequest
from tongban.hearings.queries import days_of_hearings
from tongban.helpline.vocabulary import FeedKind
from tongban.people.vocabulary import Role

_CONDUCT = (Role.JUDGE, Role.CLERK)


@require_safe
@open_to(Audience.STAFF, by_token=True)
def feed(request: CourtRequest, secret: str) -> HttpResponse:
    """The calendar of whoever the secret was given to, while the person has a function here."""
    return feed_file(request, secret, FeedKind.DESK, _dates)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_CONDUCT)
def calendar(request: DeskRequest) -> HttpResponse:
    """The own calendar address."""
    role = next(role for role in request.desk.roles if role in _CONDUCT)
    by = request.act_as(role.value, request.desk.court)
    return feed_page(request, "desk/calendar.html", FeedKind.DESK, "desk:feed", by=by)


def _dates(request: CourtRequest, viewer: Viewer, named: bool) -> Iterator[Entry]:  # noqa: FBT001 - as face/feeds.py calls it
    own = viewer.panels | viewer.kept
    numbers = numbers_of(own) if named else {}

    def about(case: object) -> tuple[str, str]:
        told = f" · {numbers[case]}" if case in numbers else ""  # type: ignore[index]
        return told, request.build_absolute_uri(reverse("desk:case", args=[case]))

    for uid, case, starts, place in days_of_hearings(viewer, own):
        told, link = about(case)
        yield Entry(f"hearing-{uid}", starts, f"{HEARING}{told}", place=place, link=link)
    for case, clock, rule, ends, owed_by in running_clocks(own):
        if owed_by == "court":
            told, link = about(case)
            title = str(LAST_DAY) % {"what": period_name(rule)}
            yield Entry(f"period-{clock}", ends, f"{title}{told}", link=link)


urls = [
    path("calendar", calendar, name="calendar"),
    path("calendar/<str:secret>.ics", feed, name="feed"),
]
