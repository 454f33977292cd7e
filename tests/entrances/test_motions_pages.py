"""What is asked for within a case, by pages: the list, the forms, the desk's decisions; each side sees what it may."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.acts.conduct import prepared
from tests.acts.motions import against
from tests.acts.periods import running
from tests.builders import YUZHONG, House, picture, staff
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import browser
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, Stage
from tongban.documents.models import Document
from tongban.motions.models import Motion
from tongban.motions.vocabulary import Kind
from tongban.people.vocabulary import Role

pytestmark = pytest.mark.django_db
WITHDRAWAL = {"reasons": "双方已和解。", "state_secret": "no"}


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    cache.clear()
    monkeypatch.setattr("django.conf.settings.TONGBAN_CLOCK", house.clock)


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


def page(client: Client, case: CaseView, rest: str = "") -> str:
    answer = client.get(f"/cases/{case.uid}/motions/{rest}")
    assert answer.status_code == 200, rest
    return answer.content.decode()


def preservation(case: CaseView) -> dict[str, str]:
    return {
        "against": against(case, 1),
        "aim": "property",
        "amount": "100000",
        "object": "示例银行账户，尾号0001",
        "reasons": "正在转移财产。",
        "security": "insurance",
        "security_what": "示例保险公司保函",
        "haste": "yes",
        "haste_why": "今日转账",
        "state_secret": "no",
    }


def test_each_side_is_offered_what_its_side_may_ask_for(house: House, case: CaseView) -> None:
    hers, his = browser(house, house.lin.uid), browser(house, house.zhou.uid)
    assert f"/cases/{case.uid}/motions/" in hers.get(f"/cases/{case.uid}/").content.decode()
    offered = {
        who: {kind for kind in Kind if f"/motions/new/{kind}/" in page(client, case)}
        for who, client in (("she", hers), ("he", his))
    }
    both = {Kind.PRESERVATION, Kind.EVIDENCE, Kind.JOINDER, Kind.RECUSAL}
    assert offered["she"] == both | {Kind.WITHDRAWAL, Kind.AMENDMENT}
    assert offered["he"] == both | {Kind.JURISDICTION, Kind.COUNTERCLAIM}


@pytest.mark.parametrize("kind", Kind)
def test_every_form_opens_and_says_what_is_missing(house: House, case: CaseView, kind: Kind) -> None:
    who = house.zhou if kind in (Kind.JURISDICTION, Kind.COUNTERCLAIM) else house.lin
    client = browser(house, who.uid)
    assert "<form" in page(client, case, f"new/{kind}/")
    answer = client.post(f"/cases/{case.uid}/motions/new/{kind}/", {})
    assert answer.status_code == 422
    assert "motions.answer_missing" in answer.content.decode()
    assert not Motion.objects.exists()


def test_strangers_the_other_side_and_odd_names_find_nothing(house: House, case: CaseView) -> None:
    client = browser(house, house.lin.uid)
    assert client.get(f"/cases/{case.uid}/motions/new/magic/").status_code == 404
    assert client.get(f"/cases/{case.uid}/motions/{UUID(int=3)}/").status_code == 404
    assert "<form" not in page(client, case, "new/counterclaim/").partition("<main")[2].partition("</main")[0]
    assert browser(house, house.judge.person).get(f"/cases/{case.uid}/motions/").status_code == 404


def test_a_withdrawal_by_pages_ends_the_case(house: House, case: CaseView) -> None:
    client = browser(house, house.lin.uid)
    assert client.post(f"/cases/{case.uid}/motions/new/withdrawal/", WITHDRAWAL).status_code == 302
    motion = Motion.objects.get()
    assert "撤回对周志强的起诉" in page(client, case)
    assert "<form" in page(client, case, f"{motion.uid}/")
    theirs = page(browser(house, house.zhou.uid), case, f"{motion.uid}/")
    assert "withdraw_application" not in theirs
    desk = signed_in(house, house.judge.person)
    assert b"Withdraw the action" in desk.get(f"/desk/cases/{case.uid}/motions").content
    assert b"Withdraw the action" in desk.get("/desk/").content
    address = f"/desk/cases/{case.uid}/motions/{motion.uid}"
    assert "双方已和解。" in desk.get(address).content.decode()
    assert desk.post(address, {"act": "reject"}).status_code == 422
    assert desk.post(address, {"act": "melt"}).status_code == 422
    assert desk.post(address, {"act": "grant"}).status_code == 302
    assert case_by_uid(case.uid).stage is Stage.WITHDRAWN
    assert client.get(f"/cases/{case.uid}/").status_code == 200
    assert desk.get(f"/desk/cases/{case.uid}").status_code == 200
    assert desk.get(f"/desk/cases/{case.uid}?whole=1").status_code == 200


def test_preservation_by_pages_with_a_file_stays_hidden_from_the_other_side(house: House, case: CaseView) -> None:
    client = browser(house, house.lin.uid)
    sent = preservation(case) | {"files": SimpleUploadedFile("保函.png", picture().read())}
    assert client.post(f"/cases/{case.uid}/motions/new/preservation/", sent).status_code == 302
    motion = Motion.objects.get()
    assert {d.kind for d in Document.objects.filter(subject=motion.uid)} == {"motion", "motion_file"}
    assert "尾号0001" in page(client, case, f"{motion.uid}/")
    other = browser(house, house.zhou.uid)
    assert other.get(f"/cases/{case.uid}/motions/{motion.uid}/").status_code == 404
    assert "尾号0001" not in page(other, case)
    desk, address = signed_in(house, house.judge.person), f"/desk/cases/{case.uid}/motions/{motion.uid}"
    shown = desk.get(address).content.decode()
    assert "尾号0001" in shown
    assert "Asked for as urgent" in shown
    assert desk.post(address, {"act": "mark_urgent"}).status_code == 302
    assert Motion.objects.get().stage == "urgent"
    ruled = {"act": "rule_preservation", "rule_preservation-reasons": "成立。", "rule_preservation-exempt": "secured"}
    assert desk.post(address, ruled).status_code == 302
    clerk = signed_in(house, house.clerk.person)
    done = {"act": "execute_ruling", "execute_ruling-measures": "已冻结", "execute_ruling-ends_on": "2027-11-22"}
    assert clerk.post(address, done).status_code == 302
    assert "尾号0001" in page(other, case, f"{motion.uid}/")
    asked = {"act": "ask_lifting", "ask_lifting-reasons": "已另行担保。", "ask_lifting-state_secret": "no"}
    assert other.post(f"/cases/{case.uid}/motions/{motion.uid}/", asked).status_code == 302
    assert "preservation_lift" not in page(other, case, f"{motion.uid}/")
    assert "解除保全" in page(other, case, f"{motion.uid}/")


def test_acts_that_are_not_open_are_no_pages(house: House, case: CaseView) -> None:
    client = browser(house, house.lin.uid)
    client.post(f"/cases/{case.uid}/motions/new/withdrawal/", WITHDRAWAL)
    motion = Motion.objects.get()
    address = f"/cases/{case.uid}/motions/{motion.uid}/"
    assert client.post(address, {"act": "grant"}).status_code == 404
    assert client.post(address, {}).status_code == 404
    assert client.post(address, {"act": "withdraw_application"}).status_code == 302
    assert Motion.objects.get().stage == "application_withdrawn"


def test_the_transfer_waits_for_a_ruling_in_effect(house: House, case: CaseView) -> None:
    desk = signed_in(house, house.judge.person)
    address = f"/desk/cases/{case.uid}/motions/transfer"
    assert desk.get(address).status_code == 200
    assert desk.post(address).status_code == 422


def test_a_recusal_by_pages_reaches_the_president_who_decides(house: House, case: CaseView) -> None:
    second, chief = staff(YUZHONG, Role.JUDGE, "赵敏"), staff(YUZHONG, Role.PRESIDENT, "钱立")
    assert signed_in(house, chief.person).get(f"/desk/cases/{case.uid}").status_code == 404
    told = {"challenged": "judge", "tie": "kin", "known": "before", "reasons": "系被告之兄。", "state_secret": "no"}
    client = browser(house, house.lin.uid)
    assert client.post(f"/cases/{case.uid}/motions/new/recusal/", told).status_code == 302
    motion = Motion.objects.get()
    assert "申请审判员李明回避" in page(client, case)
    address = f"/desk/cases/{case.uid}/motions/{motion.uid}"
    judge, desk = signed_in(house, house.judge.person), signed_in(house, chief.person)
    assert "grant_recusal" not in judge.get(address).content.decode()
    assert address in desk.get("/desk/").content.decode()
    assert "系被告之兄。" in desk.get(address).content.decode()
    assert desk.post(address, {"act": "grant_recusal"}).status_code == 422
    granted = {"act": "grant_recusal", "grant_recusal-manner": "written", "grant_recusal-reasons": "情况属实。"}
    assert desk.post(address, granted).status_code == 302
    assert case_by_uid(case.uid).judge == second.person
    assert judge.get(f"/desk/cases/{case.uid}").status_code == 404


def test_what_is_said_by_word_in_court_is_noted_by_the_clerk(house: House, case: CaseView) -> None:
    desk, address = signed_in(house, house.clerk.person), f"/desk/cases/{case.uid}/motions/spoken"
    assert desk.get(address).status_code == 200
    told = {"challenged": "judge", "tie": "met", "known": "before", "reasons": "私下会见原告。"}
    assert desk.post(address, told).status_code == 422
    assert desk.post(address, told | {"party": against(case, 1)}).status_code == 302
    paper = Document.objects.get(subject=Motion.objects.get().uid, kind="motion")
    assert "口头提出" in paper.data
    assert "申请审判员李明回避" in page(browser(house, house.zhou.uid), case)


def test_a_missed_period_is_restored_by_pages_and_noted_at_the_counter(house: House, case: CaseView) -> None:
    mine = str(case.parties[1].uid)
    clock = running(house, case, "defence", house.at, mine)
    house.clock.forward(days=21)
    client = browser(house, house.zhou.uid)
    form = page(client, case, "new/restoration/")
    assert str(clock.uid) in form
    told = {"period": str(clock.uid), "hindrance": "good_cause", "first": "2026-12-01", "last": "2026-12-10"}
    sent = told | {"reasons": "因病住院。", "state_secret": "no"}
    assert client.post(f"/cases/{case.uid}/motions/new/restoration/", sent | {"period": mine}).status_code == 422
    assert client.post(f"/cases/{case.uid}/motions/new/restoration/", sent).status_code == 302
    motion = Motion.objects.get()
    assert "顺延答辩期" in page(client, case, f"{motion.uid}/")
    judge = signed_in(house, house.judge.person)
    address = f"/desk/cases/{case.uid}/motions/{motion.uid}"
    assert "因病住院。" in judge.get(address).content.decode()
    assert judge.post(address, {"act": "grant", "grant-reasons": "情况属实。"}).status_code == 302
    clock.refresh_from_db()
    assert clock.due == date(2026, 12, 18)
    assert judge.get(f"/desk/cases/{case.uid}/clocks/{clock.uid}").status_code == 200
    clerk, counter = signed_in(house, house.clerk.person), f"/desk/cases/{case.uid}/motions/restoration"
    assert str(clock.uid) in clerk.get(counter).content.decode()
    assert clerk.post(counter, told).status_code == 422
    again = sent | {"party": mine, "last": "2026-12-11", "paper": SimpleUploadedFile("证明.png", picture().read())}
    assert clerk.post(counter, again).status_code == 302
    assert Document.objects.filter(subject=Motion.objects.latest("id").uid, kind="motion_file").count() == 1
