"""Evidence as a party meets it: exhibits of both sides, one page per exhibit, one page per question of the court."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_http_methods

from tongban.cooperation.vocabulary import Sheet
from tongban.documents.actions.upload import upload_limit
from tongban.dossier.vocabulary import Cure, Trigger
from tongban.dossier.wording.originals import CURES, TRIGGERS
from tongban.evidence.vocabulary import (
    ALSO_TAKEN,
    Aspect,
    CaptureState,
    ChainRuling,
    ExhibitStage,
    FindingKind,
    PlatformStatus,
    ProofForm,
    Provenance,
    RoundKind,
)
from tongban.evidence.wording import (
    ASPECTS,
    CAPTURES,
    LACKS,
    PLATFORM_STATUSES,
    PROOF_FORMS,
    PROVENANCE,
    ROUNDS,
    RULINGS,
    STAGES,
    VERDICTS,
    finding_text,
)
from tongban.face.parts import Seal, Task, TaskState
from tongban.face.refusals import attach_refusals, problem
from tongban.face.requests import CourtRequest
from tongban.face.uploads import taken
from tongban.kernel.refusal import Refusal, Refused
from tongban.portal.case import SECTIONS, TASKS, hand_over, own_sheet
from tongban.portal.doors import for_parties
from tongban.portal.forms import evidence as words
from tongban.portal.forms.words import SIDES
from tongban.register.vocabulary import SealVerdict


def exhibits_of(sheet: Sheet) -> list[dict[str, Any]]:
    """The exhibits of a sheet with their codes in words."""
    return [_exhibit(line, sheet) for line in sheet["evidence"]["exhibits"]]


def _exhibit(line: dict[str, Any], sheet: Sheet) -> dict[str, Any]:
    papers = {file["sha256"]: paper["uid"] for paper in sheet["papers"] for file in paper["files"]}
    return line | {
        "says": STAGES[ExhibitStage(line["stage"])],
        "why": TRIGGERS[Trigger(line["trigger"])] if line["trigger"] else "",
        "held": CURES[Cure(line["cure"])] if line["cure"] else "",
        "handed_in": datetime.fromisoformat(line["submitted_at"]),
        "examined": datetime.fromisoformat(line["examined_at"]) if line["examined_at"] else None,
        "findings": [finding_text(FindingKind(f["kind"]), f["body"]) for f in line.get("findings", ())],
        "seen": [(f, _seal(f), papers.get(f["sha256"], "")) for f in line["files"]],
        "ruled": [
            (RULINGS[ChainRuling(r["ruling"])], r, datetime.fromisoformat(r["at"]), SIDES.get(r["motion"], ""))
            for r in line.get("rulings", ())
        ],
        "outside": [_proof(p) for p in line.get("proofs", ())],
        "before": [(PROVENANCE[Provenance(i["item"])], i) for i in line.get("capture", ())],
        "said": [
            (SIDES[o["side"]], o, [(ASPECTS[Aspect(a["aspect"])], a) for a in o["said"]]) for o in line["opinions"]
        ],
    }


def _proof(line: dict[str, Any]) -> dict[str, Any]:
    return line | {
        "form": PROOF_FORMS[ProofForm(line["form"])],
        "says": VERDICTS[SealVerdict(line["verdict"])] if line["verdict"] else "",
        "holds": line["verdict"] == SealVerdict.MATCH,
        "at": datetime.fromisoformat(line["since"]) if line["since"] else None,
        "not_shown": [LACKS[code] for code in line["lacks"] if code in LACKS],
        "stands": PLATFORM_STATUSES[PlatformStatus(line["status"])] if line["status"] else "",
    }


def _seal(file: dict[str, Any]) -> Seal:
    if file["position"] is None:
        return Seal("sealing")
    return Seal("proven" if file["proven"] else "promised", ledger=f"#{file['position']}")


def rounds_of(sheet: Sheet) -> list[dict[str, Any]]:
    """The rounds of a sheet with their codes in words."""
    return [
        line | {"says": ROUNDS[RoundKind(line["kind"])], "last": date.fromisoformat(line["until"])}
        for line in sheet["evidence"]["rounds"]
    ]


def tasks(sheet: Sheet) -> list[Task]:
    """What is owed to the exchange and to the inquiry, and handing in."""
    here = sheet.get("evidence")
    if not here:
        return []
    found = [
        Task(str(words.TO_COMMENT % e), "not_started", reverse("portal:exhibit", args=[sheet["case"], e["uid"]]))
        for e in here["exhibits"]
        if e["to_comment"]
    ]
    found += [
        Task(str(words.TO_ANSWER % q), "not_started", reverse("portal:inquiry", args=[sheet["case"], q["uid"]]))
        for r in here["rounds"]
        for q in r["questions"]
        if q["to_answer"]
    ]
    if "submit_exhibit" in sheet["acts"]:
        found += [
            Task(str(words.TO_SHOW % e), _wanted(e), reverse("portal:exhibit_capture", args=[sheet["case"], e["uid"]]))
            for e in here["exhibits"]
            if e.get("chained") and e.get("to_show") and (e["asked"] or not e["capture_number"])
        ]
        found.append(Task(str(words.HAND_IN), "optional", reverse("portal:exhibit_new", args=[sheet["case"]])))
    return found


def _wanted(line: dict[str, Any]) -> TaskState:
    """What the court asked for is owed; before that it is the party's choice."""
    return "not_started" if line["asked"] else "optional"


@require_GET
@for_parties
def evidence(request: CourtRequest, uid: UUID) -> HttpResponse:
    """All exhibits with their seals and what was said, and all rounds."""
    sheet = own_sheet(request, uid)
    context = {"sheet": sheet, "exhibits": exhibits_of(sheet), "rounds": rounds_of(sheet), "sides": SIDES}
    context["captures"] = [_capture(line) for line in sheet["evidence"].get("captures", ())]
    return render(request, "portal/evidence.html", context)


def _capture(line: dict[str, Any]) -> dict[str, Any]:
    why = Refusal(line["reason"], line["law"], facts=tuple(line["facts"].items())) if line["reason"] else None
    return line | {
        "says": CAPTURES[CaptureState(line["state"])],
        "ordered": datetime.fromisoformat(line["at"]),
        "problem": problem(why) if why else None,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def page_new(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Ask the court to take a web page as evidence."""
    sheet = own_sheet(request, uid)
    form = words.PageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            then = "" if away(sheet) else reverse("portal:evidence", args=[uid])
            return hand_over(request, uid, "order_capture", form.words(), then=then)
        except Refused as no:
            attach_refusals(form, no.refusals)
    context = {"sheet": sheet, "form": form}
    return render(request, "portal/evidence_page.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def exhibit_new(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Hand in one exhibit; its digest is shown afterwards on its page."""
    sheet = own_sheet(request, uid)
    form = words.ExhibitForm(request.POST, request.FILES) if request.method == "POST" else words.ExhibitForm()
    if request.method == "POST" and form.is_valid():
        try:
            then = reverse("portal:evidence", args=[uid])
            secret = form.cleaned_data["state_secret"]
            files = request.FILES.getlist("files")
            materials = taken(files, "files", "exhibit", secret=secret, also=ALSO_TAKEN)
            return hand_over(request, uid, "submit_exhibit", form.words(), materials, then="" if away(sheet) else then)
        except Refused as no:
            attach_refusals(form, no.refusals)
    context = {"sheet": sheet, "form": form, "limit": upload_limit(), "types": words.TYPES}
    return render(request, "portal/evidence_new.html", context, status=422 if form.is_bound else 200)


def away(sheet: Sheet) -> bool:
    """An act in a case elsewhere leads to its own progress page."""
    return "shown_by" in sheet


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def exhibit(request: CourtRequest, uid: UUID, exhibit: UUID) -> HttpResponse:
    """One exhibit: its files, its seal, what was said; in an open exchange, the party's own opinion."""
    sheet = own_sheet(request, uid)
    line = next((e for e in exhibits_of(sheet) if e["uid"] == str(exhibit)), None)
    if line is None:
        raise Http404
    form = words.OpinionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            said = form.words() | {"exhibit": str(exhibit)}
            then = "" if away(sheet) else reverse("portal:evidence", args=[uid])
            return hand_over(request, uid, "comment_exhibit", said, then=then)
        except Refused as no:
            attach_refusals(form, no.refusals)
    context = {"sheet": sheet, "exhibit": line, "form": form, "pairs": _pairs(form), "away": away(sheet)}
    return render(request, "portal/evidence_exhibit.html", context, status=422 if form.is_bound else 200)


def _pairs(form: words.OpinionForm) -> list[Any]:
    return [field for aspect in Aspect for field in (form[aspect.value], form[f"{aspect}_reason"])]


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def inquiry(request: CourtRequest, uid: UUID, question: UUID) -> HttpResponse:
    """One question of the court, and the party's answer."""
    sheet = own_sheet(request, uid)
    asked = [(r, q) for r in rounds_of(sheet) for q in r["questions"] if q["uid"] == str(question)]
    if not asked:
        raise Http404
    form = words.AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            said = {"question": str(question), "text": form.cleaned_data["text"]}
            return hand_over(request, uid, "answer_inquiry", said)
        except Refused as no:
            attach_refusals(form, no.refusals)
    context = {"sheet": sheet, "round": asked[0][0], "question": asked[0][1], "form": form, "sides": SIDES}
    return render(request, "portal/evidence_question.html", context, status=422 if form.is_bound else 200)


TASKS.append(tasks)
SECTIONS["evidence"] = "portal/parts/evidence_section.html"

urls = [
    path("cases/<uuid:uid>/evidence/", evidence, name="evidence"),
    path("cases/<uuid:uid>/evidence/new/", exhibit_new, name="exhibit_new"),
    path("cases/<uuid:uid>/evidence/page/", page_new, name="exhibit_page"),
    path("cases/<uuid:uid>/evidence/<uuid:exhibit>/", exhibit, name="exhibit"),
    path("cases/<uuid:uid>/inquiry/<uuid:question>/", inquiry, name="inquiry"),
]
