"""Accounts without password, passkey or code are asked again where they sign in, before anything about them changes."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import House
from tests.entrances.identity_provider import behave
from tests.entrances.portal_people import account_of, browser
from tests.entrances.test_signin_outside import address, agreed, linked, provider
from tongban.people.models import OutsideLogin
from tongban.people.queries import proofs_of

__all__ = ["address", "provider"]
CHANGES = ("mfa_add_webauthn", "mfa_activate_totp", "account_set_password")
AGAIN = "outside_again"


@pytest.fixture
def lin(house: House, provider: str) -> Client:
    """Lin's account, opened by the provider alone, in a browser that has just come from there."""
    first = browser(house, house.lin.uid)
    linked(house, first)
    account: Any = account_of(house, house.lin.uid)
    account.set_unusable_password()
    account.save()
    client = browser(house)
    client.get(agreed(client.post(reverse("outside_leave", args=["id"]))))
    assert client.get(reverse("portal:account")).status_code == 200
    return client


def seen(client: Client, target: str) -> Any:  # noqa: ANN401 - Django's response
    """Shown there once more, on the way to `target`; the answer of the court to who comes back."""
    return client.get(agreed(client.post(reverse("outside_leave_again", args=["id"]), {"next": target})))


@pytest.mark.parametrize("name", CHANGES)
def test_nothing_changes_before_the_person_was_seen_anew(lin: Client, name: str) -> None:
    asked = lin.get(reverse(name))
    assert asked.url.startswith(reverse(AGAIN)), "signing in a moment ago is not enough"
    page = lin.get(asked.url).content.decode()
    assert "统一身份平台" in page
    assert "律师平台" not in page, "only where the person has an account"
    assert seen(lin, reverse(name)).url == reverse(name)
    assert lin.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", ["portal:personal_download", "portal:personal_erase"])
def test_what_is_held_is_neither_handed_over_nor_erased_before(lin: Client, name: str) -> None:
    assert lin.post(reverse(name)).url.startswith(reverse(AGAIN))


def test_what_was_pressed_goes_on_after_it(house: House, lin: Client) -> None:
    asked = lin.post(reverse("portal:identity_again"))
    assert asked.url.startswith(reverse(AGAIN))
    assert not [one for one in proofs_of(house.lin.uid) if one.method == "again"]
    seen(lin, reverse("portal:identity_again"))
    assert proofs_of(house.lin.uid)[0].method == "again"


@pytest.mark.parametrize(
    "lie",
    [{"auth_time": None}, {"auth_time": 1_700_000_000}, {"auth_time": "now"}, {"auth_time": 4_000_000_000}],
    ids=str,
)
def test_an_old_or_untold_look_is_none(lin: Client, provider: str, lie: dict[str, Any]) -> None:
    behave(provider, claims=lie)
    assert seen(lin, reverse("mfa_add_webauthn")).status_code == 422
    assert lin.get(reverse("mfa_add_webauthn")).url.startswith(reverse(AGAIN))


def test_somebody_else_there_is_nobody_here(lin: Client, provider: str) -> None:
    behave(provider, claims={"sub": "citizen-2"})
    assert seen(lin, reverse("mfa_add_webauthn")).status_code == 422
    assert lin.get(reverse("mfa_add_webauthn")).url.startswith(reverse(AGAIN))


def test_the_link_itself_is_not_ended_unasked(lin: Client) -> None:
    assert lin.post(reverse("outside_end", args=["id"])).url.startswith(reverse(AGAIN))
    assert OutsideLogin.objects.exists()


def test_an_answer_for_signing_in_is_no_answer_to_this(lin: Client) -> None:
    lin.get(agreed(lin.post(reverse("outside_leave", args=["id"]))))
    assert lin.get(reverse("mfa_add_webauthn")).url.startswith(reverse(AGAIN))


def test_who_has_a_password_is_asked_for_it(house: House, provider: str) -> None:
    client = browser(house, house.zhou.uid)
    assert client.get(reverse("mfa_add_webauthn")).url.startswith(reverse("account_reauthenticate"))
    assert client.post(reverse("outside_leave_again", args=["id"])).status_code == 404


@pytest.mark.parametrize("name", [AGAIN, "outside_leave_again"])
def test_strangers_sign_in_first(house: House, provider: str, name: str) -> None:
    stranger = browser(house)
    args = ["id"] if name != AGAIN else []
    answer = stranger.post(reverse(name, args=args)) if args else stranger.get(reverse(name))
    assert answer.url.startswith(reverse("account_login"))
