"""The explorer of the court's ledger: how all ledgers stand, heads, entries, keys, and questions to the tree."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from tongban.access.audience import Audience, open_to
from tongban.courts.queries import court_name
from tongban.face.parts import Column, Row, Table
from tongban.face.requests import CourtRequest
from tongban.face.tags.values import moment
from tongban.portal.filing import today
from tongban.portal.forms import ledger as said
from tongban.portal.forms import verdicts as words
from tongban.register.actions.explore import Face, ledger_entry, ledger_face
from tongban.register.actions.look_up import consistency, position_of
from tongban.register.actions.stamps import stamps_stand
from tongban.register.actions.watched import Watched, WatchedLog, watched
from tongban.register.vocabulary import AlarmView
from tongban.register.wording import ALARMS

HEADS = 5
"""Heads on the first page."""
CLOSED = 3
"""Closed alarms on the first page."""


@require_safe
@open_to(Audience.PUBLIC)
def ledger(request: CourtRequest) -> HttpResponse:
    """How the ledgers stand, then this one: head, witnesses, delay, newest heads; `entry=` leads to an entry."""
    wanted = request.GET.get("entry", "").strip()
    face = ledger_face(HEADS)
    if face is None:
        raise Http404
    wrong = ""
    if wanted:
        position, wrong = _position(wanted)
        if position is not None:
            return redirect("portal:ledger_entry", position)
    context = {"face_of": face, "head": face.heads[0], "table": _heads(face), "wanted": wanted,
               "stamps": stamps_stand()}  # fmt: skip
    context |= {"wrong": said.WRONG.get(wrong, ""), **_standing(request, watched(request.at))}
    return render(request, "portal/ledger.html", context, status=422 if wrong else 200)


@require_safe
@open_to(Audience.PUBLIC)
def entry(request: CourtRequest, position: int) -> HttpResponse:
    """One entry as the ledger holds it, with the proof and its own bytes to take away."""
    found = ledger_entry(position)
    if found is None:
        return render(request, "portal/ledger_no_entry.html", {"position": position}, status=404)
    context = {
        "entry": found,
        "kind": words.KINDS.get(found.kind, found.kind),
        "proof": f"proof/{position}",
        "previous": position - 1,
    }
    return render(request, "portal/ledger_entry.html", context)


@require_safe
@open_to(Audience.PUBLIC)
def between(request: CourtRequest) -> HttpResponse:
    """The proof that the ledger of one size begins with that of a smaller one."""
    typed = [request.GET.get(name, "").strip() for name in ("old", "new")]
    sizes = [int(text) for text in typed if _is_number(text)]
    found = consistency(*sizes) if len(sizes) == len(typed) else None
    context = {"found": found, "typed": typed, "wrong": "" if found else said.WRONG["sizes"]}
    return render(request, "portal/ledger_between.html", context, status=200 if found else 422)


@require_safe
@open_to(Audience.PUBLIC)
def keys(request: CourtRequest) -> HttpResponse:
    """The keys that count now, and every entry that changed one."""
    face = ledger_face(1)
    if face is None:
        raise Http404
    seen = watched(request.at)
    lines = [line.split()[:3] for line in face.policy.splitlines() if line.startswith(("log ", "witness "))]
    named = [(said.ROLES[kind], rest[-1].partition("+")[0], rest[-1]) for kind, *rest in _keyed(lines)]
    context = {"keys": named, "logs": seen.logs if seen else (), "policy": face.policy}
    return render(request, "portal/ledger_keys.html", context)


def _keyed(lines: list[list[str]]) -> list[list[str]]:
    """`log KEY`, `witness NAME KEY`: the words up to the key, without the address that may follow."""
    return [line[:2] if line[0] == "log" else line for line in lines]


def _position(wanted: str) -> tuple[int | None, str]:
    """The entry that a person means, or why there is none: its number, or a commitment in hexadecimal digits."""
    if re.fullmatch(r"[0-9a-fA-F]{64}", wanted):
        position = position_of(bytes.fromhex(wanted))
        return position, "" if position is not None else "commitment"
    return (int(wanted), "") if _is_number(wanted) else (None, "entry")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < words.LONGEST_POSITION


def _standing(request: CourtRequest, seen: Watched | None) -> dict[str, Any]:
    """How all ledgers stand, in words."""
    if seen is None:
        return {"seen": None}
    return {
        "seen": seen,
        "health": said.HEALTH[seen.health],
        "health_kind": said.HEALTH_KINDS[seen.health],
        "means": said.MEANS[seen.health],
        "logs": [_log(one) for one in seen.logs],
        "open": [_alarm(request, one) for one in seen.open],
        "closed": [_alarm(request, one) for one in seen.closed[:CLOSED]],
    }


def _log(one: WatchedLog) -> dict[str, Any]:
    troubles = [said.TROUBLES.get(kind, kind) for kind in one.troubles]
    return {"log": one, "health": said.HEALTH[one.health], "kind": said.HEALTH_KINDS[one.health], "troubles": troubles}


def _alarm(request: CourtRequest, one: AlarmView) -> dict[str, Any]:
    text = str(ALARMS[one.kind]).format(*one.sizes)
    return {"alarm": one, "text": text, "court": court_name(one.court, today(request)) if one.court else ""}


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
    path("ledger/consistency", between, name="ledger_between"),
    path("ledger/keys", keys, name="ledger_keys"),
]
