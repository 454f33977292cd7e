"""A form that was taken is kept no longer as typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase

from tongban.filing.actions.typed import forget_fields, forget_typed
from tongban.portal.typed import HANDED_OVER, beside, form_of, kept_as

if TYPE_CHECKING:
    from tongban.face.requests import CourtRequest

_CALLED = re.compile(r"[0-9a-z]{8,40}")
_TOLD_FOR = 12 * 60 * 60
"""Seconds, as long as a browser keeps what it could not save. The next page takes the cookie away."""


class ForgetsTyped:
    """A form of the portal answers with its page again when something is wrong, and leads on when it was taken.

    Who has to sign in first is led on, too, and is nobody yet.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Forget what was typed into the form that this request sent; who sent it may be signed out by it."""
        sent = request.method == "POST"
        helper = beside(cast("CourtRequest", request)) if sent else ""
        response = self.get_response(request)
        match = request.resolver_match
        if sent and isinstance(response, HttpResponseRedirectBase) and match and match.namespace == "portal":
            _taken(cast("CourtRequest", request), helper, response)
        return response


def _taken(request: CourtRequest, helper: str, response: HttpResponse) -> None:
    """Words in other forms of the page stay. The browser is told, so that it forgets what it handed over."""
    if request.viewer.person is None or getattr(request, "typed_stays", False):
        return
    form = form_of(request.POST)
    kept = None if form is None else kept_as(request.path, form, helper)
    if kept:
        forget_typed(request.viewer, kept)
    if kept and form:  # earlier versions kept all forms of a page together
        forget_fields(request.viewer, f"{request.path}{helper}", f"{form}-")
    called = request.POST.get(HANDED_OVER, "")
    if _CALLED.fullmatch(called):
        response.set_cookie(
            f"tongban_taken_{called}", "1", max_age=_TOLD_FOR, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
        )
