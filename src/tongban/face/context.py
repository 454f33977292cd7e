"""What every page knows: names, preferences, whom to ask.

Preferences live in cookies, so that a person needs no account.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import metadata
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tongban.face.contacts import lazily
from tongban.face.hotlines import hotline, platform_name
from tongban.face.languages import is_staff_page, offered
from tongban.face.presentation import is_chinese

COOKIE_PREFIX = "tongban_"
CHOICES: dict[str, tuple[tuple[str, Any, Any], ...]] = {
    "text": (
        ("normal", _("Normal text"), pgettext_lazy("text size", "A")),
        ("large", _("Large text"), pgettext_lazy("text size", "A+")),
        ("larger", _("Largest text"), pgettext_lazy("text size", "A++")),
    ),
    "theme": (
        ("auto", _("Colours as on this device"), pgettext_lazy("colours", "Auto")),
        ("light", _("Light colours"), pgettext_lazy("colours", "Light")),
        ("dark", _("Dark colours"), pgettext_lazy("colours", "Dark")),
        ("contrast", _("High contrast"), pgettext_lazy("colours", "Contrast")),
    ),
    "keys": (
        ("on", _("Single-key shortcuts on"), pgettext_lazy("shortcuts", "On")),
        ("off", _("Single-key shortcuts off"), pgettext_lazy("shortcuts", "Off")),
    ),
}
"""Each preference with its values (the first is the default), what it does, and the short word on its button."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of a preference."""

    name: str
    value: str
    label: Any
    short: Any
    chosen: bool


def preference(request: HttpRequest, name: str) -> str:
    """The chosen value, or the default when the cookie holds anything else."""
    given = request.COOKIES.get(COOKIE_PREFIX + name, "")
    values = [value for value, *_words in CHOICES[name]]
    return given if given in values else values[0]


def _choices(request: HttpRequest, name: str) -> list[Choice]:
    chosen = preference(request, name)
    return [Choice(name, value, label, short, value == chosen) for value, label, short in CHOICES[name]]


def _languages(request: HttpRequest) -> list[Choice]:
    current = (get_language() or settings.LANGUAGE_CODE).lower()
    return [Choice("language", code, name, name, code.lower() == current) for code, name in offered(request).items()]


@cache
def _version() -> str:
    """The installed version; none in a bare checkout."""
    try:
        return metadata.version("tongban")
    except metadata.PackageNotFoundError:
        return ""


def _preferences_url() -> str:
    try:
        return reverse("face:preferences")
    except NoReverseMatch:
        return ""


def face(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `face` in every template."""
    url = _preferences_url()
    tag = (get_language() or settings.LANGUAGE_CODE).split("-")
    return {
        "face": {
            "product": "通办",
            "platform": platform_name(),
            "version": getattr(settings, "TONGBAN_VERSION", "") or _version(),
            "demo": not getattr(settings, "TONGBAN_PRODUCTION", False),
            "lang": "-".join([tag[0], *(part.title() for part in tag[1:])]),
            "languages": _languages(request),
            "translated": not (is_chinese(get_language()) or is_staff_page(request)),
            "converted": (get_language() or "").lower().startswith("zh-hant"),
            "text": preference(request, "text"),
            "theme": preference(request, "theme"),
            "keys": preference(request, "keys"),
            "text_choices": _choices(request, "text"),
            "theme_choices": _choices(request, "theme"),
            "keys_choices": _choices(request, "keys"),
            "preferences_url": url,
            "help_url": getattr(settings, "TONGBAN_HELP_URL", f"{url}#help"),
            "hotline": hotline(),
            "contact": lazily(request),
            # A page that answers a POST has no address of its own to come back to but the same one by GET.
            "here": request.get_full_path(),
        }
    }
