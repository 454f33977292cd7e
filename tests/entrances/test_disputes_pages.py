"""The pages of a dispute: the person's list and her word, the clerk's task and decision."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.acts.test_cooperation_at_the_competent_court import case, scans, sichuan  # noqa: F401 - fixtures
from tests.acts.test_disputes_elsewhere import acted
from tests.builders import FakePeer, House, id_number
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import account_of, browser
from tongban.cases.vocabulary import CaseView
from tongban.frame.guard import lifted
from tongban.people.models import Dispute, Person
from tongban.people.queries import disputable
from tongban.portal.forms.disputes import ACTS
from tongban.register.models import Entry

PASSWORD = "a-long-password-1"


@pytest.fixture
def page(house: House) -> str:
    """The address at which lin disputes her complaint."""
    cache.clear()
    account_of(house, house.lin.uid)
    house.filing()
    return reverse("portal:dispute", args=[Entry.objects.get(event="filing_handed_in").uid])


def english(house: House) -> Client:
    return signed_in(house, house.lin.uid)


def test_a_person_reads_what_was_done_in_her_name_and_nobody_elses(house: House, page: str) -> None:
    assert page in english(house).get(reverse("portal:acts")).content.decode()
    assert page not in browser(house, house.zhou.uid).get(reverse("portal:acts")).content.decode()
    assert browser(house, house.zhou.uid).get(page).status_code == 404
    assert browser(house, house.zhou.uid).post(page, {"why": "x"}).status_code == 404
    assert browser(house).get(page).url.startswith(reverse("account_login"))


def test_every_act_that_can_be_disputed_is_told_in_words() -> None:
    assert set(ACTS) == disputable() - {"remote_act_sent"}


def test_a_look_disputes_nothing(house: House, page: str) -> None:
    assert english(house).get(page).status_code == 200
    assert not Dispute.objects.exists()


def test_the_word_signs_all_others_out_and_the_clerk_finds_a_task_and_decides(house: House, page: str) -> None:
    client, other = english(house), english(house)
    assert client.post(page, {"why": ""}).status_code == 422
    assert client.post(page, {"why": "<script>alert(1)</script>"}).url == reverse("portal:acts")
    assert client.get(reverse("portal:account")).status_code == 200
    assert other.get(reverse("portal:account")).url.startswith(reverse("account_login")), "signed out everywhere else"
    clerk = signed_in(house, house.clerk.person)
    task = reverse("desk:dispute", args=[Dispute.objects.get().uid])
    assert task in clerk.get(reverse("desk:inbox")).content.decode()
    shown = clerk.get(task).content.decode()
    assert "&lt;script&gt;" in shown
    assert "<script>alert" not in shown
    assert clerk.post(task, {"outcome": "upheld", "reasons": ""}).status_code == 422
    assert clerk.post(task, {"outcome": "somehow", "reasons": "x"}).status_code == 422
    assert clerk.post(task, {"outcome": "rejected", "reasons": "同一设备，同一地址。"}).url == task
    assert task not in clerk.get(reverse("desk:inbox")).content.decode()
    assert "同一设备" in english(house).get(reverse("portal:acts")).content.decode()


def test_a_frozen_account_reads_and_is_told_why_it_does_not_act(house: House, page: str) -> None:
    client = english(house)
    client.post(page, {"why": "不是我"})
    assert client.get(reverse("portal:home")).status_code == 200
    draft = house.draft()
    answer = client.post(reverse("portal:draft_hand_in", args=[draft.uid]), {"confirmed": "yes"})
    assert answer.status_code == 422
    assert "until the court has decided" in answer.content.decode()


def test_the_task_is_the_reviewing_courts(house: House, page: str) -> None:
    lin = english(house)
    lin.post(page, {"why": "不是我"})
    task = reverse("desk:dispute", args=[Dispute.objects.get().uid])
    assert signed_in(house, house.wuhou_clerk.person).get(task).status_code == 404
    assert signed_in(house, house.judge.person).get(task).status_code == 404
    assert lin.get(task).status_code == 404
    assert signed_in(house, house.clerk.person, csrf=True).post(task, {"outcome": "upheld"}).status_code == 403


def test_a_visitor_disputes_on_the_page_of_the_case(
    house: House,
    sichuan: FakePeer,  # noqa: F811
    case: CaseView,  # noqa: F811
) -> None:
    person = acted(house, sichuan, case)["person"]
    with lifted("test: the paper that the other court saw"):
        row = Person.objects.get(uid=person)
        row.id_number, row.id_kind = id_number(1), "resident"
        row.save()
    entry = Entry.objects.get(event="mediation_declined").uid
    address = reverse("desk:dispute_visitor", args=[case.uid])
    clerk = signed_in(house, house.clerk.person)
    assert address in clerk.get(reverse("desk:case", args=[case.uid])).content.decode()
    assert str(entry) in clerk.get(address).content.decode()
    told = {"entry": str(entry), "id_number": id_number(1), "why": "那天我在住院。"}
    for wrong in ({"entry": "?"}, {"entry": ""}, {"id_number": id_number(2)}, {"why": " "}):
        assert clerk.post(address, told | wrong).status_code in {404, 422}
    answer = clerk.post(address, told, follow=True)
    assert "那天我在住院。" in answer.content.decode()
    assert signed_in(house, house.judge.person).get(address).status_code == 404
    assert signed_in(house, house.wuhou_clerk.person).get(address).status_code == 404
