"""The two pages that belong to no audience: preferences, and the style guide for those who build pages."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from tongban.access.audience import Audience, open_to
from tongban.face.context import CHOICES, COOKIE_PREFIX

_YEAR = 365 * 24 * 3600


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Audience.PUBLIC)
def preferences(request: HttpRequest) -> HttpResponse:
    """Language, text size, colours and keys. It needs no token.

    It changes only how pages look to this person, and public pages that carry its buttons must stay cacheable, which a
    token would forbid. Requests that another site makes a browser send are refused all the same.
    """
    if request.method != "POST":
        return render(request, "face/preferences.html")
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "same-site", "none"}:
        return HttpResponseForbidden()
    response = HttpResponseRedirect(_back(request))
    language = request.POST.get("language", "")
    if language and check_for_language(language) and language in dict(settings.LANGUAGES):
        _remember(request, response, settings.LANGUAGE_COOKIE_NAME, language)
    for name, choices in CHOICES.items():
        given = request.POST.get(name, "")
        if given in [value for value, *_words in choices]:
            _remember(request, response, COOKIE_PREFIX + name, given)
    return response


def _back(request: HttpRequest) -> str:
    """The page the person came from, when it is ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else request.path


def _remember(request: HttpRequest, response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)


@require_safe
@open_to(Audience.PUBLIC)
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every part in every state."""
    if getattr(settings, "TONGBAN_PRODUCTION", False):
        raise Http404
    from tongban.face.styleguide import specimens

    return render(request, "face/styleguide.html", specimens(request))


@require_safe
@open_to(Audience.PUBLIC)
def styleguide_desk(request: HttpRequest) -> HttpResponse:
    """The desk's layout with its parts in place."""
    if getattr(settings, "TONGBAN_PRODUCTION", False):
        raise Http404
    from tongban.face.styleguide import specimens

    return render(request, "face/styleguide_desk.html", specimens(request))
