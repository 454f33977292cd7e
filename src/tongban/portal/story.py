"""What somebody told to find a form, kept on the way through sign-in or registration, so that nobody tells it twice.

It lies in the session, encrypted, never in an address, for half an hour. Signing in gives the session a new name, and
whoever held the old one holds nothing; the first person who signs in is the one whose it is, and nobody else after.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tongban.access.audience import Audience, open_to
from tongban.face.requests import CourtRequest
from tongban.filing.queries import interview_of
from tongban.filing.wording import in_reader_language
from tongban.kernel.refusal import Refused
from tongban.portal.doors import for_persons
from tongban.portal.forms.filing import StoryForm

_KEY = "story"
PATIENCE = 1800
"""Seconds for which it is kept."""


@require_POST
@open_to(Audience.PUBLIC)
def keep(request: CourtRequest, interview: str) -> HttpResponse:
    """Keep what was told, and the form that was chosen, and go to sign in."""
    try:
        found = interview_of(interview)
    except Refused as no:
        raise Http404 from no
    form = StoryForm(request.POST)
    if not form.is_valid():
        return redirect("portal:problems")
    until = settings.TONGBAN_CLOCK.wall().timestamp() + PATIENCE
    request.session[_KEY] = {"said": form.cleaned_data["said"], "interview": found.id, "until": until, "person": ""}
    onward = reverse("portal:story_go_on")
    if request.viewer.person is not None:
        return redirect(onward)
    return redirect(f"{reverse('account_login')}?{urlencode({'next': onward})}")


@never_cache
@require_GET
@for_persons
def go_on(request: CourtRequest) -> HttpResponse:
    """Signed in: what was told before, to begin with; where nothing is kept, the page on which it is told."""
    kept = _kept(request)
    if kept is None:
        forget_story(request)
        return redirect("portal:problems")
    if not kept["person"]:
        request.session[_KEY] = {**kept, "person": str(request.viewer.person)}
    found = interview_of(kept["interview"])
    return render(
        request,
        "portal/filing_kept.html",
        {"said": kept["said"], "interview": found, "title": in_reader_language(found.title)},
    )


@require_POST
@for_persons
def drop(request: CourtRequest) -> HttpResponse:
    """It is not theirs, or they do not need it."""
    forget_story(request)
    return redirect("portal:problems")


def told_before(request: CourtRequest) -> dict[str, Any]:
    """For the page on which stories are told: how long one is kept, and whether this person's is."""
    return {"kept_minutes": PATIENCE // 60, "kept": request.viewer.person is not None and _kept(request) is not None}


def _kept(request: CourtRequest) -> dict[str, Any] | None:
    """What is kept and has not run out, unless it is another person's; before anybody signs in it is nobody's."""
    kept: dict[str, Any] | None = request.session.get(_KEY)
    if kept is None or kept["until"] < settings.TONGBAN_CLOCK.wall().timestamp():
        return None
    return kept if kept["person"] in {"", str(request.viewer.person)} else None


def forget_story(request: CourtRequest) -> None:
    """Nothing is kept any more: it became a draft, or was thrown away."""
    request.session.pop(_KEY, None)


urls = [
    path("file/keep/<slug:interview>/", keep, name="story_keep"),
    path("file/go-on/", go_on, name="story_go_on"),
    path("file/go-on/drop/", drop, name="story_drop"),
]
