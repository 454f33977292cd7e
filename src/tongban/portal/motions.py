"""What a party asks of the court within its case: what can be asked now, the form of each, what became of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from tongban.cases.law import Do, may_be_restored
from tongban.cases.vocabulary import Side
from tongban.cases.wording import PROCEDURE_STAGES
from tongban.cooperation.vocabulary import Sheet
from tongban.courts.wording import period_name
from tongban.documents.actions.upload import upload_limit
from tongban.face import presentation
from tongban.face.agents import TYPES
from tongban.face.parts import Task
from tongban.face.refusals import attach_refusals
from tongban.face.requests import CourtRequest
from tongban.face.uploads import taken
from tongban.kernel.refusal import Refused
from tongban.motions.law import KINDS
from tongban.motions.vocabulary import Kind
from tongban.motions.wording import KINDS as KIND_WORDS
from tongban.portal.case import SECTIONS, TASKS, clocks, hand_over, is_remote, own_sheet
from tongban.portal.doors import for_parties, sent_by
from tongban.portal.forms import motions as words
from tongban.portal.forms.words import SIDES


def _open(sheet: Sheet) -> list[Kind]:
    """What the reader's party may ask for now, by the table of the case."""
    able = [kind for kind, row in KINDS.items() if row.asks.value in sheet["acts"]]
    return [kind for kind in able if kind is not Kind.RESTORATION or _periods(sheet)]


def _tasks(sheet: Sheet) -> list[Task]:
    """The security that the court waits for; and one line, as long as anything can be asked for."""
    owed = [line["uid"] for line in sheet.get("motions", ()) if Do.GIVE_SECURITY in line["acts"]]
    give = str(words.ACTS[Do.GIVE_SECURITY])
    found = [Task(give, "not_started", reverse("portal:motion", args=[sheet["case"], uid])) for uid in owed]
    return found + ([Task(str(words.ASK), "optional", _list_of(sheet))] if _open(sheet) else [])


def _list_of(sheet: Sheet) -> str:
    return reverse("portal:motions", args=[sheet["case"]])


def motions_of(sheet: Sheet) -> list[dict[str, Any]]:
    """The motions of a sheet with their codes in words."""
    return [_told(line) for line in sheet.get("motions", ())]


def _told(line: dict[str, Any]) -> dict[str, Any]:
    kind = Kind(line["kind"])
    return line | {
        "title": KIND_WORDS[kind],
        "law": kind.law,
        "says": PROCEDURE_STAGES.get(line["stage"], line["stage"]),
        "asked_by": words.ASKED_BY % {"side": SIDES.get(line["side"], ""), "name": line["party"]},
        "at": datetime.fromisoformat(line["at"]),
        "urgent": datetime.fromisoformat(line["urgent_until"]) if line.get("urgent_until") else None,
        "until": date.fromisoformat(line["ends_on"]) if line["ends_on"] else None,
        "doing": [(act, words.ACTS[Do(act)]) for act in line["acts"] if Do(act) in words.ACTS],
    }


@require_GET
@for_parties
def motions(request: CourtRequest, uid: UUID) -> HttpResponse:
    """What can be asked for now, and everything that was asked for."""
    sheet = own_sheet(request, uid)
    able = [(kind, KIND_WORDS[kind], words.HINTS[kind], kind.law) for kind in _open(sheet)]
    return render(request, "portal/case_motions.html", {"sheet": sheet, "able": able, "motions": motions_of(sheet)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def motion_new(request: CourtRequest, uid: UUID, kind: str) -> HttpResponse:
    """The form of one kind."""
    sheet = own_sheet(request, uid)
    if kind not in set(Kind):
        raise Http404
    row = KINDS[Kind(kind)]
    data = (sent_by(request), request.FILES or None)
    form = words.MotionForm(row.fields, _opponents(sheet), *data, periods=_periods(sheet))
    if request.method == "POST" and form.is_valid():
        try:
            materials = taken(
                request.FILES.getlist("files"), "files", "files", secret=form.cleaned_data["state_secret"]
            )
            then = "" if is_remote(sheet) else _list_of(sheet)
            return hand_over(request, uid, "ask_motion", {"kind": kind, **form.words()}, materials, then=then)
        except Refused as no:
            attach_refusals(form, no.refusals)
    context = {
        "sheet": sheet,
        "form": form,
        "title": KIND_WORDS[row.kind],
        "hint": words.HINTS[row.kind],
        "law": row.kind.law,
        "open": row.kind in _open(sheet),
        "limit": upload_limit(),
        "types": TYPES,
    }
    return render(request, "portal/case_motion_new.html", context, status=422 if form.is_bound else 200)


def _opponents(sheet: Sheet) -> list[tuple[str, str]]:
    """The other side's parties; a court of an older version names none by uid."""
    beside = {sheet["side"], Side.THIRD_PARTY}
    return [(p["uid"], p["name"]) for p in sheet["parties"] if p["side"] not in beside and "uid" in p]


def _periods(sheet: Sheet) -> list[tuple[str, str]]:
    """The reader's own periods that the court may restore, each with its last day; upon what the court above has
    decided nobody appeals any more.
    """
    found, decided = [], bool((sheet.get("judgment") or {}).get("above"))
    quiet = {uid for line in sheet.get("motions", ()) if line["quiet"] for uid in line["clocks"]}
    for row in sheet["clocks"]:
        due = date.fromisoformat(row["due"]) if row["due"] and row["owed_by"] == "me" else None
        met = timezone.localtime(datetime.fromisoformat(row["met_at"])).date() if row["met_at"] else None
        if due is None or row["uid"] in quiet or (met and decided):
            continue
        if may_be_restored(row["rule"], due, met):
            day = presentation.day(due, get_language() or "en")
            found.append((row["uid"], f"{period_name(row['rule'])} · {day}"))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def motion(request: CourtRequest, uid: UUID, motion: UUID) -> HttpResponse:
    """One motion: what was asked for, where it stands, which periods run, what the reader may do."""
    sheet = own_sheet(request, uid)
    line = next((one for one in motions_of(sheet) if one["uid"] == str(motion)), None)
    if line is None:
        raise Http404
    asked = request.POST.get("act", "") if request.method == "POST" else ""
    shown = [_act_form(request, line, act, label, sent=act == asked) for act, label in line["doing"]]
    if request.method == "POST":
        form = next((form for act, _label, form in shown if act == asked), None)
        if form is None:
            raise Http404
        answer = _acted(request, sheet, line, asked, form) if form.is_valid() else None
        if answer is not None:
            return answer
    context = {
        "sheet": sheet,
        "motion": line,
        "acts": shown,
        "clocks": _running(request, sheet, line),
        "quiet": words.QUIET if line["quiet"] else "",
        "limit": upload_limit(),
        "types": TYPES,
        "bad": next((form for _act, _label, form in shown if form.is_bound), None),
    }
    return render(request, "portal/case_motion.html", context, status=422 if request.method == "POST" else 200)


def _running(request: CourtRequest, sheet: Sheet, line: dict[str, Any]) -> list[tuple[object, ...]]:
    """The periods that run because of this motion, as the page of the case shows them."""
    own = [clock for clock in sheet["clocks"] if clock["uid"] in line["clocks"]]
    return [one for one in clocks({"clocks": own}, request.at) if one[1].done is None]


def _act_form(
    request: CourtRequest, line: dict[str, Any], act: str, label: object, *, sent: bool
) -> tuple[str, object, words.MotionForm]:
    fields = KINDS[Kind(line["kind"])].decisions[Do(act)].fields
    data = (sent_by(request), request.FILES or None) if sent else ()
    return act, label, words.MotionForm(fields, (), *data, prefix=act)


def _acted(
    request: CourtRequest, sheet: Sheet, line: dict[str, Any], act: str, form: words.MotionForm
) -> HttpResponse | None:
    """The answer to an act that was done; None when it was refused, with the reasons beside the fields."""
    uid = UUID(sheet["case"])
    try:
        files = request.FILES.getlist(form.add_prefix("files"))
        materials = taken(files, "files", "files", secret=form.cleaned_data["state_secret"])
        then = "" if is_remote(sheet) else reverse("portal:motion", args=[uid, line["uid"]])
        told = {**form.words(), "motion": line["uid"], "act": act}
        return hand_over(request, uid, "act_on_motion", told, materials, then=then)
    except Refused as no:
        attach_refusals(form, no.refusals)
        return None


TASKS.append(_tasks)
SECTIONS["motions"] = "portal/parts/motions_section.html"

urls = [
    path("cases/<uuid:uid>/motions/", motions, name="motions"),
    path("cases/<uuid:uid>/motions/new/<slug:kind>/", motion_new, name="motion_new"),
    path("cases/<uuid:uid>/motions/<uuid:motion>/", motion, name="motion"),
]
