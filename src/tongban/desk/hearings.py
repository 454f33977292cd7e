"""Hearings at the desk: the day is set, the record is typed line by line without a mouse, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.cases.queries.agents import authorities_seen_by
from tongban.cases.queries.openness import closed_ground
from tongban.cases.queries.witnesses import witnesses_seen_by
from tongban.cases.vocabulary import Act, CaseView
from tongban.cases.vocabulary.agents import OPEN_STATES, AgentKind, AuthorityView
from tongban.cases.vocabulary.witnesses import WitnessState, WitnessView
from tongban.cases.wording import CLOSED_GROUNDS
from tongban.desk.evidence import acting, own_case
from tongban.desk.forms.hearings import ByWordForm, LineForm, PresentForm, SetForm, SignatureForm
from tongban.desk.frame import DeskRequest, conducts, roles_at, staff_page, tried
from tongban.desk.next_acts import next_acts
from tongban.face.refusals import attach_refusals, problems
from tongban.hearings.actions.confirm import note_signature
from tongban.hearings.actions.oral import name_agent_by_word
from tongban.hearings.actions.schedule import set_hearing
from tongban.hearings.actions.session import close_hearing, open_hearing, save_draft, write_line
from tongban.hearings.queries import attendance, draft_of, hearings_seen_by
from tongban.hearings.vocabulary import HearingState, HearingView, LineView, Speaker
from tongban.hearings.wording import PARTS, SPEAKERS, STATES, WAYS
from tongban.people.queries import names_of
from tongban.people.vocabulary import Role

_COURT = (Role.CLERK, Role.JUDGE)
_SPEAK_AS = {
    AgentKind.STATUTORY: Speaker.GUARDIAN,
    AgentKind.APPOINTED: Speaker.GUARDIAN,
    AgentKind.PROCURATOR: Speaker.PROCURATOR,
}


@require_safe
@staff_page()
def hearings(request: DeskRequest, case: UUID) -> HttpResponse:
    """The hearings of a case, each with its record and who confirmed it."""
    view = own_case(request, case)
    names = {p.uid: f"{p.side.term} {p.name}" for p in view.everybody}
    shown = [
        {
            "hearing": h,
            "state": STATES[h.state],
            "lines": lines_of(h),
            "there": attendance(h, view) if h.opened_at else [],
            "said": [(names.get(c.party) or _witness(h, c.party), WAYS[c.way], c) for c in h.confirmations],
        }
        for h in hearings_seen_by(request.viewer, case)
    ]
    acts = [link for link in next_acts(view, roles_at(request, view.court)) if "/hearings/" in link.href]
    ground = closed_ground(case)
    context = {
        "case": view,
        "shown": shown,
        "acts": acts,
        "closed": CLOSED_GROUNDS[ground] if ground else "",
        "conducts": conducts(request, view.court),
        "may_close": ground is None and Role.JUDGE in roles_at(request, view.court),
    }
    return render(request, "desk/hearings_case.html", context)


def _witness(hearing: HearingView, uid: UUID) -> str:
    return f"{Speaker.WITNESS.term} {hearing.witnesses.get(uid, '')}"


def lines_of(hearing: HearingView) -> list[tuple[LineView, object, object, bool]]:
    """The lines of a record with their codes in words, and whether a later line corrects them."""
    corrected = {line.corrects for line in hearing.lines}
    return [(x, PARTS[x.part], SPEAKERS[x.speaker], x.number in corrected) for x in hearing.lines]


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_COURT)
def set_day(request: DeskRequest, case: UUID) -> HttpResponse:
    """Fix place and time; both parties are summoned."""
    view = own_case(request, case)
    form = SetForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by, told = acting(request, view, Act.SET_HEARING), form.cleaned_data
        done, refusals = tried(
            lambda: set_hearing(case, place=told["place"], starts_at=told["starts_at"], by=by, at=request.at)
        )
        if done:
            return redirect("desk:hearings_case", case=case)
        attach_refusals(form, refusals)
    return render(request, "desk/hearings_set.html", {"case": view, "form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_COURT)
def open_day(request: DeskRequest, case: UUID) -> HttpResponse:
    """Open the hearing with those who are in the room or online."""
    view = own_case(request, case)
    agents = [one for one in authorities_seen_by(request.viewer, case) if one.state in OPEN_STATES]
    form = PresentForm(view, agents, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by, told = acting(request, view, Act.OPEN_HEARING), form.cleaned_data
        who = {field: [UUID(uid) for uid in told.get(field, ())] for field in ("present", "online", "written")}
        _none, refusals = tried(lambda: open_hearing(case, **who, by=by, at=request.at))
        if not refusals:
            return redirect("desk:hearings_record", case=case)
        attach_refusals(form, refusals)
    context = {"case": view, "form": form, "hearing": _newest(request, case)}
    return render(request, "desk/hearings_open.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_COURT)
def record(request: DeskRequest, case: UUID) -> HttpResponse:
    """The record being written: every line is kept when it is sent; with htmx only the new part of the page changes."""
    view = own_case(request, case)
    hearing = _newest(request, case)
    if hearing.state is not HearingState.OPEN:
        return redirect("desk:hearings_case", case=case)
    agents = [one for one in authorities_seen_by(request.viewer, case) if one.uid in hearing.agents]
    speakers = speakers_of(view, agents, witnesses_seen_by(request.viewer, case))
    form = LineForm(
        _choices(speakers), request.POST if request.method == "POST" else None, initial=_begin(request, hearing)
    )
    if request.method == "POST" and form.is_valid() and not _written(request, view, form, speakers):
        told = form.cleaned_data
        form = LineForm(_choices(speakers), initial={"part": told["part"], "speaker": told["speaker"]})
        hearing = _newest(request, case)
        if not request.headers.get("HX-Request"):
            return redirect("desk:hearings_record", case=case)
    template = "desk/hearings_lines.html" if request.headers.get("HX-Request") else "desk/hearings_record.html"
    context = {"case": view, "hearing": hearing, "lines": lines_of(hearing), "form": form}
    # htmx leaves the page as it is on an error status: the fragment carries the errors itself.
    failed = form.is_bound and not request.headers.get("HX-Request")
    return render(request, template, context, status=422 if failed else 200)


def _written(
    request: DeskRequest, view: CaseView, form: LineForm, speakers: dict[str, tuple[Speaker, str, str]]
) -> tuple[Any, ...]:
    """Write the line; returns the refusals, which then stand in the form."""
    told = form.cleaned_data
    speaker, name, _label = speakers[told["speaker"]]
    witness = UUID(told["speaker"]) if speaker is Speaker.WITNESS else None
    by = acting(request, view, Act.WRITE_RECORD)
    _line, refusals = tried(
        lambda: write_line(
            view.uid,
            part=told["part"],
            speaker=speaker,
            name=name if witness else told["other"] or name,
            text=told["text"],
            corrects=told["corrects"],
            witness=witness,
            by=by,
            at=request.at,
        )
    )
    attach_refusals(form, refusals)
    return tuple(refusals)


def _begin(request: DeskRequest, hearing: HearingView) -> dict[str, str]:
    assert request.viewer.person is not None  # noqa: S101 - the page is for staff
    last = hearing.lines[-1] if hearing.lines else None
    return {"text": draft_of(hearing.uid, request.viewer.person)} | ({"part": last.part.value} if last else {})


def speakers_of(
    view: CaseView, agents: Iterable[AuthorityView], witnesses: Iterable[WitnessView] = ()
) -> dict[str, tuple[Speaker, str, str]]:
    """Who may speak, by key: the bench, parties, agents who came, witnesses called in, agents whose name is typed."""
    staff = names_of({uid for uid in (view.judge, view.clerk) if uid})
    found = {
        speaker.value: (speaker, staff[uid], f"{speaker.term} {staff[uid]}")
        for speaker, uid in ((Speaker.JUDGE, view.judge), (Speaker.CLERK, view.clerk))
        if uid in staff
    }
    found |= {str(p.uid): (Speaker(p.side.value), p.name, f"{p.side.term} {p.name}") for p in view.parties}
    for one in agents:
        speaker = _SPEAK_AS.get(one.kind, Speaker.AGENT)
        found[str(one.uid)] = (speaker, one.name, f"{speaker.term} {one.name}")
    for w in witnesses:
        if w.state in (WitnessState.TESTIFYING, WitnessState.RELEASED):
            found[str(w.uid)] = (Speaker.WITNESS, w.name, f"{Speaker.WITNESS.term} {w.name}")
    return found | {Speaker.AGENT.value: (Speaker.AGENT, "", Speaker.AGENT.term)}


def _choices(speakers: dict[str, tuple[Speaker, str, str]]) -> list[tuple[str, str]]:
    return [(key, label) for key, (_speaker, _name, label) in speakers.items()]


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_COURT)
def by_word(request: DeskRequest, case: UUID) -> HttpResponse:
    """A party names an agent by word; the record gets the line, and the agent speaks from now on."""
    view = own_case(request, case)
    hearing = _newest(request, case)
    if hearing.state is not HearingState.OPEN:
        return redirect("desk:hearings_case", case=case)
    here = [party for party in view.parties if party.uid in hearing.present]
    form = ByWordForm(here, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by, told = acting(request, view, Act.WRITE_RECORD), form.cleaned_data
        done, refusals = tried(
            lambda: name_agent_by_word(
                case, party=UUID(told["party"]), told=form.words(), at_once=told["at_once"], by=by, at=request.at
            )
        )
        if done:
            return redirect("desk:hearings_record", case=case)
        attach_refusals(form, refusals)
    context = {"case": view, "form": form}
    return render(request, "desk/hearings_by_word.html", context, status=422 if form.is_bound else 200)


@require_POST
@staff_page(*_COURT)
def draft(request: DeskRequest, case: UUID) -> HttpResponse:
    """Autosave of the line being typed."""
    own_case(request, case)
    assert request.viewer.person is not None  # noqa: S101 - the page is for staff
    save_draft(case, request.POST.get("text", ""), person=request.viewer.person)
    return HttpResponse(status=204)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_COURT)
def close(request: DeskRequest, case: UUID) -> HttpResponse:
    """Close the hearing after a last look at the record."""
    view = own_case(request, case)
    hearing = _newest(request, case)
    refusals: tuple[Any, ...] = ()
    if request.method == "POST":
        by = acting(request, view, Act.CLOSE_HEARING)
        done, refusals = tried(lambda: close_hearing(case, by=by, at=request.at))
        if done:
            return redirect("desk:hearings_case", case=case)
    context = {"case": view, "hearing": hearing, "lines": lines_of(hearing), "problems": problems(refusals)}
    return render(request, "desk/hearings_close.html", context, status=422 if refusals else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_COURT)
def signature(request: DeskRequest, case: UUID) -> HttpResponse:
    """Note that a party signed on paper, or refused."""
    view = own_case(request, case)
    form = SignatureForm(view.parties, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by, told = acting(request, view, Act.NOTE_SIGNATURE), form.cleaned_data
        uid = UUID(told["party"])
        _none, refusals = tried(
            lambda: note_signature(case, uid, way=told["way"], note=told["note"], by=by, at=request.at)
        )
        if not refusals:
            return redirect("desk:hearings_case", case=case)
        attach_refusals(form, refusals)
    return render(
        request, "desk/hearings_signature.html", {"case": view, "form": form}, status=422 if form.is_bound else 200
    )


def _newest(request: DeskRequest, case: UUID) -> HearingView:
    found = hearings_seen_by(request.viewer, case)
    if not found:
        raise Http404
    return found[-1]


urls = [
    path("cases/<uuid:case>/hearings", hearings, name="hearings_case"),
    path("cases/<uuid:case>/hearings/set", set_day, name="hearings_set"),
    path("cases/<uuid:case>/hearings/open", open_day, name="hearings_open"),
    path("cases/<uuid:case>/hearings/record", record, name="hearings_record"),
    path("cases/<uuid:case>/hearings/record/draft", draft, name="hearings_draft"),
    path("cases/<uuid:case>/hearings/by-word", by_word, name="hearings_by_word"),
    path("cases/<uuid:case>/hearings/close", close, name="hearings_close"),
    path("cases/<uuid:case>/hearings/signature", signature, name="hearings_signature"),
]
