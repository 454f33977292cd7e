"""What is typed into a form that is sent as a whole is kept by the court while it is typed."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import Resolver404, path, resolve
from django.views.decorators.http import require_POST

from tongban.face.requests import CourtRequest
from tongban.filing.actions.typed import keep_typed
from tongban.portal.doors import for_persons

LONGEST_PAGE, LONGEST_NAME = 200, 100


@require_POST
@for_persons
def typed(request: CourtRequest) -> HttpResponse:
    """Autosave: one field of the form on another page of the portal, right or wrong, as it was typed."""
    page = _page(request.GET.get("page", ""))
    for name in sorted(set(request.POST) - {"csrfmiddlewaretoken"})[:1]:
        if len(name) > LONGEST_NAME:
            raise Http404
        keep_typed(request.viewer, page, name, request.POST[name])
    return HttpResponse(status=204)


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
