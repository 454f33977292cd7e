"""Mediation before registration: the plaintiff's page beside the filing, and the mediator's page of the matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_http_methods

from tongban.access.downloads import delivers_files
from tongban.access.vocabulary import Viewer
from tongban.cases.law import PRE_FILING_MEDIATION, Do
from tongban.cases.wording import PROCEDURE_STAGES
from tongban.documents.actions.blobs import open_blob, open_content
from tongban.documents.actions.upload import upload_limit
from tongban.documents.queries import has_blob
from tongban.face.files import file_answer
from tongban.face.parts import Task
from tongban.face.refusals import attach_refusals
from tongban.face.requests import CourtRequest
from tongban.face.uploads import taken
from tongban.filing.actions.mediate import decline_mediation_first, go_to_mediation
from tongban.filing.queries import interview_of
from tongban.filing.queries.scrutiny import scrutiny_acts
from tongban.filing.vocabulary import Act, Early, FilingView
from tongban.kernel.refusal import Refused
from tongban.mediation.actions.early import (
    accept_early,
    answer_for_other_side,
    close_early,
    confirm_agreement,
    decline_early,
    hand_in_agreement,
    leave_early,
)
from tongban.mediation.queries import mediators_listed
from tongban.mediation.queries.early import early_entrusted_to, early_matter, early_of_filing, early_to_confirm
from tongban.mediation.vocabulary import EarlyView
from tongban.mediation.wording import KINDS, OUTCOMES
from tongban.people.queries import names_of
from tongban.people.vocabulary import Role
from tongban.portal.doors import for_mediators, for_persons, sent_by
from tongban.portal.filed import own_filing
from tongban.portal.forms import early as words
from tongban.portal.forms.words import SIDES
from tongban.portal.home import WAITING


@dataclass(frozen=True, slots=True)
class Page:
    """An act with its page: whether it is open, its form, and how it is done."""

    open: Callable[[Any], bool]
    form: Callable[[CourtRequest, Any], BaseForm]
    do: Callable[[CourtRequest, Any, dict[str, Any]], object]


def _acted(request: CourtRequest, about: Any, page: Page | None, what: str, back: str) -> HttpResponse:  # noqa: ANN401
    """The page of one act, or back when it is done; what is not open now does not exist."""
    if page is None or not page.open(about):
        raise Http404
    form = page.form(request, about)
    if request.method == "POST" and form.is_valid():
        try:
            page.do(request, about, form.cleaned_data)
        except Refused as no:
            attach_refusals(form, no.refusals)
        else:
            return redirect(back)
    context = {
        "form": form,
        "back": back,
        "title": words.TITLES[what],
        "hint": words.HINTS[what],
        "limit": upload_limit(),
    }
    return render(request, "portal/mediation_act.html", context, status=422 if form.is_bound else 200)


def told(one: EarlyView) -> dict[str, Any]:
    """Where it stands, in words."""
    return {
        "one": one,
        "stage": PROCEDURE_STAGES[one.stage],
        "outcome": OUTCOMES[one.outcome] if one.outcome else "",
        "mediator": names_of({one.mediator}).get(one.mediator, "") if one.mediator else "",
        "parties": [(SIDES[side.value], name) for side, name in one.parties],
    }


def able(one: EarlyView, role: str) -> frozenset[Do]:
    """What `role` may do in it now, by the table of the law."""
    return frozenset(Do(move.act) for move in PRE_FILING_MEDIATION.open_to(one.stage, role) if isinstance(move.act, Do))


@dataclass(frozen=True, slots=True)
class Own:
    """The plaintiff's side: the filing, and its mediation once there is one.

    `mine`: whether the viewer acts in it; a client whose agent filed reads.
    """

    filing: FilingView
    early: EarlyView | None
    mine: bool

    @property
    def uid(self) -> UUID:
        """The mediation's uid; the page is open only when there is one."""
        assert self.early is not None  # noqa: S101 - the table of pages asks first
        return self.early.uid

    def may(self, act: Act) -> bool:
        """Whether the table of scrutiny lets the plaintiff do this, and nothing else stands in the way."""
        spoken = {Act.DECLINE_MEDIATION: (Early.PROPOSED,)}.get(act, (Early.NONE, Early.PROPOSED, Early.DECLINED))
        action = interview_of(self.filing.interview).opens is None
        here = action and not self.filing.matter and self.filing.early in spoken
        return self.mine and here and act in scrutiny_acts(self.filing.stage, "party")

    def does(self, act: Do) -> bool:
        """Whether the table of mediation lets the plaintiff do this."""
        return self.mine and self.early is not None and act in able(self.early, "party")


def _listed(request: CourtRequest, own: Own) -> list[tuple[str, str]]:
    found = mediators_listed(request.viewer, own.filing.court)
    return [(str(one.person), f"{one.name} · {KINDS[one.kind]} · {one.scope} · {one.fee}") for one in found]


def _by(request: CourtRequest) -> dict[str, Any]:
    return {"by": request.act_as("party"), "at": request.at}


def _wish(text: str) -> UUID | None:
    return UUID(text) if text else None


OWN_PAGES: dict[str, Page] = {
    "agree": Page(
        lambda own: own.may(Act.GO_TO_MEDIATION),
        lambda r, own: words.AgreeForm(_listed(r, own), sent_by(r)),
        lambda r, own, t: go_to_mediation(own.filing.uid, _wish(t["wish"]), **_by(r)),
    ),
    "decline": Page(
        lambda own: own.may(Act.DECLINE_MEDIATION),
        lambda r, _own: words.PlainForm(sent_by(r)),
        lambda r, own, _t: decline_mediation_first(own.filing.uid, **_by(r)),
    ),
    "leave": Page(
        lambda own: own.does(Do.WITHDRAW_APPLICATION),
        lambda r, _own: words.LeaveForm(sent_by(r)),
        lambda r, own, t: leave_early(own.uid, t["outcome"], **_by(r)),
    ),
    "confirm": Page(
        lambda own: own.does(Do.SIGN_AGREEMENT) and own.early.agreement is not None,
        lambda r, _own: words.PlainForm(sent_by(r)),
        lambda r, own, _t: confirm_agreement(own.uid, **_by(r)),
    ),
}


def _own(request: CourtRequest, uid: UUID) -> Own:
    filing = own_filing(request, uid)
    mine = filing.applicant == request.viewer.person or not filing.by_agent
    return Own(filing, early_of_filing(request.viewer, uid), mine)


@require_GET
@for_persons
def early(request: CourtRequest, uid: UUID) -> HttpResponse:
    """What mediation before registration is, where it stands for this filing, and what the plaintiff may do."""
    own = _own(request, uid)
    context = {
        "filing": own.filing,
        "early": told(own.early) if own.early else None,
        "acts": [(words.TITLES[name], name) for name, page in OWN_PAGES.items() if page.open(own)],
        "proposed": own.may(Act.DECLINE_MEDIATION),
    }
    return render(request, "portal/early.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_persons
def early_act(request: CourtRequest, uid: UUID, what: str) -> HttpResponse:
    """One act of the plaintiff: agree, decline, end it, confirm the agreement."""
    own = _own(request, uid)
    return _acted(request, own, OWN_PAGES.get(what), what, reverse("portal:early", args=[uid]))


@require_GET
@for_persons
@delivers_files
def agreement(request: CourtRequest, uid: UUID) -> HttpResponseBase:
    """The signed agreement, as the mediator handed it in."""
    found = _own(request, uid).early
    got = open_content(request.viewer, found.agreement) if found and found.agreement else None
    if got is None:
        raise Http404
    version, content = got
    return file_answer(request, content, name=version.name, media_type=version.media_type)


# The mediator


def _as_mediator(request: CourtRequest, one: EarlyView) -> dict[str, Any]:
    return {"by": request.act_as(Role.MEDIATOR.value, one.court), "at": request.at}


def _may(act: Do) -> Callable[[EarlyView], bool]:
    return lambda one: act in able(one, "mediator")


def _files(request: CourtRequest, told: dict[str, Any]) -> Any:  # noqa: ANN401 - materials
    return taken(request.FILES.getlist("files"), "files", "agreement", secret=told["state_secret"])


PAGES: dict[str, Page] = {
    "accept": Page(
        _may(Do.ACCEPT_REFERRAL),
        lambda r, _one: words.AcceptForm(sent_by(r)),
        lambda r, one, t: accept_early(one.uid, free=t["free"], **_as_mediator(r, one)),
    ),
    "refuse": Page(
        _may(Do.DECLINE_REFERRAL),
        lambda r, _one: words.ReasonsForm(sent_by(r)),
        lambda r, one, t: decline_early(one.uid, t["reasons"], **_as_mediator(r, one)),
    ),
    "other-yes": Page(
        _may(Do.OTHER_SIDE_AGREES),
        lambda r, _one: words.HowForm(sent_by(r)),
        lambda r, one, t: answer_for_other_side(one.uid, t["how"], agrees=True, **_as_mediator(r, one)),
    ),
    "other-no": Page(
        _may(Do.OTHER_SIDE_REFUSES),
        lambda r, _one: words.HowForm(sent_by(r)),
        lambda r, one, t: answer_for_other_side(one.uid, t["how"], agrees=False, **_as_mediator(r, one)),
    ),
    "agreement": Page(
        _may(Do.HAND_IN_AGREEMENT),
        lambda r, _one: words.AgreementForm(sent_by(r), r.FILES or None),
        lambda r, one, t: hand_in_agreement(one.uid, _files(r, t), **_as_mediator(r, one)),
    ),
    "close": Page(
        _may(Do.CLOSE_FAILED),
        lambda r, _one: words.CloseForm(sent_by(r)),
        lambda r, one, t: close_early(one.uid, t["outcome"], **_as_mediator(r, one)),
    ),
}
OVER = frozenset({"refuse", "other-no", "close"})
"""Acts after which the mediator sees nothing of the matter any more."""


@require_GET
@for_mediators
def matter(request: CourtRequest, uid: UUID) -> HttpResponse:
    """One matter: who disputes about what, the complaint once accepted, and what is to be done until when."""
    one, files = early_matter(request.viewer, uid)
    acts = [(words.TITLES[name], name) for name, page in PAGES.items() if page.open(one)]
    return render(request, "portal/early_matter.html", {"early": told(one), "files": files, "acts": acts})


@require_http_methods(["GET", "HEAD", "POST"])
@for_mediators
def act(request: CourtRequest, uid: UUID, what: str) -> HttpResponse:
    """One act of the mediator."""
    one, _files_there = early_matter(request.viewer, uid)
    back = reverse("portal:mediations") if what in OVER else reverse("portal:early_matter", args=[uid])
    return _acted(request, one, PAGES.get(what), what, back)


@require_GET
@for_mediators
@delivers_files
def file(request: CourtRequest, uid: UUID, document: UUID) -> HttpResponseBase:
    """The complaint, as it was handed over to the mediator."""
    _one, files = early_matter(request.viewer, uid)
    found = next((one.newest for one in files if one.uid == document), None)
    if found is None or not has_blob(found.sha256):
        raise Http404
    return file_answer(request, open_blob(found.sha256), name=found.name, media_type=found.media_type)


def waiting(viewer: Viewer) -> list[Task]:
    """What is entrusted to the viewer as a mediator before registration, and the own agreements to be confirmed."""
    entrusted = [_task(one) for one in early_entrusted_to(viewer)] if viewer.has_role(Role.MEDIATOR) else []
    return entrusted + [
        Task(str(words.TITLES["confirm"]), "not_started", reverse("portal:early", args=[one.filing]), one.number)
        for one in early_to_confirm(viewer)
    ]


def _task(one: EarlyView) -> Task:
    asked = Do.ACCEPT_REFERRAL in able(one, "mediator")
    title = (words.INVITED if asked else words.MEDIATING) % {"number": one.number}
    href = reverse("portal:early_matter", args=[one.uid])
    return Task(str(title), "not_started" if asked else "in_progress", href)


WAITING.append(waiting)

urls = [
    path("filings/<uuid:uid>/mediation/", early, name="early"),
    path("filings/<uuid:uid>/mediation/agreement/", agreement, name="early_agreement"),
    path("filings/<uuid:uid>/mediation/<slug:what>/", early_act, name="early_act"),
    path("mediations/early/<uuid:uid>/", matter, name="early_matter"),
    path("mediations/early/<uuid:uid>/files/<uuid:document>/", file, name="early_file"),
    path("mediations/early/<uuid:uid>/<slug:what>/", act, name="early_matter_act"),
]
