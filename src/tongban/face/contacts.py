"""Whom a person asks who was refused or stands before an error page: a court by name, its telephone, its counter."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from tongban.cases.queries import case_by_uid
from tongban.courts.queries import court_name
from tongban.face.hotlines import hotline
from tongban.face.parts import Contact
from tongban.helpline.queries import window_of
from tongban.helpline.wording import COURT, hours


def whom_to_ask(request: HttpRequest | None = None) -> Contact:
    """The counter of the court whose page this is, as that court states it; the hotline where no court is meant.

    The court is that of the desk, or of a case in the address which the viewer may see: a page that does not exist
    for a viewer names no court.
    """
    court = _court_of(request) if request is not None else ""
    return counter_of(court, request.at) if court else hotline()  # type: ignore[union-attr]


def counter_of(court: str, at: datetime) -> Contact:
    """The counter of a court, as that court states it."""
    window, name = window_of(court), court_name(court, timezone.localtime(at).date())
    return Contact(str(COURT) % {"court": name}, window.phone, window.place, hours(window.open))


def lazily(request: HttpRequest) -> SimpleLazyObject:
    """The same, worked out when a page shows it: most pages refuse nothing."""
    return SimpleLazyObject(lambda: whom_to_ask(request))


def _court_of(request: HttpRequest) -> str:
    """Code of the court, or "" where none is meant."""
    desk, match = getattr(request, "desk", None), getattr(request, "resolver_match", None)
    if desk is not None:
        return str(desk.court)
    viewer = getattr(request, "viewer", None)
    if match is None or viewer is None:
        return ""
    named = [value for value in match.kwargs.values() if isinstance(value, UUID)]
    case = next((uid for uid in named if uid in viewer.cases | viewer.panels | viewer.kept), None)
    return case_by_uid(case).court if case else ""
