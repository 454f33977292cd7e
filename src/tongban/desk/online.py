"""Which steps are online for whom: the judge reviews a yes that is taken back, and moves a step offline."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from tongban.cases.actions.online import move_step, review_withdrawal
from tongban.cases.queries import consents_of
from tongban.cases.queries.online import step_changes_seen_by
from tongban.cases.vocabulary import CaseView
from tongban.cases.vocabulary.online import Review, StepChange
from tongban.cases.wording import KEEPINGS, REVIEWS, UNFITS
from tongban.desk.evidence import own_case
from tongban.desk.forms.online import ALLOW, MoveStepForm, ReviewForm
from tongban.desk.frame import DeskRequest, roles_at, staff_page, tried
from tongban.desk.wording.cases import CHOICES, SIDES, STEPS
from tongban.face.refusals import attach_refusals
from tongban.people.vocabulary import Role

_GROUNDS: dict[str, object] = {ground.value: words for ground, words in (KEEPINGS | UNFITS).items()}


@require_safe
@staff_page(Role.CLERK, Role.JUDGE)
def online(request: DeskRequest, case: UUID) -> HttpResponse:
    """Each party's answers, what is to be reviewed, and what was moved."""
    view = own_case(request, case)
    answers = consents_of(case)
    context = {
        "case": view,
        "rows": [
            (SIDES[p.side], p, [(STEPS[s], CHOICES[answers[p.uid, s].choice]) for s in STEPS if (p.uid, s) in answers])
            for p in view.parties
        ],
        "changes": [_told(view, one) for one in step_changes_seen_by(request.viewer, case)],
        "judges": Role.JUDGE in roles_at(request, view.court),
    }
    return render(request, "desk/online_case.html", context)


def _told(case: CaseView, one: StepChange) -> dict[str, Any]:
    return {
        "one": one,
        "step": STEPS[one.step],
        "says": REVIEWS[one.state],
        "ground": _GROUNDS.get(one.ground, ""),
        "party": case.party(one.party) if one.party else None,
        "waits": one.state is Review.ASKED,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.JUDGE)
def review(request: DeskRequest, case: UUID, change: UUID) -> HttpResponse:
    """Let a party out of its yes, or hold it to it."""
    view = own_case(request, case)
    one = next((c for c in step_changes_seen_by(request.viewer, case) if c.uid == change and c.party), None)
    if one is None:
        raise Http404
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by, told = request.act_as("judge", view.court), form.cleaned_data
        allow = told["outcome"] == ALLOW
        ground = "" if allow else told["outcome"]
        _none, refusals = tried(
            lambda: review_withdrawal(
                case, change, allow=allow, ground=ground, reasons=told["reasons"], by=by, at=request.at
            )
        )
        if not refusals:
            return redirect("desk:online_case", case=case)
        attach_refusals(form, refusals)
    context = {"case": view, "form": form} | _told(view, one)
    return render(request, "desk/online_review.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.JUDGE)
def move(request: DeskRequest, case: UUID) -> HttpResponse:
    """Move a step offline for everybody."""
    view = own_case(request, case)
    form = MoveStepForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by = request.act_as("judge", view.court)
        _none, refusals = tried(lambda: move_step(case, by=by, at=request.at, **form.cleaned_data))
        if not refusals:
            return redirect("desk:online_case", case=case)
        attach_refusals(form, refusals)
    context = {"case": view, "form": form}
    return render(request, "desk/online_move.html", context, status=422 if form.is_bound else 200)


urls = [
    path("cases/<uuid:case>/online", online, name="online_case"),
    path("cases/<uuid:case>/online/move", move, name="online_move"),
    path("cases/<uuid:case>/online/<uuid:change>", review, name="online_review"),
]
