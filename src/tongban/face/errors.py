"""Error pages: what happened, the rule, what to do now, whom to ask. Named as handlers in the root urls."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from tongban.face.hotlines import hotline
from tongban.face.refusals import problem
from tongban.kernel.ids import new_id
from tongban.kernel.refusal import Refusal

logger = logging.getLogger(__name__)
UNREADABLE = Refusal("requests.unreadable", "house rule: a request is taken as it is understood")
NOT_FOR_YOU = Refusal("requests.not_for_you", "house rule: a page is shown to whom it concerns")
PAGE_TOO_OLD = Refusal("requests.page_too_old", "house rule: a form is taken from its own page")
NOT_FOUND = Refusal("requests.not_found", "house rule: a page is shown to whom it concerns")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """400."""
    return render(request, "400.html", {"problem": problem(UNREADABLE)}, status=400)


def denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """403; it never says what lies behind the door."""
    return render(request, "403.html", {"problem": problem(NOT_FOR_YOU)}, status=403)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without a valid token: mostly a page left open overnight."""
    logger.warning("form refused: %s", reason)
    return render(request, "403_csrf.html", {"problem": problem(PAGE_TOO_OLD)}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404; the same for what does not exist and for what this viewer may not know of."""
    return render(request, "404.html", {"problem": problem(NOT_FOUND)}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 with a reference that the person can quote; the page still comes when the usual context is what failed."""
    reference = str(getattr(request, "error_reference", "") or new_id())
    logger.error("server error shown to a person under reference %s", reference)
    context = {"reference": reference, "contact": hotline()}
    try:
        page = render_to_string("500.html", context, request=request)
    except Exception:
        logger.exception("the context of the error page failed too, reference %s", reference)
        page = render_to_string("500.html", context)
    return HttpResponse(page, status=500)
