"""What somebody told to find a form, kept on the way through sign-in or registration, so that nobody tells it twice.

It lies in the session, encrypted, never in an address, for half an hour, and for minutes where several people use the
browser; once the browser is closed it is offered no more. Signing in gives the session a new name, and whoever held the
old one holds nothing. Whoever signs in next may be somebody else, at a screen of the court's hall or at home: it is
shown to nobody before that person has said that it is the own, and to nobody else after.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.crypto import constant_time_compare
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
PATIENCE, PATIENCE_SHARED = 1800, 300
"""Seconds for which it is kept; where several people use the browser."""


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
    person, mark = request.viewer.person, secrets.token_urlsafe(16)
    request.session[_KEY] = {
        "said": form.cleaned_data["said"],
        "interview": found.id,
        "at": request.at.isoformat(),
        "until": settings.TONGBAN_CLOCK.wall().timestamp() + _patience(request),
        "person": str(person or ""),
        "mark": mark,
    }
    onward = reverse("portal:story_go_on")
    answer = redirect(onward if person else f"{reverse('account_login')}?{urlencode({'next': onward})}")
    # Without an age: the browser forgets it when it is closed, and the session, which outlives that, is not enough.
    answer.set_cookie(
        settings.TONGBAN_STORY_COOKIE, mark, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
    return answer


@never_cache
@require_GET
@for_persons
def go_on(request: CourtRequest) -> HttpResponse:
    """Signed in: whether what was told before is one's own, then that, to begin with; else where it is told."""
    kept = _kept(request)
    if kept is None:
        forget_story(request)
        return redirect("portal:problems")
    if not kept["person"]:
        return render(request, "portal/filing_whose.html", {"told_at": datetime.fromisoformat(kept["at"])})
    found = interview_of(kept["interview"])
    context = {"said": kept["said"], "interview": found, "title": in_reader_language(found.title)}
    return render(request, "portal/filing_kept.html", context)


@require_POST
@for_persons
def claim(request: CourtRequest) -> HttpResponse:
    """Somebody says that it is the own."""
    kept = _kept(request)
    if kept is not None:
        request.session[_KEY] = {**kept, "person": str(request.viewer.person)}
    return redirect("portal:story_go_on")


@require_POST
@for_persons
def drop(request: CourtRequest) -> HttpResponse:
    """It is not theirs, or they do not need it."""
    forget_story(request)
    return redirect("portal:problems")


def told_before(request: CourtRequest) -> dict[str, Any]:
    """For the page on which stories are told: how long one is kept; whether one is, and is known to be the person's."""
    kept = _kept(request) if request.viewer.person else None
    return {
        "kept_minutes": _patience(request) // 60,
        "kept": kept is not None,
        "own": kept is not None and bool(kept["person"]),
    }


def _patience(request: CourtRequest) -> int:
    return PATIENCE_SHARED if request.is_shared() else PATIENCE


def _kept(request: CourtRequest) -> dict[str, Any] | None:
    """What is kept and has not run out, in the browser in which it was told, unless it is another person's."""
    kept: dict[str, Any] | None = request.session.get(_KEY)
    if kept is None or kept["until"] < settings.TONGBAN_CLOCK.wall().timestamp():
        return None
    if not constant_time_compare(request.COOKIES.get(settings.TONGBAN_STORY_COOKIE, ""), kept.get("mark") or "-"):
        return None
    return kept if kept["person"] in {"", str(request.viewer.person)} else None


def forget_story(request: CourtRequest) -> None:
    """Nothing is kept any more: it became a draft, or was thrown away."""
    request.session.pop(_KEY, None)


urls = [
    path("file/keep/<slug:interview>/", keep, name="story_keep"),
    path("file/go-on/", go_on, name="story_go_on"),
    path("file/go-on/mine/", claim, name="story_claim"),
    path("file/go-on/drop/", drop, name="story_drop"),
]
