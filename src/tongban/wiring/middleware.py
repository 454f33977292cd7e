"""Who acts, when, and what happens when the court says no."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_out
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.functional import SimpleLazyObject, empty
from django.utils.translation import activate, get_language

from tongban.desk.unsent import forget_unsent, form_in, keep_unsent
from tongban.face.languages import spoken_here
from tongban.kernel.refusal import Refused
from tongban.people.wording import STAFF_SIGNED_OUT
from tongban.portal.zone import reader_cookie
from tongban.wiring.devices import is_shared
from tongban.wiring.holds import held_by
from tongban.wiring.staying import is_over, note_work, serves
from tongban.wiring.viewers import actor_of, assisted_by, staff_may_enter, viewer_of

GetResponse = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger(__name__)

POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'self'; "
    "form-action 'self'"
)


class ReadersLanguage(LocaleMiddleware):
    """The language that the reader chose or the browser asks for, or the nearest that the page speaks."""

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Only now is it known which page was asked for."""
        activate(spoken_here(request, get_language()))
        request.LANGUAGE_CODE = get_language()


class ContentSecurity:
    """No inline script or style, nothing from elsewhere."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the policy to every answer that has none of its own."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response


class NothingKept:
    """No cache on the way or in the browser keeps what a person who has signed in was shown, or anything of a case.

    What is the same for all may be kept: the page says so itself ("public"), or a stranger asked for it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Stricter words of the page itself stand."""
        response = self.get_response(request)
        said = response.headers.get("Cache-Control", "")
        if "no-store" not in said and "public" not in said and (_is_known(request) or _has_read(request)):
            response.headers["Cache-Control"] = "private, no-store"
        return response


def _is_known(request: HttpRequest) -> bool:
    """Whether somebody has signed in. Who shows nothing of the kind is not asked for: the session stays untouched."""
    shown = settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers
    user = getattr(request, "user", None)
    return shown and user is not None and bool(user.is_authenticated)


def _has_read(request: HttpRequest) -> bool:
    """Whether the page noted that something of a case was read, as by the code of a letter."""
    lazy = getattr(request, "viewer", None)
    return lazy is not None and lazy.__dict__["_wrapped"] is not empty and bool(lazy.noted)


class NullsFallAway:
    """Takes the null character out of addresses and forms: no text of a person has one, and no database takes it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass through; the work is in `process_view`, after the guard against forgery has read the form."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, _args: object, named: dict[str, object]) -> None:
        """What is left is judged by the view as if it had been sent so."""
        for name, value in named.items():
            if isinstance(value, str):
                named[name] = value.replace("\0", "")
        request.GET = _without_nulls(request.GET)  # type: ignore[assignment]
        # What programs send is no form: the view reads and judges it itself, and it can be read but once.
        if not getattr(view, "csrf_exempt", False):
            request.POST = _without_nulls(request.POST)  # type: ignore[assignment]


def _without_nulls(fields: QueryDict) -> QueryDict:
    if not any("\0" in value for _name, values in fields.lists() for value in values):
        return fields
    clean = QueryDict(mutable=True)
    for name, values in fields.lists():
        clean.setlist(name, [value.replace("\0", "") for value in values])
    return clean


class WhoAndWhen:
    """Gives each request its business time (`request.at`) and its viewer (`request.viewer`), once."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Read the clock once; gather the viewer's facts when first asked."""
        request.at = settings.TONGBAN_CLOCK.now()  # type: ignore[attr-defined]
        request.assisted = assisted_by(request)  # type: ignore[attr-defined]
        request.viewer = SimpleLazyObject(lambda: viewer_of(request))  # type: ignore[attr-defined]
        request.act_as = partial(actor_of, request)  # type: ignore[attr-defined]
        request.held = partial(held_by, request)  # type: ignore[attr-defined]
        request.is_shared = partial(is_shared, request)  # type: ignore[attr-defined]
        return self.get_response(request)


@receiver(user_logged_out)
def _signed_out(request: HttpRequest | None, **_: object) -> None:
    if request is not None:
        request.signed_out = True  # type: ignore[attr-defined]


class KeyLeaves:
    """Takes the key of shown pages (`portal/zone.py`) out of a browser in which nobody is signed in any more, and lets
    it forget the pages themselves: the next person at a screen of the court's hall reads none by going back.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer to signing out takes it away already."""
        response = self.get_response(request)
        if reader_cookie() in request.COOKIES and not request.user.is_authenticated:
            response.delete_cookie(reader_cookie())
        if getattr(request, "signed_out", False):
            response["Clear-Site-Data"] = '"cache"'
        return response


class StaffShowTwo:
    """Sends staff and mediators who signed in with a password alone to their ways to sign in, before a desk opens."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Only the pages of an office are closed: what everybody may do, staff may do, too."""
        if (
            request.path.startswith(("/desk/", "/mediations/"))
            and request.user.is_authenticated
            and not staff_may_enter(request)
        ):
            return redirect(f"{reverse('mfa_index')}?{urlencode({'next': request.get_full_path()})}")
        return self.get_response(request)


class StaffStay:
    """Signs staff out who were away for too long, or signed in on another day, and leads them back to where they were.

    What a form of the desk brought then is kept and shown once more after the sign-in. The portal keeps what is typed.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Note that somebody works here."""
        response = self.get_response(request)
        if request.user.is_authenticated and not is_over(request) and serves(request):
            note_work(request, response)
        return response

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """None lets the request go on, of whoever was signed out as a stranger's; forged forms come no further."""
        if not request.user.is_authenticated:
            return None
        if not is_over(request):
            forget_unsent(request)
            return None
        if not serves(request):
            return None
        if request.headers.get("HX-Request"):
            return HttpResponse(status=HTTPStatus.UNAUTHORIZED)  # the page stays, with what is typed in it
        at_desk = request.path.startswith("/desk/")
        back = request.get_full_path() if request.method in {"GET", "HEAD"} else _looked_at(request)
        told = form_in(request, back) if at_desk else None
        logout(request)
        request.assisted = None  # type: ignore[attr-defined]
        request.viewer = SimpleLazyObject(lambda: viewer_of(request))  # type: ignore[attr-defined]
        messages.info(request, str(STAFF_SIGNED_OUT))
        if not at_desk:
            return None
        if told:
            keep_unsent(request, told)
        return redirect_to_login(reverse("desk:unsent") if told else back, login_url=resolve_url(settings.LOGIN_URL))


def _looked_at(request: HttpRequest) -> str:
    """The page of this platform from which a form was sent; the inbox when the browser does not tell."""
    page = urlsplit(request.headers.get("Referer", ""))
    own = page.netloc == request.get_host() and page.path.startswith("/desk/")
    return urlunsplit(("", "", page.path, page.query, "")) if own else reverse("desk:inbox")


class CourtSaysNo:
    """Turns a `Refused` that no page handled into an answer that says what, why and what to do."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass through; the work is in `process_exception`."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The refusal as a page with status 422; other exceptions get a reference the person can quote."""
        if isinstance(exception, Refused):
            return render(request, "face/refused.html", {"refusals": exception.refusals}, status=422)
        if isinstance(exception, Http404 | PermissionDenied | SuspiciousOperation):
            return None
        reference = secrets.token_hex(4)
        request.error_reference = reference  # type: ignore[attr-defined]
        log.error("reference %s: %s %s", reference, request.method, request.path, exc_info=exception)
        return None
