"""Browsers in which somebody has signed in before: they are counted by themselves, whoever else shares the address.

A signed cookie names the device and, unreadably, the logins that were used in it. It opens nothing: it decides with
whom a browser is counted, so that nobody can lock a person out of the own account, or a whole counter out, by guessing;
and it tells a browser that several people use.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.core import signing
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

_SALT = "tongban.device"
_YEAR = 365 * 86_400
_MOST = 8
"""So many accounts are remembered in one browser; older ones are forgotten."""


@dataclass(frozen=True, slots=True)
class Device:
    """`name` is "" for a browser that the court has never seen; `opened` are marks of the logins, the newest first."""

    name: str = ""
    opened: tuple[str, ...] = ()

    def knows(self, login: str) -> bool:
        """Whether somebody signed in here with this login name."""
        return _mark(login) in self.opened


def device_of(request: HttpRequest) -> Device:
    """The device behind a request; a cookie that we did not sign, or an old one, names none."""
    try:
        held = signing.loads(request.COOKIES.get(settings.TONGBAN_DEVICE_COOKIE, ""), salt=_SALT, max_age=_YEAR)
    except signing.BadSignature:
        return Device()
    return Device(held["name"], tuple(held["opened"]))


def is_shared(request: HttpRequest) -> bool:
    """Whether several people use this browser, as at a screen of a court's hall: more than one account was opened in
    it, or somebody works in it beside another.
    """
    return len(device_of(request).opened) > 1 or request.assisted is not None  # type: ignore[attr-defined]


@receiver(user_logged_in)
def _signed_in(request: HttpRequest | None, user: Any, **_: object) -> None:  # noqa: ANN401 - Django's user model
    if request is not None:
        request.signed_in_with = str(user)  # type: ignore[attr-defined]


class KnownDevices:
    """Remembers the browser in which somebody has just signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set the cookie with the answer to a sign-in."""
        response = self.get_response(request)
        login: str | None = getattr(request, "signed_in_with", None)
        if login is not None:
            known, mark = device_of(request), _mark(login)
            opened = [mark, *(one for one in known.opened if one != mark)][:_MOST]
            held = {"name": known.name or secrets.token_urlsafe(12), "opened": opened}
            response.set_cookie(
                settings.TONGBAN_DEVICE_COOKIE,
                signing.dumps(held, salt=_SALT),
                max_age=_YEAR,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response


def _mark(login: str) -> str:
    """Stands for a login name, which the cookie does not tell."""
    return salted_hmac(_SALT, login.casefold(), algorithm="sha256").hexdigest()[:16]
