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

from tests.builders import House, id_number
from tests.entrances.desk import signed_in
from tests.entrances.identity_provider import CLIENT, SECRET, behave, running
from tests.entrances.portal_people import account_of, browser
from tests.entrances.test_signin_outside import agreed
from tongban.people.models import Account
from tongban.people.queries import proofs_of
from tongban.people.vocabulary import OutsideService, ProofMethod, Provider

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
    face = OutsideService(address, SECRET, "人脸核验", "Face check")
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


def test_a_result_that_is_fetched_late_is_no_fresh_check(house: House, outside: str) -> None:
    client = signed_in(house, house.lin.uid)
    behave(outside, face="passed")
    went(client)
    house.clock.forward(minutes=11)
    assert client.post(reverse("portal:face_take")).status_code == 422
    assert methods(house) == []


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


# Registration by the identity platform


def newcomer(outside: str, name: str = "吴小红", number: str = "") -> Client:
    """A stranger, back from the identity platform."""
    behave(outside, claims={"name": name, "id_number": number or id_number(77)})
    client = Client(headers={"accept-language": "en"})
    answer = client.get(agreed(client.post(reverse("outside_leave", args=["id"]))))
    assert answer.url == reverse("outside_new")
    return client


def test_a_stranger_is_registered_by_the_identity_platform_and_signs_in_by_it(house: House, outside: str) -> None:
    client = newcomer(outside)
    page = client.get(reverse("outside_new")).content.decode()
    assert "吴小红" in page
    assert id_number(77) not in page, "the number is shown by its end only"
    assert client.post(reverse("outside_new"), {"login": "wuxiaohong"}).url == reverse("mfa_index")
    account = Account.objects.get(login="wuxiaohong")
    assert not account.has_usable_password()
    assert [(one.method, one.level) for one in proofs_of(account.person.uid)] == [("platform", "document")]
    again = Client()
    assert again.get(agreed(again.post(reverse("outside_leave", args=["id"])))).url == reverse("portal:home")


@pytest.mark.parametrize("login", ["", "a b", "x", "<script>"])
def test_a_login_that_cannot_be_one_is_refused_and_nobody_is_registered(house: House, outside: str, login: str) -> None:
    before = Account.objects.count()
    assert newcomer(outside).post(reverse("outside_new"), {"login": login}).status_code == 422
    assert Account.objects.count() == before


def test_a_person_with_an_account_is_not_registered_twice(house: House, outside: str) -> None:
    account_of(house, house.lin.uid)
    client = newcomer(outside, house.lin.name, house.lin.id_number)
    assert client.post(reverse("outside_new"), {"login": "another-lin"}).status_code == 422
    assert Account.objects.filter(person__uid=house.lin.uid).count() == 1


def test_a_person_known_without_an_account_gets_one_only_under_the_same_name(house: House, outside: str) -> None:
    other = newcomer(outside, "林小梅", house.lin.id_number)
    assert other.post(reverse("outside_new"), {"login": "another-lin"}).status_code == 422
    same = newcomer(outside, house.lin.name, house.lin.id_number)
    assert same.post(reverse("outside_new"), {"login": "lin-online"}).status_code == 302
    assert Account.objects.get(login="lin-online").person.uid == house.lin.uid


@pytest.mark.parametrize("number", ["123", "990101199013010018", id_number(5)[:-1] + "A"])
def test_a_number_that_cannot_be_right_registers_nobody(house: House, outside: str, number: str) -> None:
    assert newcomer(outside, number=number).post(reverse("outside_new"), {"login": "somebody"}).status_code == 422


def test_nobody_registers_without_coming_from_the_platform_nor_with_fields_of_her_own(
    house: House, outside: str
) -> None:
    forged = {"login": "forged", "name": "院长", "id_number": id_number(9), "identity": "{}", "is_staff": "on"}
    assert Client().post(reverse("outside_new"), forged).url == reverse("account_login")
    newcomer(outside).post(reverse("outside_new"), forged)
    account = Account.objects.get(login="forged")
    assert (account.person.name, account.person.id_number, account.is_staff) == ("吴小红", id_number(77), False)
