"""A form that was taken is kept no longer as typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase

from tongban.filing.actions.typed import forget_typed
from tongban.portal.typed import LONGEST_PAGE, SINCE, kept_as

if TYPE_CHECKING:
    from tongban.face.requests import CourtRequest


class ForgetsTyped:
    """A form of the portal answers with its page again when something is wrong, and leads on when it was taken.

    Who has to sign in first is led on, too, and is nobody yet.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Forget what was typed into the form that this request sent; who sent it may be signed out by it."""
        sent = request.method == "POST" and len(request.path) <= LONGEST_PAGE
        where = kept_as(cast("CourtRequest", request), request.path) if sent else ""
        response = self.get_response(request)
        match = request.resolver_match
        if isinstance(response, HttpResponseRedirectBase) and where and match and match.namespace == "portal":
            viewer = request.viewer  # type: ignore[attr-defined]
            if viewer.person:
                forget_typed(viewer, where, kept=SINCE in request.POST)
        return response
