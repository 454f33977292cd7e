"""The explorer of the court's ledger, and the ledger's own addresses for the programs that read and witness it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from tongban.access.audience import Audience, open_to
from tongban.face.parts import Column, Row, Table
from tongban.face.requests import CourtRequest
from tongban.face.tags.values import moment
from tongban.portal.forms import verdicts as words
from tongban.register.actions.explore import Face, ledger_answer, ledger_entry, ledger_face
from tongban.register.actions.witness import witness_answer

HEADS = 8
"""Heads on the first page."""


@require_safe
@open_to(Audience.PUBLIC)
def ledger(request: CourtRequest) -> HttpResponse:
    """The head, its witnesses, how long a seal takes, and the newest heads; `entry=N` leads to an entry."""
    wanted = request.GET.get("entry", "").strip()
    face = ledger_face(HEADS)
    if face is None:
        raise Http404
    if wanted.isascii() and wanted.isdigit() and len(wanted) < words.LONGEST_POSITION:
        return redirect("portal:ledger_entry", int(wanted))
    context = {"face_of": face, "head": face.heads[0], "table": _heads(face), "wrong": wanted}
    return render(request, "portal/ledger.html", context, status=422 if wanted else 200)


@require_safe
@open_to(Audience.PUBLIC)
def entry(request: CourtRequest, position: int) -> HttpResponse:
    """One entry as the ledger holds it, with the proof to take away."""
    found = ledger_entry(position)
    if found is None:
        return render(request, "portal/ledger_no_entry.html", {"position": position}, status=404)
    context = {
        "entry": found,
        "kind": words.KINDS.get(found.kind, found.kind),
        "proof": f"proof/{position}",
        "previous": position - 1,
        "following": position + 1 if ledger_entry(position + 1) else None,
    }
    return render(request, "portal/ledger_entry.html", context)


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


def _heads(face: Face) -> Table:
    columns = [Column(str(words.HEAD_SIZE), numeric=True), Column(str(words.HEAD_ADDED), numeric=True)]
    columns += [Column(str(words.HEAD_SINCE)), Column(str(words.HEAD_ROOT))]
    rows = []
    for line in face.heads:
        since = moment(line.at) if line.at else words.NO_TIME
        cells = (line.size, line.added, since, f"{line.root[:16]}…")
        newest = reverse("portal:ledger_entry", args=[line.size - 1]) if line.size else ""
        rows.append(Row(cells, href=newest))
    return Table(str(words.HEADS), columns, rows)


urls = [
    path("ledger/", ledger, name="ledger"),
    path("ledger/<int:position>", entry, name="ledger_entry"),
    path("ledger/witness/<path:name>", witness, name="ledger_witness"),
    path("ledger/log/<path:name>", log, name="ledger_log"),
]
