"""Which languages a page speaks. Parties read many; staff work in those in which every text is there."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from tongban.face.presentation import is_chinese


def is_staff_page(request: HttpRequest) -> bool:
    """Whether the page asked for belongs to staff."""
    page = request.resolver_match
    return page is not None and page.app_name in getattr(settings, "TONGBAN_STAFF_PAGES", ())


def offered(request: HttpRequest) -> dict[str, str]:
    """The languages of this page with their own names, by code."""
    languages = dict(settings.LANGUAGES)
    if not is_staff_page(request):
        return languages
    return {code: name for code, name in languages.items() if code in settings.TONGBAN_STAFF_LANGUAGES}


def spoken_here(request: HttpRequest, wanted: str | None) -> str:
    """The wanted language, or the nearest that this page speaks: Chinese for Chinese, English for all others."""
    here = offered(request)
    if wanted in here:
        return wanted
    return settings.LANGUAGE_CODE if is_chinese(wanted) or "en" not in here else "en"
