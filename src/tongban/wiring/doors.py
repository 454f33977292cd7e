"""The one place where people are let in: each request by the audience that its page declares (access/audience.py)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render, resolve_url

from tongban.access.audience import Audience, Declared, declared, is_open_while_held
from tongban.access.downloads import LASTS, FileWithoutLink, Link, is_delivering, judge, signed
from tongban.access.vocabulary import Viewer
from tongban.cooperation.queries import is_party
from tongban.face.refusals import problem
from tongban.kernel.refusal import Refusal
from tongban.people.vocabulary import Role

_LOOKS = frozenset({"GET", "HEAD"})
_PAGES = ("text/html", "text/plain", "application/json", "application/problem+json")
"""What may be answered to a look without being a file."""


class Doors:
    """Lets a request in to its page, or asks to sign in, or says that there is no such page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """People are let in by `process_view`; no file goes out to one circle alone without a link of its own."""
        request.may_have_file = True  # type: ignore[attr-defined]
        response = self.get_response(request)
        if not request.may_have_file and _is_file(response):  # type: ignore[attr-defined]
            raise FileWithoutLink(request.path)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: tuple[Any, ...], kwargs: Mapping[str, Any]
    ) -> HttpResponse | None:
        """None lets the request in. Raises `AudienceMissing` for a page that declares none: it is served to nobody."""
        opened = declared(view)
        if opened.by_token or opened.audience in {Audience.PUBLIC, Audience.PEER}:
            return None
        viewer: Viewer = request.viewer  # type: ignore[attr-defined]
        if viewer.person is None and request.held():  # type: ignore[attr-defined]
            return None if is_open_while_held(view) else _held(request)
        if viewer.person is None:
            return _sign_in(request)
        if not _belongs(viewer, opened, kwargs):
            raise Http404
        if request.method in _LOOKS:
            return _by_link(request, viewer, view)
        return HttpResponseNotAllowed(sorted(_LOOKS)) if is_delivering(view) else None


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


def _by_link(request: HttpRequest, viewer: Viewer, view: Callable[..., Any]) -> HttpResponse | None:
    """A file goes out by a link that was made for this reader, and while it holds; afterwards a new one is offered."""
    request.may_have_file = is_delivering(view)  # type: ignore[attr-defined]
    if not is_delivering(view):
        return None
    now = settings.TONGBAN_CLOCK.wall()
    judged = judge(request.path, request.GET.dict(), viewer.person, now)
    request.manner = judged.manner  # type: ignore[attr-defined]
    if judged.link is Link.OVER and viewer.person is not None:
        minutes = (("minutes", str(LASTS // 60)),)
        context = {
            "problem": problem(Refusal("requests.link_over", "house rule: a link to a file ends", (), minutes)),
            "again": signed(request.path, viewer.person, now, judged.manner),
        }
        return render(request, "410.html", context, status=HTTPStatus.GONE)
    if judged.link is not Link.GOOD:
        raise Http404
    return None


def _is_file(response: HttpResponse) -> bool:
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    return (
        response.streaming or response.has_header("Content-Disposition") or not (kind or _PAGES[0]).startswith(_PAGES)
    )


def _sign_in(request: HttpRequest) -> HttpResponse:
    """To the page of signing in, and from there back: to the page looked at, or, after a lost form, to the start."""
    return redirect_to_login(_back(request), login_url=resolve_url(settings.LOGIN_URL))


def _held(request: HttpRequest) -> HttpResponse:
    """To the page that says what a dispute holds and how the person shows that it is she, and from there back."""
    return redirect_to_login(_back(request), login_url=resolve_url("portal:held"))


def _back(request: HttpRequest) -> str:
    return request.get_full_path() if request.method in _LOOKS else resolve_url(settings.LOGIN_REDIRECT_URL)
