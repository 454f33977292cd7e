"""Online or not, by pages: the yes is taken back, the judge reviews it, a step is moved offline."""

from __future__ import annotations

import pytest

from tests.acts.conduct import consent, prepared
from tests.builders import House
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import browser
from tongban.cases.models import StepChange
from tongban.cases.queries import consents_of
from tongban.cases.vocabulary import CaseView, Step

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    monkeypatch.setattr("django.conf.settings.TONGBAN_CLOCK", house.clock)


@pytest.fixture
def case(house: House) -> CaseView:
    found = prepared(house)
    consent(house, found, "hearing")
    return found


def test_a_yes_is_taken_back_and_the_party_reads_what_the_judge_decided(house: House, case: CaseView) -> None:
    zhou, judge = browser(house, house.zhou.uid), signed_in(house, house.judge.person)
    page = f"/cases/{case.uid}/consent/hearing/"
    assert "take-back/" in zhou.get(page).content.decode()
    assert zhou.post(f"{page}take-back/", {"reasons": ""}).status_code == 422
    assert zhou.post(f"{page}take-back/", {"reasons": "没有设备。"}).status_code == 302
    told = zhou.get(page).content.decode()
    assert "待法官审查" in told
    assert "take-back/" not in told
    change = StepChange.objects.get()
    listed = judge.get(f"/desk/cases/{case.uid}/online").content.decode()
    review = f"/desk/cases/{case.uid}/online/{change.uid}"
    assert review in listed
    assert "没有设备。" in judge.get(review).content.decode()
    assert judge.post(review, {"outcome": "", "reasons": "准许。"}).status_code == 422
    assert judge.post(review, {"outcome": "allow", "reasons": "准许。"}).status_code == 302
    told = zhou.get(page).content.decode()
    assert "已转为线下" in told
    assert "准许。" in told
    assert consents_of(case.uid)[(case.parties[1].uid, Step.HEARING)].choice == "offline"


def test_the_notice_offers_help_and_nothing_is_ticked(house: House, case: CaseView) -> None:
    page = browser(house, house.zhou.uid).get(f"/cases/{case.uid}/consent/exchange/").content.decode()
    assert "到任一法院的窗口" in page
    assert 'name="choice"' in page
    assert " checked" not in page


def test_the_judge_moves_a_step_and_the_clerk_cannot(house: House, case: CaseView) -> None:
    judge, clerk = signed_in(house, house.judge.person), signed_in(house, house.clerk.person)
    address = f"/desk/cases/{case.uid}/online/move"
    assert clerk.get(address).status_code == 404
    assert clerk.get(f"/desk/cases/{case.uid}/online").status_code == 200
    told = {"step": "exchange", "ground": "complex", "reasons": "案情复杂。"}
    assert judge.post(address, told).status_code == 422
    assert judge.post(address, told | {"step": "hearing"}).status_code == 302
    assert "Moved offline for everybody: online hearing" in judge.get(f"/desk/cases/{case.uid}").content.decode()
    page = browser(house, house.lin.uid).get(f"/cases/{case.uid}/").content.decode()
    assert "转为线下进行" in page
    assert "疑难复杂" in page


@pytest.mark.parametrize("page", ["online", "online/move"])
def test_the_desk_pages_are_for_the_court_of_the_case(house: House, case: CaseView, page: str) -> None:
    address = f"/desk/cases/{case.uid}/{page}"
    assert signed_in(house, house.judge.person).get(address).status_code == 200
    assert signed_in(house, house.wuhou_clerk.person).get(address).status_code == 404
    assert signed_in(house, house.zhou.uid).get(address).status_code == 404


def test_who_said_no_has_nothing_to_take_back_and_strangers_find_no_page(house: House, case: CaseView) -> None:
    assert browser(house, house.zhou.uid).get(f"/cases/{case.uid}/consent/exchange/take-back/").status_code == 404
    assert browser(house, house.zhou.uid).get(f"/cases/{case.uid}/consent/lunch/take-back/").status_code == 404
    assert browser(house, house.clerk.person).get(f"/cases/{case.uid}/consent/hearing/take-back/").status_code == 404
