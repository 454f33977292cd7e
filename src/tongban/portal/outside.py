"""Signing in by way of an outside provider (OpenID Connect): the way out, the way back, linking and ending the link."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tongban.access.audience import Audience, open_to, while_held
from tongban.face.refusals import attach_refusals, problems
from tongban.face.requests import CourtRequest
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.actions.outside import came_back, link_outside, open_by_platform, unlink_outside, way_out
from tongban.people.actions.prove import prove_by_platform
from tongban.people.queries import person_of_account
from tongban.people.queries.access import account_behind, account_of_login, outside_logins_of
from tongban.people.vocabulary import Departure, OutsideIdentity, Provider
from tongban.portal.doors import sent_by
from tongban.portal.forms.newcomer import NewcomerForm
from tongban.portal.held import note_look
from tongban.portal.signin import asked_again, own_account

_KEY = "outside_departures"
_MOST = 4
"""So many ways out may be open in one browser; older ones are forgotten."""
_PATIENCE = 600
"""Seconds after which a person who left does not come back signed in."""
_NEWCOMER = "outside_newcomer"
_SHOWN = 4
"""Signs of an identity number that are shown."""
_LAW = "在线诉讼规则 7"


@require_POST
@never_cache
@open_to(Audience.PUBLIC)
def leave(request: CourtRequest, slug: str) -> HttpResponse:
    """Off to sign in elsewhere. The answer is a page that leads there: a form may not lead away from the court."""
    return _away(request, slug, "enter")


@require_POST
@while_held
@own_account
@asked_again
def leave_to_link(request: CourtRequest, slug: str) -> HttpResponse:
    """Off to show the provider's account that is to be linked with this one."""
    return _away(request, slug, "link")


@require_GET
@while_held
@own_account
def again(request: CourtRequest) -> HttpResponse:
    """Is it still you? For who has no password, passkey or code here: the providers that know the person."""
    return render(
        request, "account/outside_again.html", {"form": None, "providers": _linked(request), "next": _next(request)}
    )


@require_POST
@while_held
@own_account
def leave_again(request: CourtRequest, slug: str) -> HttpResponse:
    """Off to show there that it is still the same person; the provider is asked to look now."""
    if slug not in {one.slug for one in _linked(request)}:
        raise Http404
    return _away(request, slug, "again")


@require_GET
@never_cache
@open_to(Audience.PUBLIC)
def back(request: CourtRequest, slug: str) -> HttpResponse:
    """Back from the provider. Each departure is used once, by the browser that left, for its own provider."""
    provider = _provider(slug)
    try:
        kept = _kept(request, slug)
        departure = Departure(**kept["departure"])
        wall = settings.TONGBAN_CLOCK.wall()
        identity = came_back(provider, departure, request.GET["code"][:2048], _address(slug), now=wall)
        if kept["why"] == "link":
            return _link(request, identity, provider)
        if kept["why"] == "again":
            return _still(request, identity, kept["next"])
        return _sign_in(request, identity, provider, kept["next"])
    except Refused as no:
        return render(request, "account/outside_failed.html", {"problems": problems(no.refusals)}, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(Audience.PUBLIC)
def newcomer(request: CourtRequest) -> HttpResponse:
    """An identity platform has named a person without an account here: she chooses a login name and is registered."""
    kept = request.session.get(_NEWCOMER)
    if kept is None or kept["until"] < settings.TONGBAN_CLOCK.wall().timestamp() or request.user.is_authenticated:
        return redirect("account_login")
    identity, form = OutsideIdentity(**kept["identity"]), NewcomerForm(sent_by(request))
    if form.is_valid():
        login = form.cleaned_data["login"].strip()
        try:
            open_by_platform(identity, login, at=request.at, platform=settings.TONGBAN.slug)
        except Refused as no:
            attach_refusals(form, no.refusals)
        else:
            del request.session[_NEWCOMER]
            return _enter(request, account_of_login(login), identity, kept.get("next") or reverse("mfa_index"))
    context = {"identity": identity, "number": identity.id_number[-_SHOWN:], "form": form}
    return render(request, "account/outside_new.html", context, status=422 if form.is_bound else 200)


@require_POST
@own_account
@asked_again
def end_link(request: CourtRequest, slug: str) -> HttpResponse:
    """The provider no longer signs anybody in to this account."""
    unlink_outside(_provider(slug).slug, by=request.act_as("party"), at=request.at)
    return redirect("mfa_index")


def _away(request: CourtRequest, slug: str, why: str) -> HttpResponse:
    """`why`: to enter, to link the account there with this one, or to show again who sits here."""
    provider = _provider(slug)
    wall = settings.TONGBAN_CLOCK.wall()
    try:
        departure = way_out(provider, _address(slug), since=wall.timestamp() if why == "again" else 0.0)
    except Refused as no:
        return render(request, "account/outside_failed.html", {"problems": problems(no.refusals)}, status=422)
    kept = {
        "departure": asdict(departure),
        "provider": slug,
        "why": why,
        "next": _next(request),
        "until": wall.timestamp() + _PATIENCE,
    }
    others = list(request.session.get(_KEY, {}).items())[1 - _MOST :]
    request.session[_KEY] = {**dict(others), departure.state: kept}
    context = {"provider": provider, "host": provider.issuer, "url": departure.url}
    return render(request, "account/outside_leave.html", context)


def _kept(request: CourtRequest, slug: str) -> dict[str, Any]:
    """What this browser left with; taken out, so that an answer counts once."""
    departures = request.session.get(_KEY, {})
    kept = departures.pop(request.GET.get("state", ""), None)
    request.session[_KEY] = departures
    if kept is None or kept["provider"] != slug or kept["until"] < settings.TONGBAN_CLOCK.wall().timestamp():
        raise Refused(Refusal("people.departure_unknown", _LAW))
    if "code" not in request.GET:
        raise Refused(Refusal("people.provider_said_no", _LAW))
    return dict(kept)


def _sign_in(request: CourtRequest, identity: OutsideIdentity, provider: Provider, target: str) -> HttpResponse:
    account = account_behind(identity)
    if account is not None:
        return _enter(request, account, identity, target)
    if not provider.proves:
        raise Refused(Refusal("people.outside_unknown", _LAW))
    until = settings.TONGBAN_CLOCK.wall().timestamp() + _PATIENCE
    request.session[_NEWCOMER] = {"identity": asdict(identity), "until": until, "next": target}
    return redirect("outside_new")


def _enter(request: CourtRequest, account: Any, identity: OutsideIdentity, target: str) -> HttpResponse:  # noqa: ANN401 - Django's user model
    record_authentication(request, account, "outside", provider=identity.provider)
    return perform_login(request, Login(user=account, redirect_url=target or None))


def _still(request: CourtRequest, identity: OutsideIdentity, target: str) -> HttpResponse:
    """The person whose account this is was seen there just now: what she was about to do goes on."""
    if not request.user.is_authenticated or request.assisted or account_behind(identity) != request.user:
        raise Refused(Refusal("people.again_another", _LAW))
    record_authentication(request, request.user, "outside", provider=identity.provider, reauthenticated=True)
    request.GET = QueryDict(urlencode({"next": target}))
    return resume_request(request) or redirect("mfa_index")


def _linked(request: CourtRequest) -> list[Provider]:
    known = outside_logins_of(person_of_account(request.user).uid)  # type: ignore[arg-type]
    return [one for one in settings.TONGBAN.providers if one.slug in known]


def _next(request: CourtRequest) -> str:
    return get_next_redirect_url(request) or ""


def _link(request: CourtRequest, identity: OutsideIdentity, provider: Provider) -> HttpResponse:
    """Linking again is no mistake: with an identity platform it is a fresh proof.

    In a session that a disputed act holds nothing else is linked: it would be another way in.
    """
    if not request.user.is_authenticated or request.assisted:
        raise Refused(Refusal("people.sign_in_first", _LAW))
    by = request.act_as("party")
    if prove_by_platform(identity, provider, by=by, at=request.at):
        note_look(request)
    elif request.held():
        raise Refused(Refusal("people.again_another", _LAW))
    if account_behind(identity) != request.user:
        link_outside(identity, by=by, at=request.at)
    return redirect("portal:identity" if provider.proves else "mfa_index")


def _provider(slug: str) -> Provider:
    found: Provider | None = settings.TONGBAN.provider(slug)
    if found is None:
        raise Http404
    return found


def _address(slug: str) -> str:
    return str(settings.TONGBAN.public_url) + reverse("outside_back", args=[slug])


urls = [
    path("new/", newcomer, name="outside_new"),
    path("with/<slug:slug>/", leave, name="outside_leave"),
    path("with/<slug:slug>/back/", back, name="outside_back"),
    path("with/<slug:slug>/link/", leave_to_link, name="outside_link"),
    path("again/elsewhere/", again, name="outside_again"),
    path("with/<slug:slug>/again/", leave_again, name="outside_leave_again"),
    path("with/<slug:slug>/end/", end_link, name="outside_end"),
]
