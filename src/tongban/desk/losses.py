"""A party died or can no longer act, at the desk: noted with its proof, heirs called, waivers noted, the case ended."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from tongban.cases.actions.losses import call_successor, end_case, note_loss, note_waiver
from tongban.cases.law import TRACKS, Do, drafted_end, likely_end, losses_elsewhere
from tongban.cases.queries.agents import authorities_seen_by
from tongban.cases.queries.carried import stood_below
from tongban.cases.queries.losses import deaths_noted_elsewhere
from tongban.cases.queries.turns import turns_open_to, turns_seen_by
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.cases.vocabulary.agents import OPEN_STATES
from tongban.cases.wording import PROCEDURE_ACTS
from tongban.cases.wording.losses import LOSSES
from tongban.desk.evidence import own_case
from tongban.desk.forms.losses import TITLES, EndForm, HeirForm, NoteForm, WaiverForm
from tongban.desk.frame import DeskRequest, roles_in, staff_page, tried
from tongban.desk.wording import losses as words
from tongban.desk.wording import pages
from tongban.desk.wording.cases import SIDES
from tongban.documents.actions.upload import upload_limit
from tongban.documents.queries import documents_of
from tongban.face.agents import TYPES
from tongban.face.parts import Column, Row, Table
from tongban.face.refusals import attach_refusals, problem
from tongban.face.tags.values import case_number, day
from tongban.face.uploads import taken
from tongban.kernel.actor import Actor
from tongban.people.vocabulary import Role

_COURT = (Role.CLERK, Role.JUDGE)
_ACTS = {"note": Do.NOTE_LOSS, "heir": Do.CALL_SUCCESSOR, "waiver": Do.NOTE_WAIVER, "end": Do.END}
"""By the last word of the address: the act of the procedure's table."""
_STILL = frozenset({Do.SUSPEND, Do.RESUME, Do.RESUME_DELIBERATION})
_TOLD = frozenset({Do.TELL_LOSS, *_ACTS.values(), *_STILL})


@require_safe
@staff_page(*_COURT)
def losses(request: DeskRequest, case: UUID) -> HttpResponse:
    """Whom it concerns, what was told and noted, who succeeded, and what may be done now."""
    view = own_case(request, case)
    roles = [role.value for role in roles_in(request, view.court, view.uid)]
    links: list[tuple[object, str]] = [
        (TITLES[do], reverse("desk:loss", args=[case, name]))
        for name, do in _ACTS.items()
        if any(_allowed(view, do, role) for role in roles)
    ]
    found = dict.fromkeys(m.act for role in roles for m in turns_open_to(view, role) if m.act in _STILL)
    links += [(PROCEDURE_ACTS[do], reverse("desk:turn", args=[case, do.value])) for do in found]
    parties = {party.uid: party.name for party in view.everybody}
    elsewhere = losses_elsewhere(view.track)
    context = {
        "case": view,
        "elsewhere": problem(elsewhere) if elsewhere else None,
        "noted": deaths_noted_elsewhere(request.viewer, view.court, view.uid),
        "lost": [_told(view, party) for party in view.everybody if party.loss],
        "links": links,
        "said": [
            {
                "title": PROCEDURE_ACTS[one.act],
                "by": parties.get(one.party, "") if one.party else "",
                "words": one.words,
                "at": one.at,
            }
            for one in turns_seen_by(request.viewer, view.uid)
            if one.act in _TOLD
        ],
        "proofs": [
            (d, reverse("desk:document_file", args=[d.uid, d.newest.number]))
            for d in documents_of(request.viewer, case=view.uid)
            if d.kind == "loss_proof" and d.newest
        ],
    }
    return render(request, "desk/losses_case.html", context)


def noted_table(request: DeskRequest) -> Table:
    """For the inbox: open cases of somebody whose death was noted in another case, the oldest first."""
    found = deaths_noted_elsewhere(request.viewer, request.desk.court)
    rows = [
        Row(
            (
                case_number(one.number),
                format_html('<span lang="zh-Hans">{}</span>', one.name),
                day(one.day) if one.day else "",
                case_number(one.noted_in) if one.noted_in else "",
            ),
            href=reverse("desk:losses_case", args=[one.case]),
        )
        for one in found
    ]
    heads = (pages.CASE, words.DIED, words.DAY, words.NOTED_IN)
    return Table(str(words.NOTED) % {"n": len(rows)}, [Column(str(one)) for one in heads], rows, str(words.NOT_NOTED))


def _told(case: CaseView, party: PartyView) -> dict[str, Any]:
    return {
        "party": party,
        "side": SIDES[party.side],
        "says": LOSSES[party.loss] if party.loss else "",
        "heirs": [one.name for one in case.everybody if party.uid in one.heirs_of],
    }


def _allowed(case: CaseView, do: Do, role: str) -> bool:
    """Whether the table lets somebody with this function do it where the case stands."""
    return any(m.source == case.stage and m.act == do and role in m.by for m in TRACKS[case.track].moves)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_COURT)
def loss(request: DeskRequest, case: UUID, act: str) -> HttpResponse:
    """One of the acts, with its form; there is no such page where the table does not let the viewer do it."""
    view = own_case(request, case)
    if act not in _ACTS:
        raise Http404
    do = _ACTS[act]
    by = _actor(request, view, do)
    form = _form(request, view, act)
    if request.method == "POST" and form.is_valid():
        _none, refusals = tried(lambda: _done(request, view, act, form, by))
        if not refusals:
            return redirect("desk:losses_case", case=case)
        attach_refusals(form, refusals)
    context = {
        "case": view,
        "form": form,
        "title": TITLES[do],
        "law": next(m.law for m in TRACKS[view.track].moves if m.act == do and m.source == view.stage),
        "act": act,
        "limit": upload_limit(),
        "types": TYPES,
    }
    return render(request, "desk/loss.html", context, status=422 if form.is_bound else 200)


def _actor(request: DeskRequest, view: CaseView, do: Do) -> Actor:
    role = next((r for r in roles_in(request, view.court, view.uid) if _allowed(view, do, r.value)), None)
    if role is None:
        raise Http404
    return request.act_as(role.value, view.court)


def _form(request: DeskRequest, view: CaseView, act: str) -> forms.Form:
    sent = request.method == "POST"
    files = (request.POST, request.FILES) if sent else ()
    dead = [(str(p.uid), f"{p.side.term} {p.name}") for p in view.everybody if p.dead]
    if act == "note":
        authorities = authorities_seen_by(request.viewer, view.uid)
        return NoteForm(view, [one for one in authorities if one.state in OPEN_STATES], *files)
    if act == "heir":
        return HeirForm(dead, *files)
    if act == "waiver":
        return WaiverForm(dead, *files)
    ground = likely_end(view, stood_below(view))
    initial = {"ground": ground.value, "words": drafted_end(ground, view)} if ground else {}
    return EndForm(request.POST, initial=initial) if sent else EndForm(initial=initial)


def _done(request: DeskRequest, view: CaseView, act: str, form: forms.Form, by: Actor) -> None:
    told = form.cleaned_data
    if act == "end":
        end_case(view.uid, ground=told["ground"], words=told["words"], by=by, at=request.at)
        return
    files = taken(request.FILES.getlist("files"), "files", "files", secret=told["state_secret"])
    party = _uid(told["party"])
    if act == "note":
        lasting = [_uid(one) for one in told.get("lasting", ())]
        note_loss(view.uid, party, told=form.told(), materials=files, lasting=lasting, by=by, at=request.at)  # type: ignore[attr-defined]
    else:
        do = call_successor if act == "heir" else note_waiver
        do(view.uid, party, told=form.told(), materials=files, by=by, at=request.at)  # type: ignore[attr-defined]


def _uid(text: str) -> UUID:
    """What was chosen; nobody's where it is no uid, so that the act refuses it."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


urls = [
    path("cases/<uuid:case>/losses", losses, name="losses_case"),
    path("cases/<uuid:case>/losses/<slug:act>", loss, name="loss"),
]
