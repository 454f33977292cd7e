"""What is typed into a form that is sent as a whole is kept by the court while it is typed."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.urls import Resolver404, path, resolve, reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.views.decorators.http import require_POST

from tongban.face.requests import CourtRequest
from tongban.filing.actions.typed import keep_typed
from tongban.portal.doors import for_persons
from tongban.portal.filing import helping

LONGEST_PAGE, LONGEST_NAME = 160, 100
"""Signs of a path, and of a field's name. What stands behind the path of a helper's words finds room, too."""
SINCE = "typed_since"
"""The hidden answer of a form that is kept: when it was shown, in seconds since 1970."""


@require_POST
@for_persons
def typed(request: CourtRequest) -> HttpResponse:
    """Autosave: one field of the form on another page of the portal, right or wrong, as it was typed.

    409 when it is not kept: that form has been taken since it was shown, or was shown to somebody else, or this is more
    than is kept.
    """
    page, since = _page(request.GET.get("page", "")), _since(request.POST.get(SINCE, ""))
    if not constant_time_compare(request.GET.get("whose", ""), _whose(request)):
        return HttpResponse(status=409)
    for name in sorted(set(request.POST) - {"csrfmiddlewaretoken", SINCE})[:1]:
        if len(name) > LONGEST_NAME:
            raise Http404
        if not keep_typed(request.viewer, kept_as(request, page), name, request.POST[name], since=since):
            return HttpResponse(status=409)
    return HttpResponse(status=204)


def kept_as(request: CourtRequest, page: str) -> str:
    """Under what the words in the form at `page` are kept for who sits before it.

    A helper, a member of an organisation or a clerk is shown nothing that the person or another of them typed and did
    not send, such as words to the mediator (在线调解规则 18), or what is told of the helper.
    """
    helper, _court = helping(request)
    return f"{page}#{helper.hex}" if helper else page


def keeper(request: CourtRequest, page: str) -> str:
    """Where the form at `page` is kept for who sits before it.

    The address differs from person to person. A browser keeps under it what it could not save yet, and a page may still
    be open when another person signs in: on a device that several use, nobody gets what somebody else typed.
    """
    return f"{reverse('portal:typed')}?{urlencode({'page': page, 'whose': _whose(request)})}"


def _whose(request: CourtRequest) -> str:
    return salted_hmac("tongban.portal.typed", kept_as(request, str(request.viewer.person))).hexdigest()[:16]


def _since(told: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(float(told), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _page(named: str) -> str:
    """The path, when it leads to a page of the portal."""
    try:
        found = resolve(named) if len(named) <= LONGEST_PAGE else None
    except Resolver404:
        found = None
    if found is None or found.namespace != "portal":
        raise Http404
    return named


urls = [path("typed/", typed, name="typed")]
