"""A third party's own claim through the pages: from outside, at the desk, on the page of the case (CPL 59(1))."""

from __future__ import annotations

from typing import Any

import pytest

from tests.acts.conduct import prepared
from tests.acts.further import OFF, serve
from tests.acts.third_claims import CLAIM, NAME, claimed, heard, somebody, uid_of
from tests.builders import House, material
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import browser
from tongban.cases.queries import case_by_uid
from tongban.documents.models import Document
from tongban.filing.actions.draft import add_file
from tongban.filing.models import Draft, Filing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(settings: Any, house: House) -> None:  # noqa: ANN401 - the type of this fixture is private
    settings.TONGBAN_CLOCK = house.clock


def test_the_whole_way_of_a_claim_from_outside_through_the_pages(house: House) -> None:
    case, who = prepared(house), somebody()
    client = browser(house, who.uid)
    assert "/file/start/third_claim/" in client.get("/file/").content.decode()
    assert client.post("/file/start/third_claim/").status_code == 302
    draft = Draft.objects.get(interview="third_claim")
    assert draft.answers["plaintiff.name"] == NAME
    client.post(f"/file/{draft.uid}/save/", CLAIM | {"earlier.number": case.number})
    add_file(house.viewer(who.uid), draft.uid, material("files.identity"))
    assert client.get(f"/file/{draft.uid}/court/").status_code == 302, "where it goes is no question"
    checked = client.get(f"/file/{draft.uid}/check/").content.decode()
    assert "第三人起诉状" in checked
    assert "有独立请求权的第三人：何欢" in checked
    assert "525.00" in checked, "交纳办法 18"
    done = client.post(f"/file/{draft.uid}/hand-in/", {"confirmed": "yes"}, follow=True)
    assert done.status_code == 200
    filing = Filing.objects.get(interview="third_claim")
    assert filing.court == case.court
    assert client.get(f"/cases/{case.uid}/").status_code == 404


def test_a_wrong_name_is_told_beside_the_number_and_nothing_of_the_case_is(house: House) -> None:
    case, who = prepared(house), somebody()
    client = browser(house, who.uid)
    client.post("/file/start/third_claim/")
    uid = Draft.objects.get(interview="third_claim").uid
    told = {"earlier.number": case.number, "defendant.2.name": "王五", "third.reasons": "该债权已转让给何欢。"}
    client.post(f"/file/{uid}/save/", CLAIM | told)
    add_file(house.viewer(who.uid), uid, material("files.identity"))
    told = client.post(f"/file/{uid}/hand-in/", {"confirmed": "yes"})
    assert told.status_code == 422
    page = told.content.decode()
    assert "本平台没有查到这一案号" in page
    assert "周志强" not in page
    assert not Filing.objects.filter(interview="third_claim").exists()


def test_the_judge_of_the_case_takes_it_up_at_the_desk_and_the_clerk_does_not(house: House) -> None:
    case = prepared(house)
    filing = claimed(house, case, somebody())
    address = f"/desk/filings/{filing.uid}"
    clerk, judge = signed_in(house, house.clerk.person), signed_in(house, house.judge.person)
    assert f"{address}/accept" not in clerk.get(address).content.decode()
    page = judge.get(address).content.decode()
    assert f"{address}/accept" in page
    assert "it can be heard together with the case" in page
    refusal = judge.get(f"{address}/refuse").content.decode()
    assert "CPL 59(1)" in refusal
    assert "The applicant may appeal" in refusal
    assert judge.post(f"{address}/accept").status_code == 302
    assert [one.name for one in case_by_uid(case.uid).claimants] == [NAME]


def test_both_sides_read_the_claim_and_answer_it_on_the_page_of_the_case(house: House) -> None:
    case, _third, filing = heard(house, prepared(house), who := somebody())
    petition = Document.objects.get(subject=filing.uid, kind="complaint").uid
    serve(house, case, uid_of(case, "周志强"), petition, purpose="third_claim")
    address = f"/cases/{case.uid}/steps/answer_third_claim/"
    for person in (house.lin.uid, house.zhou.uid, who.uid):
        page = browser(house, person).get(f"/cases/{case.uid}/").content.decode()
        assert "判令林晓梅、周志强向第三人何欢支付" in page
    assert browser(house, who.uid).get(address).status_code == 404
    client = browser(house, house.zhou.uid)
    assert address in client.get(f"/cases/{case.uid}/").content.decode()
    assert client.post(address, {"words": "没有收到债权转让的通知。"}).status_code == 302
    house.work(without=OFF)
    assert Document.objects.filter(case=case.uid, title="第三人诉讼请求答辩状").exists()


def test_who_claims_asks_on_its_page_to_withdraw_and_the_judge_allows_it_at_the_desk(house: House) -> None:
    case, _third, _filing = heard(house, prepared(house), who := somebody())
    address = f"/cases/{case.uid}/steps/ask_third_withdrawal/"
    client, judge = browser(house, who.uid), signed_in(house, house.judge.person)
    assert browser(house, house.zhou.uid).get(address).status_code == 404
    assert client.post(address, {"words": "已经和解。"}).status_code == 302
    desk = f"/desk/cases/{case.uid}/steps/allow_third_withdrawal"
    assert desk in judge.get(f"/desk/cases/{case.uid}").content.decode()
    assert "准许第三人何欢撤回诉讼请求" in judge.get(desk).content.decode()
    assert judge.post(desk, {"words": "准许第三人何欢撤回诉讼请求，本案继续审理。"}).status_code == 302
    assert case_by_uid(case.uid).claimants == ()
    assert judge.get(desk).status_code == 404


def test_a_case_without_a_third_party_has_no_such_pages(house: House) -> None:
    case = prepared(house)
    judge = signed_in(house, house.judge.person)
    for act in ("allow_third_withdrawal", "lapse_third_claim", "deem_third_withdrawn"):
        assert judge.get(f"/desk/cases/{case.uid}/steps/{act}").status_code == 404
    assert browser(house, house.zhou.uid).get(f"/cases/{case.uid}/steps/answer_third_claim/").status_code == 404
