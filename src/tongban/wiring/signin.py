"""How people sign in: accounts are opened at a counter or by joining a case, never by a free sign-up."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import reverse

from tongban.kernel.actor import Actor, ActorKind
from tongban.people.actions.access import note_access_change
from tongban.people.actions.second_factors import opened_secret, sealed_secret
from tongban.people.queries import identity_level, person_of_account
from tongban.people.wording import SIGN_IN
from tongban.wiring.devices import device_of


class SignIn(DefaultAccountAdapter):
    """Closes the library's own sign-up; sends staff to the desk and parties to the portal; keeps changes of access."""

    error_messages: ClassVar = DefaultAccountAdapter.error_messages | SIGN_IN

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the library's signature
        """No: real-name registration is an act of the court (在线诉讼规则 7)."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The desk for staff, the portal for everybody else."""
        viewer = getattr(request, "viewer", None)
        return resolve_url("desk:inbox" if viewer and viewer.courts else "portal:home")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Failures count for the login name: the library's own key could be varied by the header Host.

        A browser in which this very account was opened before counts by itself: nobody locks others out by guessing.
        """
        name = str(credentials.get("username", "")).casefold()
        device = device_of(request)
        return f"{name}\0{device.name}" if device.knows(name) else name

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - the library's signature
        """Who has a second factor shows that one: a password overheard does not take it away. Passkeys come first.

        Who has neither signs in by way of a provider, and shows it there.
        """
        methods = super().get_reauthentication_methods(user)
        own = [one for one in reversed(methods) if one["id"] != "reauthenticate"] or methods
        return own or [{"id": "outside", "description": "", "url": reverse("outside_again")}]

    def send_notification_mail(self, template_prefix: str, user: Any, *_: object, **__: object) -> None:  # noqa: ANN401 - the library's signature
        """A way to sign in changed: the register keeps it instead of a mail that might not be read."""
        person, now = person_of_account(user).uid, settings.TONGBAN_CLOCK.now()
        by = Actor(
            kind=ActorKind.PERSON,
            role="party",
            person=person,
            level=identity_level(person),
            platform=settings.TONGBAN.slug,
        )
        note_access_change(template_prefix.rpartition("/")[2], by=by, at=now)


class SecondFactor(DefaultMFAAdapter):
    """Passkeys and code generators carry the platform's name; their secrets are not readable in the database."""

    error_messages: ClassVar = DefaultMFAAdapter.error_messages | SIGN_IN

    def _get_site_name(self) -> str:
        return settings.TONGBAN.name

    def get_totp_label(self, user: Any) -> str:  # noqa: ANN401 - the library's signature
        """The login name: an address of e-mail may change."""
        return str(user)

    def encrypt(self, text: str) -> str:
        """As it is stored."""
        return sealed_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        """As it was."""
        return opened_secret(encrypted_text)


def second_factor_shown(request: HttpRequest) -> bool:
    """True when more than a password opened this session: a passkey, a code, or a provider that asks for one."""
    strong = {one.slug for one in settings.TONGBAN.providers if one.second_factor}
    return any(
        record.get("method") == "mfa" or (record.get("method") == "outside" and record.get("provider") in strong)
        for record in get_authentication_records(request, request.user)
    )
