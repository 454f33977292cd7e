"""What other platforms tell of papers that courts serve for each other, where it is too little or comes too late."""

from __future__ import annotations

import pytest

from tests.acts.service import letter_of, paid, quick_papers
from tests.acts.test_service_for_other_courts import (
    DAY,
    LATER,
    SIGNED,
    asked_of_us,
    case,  # noqa: F401 - a fixture
    come,
    defence_of,
    entrusted,
    here,
    outgoing,
    printing,
    sichuan,  # noqa: F401 - a fixture
    visited,
)
from tests.acts.test_state_secrets_everywhere import take_out
from tests.builders import WUHOU, FakePeer, House, material
from tongban.cases.vocabulary import CaseView
from tongban.cooperation.actions.service_ask import ask_printing, entrust_service
from tongban.cooperation.actions.service_do import note_result
from tongban.cooperation.models import ServiceErrand
from tongban.delivery.actions.letters import give_up
from tongban.delivery.law import PRINTED
from tongban.delivery.vocabulary.elsewhere import Outcome, ServiceResult
from tongban.documents.models import Document
from tongban.frame.guard import lifted
from tongban.kernel.facts import plain
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def test_what_is_told_whole_later_counts_though_it_was_incomplete_before(house: House, sichuan: FakePeer) -> None:  # noqa: F811
    case = paid(house)  # noqa: F811
    house.clock.forward(days=1)
    ask_printing(letter_of(case).uid, WUHOU, by=house.clerk, at=house.at)
    assert house.work(without=LATER) == []
    (asked,) = outgoing("service")
    told = {"errand": asked.body["errand"], "from_court": WUHOU, "files": [], "log": []}
    without_number = ServiceResult(Outcome.POSTED, DAY)
    sichuan.send("service-answer", told | {"result": plain(without_number)}, at=house.at)
    assert house.work(without=LATER) == []
    assert (letter_of(case).state, letter_of(case).why) == ("failed", "answer_unfit")
    signed = ServiceResult(Outcome.SIGNED, DAY, posted_on=DAY, number="EMS7", signer="周志强")
    sichuan.send("service-answer", told | {"result": plain(signed)}, at=house.at)
    assert house.work(without=LATER) == []
    assert (letter_of(case).tracking, defence_of(case).state, defence_of(case).served_by) == (
        "EMS7",
        "served",
        "letter",
    )


def test_that_a_letter_was_posted_is_heard_once(house: House, sichuan: FakePeer) -> None:  # noqa: F811
    case = paid(house)  # noqa: F811
    house.clock.forward(days=1)
    ask_printing(letter_of(case).uid, WUHOU, by=house.clerk, at=house.at)
    assert house.work(without=LATER) == []
    (asked,) = outgoing("service")
    told = {"errand": asked.body["errand"], "from_court": WUHOU, "files": [], "log": []}
    by_post = told | {"result": plain(ServiceResult(Outcome.POSTED, DAY, number="EMS7"))}
    sichuan.send("service-answer", by_post, at=house.at)
    assert house.work(without=LATER) == []
    house.clock.forward(days=30)
    give_up(letter_of(case).uid, by=house.clerk, at=house.at)
    sichuan.send("service-answer", by_post, at=house.at)
    assert house.work(without=LATER) == []
    assert (letter_of(case).state, letter_of(case).why) == ("failed", "silent")
    signed = ServiceResult(Outcome.SIGNED, DAY, posted_on=DAY, number="EMS7", signer="周志强")
    sichuan.send("service-answer", told | {"result": plain(signed)}, at=house.at)
    assert house.work(without=LATER) == []
    assert defence_of(case).state == "served"


def test_the_number_of_an_errand_is_that_of_one_errand_alone(house: House, sichuan: FakePeer) -> None:  # noqa: F811
    case = paid(house)  # noqa: F811
    house.clock.forward(days=1)
    entrust_service(defence_of(case).uid, WUHOU, by=house.clerk, at=house.at)
    assert house.work(without=LATER) == []
    (asked,) = outgoing("service")
    assert come(house, sichuan, asked_of_us(sichuan, errand=asked.body["errand"])) == []
    (answer,) = outgoing("service-answer")
    assert answer.body["result"]["why"] == "not_taken_in"
    assert [row.outgoing for row in ServiceErrand.objects.all()] == [True]


def test_of_what_a_peer_asks_nothing_is_kept_that_nobody_reads(house: House, sichuan: FakePeer) -> None:  # noqa: F811
    body = asked_of_us(sichuan)
    known = dict(body["package"]["asked"])
    body["package"]["asked"]["more"] = "x" * 10_000
    assert come(house, sichuan, body) == []
    assert here(outgoing=False).package["asked"] == known


def test_a_letter_printed_elsewhere_goes_where_it_was_made_for(house: House, case: CaseView) -> None:  # noqa: F811
    letter = letter_of(case)
    letter.address = "重庆市渝中区示例三街3号"
    with lifted("test: the party has named another address since"):
        letter.save(update_fields=["address"])
    assert printing(house, case).package["address"] == "重庆市渝中区示例三街3号"
    came = Entry.objects.get(event="service_errand_received")
    assert came.basis == PRINTED, "no court is asked to serve it under CPL 91"


def test_an_erased_file_loses_its_name_in_the_answers_of_both_courts(house: House, case: CaseView) -> None:  # noqa: F811
    row, scan = entrusted(house, case), material("files")
    note_result(row.uid, visited(SIGNED), by=house.wuhou_clerk, at=house.at, files=[scan])
    assert house.work(without=LATER) == []
    take_out(house, Document.objects.get(kind="visit_record", title="送达过程记录").uid)
    for one in ServiceErrand.objects.all():
        named = {file["sha256"]: file["name"] for file in one.result["files"]}
        assert named.pop(scan.sha256) == ""
        assert all(named.values())
