"""委托送达 and printing at another court: two courts of one platform, and two platforms of which the test plays one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.acts.service import letter_of, paid, quick_papers
from tests.acts.test_cooperation_at_the_competent_court import shown
from tests.builders import WUHOU, YUZHONG, FakePeer, House, host, material, refused
from tongban.cases.vocabulary import CaseView
from tongban.cooperation.actions.service_ask import ask_printing, entrust_service
from tongban.cooperation.actions.service_do import note_errand_posted, note_errands_printed, note_result
from tongban.cooperation.models import LogEntry, ServiceErrand
from tongban.cooperation.queries import service_errand_seen_by
from tongban.delivery.actions.letters import give_up, hand_to_post
from tongban.delivery.models import Attempt, Dispatch, ServiceTask
from tongban.delivery.vocabulary.elsewhere import Outcome, ServiceResult, Undone
from tongban.delivery.vocabulary.visits import Place, Taker, Visit, VisitEnd
from tongban.documents.models import Document
from tongban.federation.actions.opened import sent
from tongban.federation.models import Outbound
from tongban.federation.vocabulary import Attachment, Envelope
from tongban.kernel.facts import plain
from tongban.kernel.ids import new_id
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db

LATER = frozenset({"deliver_envelope"})
DAY = date(2026, 11, 24)
SIGNED = Visit(DAY, Place.HOME, VisitEnd.SIGNED, Taker.RECIPIENT, "周志强", ("陈静",))
NOBODY = replace(SIGNED, end=VisitEnd.NOBODY, taker=None, taker_name="", officers=("陈静", "赵刚"))


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def visited(visit: Visit) -> ServiceResult:
    return ServiceResult(Outcome.VISITED, visit.day, visit=visit)


def defence_of(case: CaseView) -> Dispatch:
    return Dispatch.objects.filter(case=case.uid, purpose="defence").latest("id")


def here(*, outgoing: bool) -> ServiceErrand:
    return ServiceErrand.objects.get(outgoing=outgoing)


def lines(row: ServiceErrand) -> list[str]:
    return list(LogEntry.objects.filter(matter=row.errand).order_by("id").values_list("what", flat=True))


@pytest.fixture
def case(house: House) -> CaseView:
    """A case at Yuzhong whose defendant waits for the papers; Wuhou is another court of the platform."""
    found = paid(house)
    house.clock.forward(days=1)
    return found


def entrusted(house: House, case: CaseView) -> ServiceErrand:
    """Wuhou has the papers to serve."""
    entrust_service(defence_of(case).uid, WUHOU, by=house.clerk, at=house.at)
    assert house.work(without=LATER) == []
    return here(outgoing=False)


def printing(house: House, case: CaseView) -> ServiceErrand:
    """Wuhou has the letter to print."""
    ask_printing(letter_of(case).uid, WUHOU, by=house.clerk, at=house.at)
    assert house.work(without=LATER) == []
    return here(outgoing=False)


def test_the_asked_court_has_letter_and_papers_and_the_period_of_the_law(house: House, case: CaseView) -> None:
    row = entrusted(house, case)
    assert (row.court, row.layer, row.case, row.due) == (WUHOU, "errand", None, date(2026, 12, 4))
    titles = [one["title"] for one in row.package["papers"]]
    assert titles[0] == "委托送达函"
    assert "参加诉讼告知函" in titles
    assert (row.package["recipient"], row.package["asked"]["opponents"]) == ("周志强", ["林晓梅"])
    assert (here(outgoing=True).stage, here(outgoing=True).due) == ("received", date(2026, 12, 4))
    assert lines(row) == ["service_asked", "taken_in"]
    assert here(outgoing=True).errand == row.errand


def test_a_visit_there_serves_here_and_the_return_slip_comes_back(house: House, case: CaseView) -> None:
    row = entrusted(house, case)
    note_errands_printed([row.uid], by=house.wuhou_clerk, at=house.at)
    scan = material("files")
    note_result(row.uid, visited(SIGNED), by=house.wuhou_clerk, at=house.at, files=[scan])
    assert house.work(without=LATER) == []
    dispatch = defence_of(case)
    assert (dispatch.state, dispatch.served_by, dispatch.law) == ("served", "entrusted", "CPL 91; SI 134; CPL 88")
    slip = Document.objects.get(kind="certificate", subject=row.uid)
    assert (slip.court, slip.layer) == (WUHOU, "errand")
    titles = Document.objects.filter(kind="visit_record", subject=dispatch.uid, layer="staff", court=YUZHONG)
    assert sorted(titles.values_list("title", flat=True)) == ["受托法院送达回证", "送达过程记录"]
    assert [here(outgoing=out).stage for out in (True, False)] == ["answered", "answered"]
    assert lines(row) == ["service_asked", "taken_in", "letters_printed", "served", "counted"]
    assert ServiceTask.objects.filter(dispatch=dispatch, closed_at__isnull=True).count() == 0


def test_what_failed_there_is_a_task_here(house: House, case: CaseView) -> None:
    hand_to_post(letter_of(case).uid, day=DAY, tracking="EMS1", by=house.clerk, at=house.at)
    row = entrusted(house, case)
    house.clock.forward(days=30)
    give_up(letter_of(case).uid, by=house.clerk, at=house.at)
    note_result(row.uid, visited(NOBODY), by=house.wuhou_clerk, at=house.at)
    assert house.work(without=LATER) == []
    dispatch = defence_of(case)
    assert dispatch.state == "undelivered"
    assert ServiceTask.objects.get(dispatch=dispatch, closed_at__isnull=True).kind == "next_way"
    assert Attempt.objects.get(dispatch=dispatch, channel="entrusted").why == "nobody"
    assert lines(row)[-2:] == ["not_served", "counted"]


def test_papers_sent_back_unserved_fail_with_the_reason(house: House, case: CaseView) -> None:
    row = entrusted(house, case)
    with refused("delivery.undone_unexplained"):
        note_result(row.uid, ServiceResult(Outcome.UNDONE, DAY), by=house.wuhou_clerk, at=house.at)
    back = ServiceResult(Outcome.UNDONE, DAY, why=Undone.NOT_HERE)
    note_result(row.uid, back, by=house.wuhou_clerk, at=house.at)
    assert house.work(without=LATER) == []
    way = Attempt.objects.get(dispatch=defence_of(case), channel="entrusted")
    assert (way.state, way.why) == ("failed", "not_here")
    assert not Document.objects.filter(kind="certificate", subject=row.uid).exists()


def test_the_asked_court_may_post_and_the_slip_serves(house: House, case: CaseView) -> None:
    row = entrusted(house, case)
    slip = ServiceResult(Outcome.SIGNED, DAY, posted_on=DAY, number="EMS7", signer="周志强")
    with refused("delivery.tracking_missing"):
        note_errand_posted(row.uid, day=DAY, number=" ", by=house.wuhou_clerk, at=house.at)
    note_errand_posted(row.uid, day=DAY, number="EMS7", by=house.wuhou_clerk, at=house.at)
    with refused("cooperation.posted_before"):
        note_errand_posted(row.uid, day=DAY, number="EMS8", by=house.wuhou_clerk, at=house.at)
    assert house.work(without=LATER) == []
    way = Attempt.objects.get(dispatch=defence_of(case), channel="entrusted")
    assert (way.posted_on, way.tracking) == (DAY, "EMS7")
    note_result(row.uid, slip, by=house.wuhou_clerk, at=house.at)
    assert house.work(without=LATER) == []
    assert (defence_of(case).state, defence_of(case).served_by) == ("served", "entrusted")


def test_a_letter_printed_there_is_handed_over_at_the_counter(house: House, case: CaseView) -> None:
    row = printing(house, case)
    assert row.due is None, "the law sets no period for printing"
    with refused("delivery.letter_elsewhere"):
        hand_to_post(letter_of(case).uid, day=DAY, tracking="EMS1", by=house.clerk, at=house.at)
    with refused("delivery.counter_only"):
        note_result(row.uid, visited(SIGNED), by=house.wuhou_clerk, at=house.at)
    at_counter = replace(SIGNED, place=Place.COURT)
    note_result(row.uid, visited(at_counter), by=house.wuhou_clerk, at=house.at)
    assert house.work(without=LATER) == []
    dispatch = defence_of(case)
    assert (dispatch.state, dispatch.served_by) == ("served", "direct")
    assert (letter_of(case).state, letter_of(case).why) == ("failed", "handed_over")


def test_a_letter_posted_there_serves_by_its_slip(house: House, case: CaseView) -> None:
    row = printing(house, case)
    note_errand_posted(row.uid, day=DAY, number="EMS7", by=house.wuhou_clerk, at=house.at)
    assert house.work(without=LATER) == []
    assert (letter_of(case).state, letter_of(case).tracking) == ("sent", "EMS7")
    slip = ServiceResult(Outcome.SIGNED, DAY, posted_on=DAY, number="EMS7", signer="周志强")
    note_result(row.uid, slip, by=house.wuhou_clerk, at=house.at)
    assert house.work(without=LATER) == []
    assert (defence_of(case).state, defence_of(case).served_by) == ("served", "letter")


def test_a_letter_that_comes_back_unprinted_waits_for_the_own_post(house: House, case: CaseView) -> None:
    row = printing(house, case)
    back = ServiceResult(Outcome.UNDONE, DAY, why=Undone.NOT_FETCHED)
    note_result(row.uid, back, by=house.wuhou_clerk, at=house.at)
    assert house.work(without=LATER) == []
    hand_to_post(letter_of(case).uid, day=DAY, tracking="EMS1", by=house.clerk, at=house.at)
    assert letter_of(case).state == "sent"


def test_an_answer_after_the_way_was_given_up_still_serves(house: House, case: CaseView) -> None:
    row = entrusted(house, case)
    house.clock.forward(days=30)
    way = Attempt.objects.get(dispatch=defence_of(case), channel="entrusted")
    give_up(way.uid, by=house.clerk, at=house.at)
    note_result(row.uid, visited(SIGNED), by=house.wuhou_clerk, at=house.at)
    assert house.work(without=LATER) == []
    way.refresh_from_db()
    assert (way.state, way.why, defence_of(case).state) == ("arrived", "", "served")


def test_only_who_does_errands_at_the_asked_court_acts_and_sees(house: House, case: CaseView) -> None:
    row = entrusted(house, case)
    with refused("cooperation.no_such_matter"):
        note_result(row.uid, visited(SIGNED), by=house.clerk, at=house.at)
    with refused("entrusted.not_your_act"):
        note_result(row.uid, visited(SIGNED), by=house.wuhou_judge, at=house.at)
    assert house.wuhou_clerk.person
    assert house.clerk.person
    assert service_errand_seen_by(house.viewer(house.wuhou_clerk.person), row.uid).uid == row.uid
    assert service_errand_seen_by(house.viewer(house.clerk.person), here(outgoing=True).uid).outgoing
    for person, uid in (
        (house.clerk.person, row.uid),
        (house.wuhou_clerk.person, here(outgoing=True).uid),
        (house.lin.uid, row.uid),
        (house.zhou.uid, row.uid),
    ):
        with refused("cooperation.no_such_matter"):
            service_errand_seen_by(house.viewer(person), uid)
    note_result(row.uid, visited(SIGNED), by=house.wuhou_clerk, at=house.at)
    with refused("entrusted.not_at_this_stage"):
        note_result(row.uid, visited(SIGNED), by=house.wuhou_clerk, at=house.at)
    with refused("cooperation.printed_before"):
        note_errands_printed([], by=house.wuhou_clerk, at=house.at)


# Two platforms


def outgoing(kind: str) -> list[Envelope]:
    return [sent(row.uid)[1] for row in Outbound.objects.filter(kind=kind).order_by("id")]


@pytest.fixture
def sichuan(house: House) -> FakePeer:
    """Sichuan is another platform; Yuzhong is ours."""
    host("渝")
    return FakePeer(slug="sichuan", tree=("川",)).admit()


def test_papers_leave_sealed_with_their_files_and_the_answer_counts_once(house: House, sichuan: FakePeer) -> None:
    case = paid(house)
    house.clock.forward(days=1)
    entrust_service(defence_of(case).uid, WUHOU, by=house.clerk, at=house.at)
    assert house.work(without=LATER) == []
    (asked,) = outgoing("service")
    assert asked.recipient == "sichuan"
    assert [one.sha256 for one in asked.attachments] == [one["sha256"] for one in asked.body["package"]["papers"]]
    assert [line["what"] for line in asked.body["log"]] == ["service_asked"]
    slip = material("certificate")
    shown(sichuan, slip)
    body = {
        "errand": asked.body["errand"],
        "from_court": WUHOU,
        "result": plain(visited(SIGNED)),
        "files": plain([slip]),
        "log": [line("served", WUHOU, house)],
    }
    files = (Attachment(slip.sha256, slip.size, slip.media_type, slip.name),)
    for _ in range(2):
        sichuan.send("service-answer", body, at=house.at, attachments=files)
        assert house.work(without=LATER) == []
    dispatch = defence_of(case)
    assert (dispatch.state, dispatch.served_by) == ("served", "entrusted")
    assert Document.objects.get(kind="visit_record", subject=dispatch.uid).title == "受托法院送达回证"
    assert Entry.objects.filter(event="service_answer_taken").count() == 1
    assert lines(here(outgoing=True)) == ["service_asked", "served", "counted"]
    assert outgoing("log")[-1].body["lines"][0]["what"] == "counted"


def line(what: str, court: str, house: House) -> dict[str, Any]:
    return {"uid": str(new_id()), "at": house.at.isoformat(), "court": court, "what": what, "facts": {}}


@pytest.mark.parametrize(
    "changed",
    [
        {"result": {"outcome": "served"}},
        {"result": None},
        {"files": [{"sha256": "0" * 64}]},
        {"log": [{"court": YUZHONG}]},
        {"errand": "none"},
    ],
)
def test_an_answer_that_is_none_changes_nothing(house: House, sichuan: FakePeer, changed: dict[str, Any]) -> None:
    case = paid(house)
    house.clock.forward(days=1)
    entrust_service(defence_of(case).uid, WUHOU, by=house.clerk, at=house.at)
    assert house.work(without=LATER) == []
    (asked,) = outgoing("service")
    told = {"errand": asked.body["errand"], "from_court": WUHOU, "result": plain(visited(SIGNED)), "files": []}
    sichuan.send("service-answer", told | {"log": []} | changed, at=house.at)
    assert len(house.work(without=LATER)) == 1
    assert here(outgoing=True).stage == "sent"


def test_what_is_told_incompletely_is_kept_and_becomes_a_task(house: House, sichuan: FakePeer) -> None:
    case = paid(house)
    house.clock.forward(days=1)
    entrust_service(defence_of(case).uid, WUHOU, by=house.clerk, at=house.at)
    assert house.work(without=LATER) == []
    (asked,) = outgoing("service")
    unfit = visited(replace(SIGNED, taker_name="林晓梅"))
    told = {"errand": asked.body["errand"], "from_court": WUHOU, "result": plain(unfit), "files": [], "log": []}
    sichuan.send("service-answer", told, at=house.at)
    assert house.work(without=LATER) == []
    way = Attempt.objects.get(dispatch=defence_of(case), channel="entrusted")
    assert (way.state, way.why, here(outgoing=True).stage) == ("failed", "answer_unfit", "answered")
    assert lines(here(outgoing=True))[-1] == "not_counted"


def test_another_peer_cannot_answer(house: House, sichuan: FakePeer) -> None:
    third = FakePeer(slug="guizhou", tree=("黔",)).admit()
    case = paid(house)
    house.clock.forward(days=1)
    entrust_service(defence_of(case).uid, WUHOU, by=house.clerk, at=house.at)
    assert house.work(without=LATER) == []
    (asked,) = outgoing("service")
    told = {"errand": asked.body["errand"], "from_court": WUHOU, "result": plain(visited(SIGNED)), "files": []}
    third.send("service-answer", told | {"log": []}, at=house.at)
    assert "no_such_matter" in house.work(without=LATER)[0]


def test_a_court_that_no_platform_reaches_gets_the_papers_by_post(house: House) -> None:
    host("渝")
    case = paid(house)
    entrust_service(defence_of(case).uid, WUHOU, by=house.clerk, at=house.at)
    assert house.work(without=LATER) == []
    assert ServiceErrand.objects.count() == 0
    assert Attempt.objects.get(dispatch=defence_of(case), channel="entrusted").state == "sent"
    with refused("cooperation.court_by_post_alone"):
        ask_printing(letter_of(case).uid, WUHOU, by=house.clerk, at=house.at)
    assert letter_of(case).elsewhere == ""


def asked_of_us(peer: FakePeer, **changed: Any) -> dict[str, Any]:
    paper = material("paper")
    shown(peer, paper)
    told = plain(paper)
    package = {
        "number": "（2026）川0107民初1号",
        "cause": "民间借贷纠纷",
        "recipient": "周志强",
        "address": "重庆市渝中区示例街2号",
        "phone": "",
        "asked": {"kind": "natural", "opponents": ["林晓梅"], "since": "2026-11-23", "counter": False},
        "papers": [{"title": "应诉通知书", **{k: v for k, v in told.items() if k != "question"}}],
    }
    body = {
        "errand": str(new_id()),
        "kind": "service",
        "from_court": WUHOU,
        "to_court": YUZHONG,
        "attempt": str(new_id()),
        "asked_at": "2026-11-23T02:00:00+00:00",
        "package": package,
        "log": [],
    }
    return body | {"attachments": (Attachment(paper.sha256, paper.size, paper.media_type, paper.name),)} | changed


def come(house: House, peer: FakePeer, body: dict[str, Any]) -> list[str]:
    told = dict(body)
    files = told.pop("attachments")
    peer.send("service", told, at=house.at, attachments=files)
    return house.work(without=LATER)


def test_papers_of_another_platform_are_served_here_and_answered(house: House, sichuan: FakePeer) -> None:
    body = asked_of_us(sichuan)
    for _ in range(2):
        assert come(house, sichuan, body) == []
    row = here(outgoing=False)
    assert (row.court, row.peer, row.due) == (YUZHONG, "sichuan", date(2026, 12, 3))
    assert outgoing("log")[0].body["lines"][0]["facts"] == {"until": "2026-12-03"}
    house.clock.forward(days=1)
    note_result(row.uid, visited(SIGNED), by=house.clerk, at=house.at, files=[material("files")])
    assert house.work(without=LATER) == []
    (answer,) = outgoing("service-answer")
    assert [one["question"] for one in answer.body["files"]] == ["files", "certificate"]
    assert answer.body["result"]["outcome"] == "visited"
    assert len(answer.attachments) == 2
    assert [told["what"] for told in answer.body["log"]] == ["taken_in", "served"]


@pytest.mark.parametrize(
    "changed",
    [
        {"to_court": WUHOU},
        {"from_court": YUZHONG},
        {"attachments": ()},
        {"package": {}},
        {"kind": "poem"},
        {"log": [{"what": "served"}]},
    ],
)
def test_what_cannot_be_taken_in_goes_back_at_once(house: House, sichuan: FakePeer, changed: dict[str, Any]) -> None:
    assert come(house, sichuan, asked_of_us(sichuan, **changed)) == []
    (answer,) = outgoing("service-answer")
    assert (answer.body["result"]["outcome"], answer.body["result"]["why"]) == ("undone", "not_taken_in")
    assert ServiceErrand.objects.count() == 0
