"""Who acts beside whom: a person names a helper; a helper or guardian goes to the person's side and leaves it again."""

from __future__ import annotations

from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tongban.access.audience import Audience, open_to
from tongban.face.refusals import attach_refusals
from tongban.face.requests import CourtRequest
from tongban.kernel.refusal import Refused
from tongban.people.actions.companions import name_helper, part, set_rights, state_ease
from tongban.people.actions.heads import prove_head
from tongban.people.queries import companion_of, companions, ease_of, names_of, person_by_uid, person_of_account
from tongban.people.vocabulary import BY_LAW, Beside, CompanionView, Ease, MemberRight, PersonKind
from tongban.people.wording import BESIDE, MEMBER_RIGHTS
from tongban.portal.forms.companions import HeadForm, HelperForm, MemberForm, RightsForm
from tongban.portal.forms.words import BESIDE_DONE
from tongban.portal.signin import Page, own_account


def own_or_headed(view: Page) -> Page:
    """A page about who acts beside the person: her own, or that of the organisation beside which its head acts."""

    @wraps(view)
    def entered(request: CourtRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.assisted and request.user.is_authenticated:
            own = person_of_account(request.user).uid
            if companion_of(request.assisted, own, at=request.at) is Beside.HEAD:
                return never_cache(view)(request, *args, **kwargs)
        return own_account(view)(request, *args, **kwargs)

    return open_to(Audience.PERSON)(entered)


@require_GET
@own_or_headed
def beside(request: CourtRequest) -> HttpResponse:
    """Who acts beside this person, and beside whom this person acts."""
    return _show(request, _naming(request)())


@require_POST
@own_or_headed
def name(request: CourtRequest) -> HttpResponse:
    """Name a helper; the head of an organisation names a member with its rights."""
    form = _naming(request)(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        given, by = told.get("rights", ()), request.act_as("party")
        try:
            name_helper(told["login"], told["days"], rights=given, by=by, at=request.at)
        except Refused as no:
            attach_refusals(form, no.refusals)
        else:
            messages.success(request, str(BESIDE_DONE["named"]))
            return redirect("portal:beside")
    return _show(request, form)


@require_POST
@own_or_headed
def rights(request: CourtRequest, uid: UUID) -> HttpResponse:
    """The head of an organisation says what a member may do for it."""
    form = RightsForm(request.POST, prefix=uid.hex)
    if form.is_valid():
        try:
            set_rights(uid, form.cleaned_data["rights"], by=request.act_as("party"), at=request.at)
        except Refused as no:
            attach_refusals(form, no.refusals)
        else:
            messages.success(request, str(BESIDE_DONE["stated"]))
            return redirect("portal:beside")
    return _show(request, _naming(request)(), changing=form)


@require_POST
@own_or_headed
def end(request: CourtRequest, uid: UUID) -> HttpResponse:
    """One of the two ends it."""
    part(uid, by=request.act_as("party"), at=request.at)
    messages.success(request, str(BESIDE_DONE["ended"]))
    return redirect("portal:beside")


@require_POST
@own_account
def help_wanted(request: CourtRequest) -> HttpResponse:
    """Say that the assisted way is wanted, or no longer; no reason is asked."""
    state_ease(wanted=request.POST.get("wanted") == "yes", by=request.act_as("party"), at=request.at)
    messages.success(request, str(BESIDE_DONE["stated"]))
    return redirect("portal:beside")


@require_POST
@own_account
def head(request: CourtRequest) -> HttpResponse:
    """One heads an organisation: the register of organisations is asked."""
    form = HeadForm(request.POST)
    if form.is_valid():
        service, slug = settings.TONGBAN.organisation_service, settings.TONGBAN.slug
        by = request.act_as("party")
        try:
            prove_head(form.cleaned_data["code"], service=service, by=by, at=request.at, platform=slug)
        except Refused as no:
            attach_refusals(form, no.refusals)
        else:
            messages.success(request, str(BESIDE_DONE["heads"]))
            return redirect("portal:beside")
    return _show(request, HelperForm(), form)


@require_POST
@own_account
def go(request: CourtRequest, person: UUID) -> HttpResponse:
    """Go to the person's side: the pages are hers, each act names the helper. Asked again at each request."""
    if request.viewer.person is None or companion_of(person, request.viewer.person, at=request.at) is None:
        raise Http404
    request.session["assisting"] = str(person)
    for key in ("assisting_court", "assisting_on"):
        request.session.pop(key, None)
    return redirect("portal:home")


@require_POST
@never_cache
@open_to(Audience.PERSON)
def leave(request: CourtRequest) -> HttpResponse:
    """Back to one's own affairs."""
    for key in ("assisting", "assisting_court", "assisting_on"):
        request.session.pop(key, None)
    return redirect("portal:home")


def _naming(request: CourtRequest) -> type[HelperForm]:
    """Who is named beside a person is a helper, beside an organisation a member."""
    known = person_by_uid(request.viewer.person) if request.viewer.person else None
    return MemberForm if known and known.kind != PersonKind.NATURAL else HelperForm


def _show(
    request: CourtRequest, form: HelperForm, heading: HeadForm | None = None, changing: RightsForm | None = None
) -> HttpResponse:
    person = request.viewer.person
    assert person is not None  # noqa: S101 - the door has let a person in
    mine, others = companions(person, at=request.at)
    names = names_of({one.companion for one in mine} | {one.person for one in others})

    def told(one: CompanionView, other: UUID) -> tuple[CompanionView, str, object, bool]:
        return one, names.get(other, ""), BESIDE[one.kind], one.kind not in BY_LAW

    def given(one: CompanionView) -> RightsForm | None:
        prefix = one.uid.hex
        if one.kind is not Beside.MEMBER:
            return None
        if changing is not None and changing.prefix == prefix:
            return changing
        return RightsForm(initial={"rights": sorted(one.rights)}, prefix=prefix)

    context = {
        "mine": [(*told(one, one.companion), given(one)) for one in mine],
        "others": [
            (*told(one, one.person), [MEMBER_RIGHTS[right] for right in MemberRight if right in one.rights])
            for one in others
        ],
        "form": form,
        "heading": heading or HeadForm(),
        "eased": ease_of(person, at=request.at),
        "stated": Ease.STATED in ease_of(person, at=request.at),
    }
    failed = form.is_bound or heading is not None or changing is not None
    return render(request, "portal/beside.html", context, status=422 if failed else 200)


urls = [
    path("account/beside/", beside, name="beside"),
    path("account/beside/name/", name, name="beside_name"),
    path("account/beside/wanted/", help_wanted, name="beside_wanted"),
    path("account/beside/head/", head, name="beside_head"),
    path("account/beside/<uuid:uid>/rights/", rights, name="beside_rights"),
    path("account/beside/<uuid:uid>/end/", end, name="beside_end"),
    path("account/beside/<uuid:person>/go/", go, name="beside_go"),
    path("account/beside/leave/", leave, name="beside_leave"),
]
