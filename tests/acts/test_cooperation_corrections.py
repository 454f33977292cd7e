"""Corrections across regions, seen from either court (跨域立案; 在线诉讼规则 9(2))."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.acts.test_cooperation_at_the_competent_court import LATER, deliver, errand, events, line, outgoing, shown
from tests.acts.test_cooperation_at_the_counter import answer, sent_matter
from tests.builders import MONDAY, FakePeer, House, attachments, host, material, party, refused
from tongban.cooperation.actions.correct import begin_correction
from tongban.cooperation.models import LogEntry, Matter
from tongban.cooperation.queries import asked_of, matter_seen_by
from tongban.cooperation.vocabulary import Owed
from tongban.documents.models import Document
from tongban.documents.vocabulary import Material
from tongban.federation.actions.receive import receive
from tongban.filing.actions.decide import accept, ask_correction, refuse
from tongban.filing.actions.draft import add_file
from tongban.filing.models import Filing
from tongban.filing.vocabulary import DraftView
from tongban.kernel.facts import plain
from tongban.kernel.ids import new_id

UNTIL = "2026-12-08"


# --- at the cooperating court ---


@pytest.fixture
def chongqing(house: House) -> FakePeer:
    host("川")
    return FakePeer().admit()


def request(matter: UUID, **changed: Any) -> dict[str, Any]:
    return answer(matter, "correction", number="", case=None, findings=["金额与借条不符"], until=UNTIL, **changed)


@pytest.fixture
def asked(house: House, chongqing: FakePeer) -> UUID:
    """An errand whose competent court asks for a correction."""
    matter = sent_matter(house)
    chongqing.send("filing-answer", request(matter) | {"log": [line(what="correction")]})
    assert house.work(without=LATER) == []
    return matter


def begun(house: House, matter: UUID) -> DraftView:
    return begin_correction(house.viewer(house.lin.uid), matter)


def corrected(house: House, matter: UUID, **changed: str) -> None:
    house.hand_in(house.amend(begun(house, matter), **changed), helper=house.wuhou_clerk)


def correction_answer(matter: UUID, **changed: Any) -> dict[str, Any]:
    envelope = Matter.objects.get(uid=matter).envelope
    told = {"matter": matter, "envelope": envelope, "decide_by": "2026-12-02", "refusals": [], "log": []}
    return plain(told | changed)


def test_the_person_and_the_counter_see_the_list_with_its_period(house: House, asked: UUID) -> None:
    found = asked_of(house.viewer(house.lin.uid), asked)
    assert found is not None
    assert (found.court, found.findings, found.until) == ("渝0103", ("金额与借条不符",), date(2026, 12, 8))
    for who in (house.lin.uid, house.wuhou_clerk.person):
        seen = matter_seen_by(house.viewer(who), asked)  # type: ignore[arg-type]
        assert (seen.stage, seen.owed, seen.done_at) == ("correction", (Owed.CORRECTION, date(2026, 12, 8)), None)


def test_a_correction_leaves_once_with_its_person_helper_and_the_files_added(house: House, asked: UUID) -> None:
    draft = house.amend(begun(house, asked), loan__amount="200000")
    extra = material("files.payment")
    add_file(house.viewer(house.lin.uid), draft.uid, extra)
    first = house.hand_in(draft, helper=house.wuhou_clerk)
    assert first == house.hand_in(draft, helper=house.wuhou_clerk)
    assert first.matter == asked
    [envelope] = outgoing("filing-correction")
    assert envelope.body["answers"]["loan.amount"] == "200000"
    assert [m["sha256"] for m in envelope.body["materials"]] == [extra.sha256]
    assert [a.sha256 for a in envelope.attachments] == [extra.sha256]
    assert envelope.body["actor"]["person"] == str(house.lin.uid)
    assert envelope.body["actor"]["helper_court"] == "川0107"
    assert [told["what"] for told in envelope.body["log"]] == ["correction_sent"]
    row = Matter.objects.get(uid=asked)
    assert (row.stage, len(row.package["materials"]), row.package["answers"]["loan.amount"]) == ("sent", 3, "200000")
    with refused("filing.nothing_to_correct"):
        begun(house, asked)


def test_the_new_period_of_the_court_is_shown_and_then_its_decision(
    house: House, chongqing: FakePeer, asked: UUID
) -> None:
    corrected(house, asked)
    chongqing.send("correction-answer", correction_answer(asked, log=[line(what="corrected")]))
    assert house.work(without=LATER) == []
    seen = matter_seen_by(house.viewer(house.lin.uid), asked)
    assert seen.owed == (Owed.DECISION, date(2026, 12, 2))
    assert [told.what for told in seen.log][-3:] == ["correction", "correction_sent", "corrected"]
    chongqing.send("filing-answer", answer(asked))
    assert house.work(without=LATER) == []
    seen = matter_seen_by(house.viewer(house.lin.uid), asked)
    assert (seen.stage, seen.answer["answer"], seen.done_at) == ("answered", "accepted", MONDAY)


def test_what_was_not_taken_may_be_mended_again_with_the_reasons_in_sight(
    house: House, chongqing: FakePeer, asked: UUID
) -> None:
    corrected(house, asked)
    reason = {"reason": "cooperation.correction_unreadable", "law": "x", "fields": [], "facts": []}
    chongqing.send("correction-answer", correction_answer(asked, decide_by=None, refusals=[reason]))
    assert house.work(without=LATER) == []
    found = asked_of(house.viewer(house.lin.uid), asked)
    assert found is not None
    assert [r.reason for r in found.refusals] == ["cooperation.correction_unreadable"]
    corrected(house, asked, loan__amount="5")
    assert len(outgoing("filing-correction")) == 2


def test_an_answer_to_another_envelope_or_from_another_peer_moves_nothing(
    house: House, chongqing: FakePeer, asked: UUID
) -> None:
    corrected(house, asked)
    third = FakePeer(slug="guizhou", tree=("黔",)).admit()
    third.send("correction-answer", correction_answer(asked))
    chongqing.send("correction-answer", correction_answer(asked, envelope=new_id()))
    assert len(house.work(without=LATER)) == 2
    assert (Matter.objects.get().stage, Matter.objects.get().decide_by) == ("sent", None)


def test_a_late_correction_is_refused_at_the_counter_and_nothing_travels(house: House, asked: UUID) -> None:
    draft = begun(house, asked)
    house.clock.forward(days=16)
    with refused("cooperating.in_time"):
        house.hand_in(draft)
    assert outgoing("filing-correction") == []


def test_a_wrong_correction_does_not_travel(house: House, asked: UUID) -> None:
    with refused("amount.not_digits"):
        corrected(house, asked, loan__amount="viel")
    assert Matter.objects.get().stage == "correction"


def test_nobody_else_corrects_an_errand_and_none_that_was_not_asked_for(house: House, chongqing: FakePeer) -> None:
    matter = sent_matter(house)
    with refused("filing.nothing_to_correct"):
        begun(house, matter)
    chongqing.send("filing-answer", request(matter))
    house.work(without=LATER)
    for stranger in (house.zhou.uid, house.wuhou_clerk.person):
        with refused("filing.no_such_filing"):
            begin_correction(house.viewer(stranger), matter)  # type: ignore[arg-type]


def test_the_competent_court_asks_once(house: House, chongqing: FakePeer, asked: UUID) -> None:
    corrected(house, asked)
    chongqing.send("filing-answer", request(asked))
    assert "cooperating.not_asked_before" in house.work(without=LATER)[0]
    assert Matter.objects.get().stage == "sent"


def test_a_request_without_a_day_is_not_taken(house: House, chongqing: FakePeer) -> None:
    matter = sent_matter(house)
    chongqing.send("filing-answer", answer(matter, "correction", number="", case=None, findings=["x"], until="soon"))
    assert len(house.work(without=LATER)) == 1
    assert Matter.objects.get().stage == "sent"


# --- at the competent court ---


@pytest.fixture
def sichuan(house: House) -> FakePeer:
    host("渝")
    return FakePeer(slug="sichuan", tree=("川",)).admit()


@pytest.fixture
def scans(house: House) -> tuple[Material, ...]:
    return material("files.identity"), material("files.iou")


@pytest.fixture
def open_request(house: House, sichuan: FakePeer, scans: tuple[Material, ...]) -> dict[str, Any]:
    """An errand that came in, and for which a correction was asked."""
    body = errand(sichuan, scans)
    assert deliver(house, sichuan, body, scans) == []
    ask_correction(Filing.objects.get().uid, ["金额与借条不符"], by=house.clerk, at=house.at)
    assert house.work(without=LATER) == []
    house.clock.forward(days=2)
    return body


def correction(body: dict[str, Any], *added: Material, **changed: Any) -> dict[str, Any]:
    told = {
        "matter": body["matter"],
        "handed_in_at": "2026-11-25T02:00:00+00:00",
        "answers": body["package"]["answers"] | {"loan.amount": "200000"},
        "materials": [plain(scan) for scan in added],
        "actor": plain(party(UUID(body["package"]["applicant"]), platform="sichuan")),
        "log": [line("川0107", "correction_sent")],
    }
    return plain(told | changed)


def answered() -> list[list[str]]:
    return [[r["reason"] for r in said.body["refusals"]] for said in outgoing("correction-answer")]


def test_the_request_tells_the_list_and_the_last_day(house: House, open_request: dict[str, Any]) -> None:
    [said] = outgoing("filing-answer")
    assert (said.body["answer"]["findings"], said.body["answer"]["until"]) == (["金额与借条不符"], UNTIL)
    assert said.body["log"][-1]["facts"] == {"until": UNTIL}
    assert (Matter.objects.get().stage, Matter.objects.get().correct_until) == ("correction", date(2026, 12, 8))


def test_a_correction_brings_the_filing_back_to_review_and_its_seven_days_run_anew(
    house: House, sichuan: FakePeer, open_request: dict[str, Any]
) -> None:
    extra = material("files.payment")
    shown(sichuan, extra)
    token = sichuan.seal("filing-correction", correction(open_request, extra), attachments=attachments((extra,)))
    receive(token, at=house.at)
    receive(token, at=house.at)
    assert house.work(without=LATER) == []
    row = Filing.objects.get()
    assert (row.stage, row.claim_minor, row.decide_by) == ("under_review", 20000000, date(2026, 12, 2))
    assert Document.objects.filter(subject=row.uid, kind="files.payment").count() == 1
    [said] = outgoing("correction-answer")
    assert (said.body["decide_by"], said.body["refusals"]) == ("2026-12-02", [])
    assert [told["what"] for told in said.body["log"]] == ["corrected"]
    assert events("filing_corrected") == events("correction_taken_in") == 1
    what = LogEntry.objects.order_by("id").values_list("what", flat=True)
    assert list(what) == ["received", "correction", "correction_sent", "corrected"]
    matter = Matter.objects.get()
    assert (matter.stage, matter.decide_by, len(matter.package["materials"])) == ("received", date(2026, 12, 2), 3)
    case = accept(row.uid, by=house.clerk, at=house.at)
    assert house.work(without=LATER) == []
    assert outgoing("filing-answer")[-1].body["answer"]["number"] == case.number


def test_a_second_correction_is_refused_with_its_reason(
    house: House, sichuan: FakePeer, open_request: dict[str, Any]
) -> None:
    for _ in range(2):
        sichuan.send("filing-correction", correction(open_request))
    assert house.work(without=LATER) == []
    assert answered() == [[], ["competent.not_at_this_stage"]]
    assert events("filing_corrected") == events("correction_returned") == 1


def test_the_hour_at_the_counter_keeps_the_period_not_the_hour_of_arrival(
    house: House, sichuan: FakePeer, open_request: dict[str, Any]
) -> None:
    house.clock.forward(days=20)
    sichuan.send("filing-correction", correction(open_request, handed_in_at="2026-12-08T16:00:00+00:00"))
    assert house.work(without=LATER) == []
    assert answered() == [["scrutiny.in_time"]]
    sichuan.send("filing-correction", correction(open_request, handed_in_at="2026-12-08T15:59:00+00:00"))
    assert house.work(without=LATER) == []
    assert answered()[1] == []
    assert Filing.objects.get().decide_by == date(2026, 12, 22)


def test_a_clock_that_goes_a_little_ahead_at_the_cooperating_court_returns_no_correction(
    house: House, sichuan: FakePeer, open_request: dict[str, Any]
) -> None:
    ahead = plain(house.at + timedelta(minutes=2))
    sichuan.send("filing-correction", correction(open_request, handed_in_at=ahead))
    assert house.work(without=LATER) == []
    assert answered() == [[]]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"answers": {"loan.amount": "-1"}}, "amount.not_digits"),
        ({"answers": "none"}, "cooperation.correction_unreadable"),
        ({"handed_in_at": "2027-01-01T00:00:00+00:00"}, "cooperation.correction_unreadable"),
        ({"materials": [{"sha256": "0" * 64}]}, "cooperation.correction_unreadable"),
        ({"actor": {}}, "cooperation.correction_unreadable"),
        ({"actor": plain(party(new_id(), platform="sichuan"))}, "cooperation.no_such_matter"),
        ({"matter": str(new_id())}, "cooperation.no_such_matter"),
        ({"log": [line("渝0103", "corrected")]}, "cooperation.correction_unreadable"),
    ],
)
def test_a_correction_that_cannot_be_taken_is_answered_with_its_reason_and_changes_nothing(
    house: House, sichuan: FakePeer, open_request: dict[str, Any], changed: dict[str, Any], reason: str
) -> None:
    sichuan.send("filing-correction", correction(open_request, **changed))
    assert house.work(without=LATER) == []
    assert answered() == [[reason]]
    assert (Filing.objects.get().stage, Matter.objects.get().stage) == ("correction", "correction")
    assert events("filing_corrected") == 0


def test_another_peer_cannot_correct_what_sichuan_sent(house: House, open_request: dict[str, Any]) -> None:
    third = FakePeer(slug="guizhou", tree=("黔",)).admit()
    third.send("filing-correction", correction(open_request))
    assert house.work(without=LATER) == []
    assert answered() == [["cooperation.no_such_matter"]]
    assert Filing.objects.get().stage == "correction"


def test_a_refusal_after_the_period_ran_out_in_vain_is_told(
    house: House, sichuan: FakePeer, open_request: dict[str, Any]
) -> None:
    house.clock.forward(days=20)
    refuse(Filing.objects.get().uid, "登记立案 7", by=house.judge, at=house.at)
    assert house.work(without=LATER) == []
    assert outgoing("filing-answer")[-1].body["answer"]["answer"] == "refused"
    sichuan.send("filing-correction", correction(open_request))
    assert house.work(without=LATER) == []
    assert answered() == [["competent.not_at_this_stage"]]
