"""News of one's own matters: what is new, and by which way the person wants to hear of it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST

from tongban.access.vocabulary import Viewer
from tongban.cases.queries.witnesses import own_testimonies
from tongban.cooperation.queries import errands_of
from tongban.face.parts import Task
from tongban.face.refusals import attach_refusals
from tongban.face.requests import CourtRequest
from tongban.filing.queries.scrutiny import filings_among
from tongban.helpline.actions import choose_notices, read_news
from tongban.helpline.queries import news_of, notice_choices, unread_news
from tongban.helpline.vocabulary import News, NoticeView
from tongban.helpline.wording import NEWS
from tongban.kernel.refusal import Refused
from tongban.portal.doors import sent_by
from tongban.portal.forms.helpline import UNREAD, NoticesForm
from tongban.portal.home import WAITING
from tongban.portal.signin import own_account


@require_http_methods(["GET", "HEAD", "POST"])
@own_account
def news(request: CourtRequest) -> HttpResponse:
    """What is new, the newest first, and the choice of ways."""
    form = NoticesForm(sent_by(request), initial=notice_choices(request.viewer))
    if form.is_valid():
        try:
            choose_notices(form.cleaned_data, by=request.act_as("party"), at=request.at)
        except Refused as no:
            attach_refusals(form, no.refusals)
        else:
            return redirect("portal:news")
    listed = news_of(request.viewer)
    filings = filings_among(request.viewer, [one.concerns for one in listed if one.concerns])
    places = dict.fromkeys(filings, "portal:filing")
    places |= {one.uid: "portal:errand" for one in errands_of(request.viewer)}
    places |= {one.uid: "portal:testimony" for one in own_testimonies(request.viewer)}
    found = [(NEWS[one.kind], one, _leads_to(one, places)) for one in listed]
    context = {"news": found, "unread": unread_news(request.viewer), "form": form}
    return render(request, "portal/news.html", context, status=422 if form.is_bound else 200)


@require_POST
@own_account
def news_read(request: CourtRequest) -> HttpResponse:
    """All of it is read."""
    read_news(by=request.act_as("party"), at=request.at)
    return redirect("portal:news")


def _leads_to(one: NoticeView, places: Mapping[UUID, str]) -> str:
    if one.concerns is None:
        return ""
    route = "portal:question" if one.kind is News.ANSWER else places.get(one.concerns, "portal:case")
    return reverse(route, args=[one.concerns])


def _waiting(viewer: Viewer) -> list[Task]:
    """How much is unread."""
    unread = unread_news(viewer)
    return [Task(str(UNREAD) % {"n": unread}, "not_started", reverse("portal:news"))] if unread else []


WAITING.append(_waiting)
urls = [
    path("account/news/", news, name="news"),
    path("account/news/read/", news_read, name="news_read"),
]
