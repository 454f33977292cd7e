"""A person's own access: ways to sign in, devices, and what the sign-in library leaves to the house."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Any, NoReturn, cast

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url, passthrough_next_redirect_url
from allauth.core.exceptions import ReauthenticationRequired
from allauth.core.internal.sessionkit import get_session_user
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from allauth.mfa.webauthn.views import LoginWebAuthnView
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import redirect_to_login
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tongban.access.audience import Audience, open_to
from tongban.face.requests import CourtRequest
from tongban.people.actions.access import end_sessions
from tongban.people.queries import appointments_of, person_of_account
from tongban.people.queries.access import outside_logins_of
from tongban.portal.forms.words import DEVICES_DONE

Page = Callable[..., HttpResponseBase]


def asked_again(view: Page) -> Page:
    """A page on which an account is changed: who sits there has shown it in the last minutes.

    The library asks for password, passkey or code, and lets everybody pass who has none of them; whoever signs in by
    way of a provider alone is sent there once more. A person who has just joined with a letter's code has no way yet
    and makes the first one.
    """

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and _known_elsewhere_alone(request) and not _seen_lately(request):
            raise ReauthenticationRequired
        return reauthentication_required(view)(request, *args, **kwargs)

    return entered


def _known_elsewhere_alone(request: HttpRequest) -> bool:
    """Whether a provider is the only way to sign in to this account."""
    if get_reauthentication_flows(request.user):
        return False
    return bool(outside_logins_of(person_of_account(request.user).uid))  # type: ignore[arg-type]


def _seen_lately(request: HttpRequest) -> bool:
    """Whether a provider looked at the person anew in the last minutes."""
    records = get_authentication_records(request, request.user)
    seen = [record["at"] for record in records if record.get("reauthenticated")]
    lately = settings.TONGBAN_CLOCK.wall().timestamp() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return bool(seen) and max(seen) > lately


def own_account(view: Page) -> Page:
    """A page about the account that is signed in. Beside a person at a counter nobody changes the clerk's access."""

    @wraps(view)
    @never_cache
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        here = cast("CourtRequest", request)
        if not here.user.is_authenticated:
            return redirect_to_login(here.get_full_path(), login_url=reverse("account_login"))
        if here.assisted:
            return redirect("portal:home")
        return view(here, *args, **kwargs)

    return open_to(Audience.PERSON)(entered)


@require_GET
@open_to(Audience.PUBLIC)
def forgotten(request: HttpRequest) -> HttpResponse:
    """A new password is given to a person whom a court has seen, not to whoever reads a mailbox (在线诉讼规则 7)."""
    return render(request, "account/forgotten.html")


@open_to(Audience.PUBLIC)
def closed(request: HttpRequest) -> NoReturn:  # noqa: ARG001 - the signature of views
    """Nobody signs up: accounts are opened at a counter or by joining a case."""
    raise Http404


@require_GET
@own_account
def ways(request: CourtRequest) -> HttpResponse:
    """Every way to sign in to this account, with the ways to add one and to take one away."""
    person = person_of_account(request.user)  # type: ignore[arg-type]
    held = Authenticator.objects.filter(user=request.user.pk).order_by("created_at")
    linked = outside_logins_of(person.uid)
    context = {
        "passkeys": [one for one in held if one.type == Authenticator.Type.WEBAUTHN],
        "generator": any(one.type == Authenticator.Type.TOTP for one in held),
        "codes": any(one.type == Authenticator.Type.RECOVERY_CODES for one in held),
        "providers": [(one, one.slug in linked) for one in settings.TONGBAN.providers],
        "staff": bool(appointments_of(person.uid, at=request.at)),
        "second": any(one.type != Authenticator.Type.RECOVERY_CODES for one in held),
        "entered": bool(request.viewer.courts),
        "next": get_next_redirect_url(request) or reverse("desk:inbox"),
    }
    return render(request, "mfa/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@own_account
def devices(request: CourtRequest) -> HttpResponse:
    """Where this account is signed in now; a device is signed out with one press, all others with another."""
    if request.method == "POST":
        session = get_object_or_404(UserSession, user=request.user.pk, pk=_number(request.POST.get("session", "")))
        here = session.is_current()
        session.end()
        messages.success(request, str(DEVICES_DONE["one"]))
        return redirect("portal:home" if here else "usersessions_list")
    return render(request, "usersessions/usersession_list.html", {"sessions": _alive(request.user.pk)})


@require_POST
@own_account
def end_others(request: CourtRequest) -> HttpResponse:
    """Sign out everywhere else: all other sessions and the tokens of programs are dead at once."""
    end_sessions(by=request.act_as("party"), at=request.at)
    go_on_alone(request)
    messages.success(request, str(DEVICES_DONE["others"]))
    return redirect("usersessions_list")


def go_on_alone(request: CourtRequest) -> None:
    """All sessions of the account were ended; this one goes on."""
    request.user.refresh_from_db()  # type: ignore[union-attr]
    update_session_auth_hash(request, request.user)  # type: ignore[arg-type]
    UserSession.objects.filter(user=request.user.pk).delete()
    UserSession.objects.create_from_request(request)


class PasskeySignIn(LoginWebAuthnView):
    """The library's page, which also leads back to where a person was going."""

    def form_valid(self, form: Form) -> HttpResponse:
        """The passkey is right: sign in."""
        authenticator = form.cleaned_data["credential"]
        login = Login(user=authenticator.user, redirect_url=get_next_redirect_url(self.request))
        return perform_passwordless_login(self.request, authenticator, login)

    def form_invalid(self, form: Form) -> HttpResponse:
        """The passkey is not right: back to the sign-in page, which says so."""
        super().form_invalid(form)
        return HttpResponseRedirect(passthrough_next_redirect_url(self.request, reverse("account_login"), "next"))


def _alive(account: int | None) -> list[UserSession]:
    """The account's sessions that still open something, the newest first; a look at them tidies nothing up."""
    rows = UserSession.objects.filter(user=account).order_by("-created_at", "-pk")
    kept = import_module(settings.SESSION_ENGINE).SessionStore
    return [one for one in rows if get_session_user(kept(one.session_key)) is not None]


def _number(typed: str) -> int:
    if not typed.isascii() or not typed.isdecimal():
        raise Http404
    return int(typed[:18])
