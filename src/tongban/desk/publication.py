"""Publication: proposals of the court, and the press of a named person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from tongban.courts.wording import length
from tongban.desk.forms.publication import GroundForm, NamesForm
from tongban.desk.frame import DeskRequest, own_court, roles_at, roles_in, staff_page, tried
from tongban.desk.wording import publication as words
from tongban.face.parts import Clock, Column, Row, Table
from tongban.face.presentation import day
from tongban.face.refusals import problems
from tongban.judgments.queries import text_of
from tongban.kernel.refusal import Refusal
from tongban.people.vocabulary import Role
from tongban.publication.actions import hide_names, publish, withdraw, withhold
from tongban.publication.queries import acts_open, proposals, publication_of_case
from tongban.publication.vocabulary import PublicationView
from tongban.publication.wording import DOUBTS, GROUNDS, STAGES


@require_safe
@staff_page(Role.CLERK, Role.JUDGE, Role.PRESIDENT)
def listed(request: DeskRequest) -> HttpResponse:
    """What waits for a decision."""
    found = proposals(request.viewer, request.desk.court)
    rows = [
        Row((p.number, p.cause, _day(p.publish_by)), reverse("desk:publication_case", args=[p.case])) for p in found
    ]
    columns = tuple(Column(str(label)) for label in words.COLUMNS)
    table = Table(str(words.CAPTION) % {"n": len(found)}, columns, rows, str(words.EMPTY))
    return render(request, "desk/publication_list.html", {"table": table})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.CLERK, Role.JUDGE, Role.PRESIDENT)
def decide(request: DeskRequest, case: UUID) -> HttpResponse:
    """One proposal beside what may be done with it."""
    found = publication_of_case(request.viewer, case)
    if found is None:
        raise Http404
    own_court(request, found.court)
    refusals: tuple[Refusal, ...] = ()
    if request.method == "POST":
        _none, refusals = tried(_act(request, found))
        if not refusals:
            return redirect("desk:publication_case", case=case)
    context = _context(request, found) | {"problems": problems(refusals)}
    return render(request, "desk/publication_case.html", context, status=422 if refusals else 200)


def _act(request: DeskRequest, found: PublicationView) -> Callable[[], object]:
    """The act that was pressed, in the capacity that the table asks for; the act itself refuses a wrong one."""
    what, at, uid = request.POST.get("act", ""), request.at, found.uid
    roles = roles_in(request, found.court, found.case)
    role = acts_open(found.stage, roles).get("publish" if what == "hide" else what, roles[0])
    by = request.act_as(role, found.court)
    ground, names = request.POST.get("ground", ""), request.POST.get("names", "").splitlines()
    acts: dict[str, Callable[[], object]] = {
        "publish": lambda: publish(uid, by=by, at=at),
        "hide": lambda: hide_names(uid, names, by=by, at=at),
        "withhold": lambda: withhold(uid, ground, by=by, at=at),
        "withdraw": lambda: withdraw(uid, ground, by=by, at=at),
    }
    if what not in acts:
        raise Http404
    return acts[what]


def _context(request: DeskRequest, found: PublicationView) -> dict[str, Any]:
    due, done = found.publish_by, found.published_at
    return {
        "found": found,
        "state": STAGES[found.stage],
        "paragraphs": text_of(found.content),
        "doubts": [DOUBTS[doubt] for doubt in found.doubts],
        "advised": GROUNDS[found.advised] if found.advised else "",
        "ground": GROUNDS[found.ground] if found.ground else "",
        "clock": Clock(
            str(words.CLOCK) % {"time": length("publication_judgment")}, due, request.at, done, "文书上网规定 7"
        )
        if due
        else None,
        "able": set(acts_open(found.stage, roles_at(request, found.court))),
        "names": NamesForm(request.POST if request.POST.get("act") == "hide" else None),
        "grounds": GroundForm(),
    }


def _day(value: Any) -> str:  # noqa: ANN401 - a date or none
    return day(value, get_language() or "en") if value else ""


urls = [
    path("publication", listed, name="publication_list"),
    path("cases/<uuid:case>/publication", decide, name="publication_case"),
]
