"""A hearing in the courtroom: set, opened, written line by line, closed, confirmed by each party."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from tests.acts.conduct import consent, does, prepared
from tests.builders import House, party, person, refused
from tongban.cases.actions.turns import take_court_turn
from tongban.cases.law import Do
from tongban.cases.models import Case
from tongban.cases.queries import case_by_uid, clocks_of
from tongban.cases.vocabulary import CaseView, Side, Stage, Track
from tongban.cooperation.queries import sheet_of
from tongban.documents.models import Document
from tongban.frame.guard import lifted
from tongban.hearings.actions.confirm import note_signature
from tongban.hearings.actions.schedule import set_hearing
from tongban.hearings.actions.session import close_hearing, open_hearing, save_draft, write_line
from tongban.hearings.models import Hearing, LineDraft, RecordLine
from tongban.hearings.models.record import LineIsFinal
from tongban.hearings.queries import draft_of, hearing_of
from tongban.hearings.vocabulary import HearingState, Way
from tongban.kernel.ids import new_id
from tongban.people.actions.prove import prove_again
from tongban.people.vocabulary import PersonView
from tongban.register.models import Entry, Seal

LINE = {"part": "opening", "speaker": "judge", "name": "李明", "text": "现在开庭。"}


def day(house: House) -> datetime:
    return house.at + timedelta(days=1)


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


@pytest.fixture
def scheduled(house: House, case: CaseView) -> CaseView:
    set_hearing(case.uid, place="第三法庭", starts_at=day(house), by=house.clerk, at=house.at)
    house.clock.forward(days=1)
    return case_by_uid(case.uid)


@pytest.fixture
def opened(house: House, scheduled: CaseView) -> CaseView:
    everybody = [p.uid for p in scheduled.parties]
    open_hearing(scheduled.uid, present=everybody, by=house.judge, at=house.at)
    return case_by_uid(scheduled.uid)


@pytest.fixture
def closed(house: House, opened: CaseView) -> CaseView:
    write_line(opened.uid, **LINE, by=house.clerk, at=house.at)
    write_line(
        opened.uid, part="debate", speaker="defendant", name="周志强", text="希望分期。", by=house.clerk, at=house.at
    )
    close_hearing(opened.uid, by=house.judge, at=house.at)
    return case_by_uid(opened.uid)


def test_a_day_that_was_set_falls_when_the_case_comes_to_no_hearing(house: House, scheduled: CaseView) -> None:
    assert house.work() == []
    assert Hearing.objects.get().state == "set"
    take_court_turn(scheduled.uid, Do.DISMISS, words="驳回起诉。", found=(), by=house.judge, at=house.at)
    assert house.work() == []
    assert Hearing.objects.get().state == "lifted"


def digest(case: CaseView) -> str:
    found = hearing_of(case.uid)
    assert found is not None
    return found.digest


def confirms(house: House, who: PersonView, case: CaseView, **changed: str) -> None:
    """The person confirms the record, having shown just before who it is."""
    prove_again(by=party(who.uid), at=house.at)
    does(house, who, "confirm_record", case, **({"digest": digest(case)} | changed))


def test_setting_a_hearing_moves_the_case_and_summons_each_party(house: House, scheduled: CaseView) -> None:
    assert scheduled.stage is Stage.HEARING_SET
    summons = [json.loads(row.data) for row in Document.objects.filter(kind="summons").order_by("id")]
    assert [s["to"] for s in summons] == ["林晓梅", "周志强"]
    assert summons[0]["place"] == "第三法庭"
    assert summons[0]["at"].endswith("+08:00")
    assert Entry.objects.get(event="hearing_set").basis == "CPL 139"


def test_a_hearing_needs_a_place_and_a_time_ahead(house: House, case: CaseView) -> None:
    with refused("hearings.place_missing", "hearings.time_missing"):
        set_hearing(case.uid, place=" ", starts_at=None, by=house.clerk, at=house.at)
    with refused("hearings.time_past"):
        set_hearing(case.uid, place="第三法庭", starts_at=house.at, by=house.clerk, at=house.at)
    with refused("hearings.time_too_far"):
        set_hearing(case.uid, place="第三法庭", starts_at=house.at + timedelta(days=400), by=house.clerk, at=house.at)
    assert case_by_uid(case.uid).stage is Stage.PREPARATION


def test_only_ordinary_procedure_is_bound_to_three_days_of_notice(house: House, case: CaseView) -> None:
    with lifted("test: an ordinary case"):
        Case.objects.filter(uid=case.uid).update(track=Track.ORDINARY)
    with refused("hearings.notice_too_short"):
        set_hearing(case.uid, place="第三法庭", starts_at=day(house), by=house.clerk, at=house.at)
    set_hearing(case.uid, place="第三法庭", starts_at=house.at + timedelta(days=3), by=house.clerk, at=house.at)


def test_a_hearing_is_set_once(house: House, scheduled: CaseView) -> None:
    with refused("procedure.not_at_this_stage"):
        set_hearing(scheduled.uid, place="第三法庭", starts_at=day(house), by=house.clerk, at=house.at)
    assert Hearing.objects.count() == 1


def test_each_wrong_person_is_turned_away(house: House, case: CaseView) -> None:
    with refused("procedure.not_your_act"):
        set_hearing(case.uid, place="第三法庭", starts_at=day(house), by=party(house.lin.uid), at=house.at)
    with refused("cases.no_such_case"):
        set_hearing(case.uid, place="第三法庭", starts_at=day(house), by=house.wuhou_judge, at=house.at)


def test_a_clerk_cannot_open_or_close_a_hearing(house: House, scheduled: CaseView) -> None:
    everybody = [p.uid for p in scheduled.parties]
    with refused("procedure.not_your_act"):
        open_hearing(scheduled.uid, present=everybody, by=house.clerk, at=house.at)
    open_hearing(scheduled.uid, present=everybody, by=house.judge, at=house.at)
    with refused("procedure.not_your_act"):
        close_hearing(scheduled.uid, by=house.clerk, at=house.at)


def test_a_hearing_does_not_open_before_its_day_nor_to_an_empty_room(house: House, case: CaseView) -> None:
    set_hearing(case.uid, place="第三法庭", starts_at=day(house), by=house.clerk, at=house.at)
    with refused("hearings.not_that_day"):
        open_hearing(case.uid, present=[p.uid for p in case.parties], by=house.judge, at=house.at)
    house.clock.forward(days=1)
    with refused("hearings.nobody_present"):
        open_hearing(case.uid, present=[new_id()], by=house.judge, at=house.at)


def test_lines_are_numbered_and_a_correction_is_a_new_line(house: House, opened: CaseView) -> None:
    write_line(opened.uid, **LINE, by=house.clerk, at=house.at)
    made = write_line(opened.uid, **(LINE | {"text": "现在正式开庭。"}), corrects=1, by=house.clerk, at=house.at)
    assert (made.number, made.corrects) == (2, 1)
    assert [row.text for row in RecordLine.objects.order_by("number")] == ["现在开庭。", "现在正式开庭。"]
    assert Entry.objects.filter(event="record_line_written").count() == 2


def test_a_line_is_never_changed_nor_deleted(house: House, opened: CaseView) -> None:
    write_line(opened.uid, **LINE, by=house.clerk, at=house.at)
    row = RecordLine.objects.get()
    with pytest.raises(LineIsFinal):
        row.save()
    with pytest.raises(LineIsFinal):
        row.delete()


def test_all_gaps_of_a_line_are_said_at_once(house: House, opened: CaseView) -> None:
    with refused(
        "hearings.part_missing",
        "hearings.speaker_missing",
        "hearings.name_missing",
        "hearings.text_missing",
        "hearings.no_such_line",
    ):
        write_line(opened.uid, part="", speaker="x", name="", text=" ", corrects=7, by=house.clerk, at=house.at)


def test_parties_do_not_write_the_record(house: House, opened: CaseView) -> None:
    with refused("procedure.not_your_act"):
        write_line(opened.uid, **LINE, by=party(house.lin.uid), at=house.at)


def test_what_is_being_typed_survives_the_page_and_goes_with_the_line(house: House, opened: CaseView) -> None:
    hearing = hearing_of(opened.uid)
    assert hearing is not None
    assert house.clerk.person is not None
    save_draft(opened.uid, "原告陈述……", person=house.clerk.person)
    assert draft_of(hearing.uid, house.clerk.person) == "原告陈述……"
    write_line(opened.uid, **LINE, by=house.clerk, at=house.at)
    assert not LineDraft.objects.exists()


def test_an_empty_record_is_not_closed(house: House, opened: CaseView) -> None:
    with refused("hearings.record_empty"):
        close_hearing(opened.uid, by=house.judge, at=house.at)
    assert case_by_uid(opened.uid).stage is Stage.HEARING


def test_closing_seals_the_record_and_starts_the_days_for_reading(house: House, closed: CaseView) -> None:
    hearing = hearing_of(closed.uid)
    assert hearing is not None
    assert hearing.state is HearingState.CLOSED
    assert Seal.objects.get(subject=hearing.uid).sha256 == hearing.digest
    reading = [c for c in clocks_of(closed.uid) if c.rule == "record_reading"]
    assert {c.owed_by for c in reading} == {str(p.uid) for p in closed.parties}
    with refused("procedure.not_at_this_stage"):
        write_line(closed.uid, **LINE, by=house.clerk, at=house.at)


def test_parties_read_the_record_only_after_closing(house: House, opened: CaseView) -> None:
    write_line(opened.uid, **LINE, by=house.clerk, at=house.at)
    (shown,) = sheet_of(house.viewer(house.lin.uid), opened.uid)["hearing"]["hearings"]
    assert (shown["record"], shown["to_confirm"]) == ([], False)
    close_hearing(opened.uid, by=house.judge, at=house.at)
    (shown,) = sheet_of(house.viewer(house.lin.uid), opened.uid)["hearing"]["hearings"]
    assert ([line["text"] for line in shown["record"]], shown["to_confirm"]) == (["现在开庭。"], True)


def test_confirming_online_needs_consent_to_that_step(house: House, closed: CaseView) -> None:
    with refused("cases.consent_missing"):
        confirms(house, house.lin, closed)
    consent(house, closed, "record")
    confirms(house, house.lin, closed)
    assert Entry.objects.get(event="record_confirmed").basis == "CPL 150; 在线诉讼规则 34"


def test_the_record_becomes_a_paper_once_both_have_spoken(house: House, closed: CaseView) -> None:
    consent(house, closed, "record")
    confirms(house, house.lin, closed)
    assert not Document.objects.filter(kind="record").exists()
    confirms(house, house.zhou, closed, objections="我说的是“希望分三期”。")
    data = json.loads(Document.objects.get(kind="record").data)
    assert [c["way"] for c in data["confirmations"]] == ["在线核对确认", "在线核对确认"]
    assert data["corrections"][0]["to"] == "我说的是“希望分三期”。"
    assert [stage["name"] for stage in data["stages"]] == ["开庭准备", "法庭辩论"]
    assert all(c.met_at for c in clocks_of(closed.uid) if c.rule == "record_reading")


def test_the_paper_of_the_record_can_be_typeset(house: House, closed: CaseView) -> None:
    consent(house, closed, "record")
    for who in (house.lin, house.zhou):
        confirms(house, who, closed)
    papers = frozenset({"refresh_sheets"})
    assert house.work(without=papers) == []
    assert Document.objects.get(kind="record").versions.count() == 1


def test_a_record_is_confirmed_once_and_only_the_one_that_was_read(house: House, closed: CaseView) -> None:
    consent(house, closed, "record")
    with refused("hearings.other_record"):
        confirms(house, house.lin, closed, digest="0" * 64)
    confirms(house, house.lin, closed)
    with refused("hearings.confirmed_before"):
        confirms(house, house.lin, closed)


def test_a_stranger_confirms_nothing(house: House, closed: CaseView) -> None:
    with refused("cases.no_such_case"):
        confirms(house, person("吴七", 7), closed)


def test_the_clerk_notes_a_signature_on_paper_or_a_refusal_with_its_reason(house: House, closed: CaseView) -> None:
    lin, zhou = (closed.of_side(side)[0].uid for side in (Side.PLAINTIFF, Side.DEFENDANT))
    with refused("hearings.way_missing"):
        note_signature(closed.uid, lin, way=Way.ONLINE, by=house.clerk, at=house.at)
    with refused("hearings.no_such_party"):
        note_signature(closed.uid, new_id(), way=Way.PAPER, by=house.clerk, at=house.at)
    with refused("hearings.refusal_without_reason"):
        note_signature(closed.uid, zhou, way=Way.REFUSED, by=house.clerk, at=house.at)
    note_signature(closed.uid, lin, way=Way.PAPER, by=house.clerk, at=house.at)
    note_signature(closed.uid, zhou, way=Way.REFUSED, note="看完后离开", by=house.clerk, at=house.at)
    data = json.loads(Document.objects.get(kind="record").data)
    assert data["confirmations"][1]["refused"] == "看完后离开"
    assert data["corrections"] == []


def test_who_was_absent_neither_confirms_nor_holds_up_the_paper(house: House, scheduled: CaseView) -> None:
    lin = scheduled.of_side(Side.PLAINTIFF)[0].uid
    open_hearing(scheduled.uid, present=[lin], by=house.judge, at=house.at)
    write_line(scheduled.uid, **LINE, by=house.clerk, at=house.at)
    close_hearing(scheduled.uid, by=house.judge, at=house.at)
    consent(house, scheduled, "record")
    with refused("hearings.was_absent"):
        confirms(house, house.zhou, scheduled)
    confirms(house, house.lin, scheduled)
    data = json.loads(Document.objects.get(kind="record").data)
    assert data["present"][1]["note"] == "经传票传唤未到庭"
