"""Signing in by way of a provider that runs in a second process: the honest way, and every way to cheat."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.builders import House
from tests.entrances.identity_provider import CLIENT, SECRET, behave, running
from tests.entrances.portal_people import account_of, browser
from tongban.people.models import OutsideLogin
from tongban.people.vocabulary import Provider
from tongban.register.models import Entry

PASSWORD = "a-long-password-1"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running() as found:
        yield found


@pytest.fixture
def provider(address: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The platform knows the provider, which is honest."""
    behave(address)
    cache.clear()
    known = (
        Provider("id", "统一身份平台", "Identity platform", address, CLIENT, SECRET, second_factor=True),
        Provider("bar", "律师平台", "Bar", address, CLIENT, SECRET),
    )
    monkeypatch.setattr(settings, "TONGBAN", dataclasses.replace(settings.TONGBAN, providers=known))
    return address


def agreed(page: HttpResponse) -> str:
    """Follow the link of the page that leads away, agree there; gives the address that leads back."""
    found = re.search(r'href="(http://127[^"]+/authorize[^"]+)"', page.content.decode())
    assert found, page.content.decode()
    asked = {k: v[0] for k, v in parse_qs(urlsplit(found[1].replace("&amp;", "&")).query).items()}
    answer = httpx.post(f"{urlsplit(found[1]).scheme}://{urlsplit(found[1]).netloc}/authorize", data=asked)
    return answer.headers["location"].removeprefix(settings.TONGBAN.public_url)


def linked(house: House, client: Client, slug: str = "id") -> None:
    """Link the provider's person with the account in this browser, through the pages."""
    away = client.post(reverse("outside_link", args=[slug]), follow=True)
    if away.redirect_chain:  # who sits here?
        away = client.post(away.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
    assert client.get(agreed(away)).status_code == 302


@pytest.fixture
def lin(house: House, provider: str) -> Client:
    client = browser(house, house.lin.uid)
    linked(house, client)
    return client


def came_back(client: Client, slug: str = "id", **more: str) -> HttpResponse:
    return client.get(agreed(client.post(reverse("outside_leave", args=[slug]), more)))


def test_a_linked_person_signs_in_and_the_link_is_in_the_register(house: House, lin: Client) -> None:
    assert OutsideLogin.objects.get().subject == "citizen-1"
    assert Entry.objects.filter(event="outside_login_linked").count() == 1
    stranger = browser(house)
    answer = came_back(stranger)
    assert answer.status_code == 302
    assert answer.url == reverse("portal:home")
    assert house.lin.name in stranger.get(reverse("portal:account")).content.decode()


@pytest.mark.parametrize(("slug", "opens"), [("id", True), ("bar", False)])
def test_staff_enter_by_a_provider_that_asks_for_a_second_factor_and_by_no_other(
    house: House, provider: str, monkeypatch: pytest.MonkeyPatch, slug: str, opens: bool
) -> None:
    monkeypatch.setattr(settings, "TONGBAN_STAFF_NEED_SECOND_FACTOR", True)
    clerk = browser(house, house.clerk.person)
    linked(house, clerk, slug)
    fresh = browser(house)
    assert came_back(fresh, slug).status_code == 302
    answer = fresh.get(reverse("desk:inbox"))
    assert (answer.status_code == 200) is opens
    assert opens or answer.url.startswith(reverse("mfa_index"))


def test_the_next_page_is_kept_on_the_way(house: House, lin: Client) -> None:
    assert came_back(browser(house), next=reverse("portal:account")).url == reverse("portal:account")


def test_nobody_is_led_elsewhere(house: House, lin: Client) -> None:
    assert came_back(browser(house), next="https://evil.example/").url == reverse("portal:home")


def test_an_unlinked_person_is_told_what_to_do(house: House, provider: str) -> None:
    answer = came_back(browser(house))
    assert answer.status_code == 422
    assert re.findall("people.outside_unknown.{7}", answer.content.decode()) == ["people.outside_unknown</code>"]
    assert reverse("account_login") in answer.content.decode()


@pytest.mark.parametrize(
    "lie",
    [
        {"sign": "none"},
        {"sign": "hmac"},
        {"sign": "other"},
        {"sign": "tampered"},
        {"claims": {"aud": "another"}},
        {"claims": {"iss": "https://evil.example"}},
        {"claims": {"exp": 1_700_000_000}},
        {"claims": {"nonce": "replayed"}},
        {"claims": {"nonce": None}},
        {"claims": {"iat": 1_700_000_000}},
    ],
    ids=str,
)
def test_no_token_in_doubt_signs_anybody_in(house: House, lin: Client, provider: str, lie: dict[str, Any]) -> None:
    client = browser(house)
    away = client.post(reverse("outside_leave", args=["id"]))
    behave(provider, **lie)
    answer = client.get(agreed(away))
    behave(provider)
    assert answer.status_code == 422
    assert client.get(reverse("portal:account")).status_code == 302, "nobody is signed in"


@pytest.mark.parametrize("lie", [{"silent": True}, {"issuer": "https://evil.example"}], ids=str)
def test_a_silent_or_foreign_provider_is_said_to_be_so(house: House, provider: str, lie: dict[str, Any]) -> None:
    behave(provider, **lie)
    assert browser(house).post(reverse("outside_leave", args=["id"])).status_code == 422


def test_an_answer_counts_once_and_in_the_browser_that_left(house: House, lin: Client) -> None:
    client, other = browser(house), browser(house)
    back = agreed(client.post(reverse("outside_leave", args=["id"])))
    assert other.get(back).status_code == 422, "a state of another browser"
    assert client.get(back).status_code == 302
    assert client.get(back).status_code == 422, "a state is used up"


def test_an_answer_of_another_provider_does_not_count(house: House, lin: Client) -> None:
    client = browser(house)
    back = agreed(client.post(reverse("outside_leave", args=["id"])))
    assert client.get(back.replace("/with/id/", "/with/bar/")).status_code == 422


def test_a_refusal_there_signs_nobody_in_here(house: House, provider: str) -> None:
    client = browser(house)
    back = agreed(client.post(reverse("outside_leave", args=["id"])))
    answer = client.get(re.sub(r"code=[^&]+", "error=access_denied", back))
    assert answer.status_code == 422


def test_the_way_out_is_no_link_that_others_can_plant(house: House, provider: str) -> None:
    assert browser(house).get(reverse("outside_leave", args=["id"])).status_code == 405


def test_an_unknown_provider_does_not_exist(house: House, provider: str) -> None:
    assert browser(house).post(reverse("outside_leave", args=["nobody"])).status_code == 404


def test_one_person_there_is_one_person_here(house: House, lin: Client) -> None:
    client = browser(house, house.zhou.uid)
    away = client.post(reverse("outside_link", args=["id"]), follow=True)
    away = client.post(away.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
    assert client.get(agreed(away)).status_code == 422
    assert OutsideLogin.objects.count() == 1


def test_another_identity_number_is_not_linked(house: House, provider: str) -> None:
    client = browser(house, house.lin.uid)
    behave(provider, claims={"id_number": house.zhou.id_number})
    away = client.post(reverse("outside_link", args=["id"]), follow=True)
    away = client.post(away.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
    assert client.get(agreed(away)).status_code == 422
    assert not OutsideLogin.objects.exists()


def test_a_link_is_ended_by_its_person_alone(house: House, lin: Client) -> None:
    assert browser(house).post(reverse("outside_end", args=["id"])).status_code == 302
    assert OutsideLogin.objects.exists()
    assert lin.post(reverse("outside_end", args=["id"])).status_code == 302
    assert not OutsideLogin.objects.exists()
    assert Entry.objects.filter(event="outside_login_ended").count() == 1
    assert lin.post(reverse("outside_end", args=["id"])).status_code == 422


def test_a_closed_account_is_not_opened_from_outside(house: House, lin: Client) -> None:
    account: Any = account_of(house, house.lin.uid)
    account.is_active = False
    account.save()
    assert came_back(browser(house)).status_code == 422
