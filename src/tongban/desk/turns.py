"""Turns of a case at the desk: rulings, orders and notes that a row of its procedure's table asks of the court."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tongban.cases.actions.stays import resume, suspend
from tongban.cases.actions.turns import take_court_turn
from tongban.cases.law import ENDS_THIRD_CLAIM, Do, drafted, paper_of, to_state
from tongban.cases.queries.turns import turns_open_to, turns_seen_by
from tongban.cases.vocabulary import CaseView
from tongban.cases.vocabulary.turns import TurnView
from tongban.cases.wording import PROCEDURE_ACTS
from tongban.desk.evidence import own_case
from tongban.desk.forms.turns import TurnForm
from tongban.desk.frame import DeskRequest, roles_in, staff_page, tried
from tongban.desk.next_acts import Link
from tongban.face.refusals import attach_refusals
from tongban.fees.actions.lapse import lapse_appeal
from tongban.filing.actions.further import send_petition
from tongban.filing.actions.third_claims import end_third_claim
from tongban.kernel.moves import Move
from tongban.people.vocabulary import Role

_SOURCES = (Role.JUDGE, Role.CLERK)
"""Who takes turns for the court."""
KEYS = "123456789"


def links(case: CaseView, roles: list[str]) -> list[Link]:
    """The turns that are open to somebody who holds `roles`, as buttons of the case page.

    A case is suspended now and then: that is no next step before somebody is lost to it.
    """
    found = dict.fromkeys(move.act for role in roles for move in turns_open_to(case, role))
    stands_still = any(party.loss for party in case.parties)
    open_now = [do for do in found if do is not Do.SUSPEND or stands_still]
    return [
        Link(PROCEDURE_ACTS[do], reverse("desk:turn", args=[case.uid, do.value]), key)
        for do, key in zip(open_now, KEYS, strict=False)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_SOURCES)
def turn(request: DeskRequest, case: UUID, act: str) -> HttpResponse:
    """Take a turn for the court; there is no such page where the table has none for the viewer."""
    view = own_case(request, case)
    role, move = _open(request, view, act)
    today = timezone.localtime(request.at).date()
    sent = request.POST if request.method == "POST" else None
    form = TurnForm(to_state(move), sent, initial={"words": drafted(act, view, today)})
    if request.method == "POST" and form.is_valid():
        take = _act(case, Do(act), form.cleaned_data["words"], form.cleaned_data.get("found", ()))
        _none, refusals = tried(partial(take, by=request.act_as(role, view.court), at=request.at))
        if not refusals:
            return redirect("desk:case", case=case)
        attach_refusals(form, refusals)
    context = {
        "case": view,
        "form": form,
        "title": PROCEDURE_ACTS[act],
        "law": move.law,
        "paper": paper_of(Do(act)),
        "said": [_said(view, one) for one in turns_seen_by(request.viewer, view.uid)],
    }
    return render(request, "desk/turn.html", context, status=422 if form.is_bound else 200)


def _act(case: UUID, do: Do, words: str, found: Sequence[str]) -> Callable[..., None]:
    """The act behind the button: whoever sends papers or judges about money does more than say so."""
    if do is Do.SEND_COPY:
        return partial(send_petition, case)
    if do is Do.SUSPEND:
        return partial(suspend, case, words=words)
    if do in (Do.RESUME, Do.RESUME_DELIBERATION):
        return partial(resume, case, do, words=words, found=found)
    if do is Do.LAPSE_APPEAL:
        return partial(lapse_appeal, case, words=words)
    if do in ENDS_THIRD_CLAIM:
        return partial(end_third_claim, case, do, words=words, found=found)
    return partial(take_court_turn, case, do, words=words, found=found)


def _open(request: DeskRequest, case: CaseView, act: str) -> tuple[str, Move]:
    """In which function the viewer takes this turn now, and its row."""
    for role in roles_in(request, case.court, case.uid):
        found = next((move for move in turns_open_to(case, role) if move.act == act), None)
        if found is not None:
            return role.value, found
    raise Http404


def _said(case: CaseView, one: TurnView) -> dict[str, object]:
    party = case.party(one.party) if one.party else None
    return {"title": PROCEDURE_ACTS[one.act], "by": party.name if party else "", "words": one.words, "at": one.at}


urls = [path("cases/<uuid:case>/steps/<slug:act>", turn, name="turn")]
