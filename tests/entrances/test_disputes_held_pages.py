"""A thief who knows the password signs in while an act is disputed: nothing of a case; the person sees and acts on."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.builders import House, party, refused, staff
from tests.entrances.desk import signed_in
from tests.entrances.identity_provider import SECRET, behave, running
from tests.entrances.portal_people import account_of, browser
from tests.entrances.test_signin_pages import code_of
from tongban.cases.vocabulary import CaseView
from tongban.people.actions.companions import name_helper
from tongban.people.actions.counter import renew_access_at_counter
from tongban.people.actions.dispute import uphold
from tongban.people.actions.second_factors import sealed_secret
from tongban.people.models import Dispute
from tongban.people.vocabulary import OutsideService, Role
from tongban.register.models import Entry

PASSWORD = "a-long-password-1"
HELD = reverse("portal:held")


@pytest.fixture
def case(house: House) -> CaseView:
    """Lin's case; she has an account."""
    cache.clear()
    account_of(house, house.lin.uid)
    return house.case()


def page_of(case: CaseView) -> str:
    return reverse("portal:case", args=[case.uid])


def comes_in(house: House, password: str = PASSWORD) -> Client:
    """Whoever knows the password signs in by the page."""
    account: Any = account_of(house, house.lin.uid)
    client = signed_in(house, house.zhou.uid)
    client.logout()
    client.post(reverse("account_login"), {"login": account.login, "password": password})
    return client


def disputes(house: House) -> Client:
    """Lin says in her browser that the complaint was not hers; gives the browser."""
    house.clock.forward(minutes=5)
    client = signed_in(house, house.lin.uid)
    entry = Entry.objects.filter(event="filing_handed_in").latest("id").uid
    answer = client.post(reverse("portal:dispute", args=[entry]), {"why": "那天我在住院。"})
    assert answer.url == reverse("portal:acts")
    return client


def test_a_thief_sees_nothing_of_a_case_and_the_person_sees_on(house: House, case: CaseView) -> None:
    house.draft(loan__amount="777777")
    old = comes_in(house)
    assert case.number in old.get(page_of(case)).content.decode(), "until then nobody knows of the theft"
    own = disputes(house)
    assert old.get(page_of(case)).url.startswith(reverse("account_login")), "every other session is ended"
    thief = comes_in(house)
    looked = [
        *(reverse(f"portal:{name}") for name in ("home", "account", "acts", "news", "personal", "identity", "beside")),
        *(page_of(case), reverse("portal:fees", args=[case.uid]), reverse("mfa_index"), reverse("usersessions_list")),
        *(reverse("portal:questions"), "/desk/", "/api/v1/cases"),
    ]
    for address in looked:
        answer = thief.get(address, follow=True)
        shown = answer.content.decode()
        assert case.number not in shown, address
        assert "周志强" not in shown, address
    assert thief.get(page_of(case)).url.startswith(HELD)
    for name in ("personal_download", "personal_correct", "account_change_password", "beside_name"):
        assert thief.post(reverse(name if name.startswith("account") else f"portal:{name}"), {}).url.startswith(HELD)
    assert case.number in own.get(page_of(case)).content.decode()
    assert own.get(HELD).status_code == 302


def test_the_page_says_what_is_held_why_what_to_do_and_whom_to_call(house: House, case: CaseView) -> None:
    disputes(house)
    page = comes_in(house).get(HELD)
    text = page.content.decode()
    assert page.status_code == 200
    for told in ("sees no case, no paper and no draft", "bring your identity paper to the counter", "12368"):
        assert told in text, told
    assert browser(house).get(HELD).url.startswith(reverse("account_login"))
    assert signed_in(house, house.zhou.uid).get(HELD).url == "/"


def test_a_program_with_a_token_of_the_account_is_refused(house: House, case: CaseView) -> None:
    disputes(house)
    thief = comes_in(house)
    token = thief.post("/api/v1/token").json()["token"]
    answer = thief.get("/api/v1/cases", headers={"authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.json()["reasons"][0]["reason"]) == (422, "people.session_held")


@pytest.mark.parametrize(("days", "sees"), [(-9, True), (9, False)])
def test_a_second_factor_opens_when_it_is_older_than_the_act(
    house: House, case: CaseView, days: int, sees: bool
) -> None:
    account: Any = account_of(house, house.lin.uid)
    secret, made = generate_totp_secret(), house.at + timedelta(days=days)
    data = {"secret": sealed_secret(secret)}
    Authenticator.objects.create(user=account, type="totp", data=data, created_at=made)
    disputes(house)
    client = comes_in(house)
    assert client.post(reverse("mfa_authenticate"), {"code": code_of(secret)}).status_code == 302
    assert (case.number in client.get(page_of(case), follow=True).content.decode()) is sees


def test_who_is_compared_with_the_identity_paper_sees_on_and_others_do_not(
    house: House, case: CaseView, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = disputes(house)
    client = comes_in(house)
    with running() as address:
        face = OutsideService(address, SECRET, "人脸核验", "Face check")
        monkeypatch.setattr(settings, "TONGBAN", dataclasses.replace(settings.TONGBAN, face_service=face))
        for found, sees in (("failed", False), ("passed", True)):
            house.clock.forward(minutes=1)
            behave(address, face=found)
            assert client.post(reverse("portal:face_begin")).status_code == 200
            client.post(reverse("portal:face_take"))
            assert (case.number in client.get(page_of(case), follow=True).content.decode()) is sees
    assert comes_in(house).get(page_of(case)).url.startswith(HELD), "another session showed nothing"
    assert own.get(page_of(case)).url.startswith(HELD), "the dispute may have been the thief's word"


def test_the_counter_goes_on_and_gives_a_new_way_in(house: House, case: CaseView) -> None:
    disputes(house)
    clerk = signed_in(house, house.clerk.person)
    clerk.post(reverse("desk:assist_start", args=[house.lin.uid]))
    assert case.number in clerk.get(page_of(case)).content.decode()
    assert house.hand_in(house.draft(), helper=house.clerk).filing
    start = renew_access_at_counter(house.lin.uid, by=house.clerk, at=house.at)
    again = comes_in(house, start.password)
    assert case.number in again.get(page_of(case)).content.decode()
    colleague = staff(house.clerk.court, Role.CLERK, "同事")
    uphold(Dispute.objects.get().uid, "登录记录已核对。", by=colleague, at=house.at)
    assert case.number in again.get(page_of(case)).content.decode(), "what the counter gave her is her own"


@pytest.mark.parametrize("after", [False, True])
def test_who_was_named_since_the_act_stands_in_nobodys_place(house: House, case: CaseView, after: bool) -> None:
    login = str(account_of(house, house.zhou.uid))
    house.clock.forward(minutes=1 if after else -1)
    name_helper(login, 30, by=party(house.lin.uid), at=house.at)
    house.clock.forward(minutes=2)
    disputes(house)
    helper = signed_in(house, house.zhou.uid)
    helper.post(reverse("portal:beside_go", args=[house.lin.uid]))
    assert (helper.get(reverse("portal:home")).wsgi_request.assisted is None) is after  # type: ignore[attr-defined]
    with refused("people.account_frozen"):
        house.filing()
