"""Judgments: the judge's draft beside the file, the text as it would read, the signature, and what became of it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.cases.law import TRACKS
from tongban.cases.queries import case_seen_by
from tongban.cases.vocabulary import Act, CaseView
from tongban.cases.wording import PROCEDURE_ACTS
from tongban.desk.forms.judgments import DraftForm, typed
from tongban.desk.frame import DeskRequest, own_court, staff_page, tried
from tongban.face.parts import Problem
from tongban.face.refusals import problems
from tongban.judgments.actions import save_fields, sign_judgment
from tongban.judgments.queries import judgment_seen_by, preview, text_of
from tongban.judgments.vocabulary import JudgmentView, State
from tongban.judgments.wording import STATES
from tongban.kernel.refusal import Refusal
from tongban.people.vocabulary import Role
from tongban.publication.queries import publication_of_case
from tongban.publication.wording import STAGES as PUBLICATION_STAGES


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.JUDGE)
def draft(request: DeskRequest, case: UUID) -> HttpResponse:
    """The draft, composed from the file; posting saves it and shows how it reads."""
    view = _own_case(request, case)
    if request.method == "POST":
        save_fields(request.viewer, case, typed(request.POST))
        return redirect("desk:judgments_check", case=case)
    found = preview(request.viewer, view)
    form = DraftForm.of(found.fields, found.materials.exhibits)
    return render(request, "desk/judgments_draft.html", {"case": view, "found": found, "form": form})


@require_POST
@staff_page(Role.JUDGE)
def save(request: DeskRequest, case: UUID) -> HttpResponse:
    """Autosave of one field."""
    _own_case(request, case)
    alone = request.headers.get("HX-Trigger-Name", "")
    save_fields(request.viewer, case, typed(request.POST, alone=alone))
    return HttpResponse(status=204)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.JUDGE)
def check(request: DeskRequest, case: UUID) -> HttpResponse:
    """The judgment as it would read, and the signature."""
    view = _own_case(request, case)
    refusals: tuple[Refusal, ...] = ()
    if request.method == "POST":
        by = request.act_as("judge", view.court)
        made, refusals = tried(lambda: sign_judgment(case, by=by, at=request.at))
        if made:
            return redirect("desk:judgments_case", case=case)
    found = preview(request.viewer, view)
    against = refusals or found.refusals
    context = {"case": view, "found": found, "problems": _against(against, case), "ready": not against}
    return render(request, "desk/judgments_check.html", context, status=422 if refusals else 200)


@require_safe
@staff_page()
def judgment(request: DeskRequest, case: UUID) -> HttpResponse:
    """The judgment of a case: its text, its state, its publication; before it, the way to the draft."""
    view = _own_case(request, case)
    found = judgment_seen_by(request.viewer, case)
    public = publication_of_case(request.viewer, case)
    context = {
        "case": view,
        "judgment": found,
        "state": STATES[found.state] if found else "",
        "paragraphs": text_of(found.content) if found else (),
        "publication": public,
        "publication_state": PUBLICATION_STAGES[public.stage] if public else "",
        "may_draft": case in request.viewer.panels and (found is None or _is_tried_anew(view, found)),
        "above": PROCEDURE_ACTS[found.above["act"]] if found and found.above else "",
    }
    return render(request, "desk/judgments_case.html", context)


def _is_tried_anew(case: CaseView, judgment: JudgmentView) -> bool:
    """Whether another judgment is to come in a case that was remanded."""
    return judgment.state is State.QUASHED and TRACKS[case.track].allows(case.stage, Act.SIGN_JUDGMENT)


def _against(refusals: tuple[Refusal, ...], case: UUID) -> list[Problem]:
    """What stands against the signature, each with the way to its field in the draft."""
    address = reverse("desk:judgments_draft", args=[case])
    named = DraftForm.base_fields
    return [
        replace(p, field="", href=f"{address}#id_{p.field}", label=str(named[p.field].label)) if p.field in named else p
        for p in problems(refusals)
    ]


def _own_case(request: DeskRequest, case: UUID) -> CaseView:
    view = case_seen_by(request.viewer, case)
    own_court(request, view.court)
    return view


urls = [
    path("cases/<uuid:case>/judgment", judgment, name="judgments_case"),
    path("cases/<uuid:case>/judgment/draft", draft, name="judgments_draft"),
    path("cases/<uuid:case>/judgment/save", save, name="judgments_save"),
    path("cases/<uuid:case>/judgment/check", check, name="judgments_check"),
]
