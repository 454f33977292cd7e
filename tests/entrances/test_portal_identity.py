"""“Your identity”: fresh check, identity platform and face check, with the services in a second process."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.builders import House
from tests.entrances.desk import signed_in
from tests.entrances.identity_provider import CLIENT, SECRET, behave, running
from tests.entrances.portal_people import browser
from tests.entrances.test_signin_outside import agreed
from tongban.people.queries import proofs_of
from tongban.people.vocabulary import FaceService, ProofMethod, Provider

PASSWORD = "a-long-password-1"
PAGE = reverse("portal:identity")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running() as found:
        yield found


@pytest.fixture(autouse=True)
def outside(address: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The platform knows an identity platform and a service that compares faces; both are honest."""
    cache.clear()
    behave(address)
    provider = Provider("id", "统一身份平台", "Identity platform", address, CLIENT, SECRET, proves=True)
    face = FaceService(address, SECRET, "人脸核验", "Face check")
    known = dataclasses.replace(settings.TONGBAN, providers=(provider,), face_service=face)
    monkeypatch.setattr(settings, "TONGBAN", known)
    return address


def methods(house: House) -> list[tuple[str, bool]]:
    """Lin's checks that no builder made, the newest first."""
    return [(one.method, one.passed) for one in proofs_of(house.lin.uid) if one.method != ProofMethod.COUNTER]


def again(client: Client) -> None:
    asked = client.post(reverse("portal:identity_again"), follow=True)
    client.post(asked.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)


def test_a_person_confirms_that_it_is_still_the_same(house: House) -> None:
    client = browser(house, house.lin.uid)
    again(client)
    assert methods(house) == [("again", True)]
    assert client.get(PAGE).status_code == 200


def test_a_wrong_password_confirms_nothing(house: House) -> None:
    client = browser(house, house.lin.uid)
    asked = client.post(reverse("portal:identity_again"), follow=True)
    client.post(asked.redirect_chain[-1][0], {"password": "not this one"}, follow=True)
    assert methods(house) == []


@pytest.mark.parametrize("name", ["identity_again", "face_begin", "face_take"])
def test_looking_changes_nothing_and_strangers_sign_in_first(house: House, name: str) -> None:
    assert browser(house, house.lin.uid).get(reverse(f"portal:{name}")).status_code == 405
    assert browser(house).post(reverse(f"portal:{name}")).url.startswith(reverse("account_login"))


def test_beside_a_person_a_clerk_proves_nothing_by_these_pages(house: House) -> None:
    clerk = signed_in(house, house.clerk.person)
    clerk.post(reverse("desk:assist_start", args=[house.lin.uid]))
    assert clerk.post(reverse("portal:identity_again")).url == reverse("portal:home")
    assert clerk.get(PAGE).status_code == 200


@pytest.mark.parametrize("number", ["right", "wrong"])
def test_an_identity_platform_is_asked_and_its_answer_kept(house: House, outside: str, number: str) -> None:
    client = browser(house, house.lin.uid)
    told = house.lin.id_number if number == "right" else house.zhou.id_number
    behave(outside, claims={"id_number": told})
    away = client.post(reverse("outside_link", args=["id"]), follow=True)
    away = client.post(away.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
    answer = client.get(agreed(away))
    assert answer.status_code == (302 if number == "right" else 422)
    assert methods(house) == [("platform", number == "right")]


def test_linking_once_more_is_a_fresh_proof(house: House, outside: str) -> None:
    client = browser(house, house.lin.uid)
    again(client)
    behave(outside, claims={"id_number": house.lin.id_number})
    for _ in range(2):
        away = client.post(reverse("outside_link", args=["id"]))
        assert client.get(agreed(away)).url == PAGE
    assert methods(house) == [("platform", True), ("platform", True), ("again", True)]


def went(client: Client) -> None:
    page = client.post(reverse("portal:face_begin"))
    assert re.search(r'href="http://127[^"]+/[0-9a-f]{32}"', page.content.decode())
    assert client.get(reverse("portal:face_end")).status_code == 200


@pytest.mark.parametrize(("face", "passed"), [("passed", True), ("failed", False), ("another", False)])
def test_a_face_check_is_kept_with_its_result(house: House, outside: str, face: str, passed: bool) -> None:
    client = browser(house, house.lin.uid)
    behave(outside, face=face)
    went(client)
    assert client.post(reverse("portal:face_take")).url == PAGE
    assert methods(house) == [("face", passed)]
    assert proofs_of(house.lin.uid)[0].evidence.partition(":")[2].startswith("F-")
    assert client.post(reverse("portal:face_take")).status_code == 422, "a visit counts once"
    assert len(methods(house)) == 1


def test_a_check_that_waits_is_no_result(house: House, outside: str) -> None:
    client = browser(house, house.lin.uid)
    behave(outside, face="waiting")
    went(client)
    assert client.post(reverse("portal:face_take")).status_code == 422
    assert methods(house) == []
    behave(outside)
    assert client.post(reverse("portal:face_take")).url == PAGE


def test_a_result_belongs_to_the_browser_that_went(house: House) -> None:
    went(browser(house, house.lin.uid))
    other = browser(house, house.zhou.uid)
    assert other.get(reverse("portal:face_end")).url == PAGE
    assert other.post(reverse("portal:face_take"), {"number": "0" * 32}).status_code == 422


def test_a_silent_service_is_said_to_be_silent(house: House, outside: str) -> None:
    behave(outside, silent=True)
    assert browser(house, house.lin.uid).post(reverse("portal:face_begin")).status_code == 422


def test_without_a_service_there_is_no_page(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "TONGBAN", dataclasses.replace(settings.TONGBAN, face_service=None))
    client = browser(house, house.lin.uid)
    assert client.post(reverse("portal:face_begin")).status_code == 404
    assert client.get(PAGE).status_code == 200
