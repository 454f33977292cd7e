"""The room of a mediation as a party sees it: what is said to all, alone with the mediator, and what is agreed to.

It exists where the case lives alone: nothing that is said in a mediation travels to another platform.
"""

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
from tongban.cases.queries import party_names
from tongban.cooperation.vocabulary import Sheet
from tongban.documents.actions.blobs import open_blob
from tongban.documents.actions.upload import upload_limit
from tongban.documents.queries import has_blob
from tongban.documents.vocabulary import VersionView
from tongban.face.files import file_answer
from tongban.face.parts import Task
from tongban.face.refusals import attach_refusals
from tongban.face.requests import CourtRequest
from tongban.face.uploads import taken
from tongban.kernel.refusal import Refused
from tongban.mediation.actions.referral import change_mediator, choose_mediator, leave
from tongban.mediation.actions.words import agree, ask_release, speak
from tongban.mediation.law import MEDIATION
from tongban.mediation.queries import mediations_seen_by, mediators_listed, room_of
from tongban.mediation.vocabulary import ALL, COURT, MEDIATOR, RoomView, Stage, StatementView, TextKind, TextView
from tongban.mediation.wording import KINDS, OUTCOMES, STAGES, TEXTS, WISHES
from tongban.people.queries import names_of
from tongban.portal.case import TASKS, is_remote, own_sheet
from tongban.portal.doors import for_parties, sent_by
from tongban.portal.forms import mediation as words


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody at the table: the case, what this person sees, and as which party; None is the mediator."""

    case: UUID
    court: str
    room: RoomView
    party: UUID | None

    @property
    def able(self) -> frozenset[str]:
        """What the table of the mediation lets this person do now."""
        role = "party" if self.party else "mediator"
        return frozenset(move.act.value for move in MEDIATION.open_to(self.room.mediation.stage, role))

    def text(self, uid: str) -> TextView:
        """A common text that this person sees; else there is no such page."""
        return _found(one for one in self.room.texts if str(one.uid) == uid)

    def statement(self, uid: str) -> StatementView:
        """A statement made to all that this person sees; else there is no such page."""
        return _found(one for one in self.room.statements if str(one.uid) == uid and not one.alone)


def _found(rows: Any) -> Any:  # noqa: ANN401 - a view of either kind
    one = next(iter(rows), None)
    if one is None:
        raise Http404
    return one


def _seat(request: CourtRequest, uid: UUID) -> tuple[Sheet, Seat]:
    sheet = own_sheet(request, uid)
    found = [] if is_remote(sheet) else mediations_seen_by(request.viewer, uid)
    if not found:
        raise Http404
    court = sheet["court"]["code"]
    request.viewer.note("mediation", court, uid)
    return sheet, Seat(uid, court, room_of(request.viewer, found[0]), UUID(sheet["party"]))


def told(seat: Seat) -> dict[str, Any]:
    """The room in words, for the template that parties and mediators share."""
    room, mediation = seat.room, seat.room.mediation
    sides = {p for s in room.statements for p in (s.party, s.side_of) if p} | {p for t in room.texts for p in t.agreed}
    names = party_names(sides)
    return {
        "stage": STAGES[mediation.stage],
        "outcome": OUTCOMES[mediation.outcome] if mediation.outcome else "",
        "wish": WISHES[mediation.wish] if mediation.wish else "",
        "mediator": names_of({mediation.mediator}).get(mediation.mediator, "") if mediation.mediator else "",
        "statements": [
            {
                "one": one,
                "who": names.get(one.party, "") if one.party else words.THE_MEDIATOR,
                "alone": names.get(one.side_of, "") if one.side_of else "",
                "mine": one.party == seat.party,
                "releasable": not one.alone and "ask_release" in seat.able,
            }
            for one in room.statements
        ],
        "texts": [
            {
                "one": one,
                "title": TEXTS[one.kind],
                "agreed": [names.get(party, "") for party in one.agreed],
                "open": _may_agree(seat, one),
            }
            for one in room.texts
        ],
        "handed": room.handed,
        "able": seat.able,
    }


def _may_agree(seat: Seat, text: TextView) -> bool:
    act = "agree_release" if text.kind is TextKind.RELEASE else "agree"
    later = [one for one in seat.room.texts if (one.kind, one.statement) == (text.kind, text.statement)]
    replaced = text.kind is not TextKind.DISCLOSURE and later[-1] != text
    return text.complete_at is None and not replaced and act in seat.able and seat.party not in text.agreed


@require_GET
@for_parties
def room(request: CourtRequest, uid: UUID) -> HttpResponse:
    """What was said in the mediation of the case, as far as it is for this party, and what may be done."""
    sheet, seat = _seat(request, uid)
    context = {"sheet": sheet, "room": told(seat), "titles": words.TITLES, "beside": request.viewer.beside_staff}
    return render(request, "portal/mediation_room.html", context)


Do = Callable[[CourtRequest, Seat, dict[str, Any]], object]


@dataclass(frozen=True, slots=True)
class Page:
    """An act with its page: by which step of the table it is open, its form, and how it is done."""

    step: str
    form: Callable[[Seat, CourtRequest], BaseForm]
    do: Do


def plain_form(_seat: Seat, request: CourtRequest) -> BaseForm:
    """The form of an act that asks nothing."""
    return words.PlainForm(sent_by(request))


def _choose_form(seat: Seat, request: CourtRequest) -> BaseForm:
    listed = mediators_listed(request.viewer, seat.court)
    choices = [(str(one.person), f"{one.name} · {KINDS[one.kind]} · {one.scope} · {one.fee}") for one in listed]
    return words.ChooseForm([*choices, (COURT, words.COURT_CHOOSES)], sent_by(request))


def _speak_form(_seat: Seat, request: CourtRequest) -> BaseForm:
    addressees = [(ALL, words.FOR_ALL), (MEDIATOR, words.FOR_MEDIATOR)]
    return words.SpeakForm(addressees, sent_by(request), request.FILES or None)


def said(request: CourtRequest, case: UUID, told: dict[str, Any], **actor: Any) -> None:
    """Say what was typed, with the files that were sent."""
    materials = taken(request.FILES.getlist("files"), "files", "mediation", secret=told["state_secret"])
    speak(case, told["text"], to=told["to"], proposal=told["proposal"], materials=materials, **actor)


def _agree_form(seat: Seat, request: CourtRequest) -> BaseForm:
    text = seat.text(request.GET.get("of", ""))
    form = words.WishForm if text.kind is TextKind.AGREEMENT else words.PlainForm
    return form(sent_by(request))


def _release_form(seat: Seat, request: CourtRequest) -> BaseForm:
    seat.statement(request.GET.get("of", ""))
    return words.PlainForm(sent_by(request))


def _by(request: CourtRequest) -> dict[str, Any]:
    return {"by": request.act_as("party"), "at": request.at}


PAGES: dict[str, Page] = {
    "choose": Page("choose", _choose_form, lambda r, s, t: choose_mediator(s.case, t["mediator"], **_by(r))),
    "speak": Page("speak", _speak_form, lambda r, s, t: said(r, s.case, t, **_by(r))),
    "agree": Page("agree", _agree_form, lambda r, s, t: agree(s.case, r.GET["of"], t.get("wish", ""), **_by(r))),
    "agree-release": Page("agree_release", _agree_form, lambda r, s, _t: agree(s.case, r.GET["of"], **_by(r))),
    "release": Page("ask_release", _release_form, lambda r, s, _t: ask_release(s.case, r.GET["of"], **_by(r))),
    "change": Page("change", plain_form, lambda r, s, _t: change_mediator(s.case, **_by(r))),
    "leave": Page(
        "leave", lambda _s, r: words.LeaveForm(sent_by(r)), lambda r, s, t: leave(s.case, t["outcome"], **_by(r))
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def act(request: CourtRequest, uid: UUID, what: str) -> HttpResponse:
    """One act of a party in the mediation: choose, speak, agree, ask for another mediator, end it."""
    _sheet, seat = _seat(request, uid)
    return acted(request, seat, PAGES, what, back=reverse("portal:mediation_room", args=[uid]))


def acted(request: CourtRequest, seat: Seat, pages: dict[str, Page], what: str, *, back: str) -> HttpResponse:
    """The page of one act, or back to the room when it is done; what is not open now does not exist."""
    page = pages.get(what)
    if page is None or page.step not in seat.able:
        raise Http404
    form = page.form(seat, request)
    if request.method == "POST" and form.is_valid():
        try:
            page.do(request, seat, form.cleaned_data)
        except Refused as no:
            attach_refusals(form, no.refusals)
        else:
            return redirect(back)
    named = "agree" if what == "agree-release" else what
    context = {
        "form": form,
        "back": back,
        "title": words.TITLES[named],
        "hint": words.HINTS[named],
        "about": _about(seat, request.GET.get("of", "")),
        "limit": upload_limit(),
    }
    return render(request, "portal/mediation_act.html", context, status=422 if form.is_bound else 200)


def _about(seat: Seat, uid: str) -> str:
    """The words that the act is about, shown above the button."""
    texts: dict[str, str] = {str(one.uid): one.text for one in seat.room.statements}
    for one in seat.room.texts:
        texts[str(one.uid)] = texts.get(str(one.statement), "") if one.statement else one.text
    return texts.get(uid, "")


@require_GET
@for_parties
@delivers_files
def file(request: CourtRequest, uid: UUID, document: UUID) -> HttpResponseBase:
    """A file that was shown in the mediation, or handed to the mediator."""
    found = shown_file(_seat(request, uid)[1], document)
    return file_answer(request, open_blob(found.sha256), name=found.name, media_type=found.media_type)


def shown_file(seat: Seat, document: UUID) -> VersionView:
    """A file that this person sees at the table; any other does not exist."""
    shown = [*seat.room.handed, *(one for said in seat.room.statements for one in said.files)]
    newest = next((one.newest for one in shown if one.uid == document), None)
    if newest is None or not has_blob(newest.sha256):
        raise Http404
    return newest


def tasks(sheet: Sheet) -> list[Task]:
    """The room, and the choice of a mediator while this party has named none."""
    here = sheet.get("mediation")
    if not here or is_remote(sheet):
        return []
    room = reverse("portal:mediation_room", args=[sheet["case"]])
    if here["to_choose"]:
        return [
            Task(str(words.TO_CHOOSE), "not_started", reverse("portal:mediation_act", args=[sheet["case"], "choose"]))
        ]
    state = "done" if here["stage"] == Stage.ENDED else "in_progress"
    return [Task(str(words.ROOM), state, room)]  # type: ignore[arg-type]


TASKS.append(tasks)

urls = [
    path("cases/<uuid:uid>/mediation-room/", room, name="mediation_room"),
    path("cases/<uuid:uid>/mediation-room/files/<uuid:document>/", file, name="mediation_file"),
    path("cases/<uuid:uid>/mediation-room/<slug:what>/", act, name="mediation_act"),
]
