"""The court's time stamp authority for programs (RFC 3161, 3.4), and the roots that vouch for it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from tongban.access.audience import Audience, open_to
from tongban.documents.actions.time_stamps import stamp_answer
from tongban.face.requests import CourtRequest
from tongban.register.actions.stamps import stamp_roots


@csrf_exempt
@open_to(Audience.PUBLIC)
def authority(request: CourtRequest) -> HttpResponse:
    """POST an `application/timestamp-query`; a rejection is an answer of the standard too, with its reason."""
    answer = stamp_answer(request.META)
    if answer is None:
        raise Http404
    status, content_type, body = answer
    return HttpResponse(body, status=status, content_type=content_type)


@require_safe
@open_to(Audience.PUBLIC)
def roots(_request: CourtRequest) -> HttpResponse:
    """The root certificates under which the stamps on this court's ledger stand, for `--tsa-ca` and `-CAfile`."""
    found = stamp_roots()
    if found is None:
        raise Http404
    return HttpResponse(found, content_type="application/x-pem-file")


urls = [
    path("ledger/tsa", authority, name="time_stamps"),
    path("ledger/tsa-ca.pem", roots, name="time_stamp_roots"),
]
