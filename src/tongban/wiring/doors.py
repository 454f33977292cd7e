"""The one place where people are let in: each request by the audience that its page declares (access/audience.py)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from tongban.access.audience import Audience, Declared, declared
from tongban.access.vocabulary import Viewer
from tongban.cooperation.queries import is_party
from tongban.people.vocabulary import Role


class Doors:
    """Lets a request in to its page, or asks to sign in, or says that there is no such page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass through; the work is in `process_view`."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: tuple[Any, ...], kwargs: Mapping[str, Any]
    ) -> HttpResponse | None:
        """None lets the request in. Raises `AudienceMissing` for a page that declares none: it is served to nobody."""
        opened = declared(view)
        if opened.by_token or opened.audience in {Audience.PUBLIC, Audience.PEER}:
            return None
        viewer: Viewer = request.viewer  # type: ignore[attr-defined]
        if viewer.person is None:
            return _sign_in(request)
        if not _belongs(viewer, opened, kwargs):
            raise Http404
        return None


def _belongs(viewer: Viewer, opened: Declared, kwargs: Mapping[str, Any]) -> bool:
    match opened.audience:
        case Audience.PERSON:
            return True
        case Audience.PARTY:
            return is_party(viewer, kwargs["uid"])
        case Audience.MEDIATOR:
            return viewer.has_role(Role.MEDIATOR)
        case Audience.STAFF:
            return bool(viewer.courts) and (
                not opened.roles or any(role in opened.roles for role, _court in viewer.roles)
            )
    return False


def _sign_in(request: HttpRequest) -> HttpResponse:
    """To the page of signing in, and from there back: to the page looked at, or, after a lost form, to the start."""
    looked = request.method in {"GET", "HEAD"}
    back = request.get_full_path() if looked else resolve_url(settings.LOGIN_REDIRECT_URL)
    return redirect_to_login(back, login_url=resolve_url(settings.LOGIN_URL))
