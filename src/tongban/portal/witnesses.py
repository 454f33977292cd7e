"""Witnesses: a party asks for one; a witness reads the own summons and statement, and, while heard, what is shown."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tongban.access.downloads import delivers_files
from tongban.access.vocabulary import Viewer
from tongban.cases.queries.witnesses import own_testimonies, own_testimony
from tongban.cases.vocabulary.witnesses import WitnessState, WitnessView
from tongban.cases.wording import WITNESS_STATES
from tongban.cooperation.vocabulary import Sheet
from tongban.courts.queries import court_name
from tongban.documents.actions.blobs import open_content
from tongban.documents.queries import document, documents_of
from tongban.face.files import file_answer
from tongban.face.parts import Task
from tongban.face.refusals import attach_refusals
from tongban.face.requests import CourtRequest
from tongban.hearings.actions.witnesses import confirm_statement, sign_guarantee
from tongban.hearings.queries import place_of, statement_of
from tongban.hearings.vocabulary import NOTICE, PROMISE, SHOWN
from tongban.kernel.refusal import Refused
from tongban.portal.case import SECTIONS, TASKS, hand_over, is_remote, own_sheet
from tongban.portal.doors import for_parties, for_persons, sent_by
from tongban.portal.filing import today
from tongban.portal.forms import witnesses as words
from tongban.portal.forms.words import SIDES
from tongban.portal.home import WAITING

_WAITING = {WitnessState.SUMMONED, WitnessState.BOUND, WitnessState.TESTIFYING, WitnessState.RELEASED}


def witnesses_of(sheet: Sheet) -> list[dict[str, Any]]:
    """The witnesses of a sheet with their codes in words."""
    return [
        line
        | {"says": WITNESS_STATES[WitnessState(line["state"])], "asked_by": SIDES.get(line["side"], words.OF_COURT)}
        for line in sheet.get("witnesses", ())
    ]


def _tasks(sheet: Sheet) -> list[Task]:
    """Asking for a witness, while evidence is handed in."""
    if "submit_exhibit" not in sheet["acts"]:
        return []
    return [Task(str(words.ASK), "optional", reverse("portal:witness_new", args=[sheet["case"]]))]


@require_GET
@for_parties
def witnesses(request: CourtRequest, uid: UUID) -> HttpResponse:
    """The witnesses of the case, who asked for them, and what the judge decided."""
    sheet = own_sheet(request, uid)
    context = {"sheet": sheet, "witnesses": witnesses_of(sheet), "may_ask": bool(_tasks(sheet))}
    return render(request, "portal/case_witnesses.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def witness_new(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Ask the court to call a witness."""
    sheet = own_sheet(request, uid)
    form = words.ApplicationForm(sent_by(request))
    if request.method == "POST" and form.is_valid():
        try:
            then = "" if is_remote(sheet) else reverse("portal:witnesses", args=[uid])
            return hand_over(request, uid, "apply_witness", form.cleaned_data, then=then)
        except Refused as no:
            attach_refusals(form, no.refusals)
    context = {"sheet": sheet, "form": form}
    return render(request, "portal/case_witness_new.html", context, status=422 if form.is_bound else 200)


@require_GET
@for_persons
def testimony(request: CourtRequest, uid: UUID) -> HttpResponse:
    """The summons, the guarantee, the room while the judge hears the witness, then the own statement."""
    return _testimony(request, own_testimony(request.viewer, uid))


def _testimony(request: CourtRequest, one: WitnessView, form: Any = None) -> HttpResponse:  # noqa: ANN401 - either form
    said, digest = statement_of(request.viewer, one.uid)
    if one.state is WitnessState.TESTIFYING:
        said = []
    papers = [d for d in documents_of(request.viewer, subjects=[one.uid]) if d.newest]
    signing = one.state is WitnessState.SUMMONED and not one.exempt
    confirming = one.state is WitnessState.RELEASED and bool(said)
    # What was sent too late, or too early, is not shown again: the page shows what is to be done now.
    if signing and not isinstance(form, words.GuaranteeForm):
        form = words.GuaranteeForm()
    elif confirming and not isinstance(form, words.StatementForm):
        form = words.StatementForm(initial={"digest": digest})
    context = {
        "one": one,
        "says": WITNESS_STATES[one.state],
        "court": court_name(one.court, today(request)),
        "place": place_of(request.viewer, one.uid),
        "notices": [d for d in papers if d.kind == NOTICE],
        "shown": [d for d in papers if d.kind == SHOWN],
        "testifying": (one.case, request.viewer.person) in request.viewer.testifying,
        "promise": PROMISE,
        "in_chinese": get_language() in ("zh-hans", "zh-hant"),
        "said": said,
        "signing": signing,
        "confirming": confirming,
        "form": form,
    }
    answer = render(request, "portal/testimony.html", context, status=422 if form and form.is_bound else 200)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@for_persons
def guarantee(request: CourtRequest, uid: UUID) -> HttpResponse:
    """The witness promises to tell the truth."""
    one, form = own_testimony(request.viewer, uid), words.GuaranteeForm(request.POST)
    if form.is_valid():
        try:
            sign_guarantee(uid, version=form.cleaned_data["version"], by=request.act_as("witness"), at=request.at)
            return redirect("portal:testimony", uid)
        except Refused as no:
            attach_refusals(form, no.refusals)
    return _testimony(request, one, form)


@require_POST
@for_persons
def statement(request: CourtRequest, uid: UUID) -> HttpResponse:
    """The witness confirms the record of the own words, or says what is wrong."""
    one, form = own_testimony(request.viewer, uid), words.StatementForm(request.POST)
    if form.is_valid():
        try:
            confirm_statement(uid, **form.cleaned_data, by=request.act_as("witness"), at=request.at)
            return redirect("portal:testimony", uid)
        except Refused as no:
            attach_refusals(form, no.refusals)
    return _testimony(request, one, form)


@require_GET
@for_persons
@delivers_files
def testimony_file(request: CourtRequest, uid: UUID, document_uid: UUID) -> HttpResponseBase:
    """A paper of the court for the witness, or, while the witness is heard, a file that the judge shows."""
    one, found = own_testimony(request.viewer, uid), document(request.viewer, document_uid)
    opened = open_content(request.viewer, document_uid) if found and found.subject == one.uid else None
    if opened is None:
        raise Http404
    version, content = opened
    return file_answer(request, content, name=version.name, media_type=version.media_type)


def _waiting(viewer: Viewer) -> list[Task]:
    """On the first page: where somebody is called as a witness."""
    return [
        Task(
            str(words.TESTIMONY),
            "not_started",
            reverse("portal:testimony", args=[one.uid]),
            str(WITNESS_STATES[one.state]),
        )
        for one in own_testimonies(viewer)
        if one.state in _WAITING
    ]


TASKS.append(_tasks)
WAITING.append(_waiting)
SECTIONS["witnesses"] = "portal/parts/witnesses_section.html"

urls = [
    path("cases/<uuid:uid>/witnesses/", witnesses, name="witnesses"),
    path("cases/<uuid:uid>/witnesses/new/", witness_new, name="witness_new"),
    path("testimony/<uuid:uid>/", testimony, name="testimony"),
    path("testimony/<uuid:uid>/guarantee/", guarantee, name="guarantee"),
    path("testimony/<uuid:uid>/statement/", statement, name="statement"),
    path("testimony/<uuid:uid>/files/<uuid:document_uid>/", testimony_file, name="testimony_file"),
]
