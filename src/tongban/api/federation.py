"""Where peers hand in envelopes and files. What is signed decides, not who connects."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from tongban.access.audience import Audience, open_to
from tongban.api.problems import problem
from tongban.federation.actions.receive import FilesMissing, check_grant, receive, take_file
from tongban.kernel.refusal import Refused

FILE_LIMIT = 200 * 2**20
"""Largest file a peer may send, in bytes."""


@csrf_exempt
@require_POST
@open_to(Audience.PEER)
def envelopes(request: HttpRequest) -> HttpResponse:
    """Take an envelope in: 200 with the signed receipt, 409 with the digests of files to send first."""
    try:
        receipt = receive(request.body.decode("ascii", "replace"), at=request.at)  # type: ignore[attr-defined]
    except FilesMissing as missing:
        return JsonResponse({"missing": missing.digests}, status=409)
    except Refused as no:
        return problem(no, status=422, request=request)
    return HttpResponse(receipt, content_type="application/jose")


@csrf_exempt
@require_http_methods(["PUT"])
@open_to(Audience.PEER)
def files(request: HttpRequest, sha256: str) -> HttpResponse:
    """Take a file in that a peer's signed grant names."""
    length = request.headers.get("Content-Length") or "0"
    if not length.isascii() or not length.isdigit() or not 0 < int(length) <= FILE_LIMIT:
        return JsonResponse({"title": "the file is empty or larger than 200 MiB"}, status=413)
    grant = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        check_grant(sha256, grant)
        take_file(sha256, request.read(), grant)
    except Refused as no:
        return problem(no, status=422, request=request)
    return HttpResponse(status=201)
