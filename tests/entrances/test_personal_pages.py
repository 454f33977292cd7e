"""What the court holds about a person: read, downloaded and erased by that person alone, as far as the law goes."""

from __future__ import annotations

import hashlib
import json
from uuid import UUID

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.builders import House, id_number, person
from tests.entrances.portal_people import account_of, browser
from tongban.cases.vocabulary import Stage
from tongban.filing.models import Draft
from tongban.people.models import Account, Companion, Person
from tongban.people.queries import found_at_counter
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-password-1"
PAGE = "portal:personal"


@pytest.fixture(autouse=True)
def _no_attempts_before() -> None:
    """Attempts are counted by the account's number, which the next test gives to somebody else."""
    cache.clear()


def confirmed(client: Client, name: str) -> object:
    """What answers when the person pressed and showed the password once more."""
    asked = client.post(reverse(name), follow=True)
    return client.post(asked.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)


def sun_of(house: House) -> UUID:
    """Somebody with an account and a draft, and nothing else."""
    sun = person("孙丽", 3)
    house.draft(sun)
    account_of(house, sun.uid)
    return sun.uid


def test_a_person_reads_what_is_held(house: House) -> None:
    house.case()
    page = browser(house, house.lin.uid).get(reverse(PAGE)).content.decode()
    for told in (id_number(1), "p1@example.com", "个人信息保护法第45条", "诉讼档案保管期限规定"):
        assert told in page


def test_nothing_is_handed_over_without_the_password(house: House) -> None:
    client = browser(house, house.lin.uid)
    asked = client.post(reverse("portal:personal_download"), follow=True)
    assert "application/json" not in asked["Content-Type"]
    refused = client.post(asked.redirect_chain[-1][0], {"password": "not this one"}, follow=True)
    assert "application/json" not in refused["Content-Type"]
    assert not Entry.objects.filter(event="personal_data_exported").exists()


CONTACT = {"phone": "138 2222 0000", "email": "new@example.com", "address": "成都市武侯区示例路9号"}


def test_a_person_corrects_how_the_court_reaches_her(house: House) -> None:
    client = browser(house, house.lin.uid)
    confirmed(client, "portal:identity_again")
    assert client.post(reverse("portal:personal_correct"), CONTACT).url == reverse(PAGE)
    row = Person.objects.get(uid=house.lin.uid)
    assert {name: getattr(row, name) for name in CONTACT} == CONTACT
    assert [one.uid for one in found_at_counter(house.viewer(house.clerk.person), "13822220000")] == [row.uid]
    entry = Entry.objects.get(event="contact_corrected")
    assert json.loads(entry.body)["fields"] == ["phone", "email", "address"]
    assert "new@example.com" not in entry.body
    client.post(reverse("portal:personal_correct"), CONTACT)
    assert Entry.objects.filter(event="contact_corrected").count() == 1, "nothing changed, nothing is entered"


def test_without_a_fresh_check_nothing_is_corrected_and_what_was_typed_stays(house: House) -> None:
    answer = browser(house, house.lin.uid).post(reverse("portal:personal_correct"), CONTACT)
    assert answer.status_code == 422
    assert "示例路9号" in answer.content.decode()
    assert Person.objects.get(uid=house.lin.uid).email == "p1@example.com"


def test_an_address_that_is_none_is_told_beside_its_field(house: House) -> None:
    answer = browser(house, house.lin.uid).post(reverse("portal:personal_correct"), CONTACT | {"email": "no address"})
    assert answer.status_code == 422
    assert "no address" in answer.content.decode()


def test_the_file_holds_everything_and_its_handing_over_is_recorded(house: House) -> None:
    case = house.case()
    house.draft()
    answer = confirmed(browser(house, house.lin.uid), "portal:personal_download")
    told = json.loads(answer.content)
    assert told["identity"]["id_number"] == id_number(1)
    assert told["identity_checks"][0]["method"] == "counter"
    assert told["account"]["login"]
    assert [one["number"] for one in told["cases"]] == [case.number]
    assert told["cases"][0]["sheet"]["papers"] is not None
    assert len(told["drafts"]) == len(told["filings"]) == 1
    assert told["drafts"][0]["answers"]["plaintiff.phone"] == "13800000000"
    assert "filing_handed_in" in {one["event"] for one in told["acts"]}
    entry = Entry.objects.get(event="personal_data_exported")
    assert json.loads(entry.body)["digest"] == hashlib.sha256(answer.content).hexdigest()
    assert id_number(1) not in entry.body


def test_the_file_holds_nothing_of_others(house: House) -> None:
    sun = sun_of(house)
    house.case()
    told = confirmed(browser(house, sun), "portal:personal_download").content.decode()
    assert id_number(3) in told
    assert "p1@example.com" not in told
    assert json.loads(told)["cases"] == []


@pytest.mark.parametrize("name", [PAGE, "portal:personal_download", "portal:personal_erase"])
def test_a_stranger_gets_nothing(house: House, name: str) -> None:
    client = browser(house)
    answer = client.get(reverse(name)) if name == PAGE else client.post(reverse(name))
    assert answer.status_code == 302
    assert reverse("account_login") in answer.url


def test_who_has_no_case_is_forgotten(house: House) -> None:
    sun = sun_of(house)
    page = browser(house, sun).get(reverse(PAGE)).content.decode()
    assert "删除" in page
    client = browser(house, sun)
    answer = confirmed(client, "portal:personal_erase")
    assert answer.status_code == 200
    row = Person.objects.get(uid=sun)
    assert (row.name, row.id_number, row.id_number_index, row.phone, row.email, row.address) == ("",) * 6
    assert not Account.objects.filter(person=row).exists()
    assert not Draft.objects.filter(holder=sun).exists()
    assert found_at_counter(house.viewer(house.clerk.person), id_number(3)) == []
    body = json.loads(Entry.objects.get(event="personal_data_erased").body)
    assert body["erased"] == ["drafts", "account", "identity"]
    assert body["kept"] == [["register", "registered"]]
    assert client.get(reverse(PAGE)).status_code == 302


def test_who_was_forgotten_can_be_registered_anew(house: House) -> None:
    sun = sun_of(house)
    confirmed(browser(house, sun), "portal:personal_erase")
    anew = person("孙丽", 3)
    assert anew.uid != sun
    assert [one.uid for one in found_at_counter(house.viewer(house.clerk.person), id_number(3))] == [anew.uid]


def test_who_stood_beside_a_forgotten_person_leaves(house: House) -> None:
    sun = sun_of(house)
    helper = account_of(house, house.zhou.uid)
    client = browser(house, sun)
    client.post(reverse("portal:beside_name"), {"login": helper.login, "days": "30"})
    assert Companion.objects.filter(until__gt=house.at).exists()
    confirmed(client, "portal:personal_erase")
    assert not Companion.objects.filter(until__gt=Entry.objects.get(event="personal_data_erased").at).exists()


def test_during_a_case_only_drafts_go(house: House) -> None:
    house.case()
    house.draft()
    answer = confirmed(browser(house, house.lin.uid), "portal:personal_erase")
    assert answer.status_code == 200
    assert "个人信息保护法第13条" in answer.content.decode()
    assert not Draft.objects.filter(holder=house.lin.uid, handed_in_at__isnull=True).exists()
    assert Person.objects.get(uid=house.lin.uid).id_number == id_number(1)
    assert Account.objects.filter(person__uid=house.lin.uid).exists()


def test_during_a_case_without_drafts_the_refusal_says_why(house: House) -> None:
    house.case()
    client = browser(house, house.lin.uid)
    assert reverse("portal:personal_erase") not in client.get(reverse(PAGE)).content.decode()
    answer = confirmed(client, "portal:personal_erase")
    assert answer.status_code == 422
    assert not Entry.objects.filter(event="personal_data_erased").exists()


def test_after_the_case_the_account_goes_and_the_file_stays(house: House) -> None:
    case = house.case()
    house.put_at(case, Stage.EFFECTIVE)
    confirmed(browser(house, house.lin.uid), "portal:personal_erase")
    assert not Account.objects.filter(person__uid=house.lin.uid).exists()
    assert Person.objects.get(uid=house.lin.uid).id_number == id_number(1)
    body = json.loads(Entry.objects.get(event="personal_data_erased").body)
    assert body["kept"] == [["identity", "court_file"], ["case_file", "court_file"], ["register", "registered"]]


def test_with_the_account_goes_whoever_the_person_named(house: House) -> None:
    case = house.case()
    house.put_at(case, Stage.EFFECTIVE)
    helper = account_of(house, house.zhou.uid)
    client = browser(house, house.lin.uid)
    client.post(reverse("portal:beside_name"), {"login": helper.login, "days": "30"})
    assert Companion.objects.filter(until__gt=Entry.objects.get(event="companion_named").at).count() == 1
    confirmed(client, "portal:personal_erase")
    erased_at = Entry.objects.get(event="personal_data_erased").at
    assert not Companion.objects.filter(until__gt=erased_at).exists()
    assert Entry.objects.filter(event="companion_left").count() == 1


def test_staff_are_told_to_ask_the_operator(house: House) -> None:
    client = browser(house, house.clerk.person)
    assert "运维" in client.get(reverse(PAGE)).content.decode()
    assert confirmed(client, "portal:personal_erase").status_code == 422
    assert Account.objects.filter(person__uid=house.clerk.person).exists()
