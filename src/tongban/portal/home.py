"""The first page: for strangers the ways in, for a person what waits and what runs; and the person's own account."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from tongban.access.audience import Audience, open_to
from tongban.access.vocabulary import Viewer
from tongban.cooperation.queries import cases_of, errands_of
from tongban.cooperation.vocabulary import MatterStage, MatterView, Sheet
from tongban.cooperation.wording import STAGES as ERRAND_STAGES
from tongban.courts.queries import court_name
from tongban.face.parts import Task, TaskGroup
from tongban.face.requests import CourtRequest
from tongban.filing.queries import drafts_of, filings_of, interview_of
from tongban.filing.vocabulary import Early, FilingView, Stage
from tongban.filing.wording import STAGES as FILING_STAGES
from tongban.filing.wording import in_reader_language
from tongban.people.queries import ease_of, identity_level, person_by_uid
from tongban.portal.case import open_tasks
from tongban.portal.doors import for_persons
from tongban.portal.filed import errand_clock
from tongban.portal.filing import today
from tongban.portal.forms.words import ACCOUNT_LEVELS, CASE_STAGES_SHORT, HOME

WAITING: list[Callable[[Viewer], list[Task]]] = []
"""What else waits for a person: `waiting(viewer) -> list[Task]`; another module of pages appends its own."""
OPEN = frozenset({"not_started", "in_progress"})
LOOKED_INTO = 3
"""Cases under way whose open tasks are shown on the first page; the others show them on their own page."""
OVER = frozenset({"effective", "withdrawn"})


@require_GET
@open_to(Audience.PUBLIC)
def home(request: CourtRequest) -> HttpResponse:
    """Tasks first; a stranger finds the ways in."""
    if request.held():
        return redirect("portal:held")
    if request.viewer.person is None:
        return render(request, "portal/home.html")
    errands = errands_of(request.viewer)
    groups = [group for group in _groups(request, errands) if group.tasks]
    owing = [m for m in errands if m.owed and not m.done_at]
    owed = [(_errand_title(request, m), errand_clock(m, request)) for m in owing]
    eased = ease_of(request.viewer.person, at=request.at)
    context = {"groups": groups, "clocks": owed, "name": _name(request.viewer.person), "eased": eased}
    return render(request, "portal/home_person.html", context)


def _groups(request: CourtRequest, errands: Sequence[MatterView]) -> list[TaskGroup]:
    viewer, cases, filings = request.viewer, cases_of(request.viewer), filings_of(request.viewer)
    waiting = [task for further in WAITING for task in further(viewer)]
    under_way = [row for row in cases if row["stage"] not in OVER]
    for row in under_way[:LOOKED_INTO]:
        waiting += [task for task in _tasks_of(row["sheet"]) if task.state in OPEN]
    waiting += [_filing_task(request, f) for f in filings if f.stage is Stage.CORRECTION]
    waiting += [
        _filing_task(request, f) for f in filings if f.stage is Stage.UNDER_REVIEW and f.early is Early.PROPOSED
    ]
    waiting += [_errand_task(request, m) for m in errands if m.stage is MatterStage.CORRECTION]
    return [
        TaskGroup(str(HOME["waiting"]), waiting),
        TaskGroup(str(HOME["drafts"]), _drafts(request)),
        TaskGroup(str(HOME["filings"]), _handed_in(request, filings, errands)),
        TaskGroup(
            str(HOME["cases"]),
            [
                Task(
                    row["number"],
                    "in_progress" if row["stage"] not in OVER else "done",
                    reverse("portal:case", args=[row["case"]]),
                    f"{row['cause']} · {CASE_STAGES_SHORT.get(row['stage'], row['stage'])}",
                )
                for row in cases
            ],
        ),
    ]


def _tasks_of(sheet: Sheet) -> list[Task]:
    return [Task(str(t.title), t.state, t.href, sheet["number"]) for t in open_tasks(sheet)]


def _drafts(request: CourtRequest) -> list[Task]:
    return [
        Task(
            in_reader_language(interview_of(d.interview).title),
            "in_progress",
            reverse("portal:draft", args=[d.uid]),
            d.answers.get("defendant.name", "") or str(HOME["draft_hint"]),
        )
        for d in drafts_of(request.viewer)
        if not d.corrects
    ]


def _handed_in(request: CourtRequest, filings: Sequence[FilingView], errands: Sequence[MatterView]) -> list[Task]:
    """Filings and errands that are no case yet; a case stands under its number."""
    tasks = [_filing_task(request, f) for f in filings if f.case is None]
    return tasks + [_errand_task(request, m) for m in errands if not m.answer.get("case")]


def _errand_task(request: CourtRequest, m: MatterView) -> Task:
    state = "problem" if m.stage is MatterStage.CORRECTION else "in_progress"
    state = "done" if m.stage is MatterStage.TAKEN_BACK else state
    says = str(ERRAND_STAGES[m.stage])
    return Task(_errand_title(request, m), state, reverse("portal:errand", args=[m.uid]), says)  # type: ignore[arg-type]


def _filing_task(request: CourtRequest, f: FilingView) -> Task:
    title = f"{in_reader_language(interview_of(f.interview).title)} · {court_name(f.court, today(request))}"
    state = "problem" if f.stage in {Stage.CORRECTION, Stage.REFUSED} else "in_progress"
    state = "done" if f.stage is Stage.TAKEN_BACK else state
    return Task(title, state, reverse("portal:filing", args=[f.uid]), str(FILING_STAGES[f.stage]))  # type: ignore[arg-type]


def _errand_title(request: CourtRequest, m: MatterView) -> str:
    day = today(request)
    return f"{court_name(m.from_court, day)} → {court_name(m.to_court, day)}"


def _name(uid: UUID) -> str:
    person = person_by_uid(uid)
    return person.name if person else ""


@require_GET
@for_persons
def account(request: CourtRequest) -> HttpResponse:
    """The person as the court knows one, how surely, and the ways to a new password and out."""
    assert request.viewer.person is not None  # noqa: S101 - the door has let a person in
    person = person_by_uid(request.viewer.person)
    level = ACCOUNT_LEVELS[identity_level(request.viewer.person).value]
    return render(request, "portal/account.html", {"person": person, "level": level})


urls = [
    path("", home, name="home"),
    path("account/", account, name="account"),
]
