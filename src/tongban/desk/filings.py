"""Scrutiny of a filing: answers and files side by side, all doubts at once, and three exits (在线诉讼规则 9)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.cases.law import track_of
from tongban.cases.queries import case_seen_by, question_about
from tongban.cases.vocabulary import CaseView, Track
from tongban.cases.wording import CONDITIONS, TRACKS
from tongban.courts.law import cause_name
from tongban.courts.queries import court_called, court_name, is_hosted
from tongban.courts.vocabulary import VenueAnswer
from tongban.desk.answers import answers_in_words
from tongban.desk.forms.filings import POINTS, CorrectionForm, OtherCourtForm, RulingForm
from tongban.desk.forms.tracks import CircumstancesForm
from tongban.desk.frame import DeskRequest, own_court, roles_at, staff_page, tried
from tongban.desk.scrutiny import ROLES
from tongban.desk.tables import sides
from tongban.desk.taking_back import taking_back
from tongban.desk.viewing import Leaf, viewing
from tongban.desk.wording import pages as words
from tongban.documents.queries import documents_of
from tongban.documents.vocabulary import DocumentView, Origin
from tongban.face.parts import Clock
from tongban.face.refusals import attach_refusals, problems
from tongban.filing.actions.decide import accept, ask_correction, point_elsewhere, refuse, send_copy
from tongban.filing.actions.hand_in import send_up
from tongban.filing.law import signed_by, way_of
from tongban.filing.queries import interview_of, venue_of
from tongban.filing.queries.further import (
    conditions_of,
    deciding_law,
    is_heard_in_case,
    may_be_registered_first,
    waits_to_go_up,
)
from tongban.filing.queries.refusals import refusal_step
from tongban.filing.queries.repeated import alike_for_staff
from tongban.filing.queries.scrutiny import checks_of, filing_at_desk, next_in_queue, scrutiny_acts
from tongban.filing.vocabulary import AGAIN_WHY, Act, FilingView, Stage
from tongban.filing.vocabulary.oral import ORAL_CLERK
from tongban.filing.wording import ACTS as SCRUTINY_ACTS
from tongban.filing.wording import STAGES
from tongban.kernel.actor import Actor
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.vocabulary import Role

_ON_REFUSAL = frozenset({Act.NOTE_SERVED, Act.FORWARD, Act.NOTE_UPHELD, Act.NOTE_ORDERED})
"""Acts on a page of their own, about a complaint that was refused."""
_NO_CLOCK = frozenset({Stage.IN_MEDIATION, Stage.SETTLED, Stage.APPEALED, Stage.TAKEN_BACK})


@require_safe
@staff_page()
def filing(request: DeskRequest, filing_uid: UUID) -> HttpResponse:
    """One filing: what was answered, the files, why this court, and what can be done."""
    return _show(request, _seen(request, filing_uid))


@require_POST
@staff_page()
def filing_accept(request: DeskRequest, filing_uid: UUID) -> HttpResponse:
    """Register the filing as a case."""
    view = _seen(request, filing_uid)
    form = CircumstancesForm(request.POST)
    if not form.is_valid():
        raise Http404
    first = "undecided" in request.POST
    by = _actor(request, view)
    act = partial(accept, view.uid, by=by, at=request.at, found=form.circumstances(), undecided=first)
    _case, refusals = tried(act)
    if refusals:
        return _show(request, _seen(request, filing_uid), refusals)
    return redirect("desk:filing", filing_uid=view.uid)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page()
def filing_correct(request: DeskRequest, filing_uid: UUID) -> HttpResponse:
    """Ask, once and completely, for what is missing."""
    view = _seen(request, filing_uid)
    form = CorrectionForm(request.POST or None)
    refusals: tuple[Refusal, ...] = ()
    if request.method == "POST" and form.is_valid():
        by = _actor(request, view)
        _none, refusals = tried(partial(ask_correction, view.uid, form.items(), by=by, at=request.at))
        if not refusals:
            return redirect("desk:filing", filing_uid=view.uid)
    context = {"filing": view, "form": form, "problems": problems(refusals)}
    return render(request, "desk/filing_correct.html", context, status=422 if refusals or form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page()
def filing_refuse(request: DeskRequest, filing_uid: UUID) -> HttpResponse:
    """Refuse by a ruling: a judge's act."""
    view = _seen(request, filing_uid)
    if Role.JUDGE not in roles_at(request, view.court):
        raise Http404
    opens = interview_of(view.interview).opens
    form = RulingForm(opens.track if opens else None, request.POST or None, joins=opens is not None and opens.joins)
    refusals: tuple[Refusal, ...] = ()
    if request.method == "POST" and form.is_valid():
        by = request.act_as("judge", view.court)
        _none, refusals = tried(partial(refuse, view.uid, form.ground(), by=by, at=request.at))
        if not refusals:
            return redirect("desk:filing", filing_uid=view.uid)
    appeals = opens is None or opens.joins or opens.track is Track.ADMINISTRATIVE
    context = {"filing": view, "form": form, "problems": problems(refusals), "appeals": appeals}
    return render(request, "desk/filing_refuse.html", context, status=422 if refusals or form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page()
def filing_point(request: DeskRequest, filing_uid: UUID) -> HttpResponse:
    """Tell the plaintiff which court is competent."""
    view = _seen(request, filing_uid)
    form = OtherCourtForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        court = court_called(told["court"], timezone.localtime(request.at).date())
        by = _actor(request, view)
        act = partial(point_elsewhere, view.uid, court, told["reasons"], by=by, at=request.at)
        _none, refusals = tried(act)
        if not refusals:
            return redirect("desk:filing", filing_uid=view.uid)
        attach_refusals(form, refusals)
    context = {"filing": view, "form": form}
    return render(request, "desk/filing_point.html", context, status=422 if form.errors else 200)


@require_POST
@staff_page()
def filing_copy(request: DeskRequest, filing_uid: UUID) -> HttpResponse:
    """Send the copy of an appeal to the other parties."""
    view = _seen(request, filing_uid)
    by = _actor(request, view)
    _none, refusals = tried(partial(send_copy, view.uid, by=by, at=request.at))
    if refusals:
        return _show(request, _seen(request, filing_uid), refusals)
    return redirect("desk:filing", filing_uid=view.uid)


@require_POST
@staff_page()
def filing_up(request: DeskRequest, filing_uid: UUID) -> HttpResponse:
    """Send an appeal to the court above with the file."""
    view = _seen(request, filing_uid)
    by = _actor(request, view)
    _none, refusals = tried(partial(send_up, view.uid, by=by, at=request.at))
    if refusals:
        return _show(request, _seen(request, filing_uid), refusals)
    return redirect("desk:filing", filing_uid=view.uid)


def _seen(request: DeskRequest, uid: UUID) -> FilingView:
    view = filing_at_desk(request.viewer, uid)
    own_court(request, view.court)
    return view


def _case_of(request: DeskRequest, view: FilingView) -> CaseView | None:
    """The case that the filing became, for who may see it: a judge reads other judges' filings, not their files."""
    try:
        return case_seen_by(request.viewer, view.case) if view.case else None
    except Refused:
        return None


def _earlier(request: DeskRequest, view: FilingView) -> CaseView | None:
    """The case from which the filing starts, for who may see it."""
    try:
        return case_seen_by(request.viewer, view.about) if view.about else None
    except Refused:
        return None


def _goes_by_post(request: DeskRequest, view: FilingView) -> bool:
    """Whether the filing went up to a court whose cases live elsewhere: then nothing but the file itself tells it."""
    gone = view.stage is Stage.MOVED and view.about is not None
    return gone and not is_hosted(view.pointed_to, timezone.localtime(request.at).date())


def _actor(request: DeskRequest, view: FilingView) -> Actor:
    """The viewer in the function that scrutiny takes at this court; the act refuses any other."""
    roles = [role for role in roles_at(request, view.court) if role in ROLES] or list(ROLES[:1])
    tries = is_heard_in_case(view) and Role.JUDGE in roles
    return request.act_as(Role.JUDGE if tries else roles[0], view.court)


def _show(request: DeskRequest, view: FilingView, refusals: Sequence[Refusal] = ()) -> HttpResponse:
    on = timezone.localtime(view.handed_in_at).date()
    files = [d for d in documents_of(request.viewer, subjects=[view.uid]) if d.newest]
    files.sort(key=lambda d: d.origin is not Origin.UPLOAD)
    following, left = next_in_queue(request.viewer, view, today=timezone.localtime(request.at).date())
    opens = interview_of(view.interview).opens
    claim = Money(view.claim_minor, view.currency)
    asked = CircumstancesForm(request.GET if "found" in request.GET else None)
    asked.is_valid()
    chosen = track_of(question_about(view.court, claim, asked.circumstances(), request.at))
    way = way_of(view.answers)
    context: dict[str, Any] = {
        "filing": view,
        "form": asked,
        "track": TRACKS[chosen.track],
        "track_steps": chosen.steps,
        "names": sides(view),
        "claim": claim,
        "cause": cause_name(view.cause, on),
        "court": court_name(view.court, on),
        "pointed_to": court_name(view.pointed_to, on) if view.pointed_to else "",
        "through": court_name(view.through_court, on) if view.through_court else "",
        "answers": answers_in_words(view.interview, view.answers, on, get_language() or "en"),
        "viewing": viewing(request, [leaf_of(d) for d in files]),
        "why": _why(view),
        "checks": [
            (POINTS[one.point], one.law, problems(one.doubts), one.judged)
            for one in checks_of(view, files={d.kind for d in files}, on=on)
        ],
        "alike": [
            (one, court_name(one.court, on), STAGES[Stage(one.stage)]) for one in alike_for_staff(request.viewer, view)
        ],
        "oral": view.answers.get(ORAL_CLERK, "") if way else "",
        "signed": (*signed_by(view.answers), way.term) if way else (),
        "again": view.answers.get(AGAIN_WHY, ""),
        **taking_back(request, view),
        "clock": _clock(request, view),
        "acts": _acts(request, view),
        "case": _case_of(request, view),
        "opens": opens,
        "by_post": _goes_by_post(request, view),
        "earlier": _earlier(request, view),
        "refusal": refusal_step(view) if roles_at(request, view.court) else None,
        "refusal_says": SCRUTINY_ACTS[refusal_step(view) or Act.REFUSE],
        "states": [CONDITIONS[one] for one in conditions_of(view)],
        "following": reverse("desk:filing", args=[following]) if following else "",
        "left": left,
        "problems": problems(refusals),
    }
    return render(request, "desk/filing.html", context, status=422 if refusals else 200)


def _acts(request: DeskRequest, view: FilingView) -> set[str]:
    """What the viewer's functions may do now; corrections are asked for once, and waited for until their last day."""
    acts = {act for role in roles_at(request, view.court) for act in scrutiny_acts(view.stage, role)}
    if view.correct_until:
        acts.discard(Act.ASK_CORRECTION)
        if view.stage is Stage.CORRECTION and timezone.localtime(request.at).date() <= view.correct_until:
            acts -= {Act.REFUSE, Act.SEND_UP}
    if view.decide_by and timezone.localtime(request.at).date() < view.decide_by:
        acts.discard(Act.REGISTER_FIRST)
    further = interview_of(view.interview).opens is not None
    if view.matter or view.about:
        acts.discard(Act.POINT)
    if view.matter or view.early or further:
        acts.discard(Act.PROPOSE_MEDIATION)
    if not may_be_registered_first(view):
        acts.discard(Act.REGISTER_FIRST)
    if is_heard_in_case(view) and Role.JUDGE not in roles_at(request, view.court):
        acts.discard(Act.ACCEPT)
    acts -= _ON_REFUSAL | ({Act.REFUSE} if view.above.get("act") == Act.NOTE_ORDERED else set())
    if not waits_to_go_up(view):
        acts.discard(Act.SEND_UP)
    else:
        acts &= {Act.ASK_CORRECTION, Act.SEND_UP}
    return {act.value for act in acts}


def _clock(request: DeskRequest, view: FilingView) -> Clock | None:
    """The applicant's time to correct, that to send an appeal up, else the court's seven days, running or kept."""
    if view.stage is Stage.CORRECTION and view.correct_until:
        return Clock(str(words.CORRECT_BY), view.correct_until, request.at, None, "在线诉讼规则 9(2)")
    if view.stage is Stage.APPEALED and view.decide_by and not view.above:
        return Clock(str(SCRUTINY_ACTS[Act.FORWARD]), view.decide_by, request.at, None, "CPL 174(2)")
    upheld = view.stage is Stage.REFUSED and view.above
    if view.decide_by is None or upheld or view.stage in _NO_CLOCK:
        return None
    return Clock(str(words.DECIDE_BY), view.decide_by, request.at, view.decided_at, deciding_law(view))


def _why(view: FilingView) -> dict[str, Any]:
    """The court's own look at jurisdiction on the answers, the chosen court first; empty when none is found."""
    found = venue_of(view.interview, view.answers, timezone.localtime(view.handed_in_at).date())
    if not isinstance(found, VenueAnswer):
        return {"lost": [], "chosen": None, "refused": problems([found])}
    chosen = next((court for court in found.courts if court.code == view.court), None)
    return {
        "chosen": chosen,
        "others": [court for court in found.courts if court is not chosen],
        "lost": problems(lost.why for lost in found.lost),
        "refused": [],
    }


def leaf_of(document: DocumentView) -> Leaf:
    """A document as the viewer of files shows it."""
    newest = document.newest
    assert newest is not None  # noqa: S101 - papers without a version are left out by the caller
    return Leaf(
        title=document.title,
        note=newest.name,
        pages=newest.pages,
        picture=lambda page: reverse("desk:document_page", args=[document.uid, page]),
        file=reverse("desk:document_file", args=[document.uid, newest.number]),
    )


urls = [
    path("filings/<uuid:filing_uid>", filing, name="filing"),
    path("filings/<uuid:filing_uid>/accept", filing_accept, name="filing_accept"),
    path("filings/<uuid:filing_uid>/correct", filing_correct, name="filing_correct"),
    path("filings/<uuid:filing_uid>/court", filing_point, name="filing_point"),
    path("filings/<uuid:filing_uid>/copy", filing_copy, name="filing_copy"),
    path("filings/<uuid:filing_uid>/up", filing_up, name="filing_up"),
    path("filings/<uuid:filing_uid>/refuse", filing_refuse, name="filing_refuse"),
]
