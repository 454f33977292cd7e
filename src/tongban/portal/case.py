"""The case as its party reads it, and the registry by which other pages of the portal join it.

Another module of pages joins in three ways, each one line at its end:
- `ACT_PAGES["answer"] = "portal:answer"`: an act of the procedure leads to its page (the address takes the case's uid);
- `TASKS.append(tasks)`: further tasks, `tasks(sheet) -> list[Task]`, for instance what is owed outside the procedure;
- `SECTIONS["money"] = "portal/fees_section.html"`: a section of the sheet (by its key) shown by its own template.
Acts of parties end in `hand_over(...)`, which answers alike whether the case lives here or elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from tongban.cases.wording import SIDES_OF, TRACKS
from tongban.cooperation.actions.party_acts import act_as_party
from tongban.cooperation.queries import remote_act_seen_by, sheet_seen_by
from tongban.cooperation.vocabulary import RemoteState, Sheet
from tongban.courts.wording import period_effect, period_name
from tongban.documents.vocabulary import Material
from tongban.face import presentation
from tongban.face.parts import Clock, Task, TaskGroup, TaskState
from tongban.face.parts import Step as TimelineStep
from tongban.face.requests import CourtRequest
from tongban.face.tags.panels import read_clock
from tongban.kernel.money import Money, parse_amount
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step, told_by
from tongban.people.wording import disputed_mark
from tongban.people.wording.corrections import note as corrected_note
from tongban.portal.doors import for_parties, for_persons
from tongban.portal.forms.timeline import FOR_PARTY, ROLES, sentence
from tongban.portal.forms.words import (
    ACT_HINTS,
    ACT_TITLES,
    ACTS_BY_LAW,
    CASE_STAGES,
    CLOCK_OWNERS,
    LOST,
    REMOTE,
    SIDES,
    STEPS,
)

ACT_PAGES: dict[str, str] = {
    "decline_mediation": "portal:decline_mediation",
    "consent": "portal:consents",
}
"""By the act's name in the procedure: the name of the address of its page."""
TASKS: list[Callable[[Sheet], list[Task]]] = []
SECTIONS: dict[str, str] = {}
PAPERS_OPEN = 6
"""The newest papers of a case, shown at once; the older ones and the certificates of service unfold."""
SILENT = frozenset({"join"})
"""Acts that a party whose page this is has done already."""


def own_sheet(request: CourtRequest, uid: UUID) -> Sheet:
    """The sheet of a case in which the viewer is a party; for everybody else, staff included, there is no such page."""
    sheet = sheet_seen_by(request.viewer, uid)
    if not sheet["party"]:
        raise Http404
    return sheet


def is_remote(sheet: Sheet) -> bool:
    """Whether the case lives on another platform."""
    return "shown_by" in sheet


@require_GET
@for_parties
def case(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Where the case stands, what to do now, what runs, what happened, which papers there are."""
    sheet = own_sheet(request, uid)
    newest = sorted(sheet["papers"], key=lambda paper: (paper["kind"] != "certificate", paper["at"]), reverse=True)
    context = {
        "sheet": sheet,
        "remote": is_remote(sheet),
        "as_of": datetime.fromisoformat(sheet["as_of"]) if is_remote(sheet) else None,
        "stage": CASE_STAGES.get(sheet["stage"], sheet["stage"]),
        "track": TRACKS.get(sheet["track"], sheet["track"]),
        "parties": [(_side(sheet, p["side"]), p, _note(p)) for p in sheet["parties"]],
        "claim": claim_of(sheet),
        "tasks": [TaskGroup("", found)] if (found := open_tasks(sheet)) else [],
        "running": [one for one in clocks(sheet, request.at) if not one[1].done],
        "over": [c for _owner, c, _why, _late in clocks(sheet, request.at) if c.done],
        "papers": (newest[:PAPERS_OPEN], newest[PAPERS_OPEN:]),
        "steps": timeline(sheet),
        "sections": [(template, sheet[key]) for key, template in SECTIONS.items() if sheet.get(key)],
        "acting": next((one for one in sheet.get("agents", ()) if one["me"]), None),
        "now": request.at,
    }
    return render(request, "portal/case.html", context)


def _side(sheet: Sheet, side: str) -> object:
    """How the procedure of the case calls a side."""
    return SIDES_OF.get(sheet["track"], SIDES).get(side, side)


def _note(party: dict[str, Any]) -> str:
    """What is to be known of the party: who acts for it, that it died, that its record was corrected; "" for most."""
    told = [str(ACTS_BY_LAW) % {"name": party["guardian"]}] if party.get("guardian") else []
    told += [str(LOST[party["loss"]])] if party.get("loss") in LOST else []
    told += [_corrected(party["corrected"])] if party.get("corrected") else []
    return " · ".join(told)


def _corrected(one: dict[str, Any]) -> str:
    """That the party's record was corrected after it was handed in."""
    return corrected_note(
        one["fields"], court=one["court"], day=presentation.day(date.fromisoformat(one["day"]), get_language() or "en")
    )


def claim_of(sheet: Sheet) -> Money | None:
    """The amount in dispute."""
    found = parse_amount(sheet["claim"]["amount"], field="", currency=sheet["claim"]["currency"])
    return None if isinstance(found, Refusal) else found


def open_tasks(sheet: Sheet) -> list[Task]:
    """What this party may or must do now, each with the page where it is done."""
    found = [
        Task(ACT_TITLES.get(act, act), _state(sheet, act), _page(sheet, act), ACT_HINTS.get(act, ""))  # type: ignore[arg-type]
        for act in sheet["acts"]
        if act not in SILENT and _page(sheet, act)
    ]
    for further in TASKS:
        found += further(sheet)
    return found


def _state(sheet: Sheet, act: str) -> TaskState:
    if act == "consent":
        given = len(set(sheet["consents"]) & set(STEPS))
        return "done" if given == len(STEPS) else "in_progress" if given else "not_started"
    if act == "decline_mediation":
        declined = [line for line in sheet["timeline"] if line["event"] == "mediation_declined"]
        return "done" if any(line["facts"].get("party") == sheet["party"] for line in declined) else "optional"
    return "not_started"


def _page(sheet: Sheet, act: str) -> str:
    """The address of the act's page; "" while nobody has made one."""
    try:
        return reverse(ACT_PAGES[act], args=[sheet["case"]])
    except (KeyError, NoReverseMatch):
        return ""


def clocks(sheet: Sheet, now: datetime) -> list[tuple[object, Clock, tuple[Step, ...], bool]]:
    """The periods with who owes, why they end then, and whether the court itself is late, the open ones first.

    A court of an older version shows no reasons.
    """
    found: list[tuple[object, Clock, tuple[Step, ...], bool]] = []
    for row in sheet["clocks"]:
        clock = _clock(row, now)
        late = row["owed_by"] == "court" and read_clock(clock).state == "overdue"
        found.append((CLOCK_OWNERS.get(row["owed_by"], ""), clock, told_by(row.get("steps", ())), late))
    return found


def _clock(row: dict[str, Any], now: datetime) -> Clock:
    due: date | datetime = datetime.fromisoformat(row["due_at"]) if row["due_at"] else date.fromisoformat(row["due"])
    done = datetime.fromisoformat(row["met_at"]) if row["met_at"] else None
    lapses = row["owed_by"] != "court"
    stands = date.fromisoformat(row["stands_since"]) if row.get("stands_since") else None
    name, follows = period_name(row["rule"]), period_effect(row["rule"])
    return Clock(name, due, now, done, row["article"], lapses=lapses, stands=stands, follows=follows)


def timeline(sheet: Sheet) -> list[TimelineStep]:
    """What happened, newest first; facts without a sentence are not told."""
    found = []
    for line in reversed(sheet["timeline"]):
        rule = line["facts"].get("rule", "")
        what = sentence(line["event"], line["facts"], {rule: period_name(rule)} if rule else {})
        if what:
            at = datetime.fromisoformat(line["at"])
            what += disputed_mark(line.get("disputed", ""))
            found.append(TimelineStep(what, at, _who(line), line["law"]))
    return found


def _who(line: dict[str, Any]) -> str:
    """In which capacity somebody acted; an agent is named with the party."""
    return str(FOR_PARTY) % line if line.get("agent") else str(ROLES.get(line["role"], ""))


def hand_over(
    request: CourtRequest,
    case: UUID,
    name: str,
    arguments: dict[str, str],
    materials: tuple[Material, ...] = (),
    *,
    then: str = "",
) -> HttpResponse:
    """Do a party's act and go on: to `then` (else the case) when it was done here, to its progress when it was sent.

    From its progress the person goes on to `then`, too, and has seen whether the owner took it.
    Raises `Refused` as the act does.
    """
    by = request.act_as("party")
    handed = act_as_party(name, case=case, by=by, at=request.at, arguments=arguments, materials=materials)
    if handed.remote is not None:
        onward = f"?{urlencode({'next': then})}" if then else ""
        return redirect(reverse("portal:act", args=[handed.remote]) + onward)
    return redirect(then or reverse("portal:case", args=[case]))


@require_GET
@for_persons
def act(request: CourtRequest, uid: UUID) -> HttpResponse:
    """What became of an act that went to the court that has the case."""
    onward = request.GET.get("next", "")
    ours = onward.startswith("/") and url_has_allowed_host_and_scheme(onward, {request.get_host()})
    context = _act_context(request, uid) | {"onward": onward if ours else ""}
    return render(request, "portal/case_act.html", context)


@require_GET
@for_persons
def act_state(request: CourtRequest, uid: UUID) -> HttpResponse:
    """The same as the inside of the live region; 286 ends the asking."""
    context = _act_context(request, uid)
    return render(request, "portal/parts/act_state.html", context, status=200 if context["open"] else 286)


def _act_context(request: CourtRequest, uid: UUID) -> dict[str, Any]:
    case_uid, state, refusals = remote_act_seen_by(request.viewer, uid)
    return {
        "uid": uid,
        "case": case_uid,
        "state": state.value,
        "says": REMOTE[state.value],
        "open": state is RemoteState.SENT,
        "refusals": [_refusal(row) for row in refusals],
    }


def _refusal(row: dict[str, Any]) -> Refusal:
    facts = tuple((str(name), str(value)) for name, value in row.get("facts", ()))
    return Refusal(str(row["reason"]), str(row["law"]), tuple(row.get("fields", ())), facts)


urls = [
    path("cases/<uuid:uid>/", case, name="case"),
    path("acts/<uuid:uid>/", act, name="act"),
    path("acts/<uuid:uid>/state/", act_state, name="act_state"),
]
