"""The ledger's own addresses for programs: the log, this court as witness and mirror, entries, evidence of alarms."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from tongban.access.audience import Audience, open_to
from tongban.face.requests import CourtRequest
from tongban.register.actions.explore import ledger_answer
from tongban.register.actions.look_up import entry_bytes
from tongban.register.actions.mirror import mirror_answer
from tongban.register.actions.witness import witness_answer
from tongban.register.queries import alarm_evidence

_TEXT, _BYTES = "text/plain; charset=utf-8", "application/octet-stream"


@require_safe
@open_to(Audience.PUBLIC)
def log(request: CourtRequest, name: str) -> HttpResponse:
    """The ledger for programs: checkpoint, tile/…, proof/N, policy, health, as the README of courtlog lists them."""
    answer = ledger_answer(name, str(request.method))
    if answer is None:
        raise Http404
    response = HttpResponse(answer.body, status=answer.status, content_type=answer.content_type)
    for header, value in answer.headers:
        response.headers[header] = value
    return response


@csrf_exempt
@open_to(Audience.PEER)
def witness(request: CourtRequest, name: str) -> HttpResponse:
    """This court as witness of other courts' ledgers, for their programs: `add-checkpoint`, `<digest>/checkpoint`."""
    status, content_type, body = witness_answer(name, str(request.method), request.body)
    return HttpResponse(body, status=status, content_type=content_type)


@require_safe
@open_to(Audience.PUBLIC)
def mirror(_request: CourtRequest, name: str) -> HttpResponse:
    """This court's copies of other courts' ledgers: `<digest>/checkpoint`, `<digest>/tile/…`."""
    found = mirror_answer(name)
    if found is None:
        raise Http404
    is_head = name.endswith("/checkpoint")
    cache = "no-cache" if is_head else "public, max-age=31536000, immutable"
    return HttpResponse(found, content_type=_TEXT if is_head else _BYTES, headers={"Cache-Control": cache})


@require_safe
@open_to(Audience.PUBLIC)
def raw(_request: CourtRequest, position: int) -> HttpResponse:
    """The bytes of an entry: the signed statement (COSE) whose hash is the leaf."""
    found = entry_bytes(position)
    if found is None:
        raise Http404
    name = f'attachment; filename="entry-{position}.cose"'
    return HttpResponse(found, content_type="application/cose", headers={"Content-Disposition": name})


@require_safe
@open_to(Audience.PUBLIC)
def evidence(_request: CourtRequest, alarm: UUID) -> HttpResponse:
    """The evidence of an alarm, which anybody can judge alone."""
    found = alarm_evidence(alarm)
    if found is None:
        raise Http404
    name = f'attachment; filename="{found[0]}"'
    return HttpResponse(found[1], content_type="application/json", headers={"Content-Disposition": name})


urls = [
    path("ledger/log/<path:name>", log, name="ledger_log"),
    path("ledger/witness/<path:name>", witness, name="ledger_witness"),
    path("ledger/mirror/<path:name>", mirror, name="ledger_mirror"),
    path("ledger/<int:position>/raw", raw, name="ledger_raw"),
    path("ledger/alarms/<uuid:alarm>", evidence, name="ledger_alarm"),
]
