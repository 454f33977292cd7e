"""Appeals, applications and turns through the pages, for both sides and the court."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from lxml import html

from tests.acts.conduct import prepared
from tests.acts.further import (
    APPEAL,
    ENFORCEMENT,
    OFF,
    draft_from,
    hand_in_from,
    handed_in,
    serve,
    served,
    unpaid,
)
from tests.acts.test_appeals_rulings import counterclaim_refused
from tests.builders import House, picture, refused, staff
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import browser
from tongban.access.vocabulary import Layer
from tongban.cases.law import At, Do
from tongban.cases.models import Case, Turn
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView
from tongban.filing.actions.decide import refuse
from tongban.filing.models import Draft, Filing
from tongban.frame.guard import lifted
from tongban.judgments.models import Judgment
from tongban.motions.models import Motion
from tongban.people.vocabulary import Role

pytestmark = pytest.mark.django_db
NEW = {key: value for key, value in APPEAL.items() if key.startswith("appeal.")}


@pytest.fixture(autouse=True)
def _clock(settings: Any, house: House) -> None:  # noqa: ANN401 - the type of this fixture is private
    settings.TONGBAN_CLOCK = house.clock


@pytest.fixture
def case(house: House) -> CaseView:
    return served(house)


def begun(client: Client, case: CaseView, interview: str = "appeal") -> str:
    """The address of the first page that is asked."""
    assert f"/cases/{case.uid}/further/{interview}/" in client.get(f"/cases/{case.uid}/").content.decode()
    address = f"/cases/{case.uid}/further/{interview}/"
    assert client.get(address).status_code == 200
    done = client.post(address)
    assert done.status_code == 302
    return str(done.url)


def test_an_appeal_is_begun_from_the_case_and_asks_only_what_is_new(house: House, case: CaseView) -> None:
    client = browser(house, house.zhou.uid)
    address = begun(client, case)
    assert address.split("/")[4] == "plaintiff", "a telephone is still missing"
    draft = Draft.objects.get(interview="appeal")
    assert draft.answers["defendant.name"] == "林晓梅"
    page = html.document_fromstring(client.get(address).content)
    sent = {field.get("name"): field.get("value") or "" for field in page.xpath("//form[@method='post']//input[@name]")}
    chosen = {"plaintiff.kind": "natural", "plaintiff.division": draft.answers["plaintiff.division"]}
    sent |= chosen | {"plaintiff.phone": "13900000000", "plaintiff.more": "no"}
    done = client.post(address, {key: value for key, value in sent.items() if key.startswith("plaintiff")})
    assert done.status_code == 302, done.content.decode()[-3000:]


def test_the_whole_way_of_an_appeal_through_the_pages(house: House, case: CaseView) -> None:
    client = browser(house, house.zhou.uid)
    uid = begun(client, case).split("/")[2]
    for name in ("plaintiff", "appeal", "evidence", "service"):
        told = {key: value for key, value in APPEAL.items() if key.startswith(f"{name}.")}
        client.post(f"/file/{uid}/save/", told | {"state.secret": "no", "consent.service": "online"})
    client.post(f"/file/{uid}/save/", APPEAL)
    assert client.get(f"/file/{uid}/").content.decode().count(f"/file/{uid}/court/") == 0
    assert client.get(f"/file/{uid}/court/").status_code == 302
    checked = client.get(f"/file/{uid}/check/").content.decode()
    assert "民事上诉状" in checked
    assert "被上诉人：林晓梅" in checked
    assert "2,300.00" in checked, "交纳办法 13, 17"
    done = client.post(f"/file/{uid}/hand-in/", {"confirmed": "yes"}, follow=True)
    assert done.status_code == 200
    assert case_by_uid(case.uid).stage is At.APPEALED
    house.work(without=OFF)
    for who in (house.zhou.uid, house.lin.uid):
        shown = browser(house, who).get(f"/cases/{case.uid}/").content.decode()
        assert "送达上诉状副本" in shown or "上诉状副本送达" in shown, "both sides see the court's time"
        assert "驳回原告的全部诉讼请求" in shown


def at_the_desk(house: House, case: CaseView) -> tuple[Client, Filing]:
    filing = hand_in_from(house, house.zhou, case, "appeal", APPEAL)
    house.work(without=OFF)
    return signed_in(house, house.clerk.person), filing


def test_the_clerk_sends_the_copy_and_cannot_send_up_before_the_answer(house: House, case: CaseView) -> None:
    client, filing = at_the_desk(house, case)
    page = client.get(f"/desk/filings/{filing.uid}").content.decode()
    assert "Send the copy to the other side" in page
    assert "Accept the application" not in page
    assert client.post(f"/desk/filings/{filing.uid}/copy").status_code == 302
    again = client.post(f"/desk/filings/{filing.uid}/copy")
    assert again.status_code == 422
    assert "was sent already" in again.content.decode()
    early = client.post(f"/desk/filings/{filing.uid}/up")
    assert early.status_code == 422
    assert "Somebody else can still appeal" in early.content.decode()


def test_the_other_side_answers_on_its_page_alone(house: House, case: CaseView) -> None:
    clerk, filing = at_the_desk(house, case)
    clerk.post(f"/desk/filings/{filing.uid}/copy")
    address = f"/cases/{case.uid}/steps/answer_appeal/"
    assert browser(house, house.zhou.uid).get(address).status_code == 404
    other = browser(house, house.lin.uid)
    assert address in other.get(f"/cases/{case.uid}/").content.decode()
    assert other.get(address).status_code == 200
    assert other.post(address, {"words": ""}).status_code == 422
    assert other.post(address, {"words": "原判正确。"}).status_code == 302
    assert Turn.objects.get(act=Do.ANSWER_APPEAL).words == "原判正确。"


@pytest.mark.parametrize("act", ["appeal", "nonsense", "send_copy"])
def test_there_is_no_page_for_a_step_that_is_not_open(house: House, case: CaseView, act: str) -> None:
    assert browser(house, house.zhou.uid).get(f"/cases/{case.uid}/steps/{act}/").status_code == 404
    assert signed_in(house, house.judge.person).get(f"/desk/cases/{case.uid}/steps/{act}").status_code == 404


def test_the_judge_lets_an_appeal_lapse_when_its_fee_stayed_unpaid_and_says_why(house: House, case: CaseView) -> None:
    at_the_desk(house, case)
    client = signed_in(house, house.judge.person)
    address = f"/desk/cases/{case.uid}/steps/lapse_appeal"
    assert address in client.get(f"/desk/cases/{case.uid}").content.decode()
    assert client.post(address, {"found": ["fee_unpaid"], "words": "未交纳上诉费。"}).status_code == 422
    unpaid(house, case, next(p.uid for p in case.parties if p.name == "周志强"))
    assert client.post(address, {"words": " "}).status_code == 422
    assert client.post(address, {"words": "未交纳上诉费。"}).status_code == 302
    assert Case.objects.get(uid=case.uid).stage == "effective"


def test_the_court_above_sees_the_appeal_in_its_queue_and_registers_it(house: House, case: CaseView) -> None:
    clerk, filing = at_the_desk(house, case)
    clerk.post(f"/desk/filings/{filing.uid}/copy")
    lin = next(p for p in case.parties if p.name == "林晓梅")
    serve(house, case, lin.uid, *map(UUID, Turn.objects.get(act=Do.SEND_COPY).papers), purpose="appeal")
    house.clock.forward(days=20)
    house.work(without=OFF)
    assert clerk.post(f"/desk/filings/{filing.uid}/up").status_code == 302
    moved = clerk.get(f"/desk/filings/{filing.uid}").content.decode()
    assert "Sent to the court above with the file" in moved
    upper = staff("渝05", Role.CLERK, "郑岚", at=house.at)
    staff("渝05", Role.JUDGE, "吴越", at=house.at)
    client = signed_in(house, upper.person)
    found = Filing.objects.get(court="渝05")
    assert str(found.uid) in client.get("/desk/filings").content.decode()
    page = client.get(f"/desk/filings/{found.uid}").content.decode()
    assert "Accept the application" in page
    assert client.post(f"/desk/filings/{found.uid}/accept").status_code == 302
    second = Case.objects.get(number__contains="民终")
    shown = client.get(f"/desk/cases/{second.uid}").content.decode()
    assert "second instance" in shown
    assert "appellant" in shown
    seen = browser(house, house.lin.uid).get(f"/cases/{second.uid}/").content.decode()
    assert "被上诉人" in seen


def test_an_application_is_refused_on_a_ground_of_its_own_law(house: House, case: CaseView) -> None:
    """SI 461; nobody appeals against it."""
    house.clock.forward(days=30)
    house.work(without=OFF)
    filing = hand_in_from(house, house.lin, case_by_uid(case.uid), "enforcement", ENFORCEMENT)
    client, address = signed_in(house, house.judge.person), f"/desk/filings/{filing.uid}/refuse"
    page = client.get(address).content.decode()
    assert "SI 461" in page
    assert "CPL 122(1)" not in page
    assert "The applicant may appeal" not in page
    assert client.post(address, {"article": "CPL 122(1)", "reasons": "给付内容不明确。"}).status_code == 422
    assert client.post(address, {"article": "SI 461", "reasons": "给付内容不明确。"}).status_code == 302
    assert Filing.objects.get(uid=filing.uid).stage == "refused"


def test_enforcement_is_offered_to_the_side_in_whose_favour_the_judgment_is(house: House, case: CaseView) -> None:
    """CPL 247; SI 461. The other side reads why not, and what it can do."""
    begun_before = draft_from(house, house.zhou, case, "enforcement", ENFORCEMENT)
    house.clock.forward(days=30)
    house.work(without=OFF)
    address = f"/cases/{case.uid}/further/enforcement/"
    creditor, debtor = browser(house, house.lin.uid), browser(house, house.zhou.uid)
    assert address in creditor.get(f"/cases/{case.uid}/").content.decode()
    assert creditor.get(address).status_code == 200
    shown = debtor.get(f"/cases/{case.uid}/").content.decode()
    assert address not in shown
    assert f"/cases/{case.uid}/further/retrial/" in shown, "that is open to both sides"
    for answer in (debtor.get(address), debtor.post(address)):
        assert answer.status_code == 422
        assert "第247条" in answer.content.decode()
    assert debtor.get(f"/cases/{case.uid}/further/appeal/").status_code == 404
    with refused("filing.not_in_favour"):
        handed_in(house, house.zhou, begun_before)


def test_other_applications_are_offered_beside_the_disputes(house: House) -> None:
    page = browser(house, house.lin.uid).get("/file/").content.decode()
    assert "/file/start/payment_order/" in page
    assert "/file/start/appeal/" not in page


def result_sent(**changed: object) -> dict[str, object]:
    told = {"result": "uphold", "number": "（2026）渝05民终1号", "dated": "2026-12-10", "effective": "2026-12-13"}
    return {**told, "state_secret": "no", "paper": picture(), **changed}


def gone_up(house: House, case: CaseView) -> Client:
    """The appeal against the judgment has gone to the court above with the file."""
    clerk, filing = at_the_desk(house, case)
    clerk.post(f"/desk/filings/{filing.uid}/copy")
    lin = next(p for p in case.parties if p.name == "林晓梅")
    serve(house, case, lin.uid, *map(UUID, Turn.objects.get(act=Do.SEND_COPY).papers), purpose="appeal")
    house.clock.forward(days=20)
    house.work(without=OFF)
    assert clerk.post(f"/desk/filings/{filing.uid}/up").status_code == 302
    return clerk


def test_the_clerk_records_what_the_court_above_decided_and_both_sides_read_it(house: House, case: CaseView) -> None:
    client, address = gone_up(house, case), f"/desk/cases/{case.uid}/result"
    assert address in client.get(f"/desk/cases/{case.uid}").content.decode()
    page = client.get(address).content.decode()
    assert page.count('name="result"') == 9
    assert "Nothing of this is taken back" in page
    lost = client.post(address, result_sent(paper="", number="12"))
    assert lost.status_code == 422
    shown = lost.content.decode()
    assert "is not the number of an appeal" in shown
    assert "The paper of the court above is missing" in shown
    assert client.post(address, result_sent(state_secret="yes")).status_code == 422
    assert client.post(address, result_sent(result="change")).status_code == 302
    assert house.work(without=OFF) == []
    assert Case.objects.get(uid=case.uid).stage == "changed"
    with lifted("test: the judgment was signed and sealed"):
        Judgment.objects.update(layer=Layer.CASE)
    assert client.get(address).status_code == 404
    assert "No longer stands since" in client.get(f"/desk/cases/{case.uid}/judgment").content.decode()
    for who in (house.zhou.uid, house.lin.uid):
        seen = browser(house, who).get(f"/cases/{case.uid}/").content.decode()
        assert "改判、撤销、变更原裁判" in seen
        assert "（2026）渝05民终1号" in seen
    begun(browser(house, house.lin.uid), case, "enforcement")
    assert Draft.objects.get(interview="enforcement").answers["enforce.due"] == "2026-12-13"


def test_there_is_no_page_for_a_result_while_the_file_is_here(house: House, case: CaseView) -> None:
    client, _filing = at_the_desk(house, case)
    assert client.get(f"/desk/cases/{case.uid}/result").status_code == 404
    assert browser(house, house.zhou.uid).get(f"/desk/cases/{case.uid}/result").status_code in {302, 403, 404}


def test_the_judge_dismisses_an_action_and_the_plaintiff_appeals_from_the_page_of_the_case(house: House) -> None:
    case = prepared(house)
    client, address = signed_in(house, house.judge.person), f"/desk/cases/{case.uid}/steps/dismiss"
    assert address in client.get(f"/desk/cases/{case.uid}").content.decode()
    assert "驳回原告林晓梅的起诉。" in client.get(address).content.decode()
    assert client.post(address, {"words": ""}).status_code == 422
    assert client.post(address, {"words": "驳回原告林晓梅的起诉。"}).status_code == 302
    house.work(without=OFF)
    own = browser(house, house.lin.uid)
    assert "/further/ruling_appeal/" not in own.get(f"/cases/{case.uid}/").content.decode()
    ruling = Turn.objects.get(act=Do.DISMISS)
    lin = next(p for p in case.parties if p.name == "林晓梅")
    serve(house, case, lin.uid, *map(UUID, ruling.papers), purpose="decision")
    uid = begun(own, case, "ruling_appeal").split("/")[2]
    told = {"plaintiff.phone": "13900000000", "ruling.kind": "dismissal", "ruling.reasons": "属于民事诉讼的范围。"}
    own.post(f"/file/{uid}/save/", told | {"state.secret": "no", "consent.service": "online"})
    checked = own.get(f"/file/{uid}/check/").content.decode()
    assert "民事上诉状" in checked
    done = own.post(f"/file/{uid}/hand-in/", {"confirmed": "yes"}, follow=True)
    assert done.status_code == 200, checked[-3000:]
    assert case_by_uid(case.uid).stage is At.DISMISSAL_APPEALED


def test_a_refused_complaint_is_appealed_on_its_page_and_taken_up_when_the_court_above_says_so(house: House) -> None:
    uid = house.filing()
    refuse(uid, "与本案没有直接利害关系。", by=house.judge, at=house.at)
    house.work(without=frozenset())
    own, clerk = browser(house, house.lin.uid), signed_in(house, house.clerk.person)
    address, desk = f"/filed/{uid}/appeal/", f"/desk/filings/{uid}/refusal"
    assert address in own.get(f"/filings/{uid}/").content.decode()
    assert browser(house, house.zhou.uid).get(address).status_code == 404
    assert own.get(address).status_code == 200
    assert own.post(address, {"reasons": ""}).status_code == 422
    assert own.post(address, {"reasons": "借款由本人账户转出。"}).status_code == 302
    again = own.post(address, {"reasons": "借款由本人账户转出。"})
    assert (again.status_code, again.url) == (302, f"/filings/{uid}/"), "pressed twice, appealed once"
    assert own.get(address).status_code == 404
    assert "The court decides whether it takes the case" not in own.get(f"/filings/{uid}/").content.decode()
    assert "Send the appeal to the court above" in clerk.get(f"/desk/filings/{uid}").content.decode()
    assert str(uid) in clerk.get("/desk/filings?queue=appealed").content.decode()
    assert clerk.get(desk).status_code == 200
    assert clerk.post(desk).status_code == 302
    assert clerk.post(desk, result_sent(result="nonsense")).status_code == 422
    today = house.at.date().isoformat()
    sent = result_sent(result="note_ordered", dated=today, effective=today)
    assert clerk.post(desk, sent).status_code == 302
    assert clerk.get(desk).status_code == 404
    page = clerk.get(f"/desk/filings/{uid}").content.decode()
    assert "Refuse by a ruling" not in page
    assert clerk.post(f"/desk/filings/{uid}/accept").status_code == 302
    assert Filing.objects.get(uid=uid).stage == "accepted"


def test_a_clerk_notes_the_service_of_a_refusal_on_paper(house: House) -> None:
    uid = house.filing(consent__service="offline")
    refuse(uid, "与本案没有直接利害关系。", by=house.judge, at=house.at)
    clerk, desk = signed_in(house, house.clerk.person), f"/desk/filings/{uid}/refusal"
    assert "Note the service of the ruling" in clerk.get(f"/desk/filings/{uid}").content.decode()
    assert clerk.post(desk, {"on": "2030-01-01"}).status_code == 422
    assert clerk.post(desk, {"on": house.at.date().isoformat()}).status_code == 302
    assert Filing.objects.get(uid=uid).appeal_until is not None
    assert clerk.get(desk).status_code == 404


def test_who_has_two_rulings_before_it_chooses_against_which_the_appeal_is(house: House) -> None:
    case = prepared(house)
    motion = counterclaim_refused(house, case)
    signed_in(house, house.judge.person).post(f"/desk/cases/{case.uid}/steps/dismiss", {"words": "驳回起诉。"})
    house.work(without=OFF)
    zhou = next(p for p in case.parties if p.name == "周志强")
    serve(house, case, zhou.uid, *map(UUID, Turn.objects.get(act=Do.DISMISS).papers), purpose="decision")
    own, address = browser(house, house.zhou.uid), f"/cases/{case.uid}/further/ruling_appeal/"
    page = html.document_fromstring(own.get(address).content)
    offered = page.xpath("//input[@name='ruling']/@value")
    refused_by = str(Motion.objects.get(uid=motion).ruling)
    assert len(offered) == 2
    assert refused_by in offered
    assert own.post(address, {"ruling": refused_by}).status_code == 302
    assert Draft.objects.get(interview="ruling_appeal").answers["ruling.kind"] == "counterclaim"
    assert Draft.objects.get(interview="ruling_appeal").answers["ruling.dated"] == house.at.date().isoformat()
