"""The counter: find or register a person, open an account, work beside the person (在线诉讼规则 2(4), 7)."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.access.fields import masked
from tongban.cases.queries.openings import meet
from tongban.desk.forms.counter import LoginForm, PersonForm
from tongban.desk.frame import DeskRequest, staff_page, tried
from tongban.desk.wording import pages as words
from tongban.face.refusals import attach_refusals, problems
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal
from tongban.people.actions.companions import note_representative, part
from tongban.people.actions.counter import (
    open_account_at_counter,
    prove_at_counter,
    prove_by_papers,
    register_at_counter,
    renew_access_at_counter,
)
from tongban.people.actions.licences import note_licence
from tongban.people.law import foreign
from tongban.people.queries import companions, ease_of, found_at_counter, identity_level, names_of, person_by_uid
from tongban.people.queries.access import login_of
from tongban.people.queries.licences import licence_of
from tongban.people.vocabulary import (
    BY_LAW,
    BY_PAPERS,
    GuardianGround,
    OutsideService,
    PersonKind,
    PersonView,
    Role,
    StartAccess,
)
from tongban.people.wording import BESIDE, GUARDIAN_GROUNDS, ID_KINDS, PERSON_KINDS, PROOF_METHODS

_ROLES = (Role.CLERK, Role.LIAISON)
"""Signs of an identity number that stay readable at its end."""


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_ROLES)
def counter(request: DeskRequest) -> HttpResponse:
    """Find a person by what is on the paper; asked by POST, so that no identity number stands in an address."""
    typed = request.POST.get("q", "")[:80]
    found = [_card(request, person) for person in found_at_counter(request.viewer, typed)]
    return render(request, "desk/counter.html", {"typed": typed, "found": found})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_ROLES)
def counter_new(request: DeskRequest) -> HttpResponse:
    """Register a person from the identity paper, with an account when the person wants one."""
    today = timezone.localtime(request.at).date()
    initial = {"id_number": request.GET.get("number", "")[:40]}
    form = PersonForm(request.POST or None, today=today, initial=initial)
    known = ""
    if request.method == "POST" and form.is_valid():
        login = form.cleaned_data["login"].strip()
        by, slug = _actor(request), settings.TONGBAN.slug
        done, refusals = tried(
            partial(
                register_at_counter, form.paper(), login=login, by=by, at=request.at, platform=slug, service=_registry()
            )
        )
        if done:
            return _registered(request, *done)
        attach_refusals(form, refusals)
        known = _known(refusals)
    status = 422 if form.errors else 200
    return render(request, "desk/counter_new.html", {"form": form, "known": known}, status=status)


@require_safe
@staff_page(*_ROLES)
def counter_person(request: DeskRequest, person: UUID) -> HttpResponse:
    """One person as the counter sees one."""
    return _show(request, _person(person))


@require_POST
@staff_page(*_ROLES)
def counter_prove(request: DeskRequest, person: UUID) -> HttpResponse:
    """The paper was compared with the person."""
    view = _person(person)
    _none, refusals = tried(partial(prove_at_counter, view.uid, by=_actor(request), at=request.at))
    if refusals:
        return _show(request, view, refusals)
    messages.success(request, str(words.DONE["proven"]))
    return redirect("desk:counter_person", person=view.uid)


@require_POST
@staff_page(*_ROLES)
def counter_account(request: DeskRequest, person: UUID) -> HttpResponse:
    """Open an account; the answer is the slip, shown this once and kept nowhere."""
    view, form = _person(person), LoginForm(request.POST)
    if not form.is_valid():
        return _show(request, view, form=form)
    login = form.cleaned_data["login"].strip()
    access, refusals = tried(partial(open_account_at_counter, view.uid, login, by=_actor(request), at=request.at))
    if refusals:
        attach_refusals(form, refusals)
        return _show(request, view, form=form)
    return _slip(request, view, access)


@require_POST
@staff_page(*_ROLES)
def counter_access(request: DeskRequest, person: UUID) -> HttpResponse:
    """A new start password for who lost the old one; the answer is the slip, shown this once."""
    view = _person(person)
    access, refusals = tried(partial(renew_access_at_counter, view.uid, by=_actor(request), at=request.at))
    return _show(request, view, refusals) if refusals else _slip(request, view, access)


@require_POST
@staff_page(*_ROLES)
def counter_representative(request: DeskRequest, person: UUID) -> HttpResponse:
    """Note who acts for a minor or an organisation by law, the papers in hand."""
    view = _person(person)
    login, by = request.POST.get("representative", "")[:64], _actor(request)
    shown, ground = request.POST.get("paper", "")[:120], request.POST.get("ground", GuardianGround.PARENT)
    _uid, refusals = tried(
        partial(
            note_representative, view.uid, login, ground=ground, paper=shown, service=_registry(), by=by, at=request.at
        )
    )
    if refusals:
        return _show(request, view, refusals)
    messages.success(request, str(words.DONE["representative"]))
    return redirect("desk:counter_person", person=view.uid)


@require_POST
@staff_page(*_ROLES)
def counter_representative_end(request: DeskRequest, person: UUID, companion: UUID) -> HttpResponse:
    """Guardianship or office has ended, by the papers shown."""
    view = _person(person)
    _none, refusals = tried(partial(part, companion, by=_actor(request), at=request.at))
    return _show(request, view, refusals) if refusals else redirect("desk:counter_person", person=view.uid)


@require_POST
@staff_page(*_ROLES)
def counter_papers(request: DeskRequest, person: UUID) -> HttpResponse:
    """Papers of somebody abroad, legalised or notarised, were compared."""
    view = _person(person)
    told = (request.POST.get("way", ""), request.POST.get("reference", "")[:201])
    _none, refusals = tried(partial(prove_by_papers, view.uid, *told, by=_actor(request), at=request.at))
    if refusals:
        return _show(request, view, refusals)
    messages.success(request, str(words.DONE["papers"]))
    return redirect("desk:counter_person", person=view.uid)


@require_POST
@staff_page(*_ROLES)
def counter_licence(request: DeskRequest, person: UUID) -> HttpResponse:
    """A lawyer's or legal worker's licence was compared with the person and with the register."""
    view = _person(person)
    number, by = request.POST.get("licence", "")[:40], _actor(request)
    _none, refusals = tried(partial(note_licence, view.uid, number, by=by, at=request.at))
    if refusals:
        return _show(request, view, refusals)
    messages.success(request, str(words.DONE["licence"]))
    return redirect("desk:counter_person", person=view.uid)


@require_POST
@staff_page(*_ROLES)
def assist_start(request: DeskRequest, person: UUID) -> HttpResponse:
    """Work beside the person: the portal shows the person's affairs, each act is the person's with this helper."""
    view = _person(person)
    if view.uid == request.viewer.person:
        return _show(request, view, [Refusal("people.not_oneself", "在线诉讼规则 2(4)")])
    if request.viewer.person and meet(request.viewer.person, view.uid):
        return _show(request, view, [Refusal("people.own_hand", "CPL 47")])
    request.session["assisting"] = str(view.uid)
    request.session["assisting_court"] = request.desk.court
    request.session["assisting_on"] = timezone.localtime(request.at).date().isoformat()
    return redirect("portal:home")


@require_POST
@staff_page()
def assist_stop(request: DeskRequest) -> HttpResponse:
    """The person has left the counter."""
    for key in ("assisting", "assisting_court", "assisting_on"):
        request.session.pop(key, None)
    messages.success(request, str(words.DONE["helping_over"]))
    return redirect("desk:inbox" if not set(_ROLES) & set(request.desk.roles) else "desk:counter")


def _registry() -> OutsideService | None:
    found: OutsideService | None = settings.TONGBAN.organisation_service
    return found


def _person(uid: UUID) -> PersonView:
    found = person_by_uid(uid)
    if found is None or found.platform != settings.TONGBAN.slug:
        raise Http404
    return found


def _actor(request: DeskRequest) -> Actor:
    role = next(role for role in _ROLES if role in request.desk.roles)
    return request.act_as(role, request.desk.court)


def _known(refusals: tuple[Refusal, ...]) -> str:
    """The page of the person who is registered under the same number, if that was found."""
    for refusal in refusals:
        if refusal.reason == "people.known_already":
            return reverse("desk:counter_person", args=[dict(refusal.facts)["person"]])
    return ""


def _registered(request: DeskRequest, person: PersonView, access: StartAccess | None) -> HttpResponse:
    if access:
        return _slip(request, person, access)
    messages.success(request, str(words.DONE["registered"]))
    return redirect("desk:counter_person", person=person.uid)


def _slip(request: DeskRequest, person: PersonView, access: StartAccess) -> HttpResponse:
    address = settings.TONGBAN.public_url
    context = {"person": person, "access": access, "address": address}
    response = render(request, "desk/slip.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def _card(request: DeskRequest, person: PersonView) -> dict[str, Any]:
    request.viewer.note("person", request.desk.court, person.uid)
    shown = masked("person", person, request.desk.roles)
    return {
        "person": shown,
        "kind": PERSON_KINDS.get(person.kind, person.kind),  # type: ignore[call-overload]
        "paper": ID_KINDS.get(person.id_kind, ""),  # type: ignore[call-overload]
        "number": shown.id_number,
        "level": words.LEVELS[identity_level(person.uid)],
        "login": login_of(person.uid),
    }


def _show(
    request: DeskRequest,
    person: PersonView,
    refusals: list[Refusal] | tuple[Refusal, ...] = (),
    form: LoginForm | None = None,
) -> HttpResponse:
    suggested = {"login": person.phone if person.phone.isascii() else ""}
    context = _card(request, person) | {"form": form or LoginForm(initial=suggested), "problems": problems(refusals)}
    beside, _others = companions(person.uid, at=request.at)
    names = names_of({one.companion for one in beside})
    context["beside"] = [(one, names.get(one.companion, ""), BESIDE[one.kind], one.kind in BY_LAW) for one in beside]
    context["eased"] = ease_of(person.uid, at=request.at)
    context["licence"] = licence_of(person.uid, timezone.localtime(request.at).date())
    context["ways"] = [(way.value, PROOF_METHODS[way]) for way in BY_PAPERS] if foreign(person.id_kind) else []
    context["grounds"] = [(one.value, GUARDIAN_GROUNDS[one]) for one in GuardianGround]
    context["organisation"] = person.kind != PersonKind.NATURAL
    context["may_correct"] = Role.CLERK in request.desk.roles
    failed = bool(refusals or (form and form.errors))
    return render(request, "desk/counter_person.html", context, status=422 if failed else 200)


urls = [
    path("counter", counter, name="counter"),
    path("counter/new", counter_new, name="counter_new"),
    path("counter/<uuid:person>", counter_person, name="counter_person"),
    path("counter/<uuid:person>/identity", counter_prove, name="counter_prove"),
    path("counter/<uuid:person>/account", counter_account, name="counter_account"),
    path("counter/<uuid:person>/access", counter_access, name="counter_access"),
    path("counter/<uuid:person>/representative", counter_representative, name="counter_representative"),
    path(
        "counter/<uuid:person>/representative/<uuid:companion>/end",
        counter_representative_end,
        name="counter_representative_end",
    ),
    path("counter/<uuid:person>/papers", counter_papers, name="counter_papers"),
    path("counter/<uuid:person>/licence", counter_licence, name="counter_licence"),
    path("counter/<uuid:person>/help", assist_start, name="assist_start"),
    path("assist/stop", assist_stop, name="assist_stop"),
]
