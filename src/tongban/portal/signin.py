"""What the sign-in library leaves to the house."""

from __future__ import annotations

from typing import NoReturn

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tongban.access.audience import Audience, open_to


@require_GET
@open_to(Audience.PUBLIC)
def forgotten(request: HttpRequest) -> HttpResponse:
    """A new password is given to a person whom a court has seen, not to whoever reads a mailbox (在线诉讼规则 7)."""
    return render(request, "account/forgotten.html")


@open_to(Audience.PUBLIC)
def closed(request: HttpRequest) -> NoReturn:  # noqa: ARG001 - the signature of views
    """Nobody signs up: accounts are opened at a counter or by joining a case."""
    raise Http404
