"""What a party decides about the course of its case: mediation, and which steps may be online."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_http_methods

from tongban.access.downloads import delivers_files
from tongban.cases.events import ConsentGiven
from tongban.cases.queries import consent_notice
from tongban.cases.vocabulary import Step
from tongban.cases.vocabulary.online import Review
from tongban.cases.wording import KEEPINGS, REVIEWS, UNFITS
from tongban.cooperation.vocabulary import Sheet
from tongban.face.files import ZIP, file_answer
from tongban.face.parts import Seal, Task, TaskGroup
from tongban.face.refusals import attach_refusals
from tongban.face.requests import CourtRequest
from tongban.kernel.refusal import Refused
from tongban.people.queries import ease_of
from tongban.people.vocabulary import Ease
from tongban.portal.case import hand_over, is_remote, own_sheet
from tongban.portal.doors import for_parties, sent_by
from tongban.portal.forms.case import ConsentForm, DeclineForm, TakeBackForm
from tongban.portal.forms.words import CHOICES, STEPS
from tongban.register.actions.bundle import bundle
from tongban.register.queries import entries_of_case, entry_by_uid, seals_of
from tongban.register.vocabulary import EntryView

ORDER = tuple(STEPS)


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def decline_mediation(request: CourtRequest, uid: UUID) -> HttpResponse:
    """Say no to mediation, with a reason."""
    sheet = own_sheet(request, uid)
    form = DeclineForm(sent_by(request))
    if request.method == "POST" and form.is_valid():
        try:
            return hand_over(request, uid, "decline_mediation", {"reason": form.cleaned_data["reason"]})
        except Refused as no:
            attach_refusals(form, no.refusals)
    status = 422 if form.is_bound else 200
    return render(request, "portal/case_mediation.html", {"sheet": sheet, "form": form}, status=status)


@require_GET
@for_parties
def consents(request: CourtRequest, uid: UUID) -> HttpResponse:
    """All steps with the party's answers so far."""
    sheet = own_sheet(request, uid)
    given = sheet["consents"]
    tasks = [
        Task(
            str(STEPS[step]),
            "done" if step in given else "not_started",
            reverse("portal:consent", args=[uid, step]),
            str(CHOICES.get(given.get(step, ""), "")),
        )
        for step in ORDER
    ]
    return render(
        request,
        "portal/case_consents.html",
        {
            "sheet": sheet,
            "groups": [TaskGroup("", tasks)],
            "open": "consent" in sheet["acts"],
            "eased": _eased(request),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def consent(request: CourtRequest, uid: UUID, step: str) -> HttpResponse:
    """One step on its page: the notice with its version, and a free choice."""
    if step not in ORDER:
        raise Http404
    sheet = own_sheet(request, uid)
    form = ConsentForm(sent_by(request), initial={"notice_version": consent_notice()})
    if request.method == "POST" and form.is_valid():
        try:
            return _consented(request, uid, step, form)
        except Refused as no:
            attach_refusals(form, no.refusals)
    context = {
        "sheet": sheet,
        "open": "consent" in sheet["acts"],
        "form": form,
        "step": step,
        "title": STEPS[step],
        "given": CHOICES.get(sheet["consents"].get(step, "")),
        "version": consent_notice(),
        "number": ORDER.index(step) + 1,
        "total": len(ORDER),
        "seal": _seal(sheet, step),
        "online": sheet["consents"].get(step) == "online",
        "change": _last_change(sheet, step),
        "eased": _eased(request),
    }
    return render(request, "portal/case_consent.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def take_back(request: CourtRequest, uid: UUID, step: str) -> HttpResponse:
    """Ask to take a step in the usual way after a yes; the judge reviews it, and until then the yes stands."""
    sheet = own_sheet(request, uid)
    if step not in ORDER or step == Step.MEDIATION or sheet["consents"].get(step) != "online":
        raise Http404
    form = TakeBackForm(sent_by(request))
    if request.method == "POST" and form.is_valid():
        try:
            then = "" if is_remote(sheet) else reverse("portal:consent", args=[uid, step])
            return hand_over(request, uid, "withdraw_consent", {"step": step, **form.cleaned_data}, then=then)
        except Refused as no:
            attach_refusals(form, no.refusals)
    context = {"sheet": sheet, "form": form, "step": step, "title": STEPS[step]}
    return render(request, "portal/case_take_back.html", context, status=422 if form.is_bound else 200)


def _eased(request: CourtRequest) -> tuple[Ease, ...]:
    """Why the assisted way is offered to whom the page is for."""
    return ease_of(request.viewer.person, at=request.at) if request.viewer.person else ()


def _last_change(sheet: Sheet, step: str) -> dict[str, Any] | None:
    """What was last asked or decided about the way of the step, in words."""
    found = [line for line in sheet.get("step_changes", ()) if line["step"] == step]
    if not found:
        return None
    grounds: dict[str, object] = {ground.value: words for ground, words in (KEEPINGS | UNFITS).items()}
    return found[-1] | {"says": REVIEWS[Review(found[-1]["state"])], "why": grounds.get(found[-1]["ground"], "")}


@require_GET
@for_parties
@delivers_files
def consent_proof(request: CourtRequest, uid: UUID, step: str) -> HttpResponseBase:
    """The proof bundle of the party's last answer about this step, with the entry of the register inside."""
    answer = _answer(own_sheet(request, uid), step)
    found = entry_by_uid(answer.uid) if answer else None
    made = bundle(found[0].uid, name=f"consent-{step}.json", content=found[1].encode()) if found else None
    if made is None:
        raise Http404
    return file_answer(request, made, name=f"proof-consent-{step}.zip", media_type=ZIP)


def _answer(sheet: Sheet, step: str) -> EntryView | None:
    """The entry of the party's last answer; None without one, or when the register is another court's."""
    if is_remote(sheet):
        return None
    given = entries_of_case(UUID(sheet["case"]), {ConsentGiven.NAME})
    mine = [entry for entry in given if (entry.body["party"], entry.body["step"]) == (sheet["party"], step)]
    return mine[-1] if mine else None


def _seal(sheet: Sheet, step: str) -> Seal | None:
    answer = _answer(sheet, step)
    found = seals_of([answer.uid]).get(answer.uid) if answer else None
    if found is None:
        return None
    if found.proven_at is None:
        return Seal("promised" if found.promised else "sealing")
    return Seal("proven", proof_url=reverse("portal:consent_proof", args=[sheet["case"], step]))


def _consented(request: CourtRequest, uid: UUID, step: str, form: ConsentForm) -> HttpResponse:
    place = ORDER.index(step) + 1
    following = reverse("portal:consent", args=[uid, ORDER[place]]) if place < len(ORDER) else ""
    then = following or reverse("portal:consents", args=[uid])
    return hand_over(request, uid, "give_consent", {"step": step, **form.cleaned_data}, then=then)


urls = [
    path("cases/<uuid:uid>/mediation/", decline_mediation, name="decline_mediation"),
    path("cases/<uuid:uid>/consent/", consents, name="consents"),
    path("cases/<uuid:uid>/consent/<slug:step>/", consent, name="consent"),
    path("cases/<uuid:uid>/consent/<slug:step>/take-back/", take_back, name="take_back"),
    path("cases/<uuid:uid>/consent/<slug:step>/proof/", consent_proof, name="consent_proof"),
]
