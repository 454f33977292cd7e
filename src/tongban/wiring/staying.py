"""How long whoever serves at a court stays signed in: it ends after a while without a request, and after a working day.

When the last request came stands in a signed cookie beside that of the session: a look writes nothing (house.md). A
cookie that is missing or forged counts as none. The times are the machine's, as everywhere with sessions.
"""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from tongban.people.queries import appointments_of, person_of_account

_BEGAN, _SERVES = "began", "serves"
"""Where the session keeps when it began, and whether the person held a function then."""
_DIGITS = 12
"""Of a number of seconds, at most."""
_PACE = 60
"""Seconds in which one cookie is enough."""


def _now() -> float:
    return time.time()


def begins(request: HttpRequest | None, user: Any, **_: object) -> None:  # noqa: ANN401 - Django's user model
    """Receiver of a sign-in: the session knows when it began, and whether it is one of staff."""
    if request is not None:
        person = person_of_account(user).uid
        request.session[_BEGAN] = _now()
        request.session[_SERVES] = bool(appointments_of(person, at=settings.TONGBAN_CLOCK.now()))


def serves(request: HttpRequest) -> bool:
    """Whether the session, in which somebody has signed in, is one of staff: the person held a function at the sign-in,
    or got one since and asks for an office's page.
    """
    if request.session.get(_SERVES) or not request.path.startswith(("/desk/", "/mediations/")):
        return bool(request.session.get(_SERVES))
    return bool(appointments_of(person_of_account(request.user).uid, at=request.at))  # type: ignore[arg-type, attr-defined]


def is_over(request: HttpRequest) -> bool:
    """Whether nobody has worked in this session for too long, or it began too long ago, to serve at a court in it."""
    began, now = request.session.get(_BEGAN), _now()
    if began is None:  # a program's token ends by itself; a session that nobody knows the age of is over
        return SESSION_KEY in request.session
    idle, longest = settings.TONGBAN.staff_idle.total_seconds(), settings.TONGBAN.staff_longest.total_seconds()
    return now - max(began, _last(request)) > idle or now - began > longest


def note_work(request: HttpRequest, response: HttpResponse) -> None:
    """Tell the browser that somebody works in it, unless it was told a moment ago, or others may keep the answer."""
    now = int(_now())
    kept = "public" in response.headers.get("Cache-Control", "")
    if not kept and request.session.get(_BEGAN) and now - _last(request) >= _PACE:
        response.set_cookie(
            settings.TONGBAN_WORK_COOKIE,
            f"{now}.{_mark(request, now)}",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def _last(request: HttpRequest) -> int:
    """When the last request came, as the cookie of this very session tells."""
    told, _, mark = request.COOKIES.get(settings.TONGBAN_WORK_COOKIE, "").partition(".")
    at = int(told) if told.isascii() and told.isdigit() and len(told) <= _DIGITS else 0
    return at if at and constant_time_compare(mark, _mark(request, at)) else 0


def _mark(request: HttpRequest, at: int) -> str:
    told = f"{request.session.get(SESSION_KEY)}.{request.session.get(_BEGAN)}.{at}"
    return salted_hmac("tongban.staying", told, algorithm="sha256").hexdigest()
