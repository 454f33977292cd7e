"""Papers that another court was to serve or to print are called back: in time, too late, between platforms."""

from __future__ import annotations

from typing import Any

import pytest

from tests.acts.service import letter_of, paid, quick_papers
from tests.acts.test_service_for_other_courts import (
    DAY,
    LATER,
    SIGNED,
    asked_of_us,
    come,
    defence_of,
    entrusted,
    here,
    line,
    lines,
    outgoing,
    printing,
    visited,
)
from tests.builders import WUHOU, YUZHONG, FakePeer, House, host, refused, staff
from tongban.cases.vocabulary import CaseView
from tongban.cooperation.actions.service_ask import entrust_service
from tongban.cooperation.actions.service_do import note_errand_posted, note_result
from tongban.cooperation.actions.service_recall import call_back
from tongban.cooperation.models import ServiceErrand
from tongban.delivery.actions.letters import hand_to_post
from tongban.delivery.models import Attempt
from tongban.delivery.vocabulary.elsewhere import Outcome, ServiceResult, Undone
from tongban.kernel.facts import plain
from tongban.people.vocabulary import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


@pytest.fixture
def case(house: House) -> CaseView:
    """A case at Yuzhong whose defendant waits for the papers."""
    found = paid(house)
    house.clock.forward(days=1)
    return found


@pytest.fixture
def sichuan(house: House) -> FakePeer:
    """Sichuan is another platform; Yuzhong is ours."""
    host("渝")
    return FakePeer(slug="sichuan", tree=("川",)).admit()


def test_papers_called_back_in_time_fail_here_and_another_way_is_taken(house: House, case: CaseView) -> None:
    row = entrusted(house, case)
    call_back(here(outgoing=True).uid, by=house.clerk, at=house.at)
    with refused("cooperation.called_back_before"):
        call_back(here(outgoing=True).uid, by=house.clerk, at=house.at)
    assert house.work(without=LATER) == []
    way = Attempt.objects.get(dispatch=defence_of(case), channel="entrusted")
    assert (way.state, way.why) == ("failed", "called_back")
    assert [here(outgoing=out).stage for out in (True, False)] == ["answered", "answered"]
    assert lines(row) == ["service_asked", "taken_in", "called_back", "given_back", "counted"]
    with refused("entrusted.not_at_this_stage"):
        note_result(row.uid, visited(SIGNED), by=house.wuhou_clerk, at=house.at)
    with refused("entrusting.not_at_this_stage"):
        call_back(here(outgoing=True).uid, by=house.clerk, at=house.at)
    hand_to_post(letter_of(case).uid, day=DAY, tracking="EMS1", by=house.clerk, at=house.at)


def test_a_letter_called_back_is_the_own_courts_to_post_again(house: House, case: CaseView) -> None:
    printing(house, case)
    call_back(here(outgoing=True).uid, by=house.clerk, at=house.at)
    assert house.work(without=LATER) == []
    assert letter_of(case).elsewhere == ""
    hand_to_post(letter_of(case).uid, day=DAY, tracking="EMS1", by=house.clerk, at=house.at)


def test_what_has_not_left_yet_ends_at_once(house: House, case: CaseView) -> None:
    entrust_service(defence_of(case).uid, WUHOU, by=house.clerk, at=house.at)
    call_back(here(outgoing=True).uid, by=house.clerk, at=house.at)
    assert here(outgoing=True).stage == "answered"
    assert house.work(without=LATER) == []
    assert not ServiceErrand.objects.filter(outgoing=False).exists()
    assert lines(here(outgoing=True)) == ["service_asked", "called_back"]


def test_what_is_served_or_posted_is_not_called_back_and_both_logs_say_so(house: House, case: CaseView) -> None:
    row = entrusted(house, case)
    note_result(row.uid, visited(SIGNED), by=house.wuhou_clerk, at=house.at)
    call_back(here(outgoing=True).uid, by=house.clerk, at=house.at)
    assert house.work(without=LATER) == []
    assert defence_of(case).state == "served"
    assert {"served", "called_back", "counted", "too_late"} <= set(lines(row))


def test_what_the_post_has_nobody_calls_back(house: House, case: CaseView) -> None:
    row = entrusted(house, case)
    note_errand_posted(row.uid, day=DAY, number="EMS7", by=house.wuhou_clerk, at=house.at)
    assert house.work(without=LATER) == []
    with refused("cooperation.with_the_post"):
        call_back(here(outgoing=True).uid, by=house.clerk, at=house.at)


def test_only_who_conducts_the_case_calls_papers_back(house: House, case: CaseView) -> None:
    row = entrusted(house, case)
    for by, uid, reason in (
        (house.wuhou_clerk, here(outgoing=True).uid, "cooperation.no_such_matter"),
        (house.wuhou_clerk, row.uid, "cooperation.no_such_matter"),
        (staff(YUZHONG, Role.LIAISON, "冯敏"), here(outgoing=True).uid, "entrusting.not_your_act"),
        (staff(YUZHONG, Role.CLERK, "何平"), here(outgoing=True).uid, "cases.file_not_opened"),
    ):
        with refused(reason):
            call_back(uid, by=by, at=house.at)


def test_a_call_travels_sealed_and_the_answer_frees_the_service(house: House, sichuan: FakePeer) -> None:
    case = paid(house)
    house.clock.forward(days=1)
    entrust_service(defence_of(case).uid, WUHOU, by=house.clerk, at=house.at)
    assert house.work(without=LATER) == []
    call_back(here(outgoing=True).uid, by=house.clerk, at=house.at)
    (call,) = outgoing("service-called-back")
    assert (call.recipient, call.body["errand"]) == ("sichuan", str(here(outgoing=True).errand))
    assert [told["what"] for told in call.body["log"]] == ["service_asked", "called_back"]
    back = ServiceResult(Outcome.UNDONE, DAY, why=Undone.CALLED_BACK)
    told = {"errand": call.body["errand"], "from_court": WUHOU, "result": plain(back), "files": []}
    sichuan.send("service-answer", told | {"log": [line("given_back", WUHOU, house)]}, at=house.at)
    assert house.work(without=LATER) == []
    assert Attempt.objects.get(dispatch=defence_of(case), channel="entrusted").why == "called_back"
    assert lines(here(outgoing=True)) == ["service_asked", "called_back", "given_back", "counted"]


def test_another_platforms_papers_go_back_when_it_wants_them(house: House, sichuan: FakePeer) -> None:
    body = asked_of_us(sichuan)
    call = {"errand": body["errand"], "log": [line("called_back", WUHOU, house)]}
    third = FakePeer(slug="guizhou", tree=("黔",)).admit()
    assert come(house, sichuan, body) == []
    third.send("service-called-back", call, at=house.at)
    assert "no_such_matter" in house.work(without=LATER)[0]
    assert here(outgoing=False).stage == "received"
    for _ in range(2):
        sichuan.send("service-called-back", call, at=house.at)
        house.work(without=LATER)
    (answer,) = outgoing("service-answer")
    assert (answer.body["result"]["outcome"], answer.body["result"]["why"]) == ("undone", "called_back")
    assert [told["what"] for told in answer.body["log"]] == ["taken_in", "given_back"]


def test_a_call_that_comes_too_late_is_told_to_who_called(house: House, sichuan: FakePeer) -> None:
    body = asked_of_us(sichuan)
    assert come(house, sichuan, body) == []
    house.clock.forward(days=1)
    note_errand_posted(here(outgoing=False).uid, day=DAY, number="EMS7", by=house.clerk, at=house.at)
    call = {"errand": body["errand"], "log": [line("called_back", WUHOU, house)]}
    sichuan.send("service-called-back", call, at=house.at)
    assert house.work(without=LATER) == []
    assert here(outgoing=False).stage == "received"
    assert outgoing("log")[-1].body["lines"][0]["what"] == "too_late"


@pytest.mark.parametrize("call", [{}, {"errand": "none", "log": []}, {"log": []}])
def test_a_call_that_names_nothing_changes_nothing(house: House, sichuan: FakePeer, call: dict[str, Any]) -> None:
    assert come(house, sichuan, asked_of_us(sichuan)) == []
    sichuan.send("service-called-back", call, at=house.at)
    assert "call_unreadable" in house.work(without=LATER)[0]
    assert here(outgoing=False).stage == "received"
