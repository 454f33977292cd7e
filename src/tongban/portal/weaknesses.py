"""Where somebody who found a weakness of this platform reports it (RFC 9116)."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from tongban.access.audience import Audience, open_to
from tongban.face.requests import CourtRequest

_GOOD_FOR = 15_000_000
"""Seconds after which a copy that somebody kept is stale; the page itself is always made anew."""


@require_safe
@open_to(Audience.PUBLIC)
def security(request: CourtRequest) -> HttpResponse:
    """Whom to tell about a weakness; there is no such page where the operator has named nobody."""
    platform = settings.TONGBAN
    if not platform.security_contacts:
        raise Http404
    lines = [f"Contact: {one}" for one in platform.security_contacts]
    lines += [
        f"Expires: {request.at + timedelta(seconds=_GOOD_FOR):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: zh, en",
        f"Canonical: {platform.public_url}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


urls = [path(".well-known/security.txt", security, name="security")]
