"""“Your identity”: how surely the court knows a person, every check with its result, and the ways to a surer one."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tongban.access.audience import while_held
from tongban.access.vocabulary import Viewer
from tongban.courts.queries import court_name
from tongban.face import presentation
from tongban.face.parts import Task
from tongban.face.refusals import problems
from tongban.face.requests import CourtRequest
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.actions.prove import begin_face_check, end_face_check, prove_again
from tongban.people.queries import identity_level, proofs_of
from tongban.people.queries.corrections import corrected
from tongban.people.vocabulary import OutsideService, ProofMethod
from tongban.people.vocabulary.corrections import Corrected
from tongban.people.wording import PROOF_METHODS
from tongban.people.wording.corrections import note
from tongban.portal.doors import for_persons
from tongban.portal.forms.words import ACCOUNT_LEVELS, IDENTITY_CORRECTED, IDENTITY_DONE
from tongban.portal.held import note_look, show_held
from tongban.portal.home import WAITING
from tongban.portal.signin import asked_again, own_account

_TOLD_FOR = timedelta(days=30)
_KEY = "face_visit"
"""Where the session keeps the number of the check that this browser began, and until when its result is fresh."""
_PATIENCE = 600
"""Seconds after which a result proves nothing any more: who passed in the morning may not be who sits here now."""


@require_GET
@never_cache
@for_persons
def identity(request: CourtRequest) -> HttpResponse:
    """What the court holds, and what a person can do about it."""
    return _show(request)


@require_POST
@own_account
@asked_again
def again(request: CourtRequest) -> HttpResponse:
    """It is still the same person: the library has asked for passkey, code or password just now."""
    prove_again(by=request.act_as("party"), at=request.at)
    messages.success(request, str(IDENTITY_DONE["again"]))
    return redirect("portal:identity")


@require_POST
@while_held
@own_account
def face_begin(request: CourtRequest) -> HttpResponse:
    """Off to the outside service; the answer is a page that leads there."""
    service, back = _service(), settings.TONGBAN.public_url + reverse("portal:face_end")
    try:
        check = begin_face_check(service, back, by=request.act_as("party"))
    except Refused as no:
        return _show(request, no.refusals)
    request.session[_KEY] = {"number": check.number, "until": settings.TONGBAN_CLOCK.wall().timestamp() + _PATIENCE}
    return render(
        request, "account/outside_leave.html", {"provider": service, "host": service.address, "url": check.url}
    )


@require_GET
@while_held
@own_account
def face_end(request: CourtRequest) -> HttpResponse:
    """Back from the service: a page with one press, because looking at a page changes nothing."""
    if not request.session.get(_KEY):
        return redirect("portal:identity")
    return render(request, "portal/identity_face.html", {"service": _service()})


@require_POST
@while_held
@own_account
def face_take(request: CourtRequest) -> HttpResponse:
    """Ask the service what it found. The number comes from this session, never from the address; it counts once."""
    kept = request.session.get(_KEY)
    if kept is None or kept["until"] < settings.TONGBAN_CLOCK.wall().timestamp():
        return _show(request, [Refusal("people.departure_unknown", "在线诉讼规则 7")])
    try:
        passed = end_face_check(_service(), kept["number"], by=request.act_as("party"), at=request.at)
    except Refused as no:
        return _show(request, no.refusals)
    del request.session[_KEY]
    if passed:
        note_look(request)
    level = messages.SUCCESS if passed else messages.ERROR
    messages.add_message(request, level, str(IDENTITY_DONE["face" if passed else "face_failed"]))
    return redirect("portal:identity")


def _corrected(one: Corrected) -> str:
    day = timezone.localtime(one.at).date()
    return note(one.fields, court=court_name(one.court, day), day=presentation.day(day, get_language() or "en"))


def _tasks(viewer: Viewer) -> list[Task]:
    """For some weeks the person reads on the first page that the court has corrected the record."""
    if viewer.person is None:
        return []
    fresh = [one for one in corrected([viewer.person]) if viewer.now - one.at < _TOLD_FOR]
    return [Task(str(IDENTITY_CORRECTED), "not_started", reverse("portal:identity"), _corrected(one)) for one in fresh]


WAITING.append(_tasks)


def _service() -> OutsideService:
    found: OutsideService | None = settings.TONGBAN.face_service
    if found is None:
        raise Http404
    return found


def _show(request: CourtRequest, no: tuple[Refusal, ...] | list[Refusal] = ()) -> HttpResponse:
    if request.held():
        return show_held(request, no)
    person = request.viewer.person
    assert person is not None  # noqa: S101 - the door has let a person in
    proofs = [(proof, PROOF_METHODS[ProofMethod(proof.method)]) for proof in proofs_of(person)]
    context = {
        "level": ACCOUNT_LEVELS[identity_level(person).value],
        "proofs": proofs,
        "platforms": [one for one in settings.TONGBAN.providers if one.proves],
        "corrections": [_corrected(one) for one in corrected([person])],
        "service": settings.TONGBAN.face_service,
        "problems": problems(no),
    }
    return render(request, "portal/identity.html", context, status=422 if no else 200)


urls = [
    path("account/identity/", identity, name="identity"),
    path("account/identity/again/", again, name="identity_again"),
    path("account/identity/face/", face_begin, name="face_begin"),
    path("account/identity/face/back/", face_end, name="face_end"),
    path("account/identity/face/take/", face_take, name="face_take"),
]
