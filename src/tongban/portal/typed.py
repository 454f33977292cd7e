"""What is typed into a form that is sent as a whole is kept by the court while it is typed."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, QueryDict
from django.urls import Resolver404, path, resolve, reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.views.decorators.http import require_POST

from tongban.face.requests import CourtRequest
from tongban.filing.actions.typed import keep_typed
from tongban.filing.queries.typed import typed_on
from tongban.portal.doors import for_persons
from tongban.portal.filing import helping

LONGEST_PAGE, LONGEST_NAME = 160, 100
"""Signs of a path with the name of a form behind it, and of a field's name. The mark of a helper finds room, too."""
SINCE = "typed_since"
"""The hidden answer of a form that is kept: when it was shown, in seconds since 1970. It has the form's prefix like any
other answer, and so tells which of several forms on a page was sent, or is typed into.
"""
HANDED_OVER = "handed_over"
"""What a browser calls a sending that takes answers along which it keeps itself (autosave's kept.js)."""


@require_POST
@for_persons
def typed(request: CourtRequest) -> HttpResponse:
    """Autosave: one field of the form on another page of the portal, right or wrong, as it was typed.

    409 when it is not kept: that form has been taken since it was shown, or was shown to somebody else, or this is more
    than is kept.
    """
    page, form = _page(request.GET.get("page", "")), form_of(request.POST) or ""
    if not constant_time_compare(request.GET.get("whose", ""), _whose(request)):
        return HttpResponse(status=409)
    shown = since_of(form)
    kept, since = kept_as(page, form, beside(request)), _since(request.POST.get(shown, ""))
    for name in sorted(set(request.POST) - {"csrfmiddlewaretoken", shown})[:1]:
        if kept is None or len(name) > LONGEST_NAME:
            raise Http404
        if not keep_typed(request.viewer, kept, name, request.POST[name], since=since):
            return HttpResponse(status=409)
    return HttpResponse(status=204)


def kept_as(page: str, form: str, helper: str) -> str | None:
    """Under what the words in a form are kept: the page to which it is sent, its prefix ("" without), `beside` of who
    sits before it. None when that is longer than is kept.
    """
    own = f"{page}?{form}" if form else page
    return f"{own}{helper}" if len(own) <= LONGEST_PAGE else None


def beside(request: CourtRequest) -> str:
    """The mark of a helper; "" when the person types alone.

    A helper, a member of an organisation or a clerk is shown nothing that the person or another of them typed and did
    not send, such as words to the mediator (在线调解规则 18), or what is told of the helper.
    """
    helper, _court = helping(request)
    return f"#{helper.hex}" if helper else ""


def since_of(form: str) -> str:
    """The name of `SINCE` in the form with this prefix."""
    return f"{form}-{SINCE}" if form else SINCE


def form_of(sent: QueryDict) -> str | None:
    """The prefix of the form that was sent, or of which one answer was; None when it is none that is kept."""
    told = next((name for name in sent if name == SINCE or name.endswith(f"-{SINCE}")), None)
    return None if told is None else told.removesuffix(SINCE).removesuffix("-")


def words_in(request: CourtRequest, page: str, form: str) -> dict[str, str]:
    """What was typed into a form and not sent, by the names of its fields.

    Earlier versions kept the words of all forms of a page together: those count until the form is taken.
    """
    helper = beside(request)
    found: dict[str, str] = {}
    for place in dict.fromkeys((kept_as(page, "", helper), kept_as(page, form, helper))):
        found |= typed_on(request.viewer, place) if place else {}
    return found


def stays_typed(request: CourtRequest) -> None:
    """What was sent was taken in part: the rest is asked again, with what was typed there."""
    request.typed_stays = True  # type: ignore[attr-defined]


def keeper(request: CourtRequest, page: str) -> str:
    """Where the form at `page` is kept for who sits before it.

    The address differs from person to person. A browser keeps under it what it could not save yet, and a page may still
    be open when another person signs in: on a device that several use, nobody gets what somebody else typed.
    """
    return f"{reverse('portal:typed')}?{urlencode({'page': page, 'whose': _whose(request)})}"


def _whose(request: CourtRequest) -> str:
    return salted_hmac("tongban.portal.typed", f"{request.viewer.person}{beside(request)}").hexdigest()[:16]


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
