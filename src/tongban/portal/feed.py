"""A party's dates for a calendar program: hearings, and the last days of what the party itself owes or may do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.http import HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from tongban.access.audience import Audience, open_to
from tongban.access.vocabulary import Viewer
from tongban.cooperation.queries import cases_of
from tongban.cooperation.queries.corrections import corrections_awaited
from tongban.courts.wording import period_name
from tongban.face.calendar_file import Entry
from tongban.face.feeds import feed_file, feed_page
from tongban.face.requests import CourtRequest
from tongban.hearings.vocabulary import HearingState
from tongban.helpline.vocabulary import FeedKind
from tongban.portal.forms.helpline import HEARING, LAST_DAY
from tongban.portal.forms.originals import AN_ORIGINAL
from tongban.portal.originals import requests_of
from tongban.portal.signin import own_account


@require_safe
@open_to(Audience.PERSON, by_token=True)
def feed(request: CourtRequest, secret: str) -> HttpResponse:
    """The calendar of whoever the secret was given to."""
    return feed_file(request, secret, FeedKind.OWN, _dates)


@require_http_methods(["GET", "HEAD", "POST"])
@own_account
def feed_own(request: CourtRequest) -> HttpResponse:
    """The person's own calendar address."""
    by = request.act_as("party")
    return feed_page(request, "portal/calendar.html", FeedKind.OWN, "portal:feed", by=by)


def _dates(request: CourtRequest, viewer: Viewer, named: bool) -> Iterator[Entry]:  # noqa: FBT001 - as face/feeds.py calls it
    for subject, until, elsewhere in corrections_awaited(viewer):
        title = str(LAST_DAY) % {"what": period_name("filing_correction")}
        page = reverse("portal:errand" if elsewhere else "portal:filing", args=[subject])
        yield Entry(f"correction-{subject}", until, title, link=request.build_absolute_uri(page))
    for row in cases_of(viewer):
        sheet, case = row["sheet"], row["case"]
        told = f" · {row['number']} {row['cause']}" if named else ""
        link = request.build_absolute_uri(reverse("portal:case", args=[case]))
        for one in sheet.get("hearing", {}).get("hearings", ()):
            if one["state"] == HearingState.SET:
                starts = datetime.fromisoformat(one["starts_at"])
                yield Entry(f"hearing-{one['uid']}", starts, f"{HEARING}{told}", place=one["place"], link=link)
        for asked in requests_of(sheet):
            if asked["open"]:
                title, uid = str(LAST_DAY) % {"what": AN_ORIGINAL}, f"original-{asked['uid']}"
                page = request.build_absolute_uri(reverse("portal:original", args=[case, asked["uid"]]))
                yield Entry(uid, asked["last"], f"{title}{told}", link=page)
        for clock in sheet["clocks"]:
            if clock["owed_by"] != "me" or clock["met_at"] or clock.get("stands_since"):
                continue
            ends = datetime.fromisoformat(clock["due_at"]) if clock["due_at"] else date.fromisoformat(clock["due"])
            title = str(LAST_DAY) % {"what": period_name(clock["rule"])}
            uid = clock.get("uid", f"{case}-{clock['rule']}")  # a court of an older version names no clock
            yield Entry(f"period-{uid}", ends, f"{title}{told}", link=link)


urls = [
    path("account/calendar/", feed_own, name="feed_own"),
    path("calendar/<str:secret>.ics", feed, name="feed"),
]
