"""Agents by pages: a party names one, the court checks, the agent acts under an own account, the party revokes."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.acts.agents import GENERAL, SPECIAL, answers
from tests.acts.conduct import prepared
from tests.builders import House, person, picture
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import browser
from tongban.cases.models import Case, Representation
from tongban.cases.vocabulary import CaseView
from tongban.cases.vocabulary.agents import AuthorityState
from tongban.filing.models import Defence
from tongban.people.vocabulary import PersonView
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    monkeypatch.setattr("django.conf.settings.TONGBAN_CLOCK", house.clock)


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


@pytest.fixture
def chen(house: House) -> PersonView:
    return person("陈律师", 31)


def sent(**told: str) -> dict[str, object]:
    """What a browser sends: powers are several ticks, the paper is a file."""
    form: dict[str, object] = {**GENERAL, **told}
    form["powers"] = str(form.get("powers", "")).split()
    return form | {"files": SimpleUploadedFile("委托书.png", picture().read())}


def hand_in(client: Client, case: CaseView, **told: str) -> Representation:
    answer = client.post(f"/cases/{case.uid}/agents/new/", sent(**told))
    assert answer.status_code == 302, answer.content.decode()
    return Representation.objects.latest("id")


def decide(house: House, case: CaseView, row: Representation, decision: str, **told: object) -> int:
    client = signed_in(house, house.clerk.person)
    return client.post(f"/desk/cases/{case.uid}/agents/{row.uid}", {"decision": decision, **told}).status_code


def test_a_power_that_is_missing_is_named_with_its_article_then_granted(
    house: House, case: CaseView, chen: PersonView
) -> None:
    zhou, lawyer = browser(house, house.zhou.uid), browser(house, chen.uid)
    row = hand_in(zhou, case)
    assert lawyer.get(f"/cases/{case.uid}/").status_code == 404
    assert decide(house, case, row, "accept") == 302
    page = lawyer.get(f"/cases/{case.uid}/").content.decode()
    assert "您在本案中代理周志强" in page
    refused = lawyer.post(f"/cases/{case.uid}/answer/", answers("accept"))
    assert refused.status_code == 422
    said = refused.content.decode()
    assert "陈律师的授权委托书未写明该项特别授权：代为承认全部或者部分诉讼请求" in said
    assert "民事诉讼法第62条（2）" in said
    assert not Defence.objects.exists()
    zhou.post(f"/cases/{case.uid}/agents/{row.uid}/revoke/")
    decide(house, case, hand_in(zhou, case, **SPECIAL), "accept")
    assert lawyer.post(f"/cases/{case.uid}/answer/", answers("accept")).status_code == 302
    assert "陈律师（代理周志强）" in browser(house, house.lin.uid).get(f"/cases/{case.uid}/").content.decode()
    told = signed_in(house, house.judge.person).get(f"/desk/cases/{case.uid}").content.decode()
    assert "陈律师 for 周志强" in told


def test_a_form_opened_before_the_revocation_does_nothing_after_it(
    house: House, case: CaseView, chen: PersonView
) -> None:
    zhou, lawyer = browser(house, house.zhou.uid), browser(house, chen.uid)
    row = hand_in(zhou, case)
    decide(house, case, row, "accept")
    assert lawyer.get(f"/cases/{case.uid}/answer/").status_code == 200
    assert zhou.get(f"/cases/{case.uid}/agents/{row.uid}/revoke/").status_code == 200
    zhou.post(f"/cases/{case.uid}/agents/{row.uid}/revoke/")
    assert lawyer.post(f"/cases/{case.uid}/answer/", answers("deny")).status_code == 404
    assert not Defence.objects.exists()


def test_what_is_wrong_in_the_form_is_said_beside_the_fields(house: House, case: CaseView) -> None:
    answer = browser(house, house.zhou.uid).post(f"/cases/{case.uid}/agents/new/", {"kind": "lawyer"})
    assert answer.status_code == 422
    page = answer.content.decode()
    for said in ("缺少代理人姓名", "缺少执业机构", "没有说明是一般授权还是特别授权", "没有附授权委托书"):
        assert said in page
    bad = sent() | {"files": SimpleUploadedFile("委托书.png", b"MZ\x90\x00 program")}
    assert browser(house, house.zhou.uid).post(f"/cases/{case.uid}/agents/new/", bad).status_code == 422
    assert not Representation.objects.exists()


@pytest.mark.parametrize("page", ["agents/", "agents/new/"])
def test_pages_of_the_portal_are_for_those_in_the_case(house: House, case: CaseView, page: str) -> None:
    address = f"/cases/{case.uid}/{page}"
    assert browser(house, house.lin.uid).get(address).status_code == 200
    assert browser(house, house.clerk.person).get(address).status_code == 404
    assert browser(house, person("路人", 36).uid).get(address).status_code == 404
    assert browser(house).get(address).status_code == 302


def test_nobody_revokes_an_authority_of_the_other_side_or_by_another_cases_address(
    house: House, case: CaseView, chen: PersonView
) -> None:
    row = hand_in(browser(house, house.zhou.uid), case)
    decide(house, case, row, "accept")
    lin = browser(house, house.lin.uid)
    assert lin.get(f"/cases/{case.uid}/agents/{row.uid}/revoke/").status_code == 404
    assert lin.post(f"/cases/{case.uid}/agents/{row.uid}/revoke/").status_code == 404
    assert browser(house, chen.uid).post(f"/cases/{case.uid}/agents/{row.uid}/revoke/").status_code == 422
    row.refresh_from_db()
    assert row.state == AuthorityState.ACCEPTED


def test_the_desk_returns_papers_and_says_what_is_missing(house: House, case: CaseView) -> None:
    row = hand_in(browser(house, house.zhou.uid), case)
    assert decide(house, case, row, "return") == 422
    assert decide(house, case, row, "return", missing=["licence", "firm_letter"]) == 302
    page = browser(house, house.zhou.uid).get(f"/cases/{case.uid}/agents/").content.decode()
    assert "材料不齐" in page
    assert "律师事务所证明材料" in page
    assert "执业证" in page


def test_the_desk_takes_papers_in_at_the_counter(house: House, case: CaseView, chen: PersonView) -> None:
    client = signed_in(house, house.clerk.person)
    address = f"/desk/cases/{case.uid}/agents/new"
    assert client.get(address).status_code == 200
    assert client.post(address, sent()).status_code == 422
    taken = client.post(address, sent() | {"party": str(case.parties[1].uid)})
    row = Representation.objects.get()
    assert taken.headers["Location"] == f"/desk/cases/{case.uid}/agents/{row.uid}"
    assert (
        "授权委托书" in client.get(taken.headers["Location"], headers={"accept-language": "zh-hans"}).content.decode()
    )
    assert row.party == case.parties[1].uid
    assert '"role":"clerk"' in Entry.objects.get(event="authority_handed_in").actor


def test_the_desk_pages_are_for_clerk_and_judge_of_the_court(house: House, case: CaseView) -> None:
    row = hand_in(browser(house, house.zhou.uid), case)
    for page in ("agents", "agents/new", f"agents/{row.uid}"):
        address = f"/desk/cases/{case.uid}/{page}"
        assert signed_in(house, house.clerk.person).get(address).status_code == 200
        assert signed_in(house, house.judge.person).get(address).status_code == 200
        assert signed_in(house, house.wuhou_clerk.person).get(address).status_code == 404
        assert signed_in(house, house.zhou.uid).get(address).status_code == 404


def test_in_a_divorce_the_pages_say_that_the_party_comes_itself(house: House, case: CaseView) -> None:
    from tongban.frame.guard import lifted

    with lifted("a test gives the case another cause"):
        Case.objects.filter(uid=case.uid).update(cause="14", cause_name="离婚纠纷")
    assert "您本人仍应出庭" in browser(house, house.lin.uid).get(f"/cases/{case.uid}/agents/").content.decode()
    told = signed_in(house, house.clerk.person).get(f"/desk/cases/{case.uid}/agents").content.decode()
    assert "come to the hearing themselves" in told
