"""What a disputed act holds: the page that says so, and what a session notes that has shown who sits there (7(2))."""

from __future__ import annotations

from collections.abc import Sequence

from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from tongban.access.audience import while_held
from tongban.face.contacts import counter_of
from tongban.face.refusals import problems
from tongban.face.requests import CourtRequest
from tongban.kernel.refusal import Refusal
from tongban.people.queries import dispute_by_uid
from tongban.people.queries.disputes import older_factors
from tongban.portal.signin import own_account

LOOKED = "looked_at"
"""Where the session keeps when it disputed, or when a check found in it that it is the person."""


def note_look(request: CourtRequest) -> None:
    """From now on this session has shown who sits there: it goes on while others are held."""
    request.session[LOOKED] = request.at.isoformat()


@require_safe
@while_held
@own_account
def held(request: CourtRequest) -> HttpResponse:
    """What is held, why, how the person shows that it is she, and whom she asks."""
    return show_held(request) if request.held() else redirect(_after(request))


def show_held(request: CourtRequest, no: Sequence[Refusal] = ()) -> HttpResponse:
    """The page; with `no` what stood in the way of a check."""
    uid = request.held()
    dispute = dispute_by_uid(uid) if uid else None
    assert dispute is not None  # noqa: S101 - the session is held by it
    context = {
        "dispute": dispute,
        "factors": older_factors(request.user, dispute.done_at),  # type: ignore[arg-type]
        "platforms": [one for one in settings.TONGBAN.providers if one.proves],
        "service": settings.TONGBAN.face_service,
        "next": urlencode({"next": _after(request)}),
        "counter": counter_of(dispute.court, request.at),
        "problems": problems(no),
    }
    return render(request, "portal/held.html", context, status=422 if no else 200)


def _after(request: HttpRequest) -> str:
    return get_next_redirect_url(request) or "/"


urls = [path("account/held/", held, name="held")]
