"""A site with nothing but the face: to look at the style guide, and for the tests of `tongban.face`.

`python tests/entrances/face_site.py runserver` shows it on its own. Tests lay `OVERRIDES` over whatever settings they
run under, so that they need no other part of the platform.
"""

from __future__ import annotations

import atexit
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
CATALOGUES = ROOT / "src" / "tongban" / "locale"
LANGUAGES = {"zh_Hans": ("zh-hans", "中文"), "en": ("en", "English")}
"""What this site speaks, by the folder of its catalogue."""


def compiled_catalogues() -> Path:
    """The `.po` files of this site, compiled into a folder of their own as they are now: no test sees a stale `.mo`."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    target = Path(tempfile.mkdtemp(prefix="face-locale-"))
    atexit.register(shutil.rmtree, target, ignore_errors=True)
    for language in LANGUAGES:
        source = CATALOGUES / language / "LC_MESSAGES" / "django.po"
        place = target / source.relative_to(CATALOGUES).with_suffix(".mo")
        place.parent.mkdir(parents=True)
        with source.open("rb") as read, place.open("wb") as write:
            write_mo(write, read_po(read))
    return target


OVERRIDES = {
    "ROOT_URLCONF": "tests.entrances.face_site",
    "ALLOWED_HOSTS": ["*"],
    "LANGUAGE_CODE": "zh-hans",
    "LANGUAGES": list(LANGUAGES.values()),
    "LOCALE_PATHS": [str(compiled_catalogues())],
    "USE_I18N": True,
    "USE_TZ": True,
    "TIME_ZONE": "Asia/Shanghai",
    "STATIC_URL": "/static/",
    "FORM_RENDERER": "tongban.face.renderer.FaceRenderer",
    "CSRF_FAILURE_VIEW": "tongban.face.errors.csrf",
    "TONGBAN_PRODUCTION": False,
    "TONGBAN_PLATFORM_NAME": "重庆市渝北区人民法院",
    "MIDDLEWARE": [
        "tests.entrances.face_site.strict_policy",
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
    ],
    "TEMPLATES": [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": ["django.template.context_processors.request", "tongban.face.context.face"],
            },
        }
    ],
}


def strict_policy(get_response):  # noqa: ANN001, ANN201 - a middleware
    """The policy that the platform sends: the browser itself then reports any inline script or style."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Content-Security-Policy"] = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'"
        return response

    return middleware


def refused(request: HttpRequest) -> HttpResponse:
    """An act that may not happen, as the middleware of the platform shows it."""
    from tongban.kernel.refusal import Refusal

    reasons = [
        Refusal("amount.not_digits", "CPL 124(3)", ("amount",), (("typed", "12万"),)),
        Refusal("nowhere.known", "CPL 1"),
    ]
    return render(request, "face/refused.html", {"refusals": reasons}, status=422)


def broken(request: HttpRequest) -> HttpResponse:
    """A page that fails."""
    message = "broken on purpose"
    raise RuntimeError(message)


def confirm(request: HttpRequest) -> HttpResponse:
    """A page that asks before an act."""
    from tongban.face.parts import Confirm

    asked = Confirm(
        "撤回起诉？",
        ["案件终结。", "可以再次起诉。"],
        "撤回起诉",
        "/back/",
        "CPL 148",
        danger=True,
        hidden=(("reason", "a"),),
    )
    return render(request, "face/confirm.html", {"confirm": asked})


@pytest.fixture
def site(settings):  # noqa: ANN001, ANN201 - pytest-django's settings
    """The face alone, over whatever settings the run has."""
    for name, value in OVERRIDES.items():
        setattr(settings, name, value)
    return settings


urlpatterns = [
    path("face/", include("tongban.face.urls")),
    path("confirm/", confirm),
    path("broken/", broken),
    path("refused/", refused),
]
handler400 = "tongban.face.errors.bad_request"
handler403 = "tongban.face.errors.denied"
handler404 = "tongban.face.errors.not_found"
handler500 = "tongban.face.errors.server_error"

if __name__ == "__main__":
    from django.conf import settings
    from django.core.management import execute_from_command_line

    settings.configure(
        DEBUG=True,
        SECRET_KEY="only for looking at the style guide",
        INSTALLED_APPS=["django.contrib.staticfiles", "tongban.face"],
        **OVERRIDES,
    )
    execute_from_command_line(sys.argv)
