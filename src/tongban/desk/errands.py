"""Errands between courts: what this court sends on for a person, and what others sent to it (跨域立案)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from tongban.access.fields import masked
from tongban.cooperation.actions.forward import check_matter, note_printed, send_matter
from tongban.cooperation.queries import (
    counter_acts,
    matter_seen_by,
    matters_seen_by,
    papers_at_counter,
    printed_papers,
    refusals_of,
)
from tongban.cooperation.vocabulary import Answer, LogLine, MatterStage, MatterView, Owed
from tongban.cooperation.wording import ANSWERS, LINES, OWED
from tongban.courts.queries import court_name
from tongban.courts.wording import length
from tongban.desk.answers import answers_in_words, question_in_words
from tongban.desk.frame import DeskRequest, own_court, roles_at, staff_page, tried
from tongban.desk.tables import matters_open, matters_table
from tongban.desk.viewing import Leaf, viewing
from tongban.desk.wording import pages as words
from tongban.desk.wording.time import time_left
from tongban.face.parts import Step
from tongban.face.refusals import problems
from tongban.filing.queries import filing_of_matter
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal
from tongban.people.queries import person_by_uid
from tongban.people.vocabulary import Role

_ROLES = (Role.CLERK, Role.LIAISON)


@require_safe
@staff_page(*_ROLES)
def errands(request: DeskRequest) -> HttpResponse:
    """Errands out and in, the oldest clock first; then those that were answered."""
    own = request.desk.court
    found = [m for m in matters_seen_by(request.viewer) if own == (m.from_court if m.outgoing else m.to_court)]
    lists = (
        (matters_open([m for m in found if m.outgoing]), words.ERRANDS_OUT, words.ERRANDS_OUT_EMPTY),
        (matters_open([m for m in found if not m.outgoing]), words.ERRANDS_IN, words.ERRANDS_IN_EMPTY),
        ([m for m in found if m.over], words.ERRANDS_DONE, words.ERRANDS_DONE_EMPTY),
    )
    tables = [
        matters_table(rows, request.at, caption=str(caption) % {"n": len(rows)}, empty=empty)
        for rows, caption, empty in lists
    ]
    return render(request, "desk/errands.html", {"tables": tables})


@require_safe
@staff_page()
def errand(request: DeskRequest, matter: UUID) -> HttpResponse:
    """One errand: what was handed in, the shared log with its clock, the answer, the papers to print."""
    return _show(request, _seen(request, matter))


@require_POST
@staff_page()
def errand_check(request: DeskRequest, matter: UUID) -> HttpResponse:
    """Identity and papers were compared with the person."""
    return _act(request, matter, check_matter, words.DONE["checked"])


@require_POST
@staff_page()
def errand_send(request: DeskRequest, matter: UUID) -> HttpResponse:
    """Send it to the competent court."""
    return _act(request, matter, send_matter, words.DONE["sent"])


@require_POST
@staff_page()
def errand_printed(request: DeskRequest, matter: UUID) -> HttpResponse:
    """The ticked papers were printed and handed over."""
    known = {file["sha256"] for paper in papers_at_counter(request.viewer, matter) for file in paper["files"]}
    ticked = tuple(sha for sha in dict.fromkeys(request.POST.getlist("paper")) if sha in known)

    def printed(uid: UUID, *, by: Actor, at: Any) -> None:  # noqa: ANN401 - as the acts beside it
        note_printed(uid, ticked, by=by, at=at)

    return _act(request, matter, printed, words.DONE["printed"])


def _act(request: DeskRequest, matter: UUID, act: Callable[..., None], said: object) -> HttpResponse:
    """One act of the counter on an errand, then the errand again."""
    view = _seen(request, matter)
    roles = [role for role in roles_at(request, view.from_court) if role in _ROLES] or [Role.CLERK]
    by = request.act_as(roles[0], view.from_court)
    _none, refusals = tried(partial(act, matter, by=by, at=request.at))
    if refusals:
        return _show(request, _seen(request, matter), refusals)
    messages.success(request, str(said))
    return redirect("desk:errand", matter=matter)


def _seen(request: DeskRequest, uid: UUID) -> MatterView:
    view = matter_seen_by(request.viewer, uid)
    own_court(request, view.from_court if view.outgoing else view.to_court)
    return view


def _show(request: DeskRequest, view: MatterView, refusals: Sequence[Refusal] = ()) -> HttpResponse:
    today = timezone.localtime(request.at).date()
    own = view.from_court if view.outgoing else view.to_court
    package, person = view.package, person_by_uid(view.applicant)
    courts = {view.from_court, view.to_court, *(line.court for line in view.log)}
    names = {code: court_name(code, today) for code in courts}
    acts = {a.value for role in roles_at(request, own) for a in counter_acts(view.stage, role)} if view.outgoing else ()
    context: dict[str, Any] = {
        "matter": view,
        "from_court": names[view.from_court],
        "to_court": names[view.to_court],
        "answers": answers_in_words(package["interview"], package["answers"], today, get_language() or "en"),
        "person": masked("applicant", person, roles_at(request, own)) if person else None,
        "viewing": viewing(request, [_leaf(view, material) for material in package["materials"]]),
        "log": [_line(line, names[line.court]) for line in view.log],
        "left": time_left(view.owed[1], request.at, done=view.done_at) if view.owed else None,
        "owed": OWED[view.owed[0]] if view.owed else "",
        "answer": ANSWERS[Answer(view.answer["answer"])] if view.stage is MatterStage.ANSWERED else "",
        "asked": view.answer.get("findings", []) if view.stage is MatterStage.CORRECTION else [],
        "not_taken": problems(refusals_of(view)),
        "papers": papers_at_counter(request.viewer, view.uid),
        "printed": printed_papers(view.uid),
        "acts": acts,
        "filing": _filing_here(request, view),
        "problems": problems(refusals),
    }
    return render(request, "desk/errand.html", context, status=422 if refusals else 200)


def _filing_here(request: DeskRequest, view: MatterView) -> str:
    """The address of the filing that came with an errand from another court."""
    if view.outgoing:
        return ""
    found = filing_of_matter(request.viewer, view.uid)
    return reverse("desk:filing", args=[found]) if found else ""


def _line(line: LogLine, court: str) -> Step:
    """A line of the shared log as a step of the timeline."""
    text = str(LINES.get(line.what, line.what)) % {"papers": line.facts.get("papers", "")}
    due = line.facts.get("answer_due", "")
    last = line.facts.get("until") or line.facts.get("decide_by") or ""
    return Step(
        what=text,
        when=line.at,
        who=court,
        note=line.facts.get("number", ""),
        next_what=_next_what(line),
        next_date=parse_datetime(due) if due else parse_date(last),
    )


def _next_what(line: LogLine) -> str:
    """What is owed after this line of the log, and by whom; "" when nothing is."""
    if line.facts.get("answer_due"):
        return str(words.ANSWER_WITHIN) % {"time": length("crossregion_response")}
    if "until" in line.facts:
        return str(OWED[Owed.CORRECTION])
    return str(OWED[Owed.DECISION]) if line.facts.get("decide_by") else ""


def _leaf(matter: MatterView, material: dict[str, Any]) -> Leaf:
    return Leaf(
        title=question_in_words(matter.package["interview"], material["question"], get_language() or "en"),
        note=material["name"],
        pages=int(material.get("pages") or 1),
        picture=lambda page: reverse("desk:errand_picture", args=[matter.uid, material["sha256"], page]),
        file=reverse("desk:errand_file", args=[matter.uid, material["sha256"]]),
    )


urls = [
    path("errands", errands, name="errands"),
    path("errands/<uuid:matter>", errand, name="errand"),
    path("errands/<uuid:matter>/check", errand_check, name="errand_check"),
    path("errands/<uuid:matter>/send", errand_send, name="errand_send"),
    path("errands/<uuid:matter>/printed", errand_printed, name="errand_printed"),
]
