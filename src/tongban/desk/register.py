"""The register for the court's president: what was recorded, where it stands in the ledger, and whether all is well."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from tongban.access.downloads import delivers_files
from tongban.cases.queries import case_seen_by, case_uids_at, sides_of
from tongban.desk.cases import names_in, seal_part, who
from tongban.desk.frame import DeskRequest, own_court, staff_page
from tongban.desk.wording import attacks as said
from tongban.desk.wording import pages as words
from tongban.desk.wording.events import say
from tongban.documents.actions.quarantine import scanner_answers
from tongban.face.articles import cited
from tongban.face.files import file_answer
from tongban.face.parts import Column, Row, Table
from tongban.face.requests import number_in
from tongban.face.tags.values import colon, moment
from tongban.people.vocabulary import Role
from tongban.register.actions.attacks import Caught, Played, TooSmall, play
from tongban.register.actions.bundle import bundle
from tongban.register.actions.look_over import look_over
from tongban.register.queries import entry_by_uid, latest_entries, seals_of
from tongban.register.vocabulary import Attack, EntryView

PAGE = 30


@require_safe
@staff_page(Role.PRESIDENT)
def register(request: DeskRequest) -> HttpResponse:
    """The newest entries of the court, with the health of register and ledger."""
    before = number_in(request.GET.get("before", ""), 0)
    cases = case_uids_at(request.viewer, request.desk.court)
    own = set(sides_of(request.viewer.person).values()) if request.viewer.person else set()
    found = latest_entries(request.desk.court, cases, without=own, before=before, limit=PAGE)
    health = look_over(request.desk.court, cases)
    context: dict[str, Any] = {
        "table": _table(found, request.viewer.opened | request.viewer.kept | request.viewer.panels),
        "older": f"?before={found[-1].id}" if len(found) == PAGE else "",
        "counts": [(words.COUNTS.get(name, name), number) for name, number in health.counts.items()],
        "audit": health.audit,
        "differences": _differences(health.audit) if health.audit else [],
        "missing": health.missing_triggers,
        "failing": health.failing,
        "stamps": health.stamps,
        "scanner": words.SCANNER[scanner_answers()],
    }
    return render(request, "desk/register.html", context)


@require_safe
@staff_page()
def register_entry(request: DeskRequest, entry: UUID) -> HttpResponse:
    """One entry in its canonical form, with its place in the ledger; for staff of the court or of its case."""
    view, canonical, digest = _entry(request, entry)
    seal = seals_of([view.uid]).get(view.uid)
    proof = reverse("desk:register_proof", args=[view.uid]) if seal and seal.proven_at else ""
    context = {
        "entry": view,
        "what": say(view.event, view.body),
        "who": who(view, names_in([view])),
        "canonical": json.dumps(json.loads(canonical), ensure_ascii=False, indent=2),
        "digest": digest,
        "seal": seal_part(seal),
        "proof": proof,
    }
    return render(request, "desk/register_entry.html", context)


@require_safe
@staff_page()
@delivers_files
def register_proof(request: DeskRequest, entry: UUID) -> HttpResponseBase:
    """The bundle with which anybody checks the entry offline."""
    view, canonical, _digest = _entry(request, entry)
    name = f"{view.event}-{view.uid}"
    found = bundle(view.uid, name=f"{name}.json", content=canonical.encode())
    if found is None:
        raise Http404
    return file_answer(request, found, name=f"{name}.bundle", media_type="application/octet-stream")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.PRESIDENT)
def attacks(request: DeskRequest) -> HttpResponse:
    """The attacks on a copy of the ledger: each is carried out, and what caught it is shown."""
    chosen = request.POST.get("attack", "")
    context: dict[str, Any] = {"attacks": [(one.value, said.TITLES[one], said.DONE[one]) for one in Attack]}
    if request.method == "POST" and chosen in set(Attack):
        try:
            context |= _played(play(Attack(chosen), int(request.at.timestamp())))
        except TooSmall:
            context["too_small"] = True
    return render(request, "desk/register_attacks.html", context)


def _played(played: Played) -> dict[str, Any]:
    lines = list(dict.fromkeys((said.BY[one.by], _in_words(one)) for one in played.caught))
    verdict = said.CAUGHT if lines else said.NOT_CAUGHT
    return {"title": said.TITLES[played.attack], "verdict": verdict, "caught": lines}


def _in_words(caught: Caught) -> str:
    """What was said, for people; the ledger's own sentences stay as they are."""
    if caught.by == "time":
        told, true = (moment(datetime.fromtimestamp(int(one), UTC)) for one in caught.said.split())
        return format_html(str(said.SAID_TIMES), told=told, true=true)
    if caught.by == "witness" and caught.said.startswith("409 "):
        status, size = caught.said.split()
        return str(said.SAID_SIZE) % {"status": status, "size": size}
    return caught.said


def _differences(audit: EntryView) -> list[str]:
    """The differences that an audit named, in words."""
    named = audit.body["examples"]
    return [
        f"{words.POSITION} {position}{colon()}{words.MISMATCHES[kind]}"
        if position is not None
        else str(words.MISMATCHES[kind])
        for kind, position, _subject in named
    ]


def _entry(request: DeskRequest, uid: UUID) -> tuple[EntryView, str, str]:
    """The entry, if it is about a case that the viewer sees at one of the own courts, or about none and of such a
    court; else 404.
    """
    found = entry_by_uid(uid)
    if found is None:
        raise Http404
    view = found[0]
    court = case_seen_by(request.viewer, view.case).court if view.case else view.actor.get("court", "")
    own_court(request, court)
    return found


def _table(entries: list[EntryView], open_files: frozenset[UUID]) -> Table:
    """The entries; those of a case lead on where its file is open to the viewer."""
    names = names_in(entries)
    seals = seals_of([entry.uid for entry in entries])
    columns = [Column(str(words.NUMBER), numeric=True)]
    columns += [Column(str(c)) for c in (words.WHAT, words.WHEN, words.WHO, words.BASIS)]
    columns.append(Column(str(words.POSITION), numeric=True))
    rows = []
    for entry in entries:
        seal = seals.get(entry.uid)
        position = words.SEALING if seal is None or seal.position is None else seal.position
        cells = (
            entry.id,
            say(entry.event, entry.body),
            moment(entry.at),
            who(entry, names),
            cited(entry.basis),
            position,
        )
        mine = entry.case is None or entry.case in open_files
        rows.append(Row(cells, href=reverse("desk:register_entry", args=[entry.uid]) if mine else ""))
    return Table(str(words.REGISTER_CAPTION), columns, rows)


urls = [
    path("register", register, name="register"),
    path("register/attacks", attacks, name="register_attacks"),
    path("register/<uuid:entry>", register_entry, name="register_entry"),
    path("register/<uuid:entry>/proof", register_proof, name="register_proof"),
]
