"""The court asks once for corrections, the applicant mends and hands in once (在线诉讼规则 9(2); 登记立案 7)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from tests.builders import House, material, refused
from tests.entrances.portal_people import account_of
from tongban.cases.actions.outages import record_outage
from tongban.cooperation.actions.correct import begin_correction
from tongban.cooperation.queries import asked_of
from tongban.courts.law import due
from tongban.documents.models import Document
from tongban.filing.actions.decide import accept, ask_correction, refuse
from tongban.filing.actions.draft import add_file, drop_file
from tongban.filing.models import Draft
from tongban.filing.queries import draft_of, files_of, filing_by_uid
from tongban.filing.vocabulary import DraftView, Stage
from tongban.helpline.queries import news_of
from tongban.helpline.vocabulary import News
from tongban.kernel.actor import Actor
from tongban.kernel.periods import Due
from tongban.register.models import Entry


@pytest.fixture
def asked(house: House) -> UUID:
    """A filing of Monday 23 November for which corrections are asked."""
    uid = house.filing()
    ask_correction(uid, ["金额与借条不符", "缺转账记录"], by=house.clerk, at=house.at)
    return uid


def begun(house: House, filing: UUID) -> DraftView:
    return begin_correction(house.viewer(house.lin.uid), filing)


def test_the_period_for_corrections_stands_in_the_table_and_with_the_filing(house: House, asked: UUID) -> None:
    until = due("filing_correction", date(2026, 11, 23))
    assert isinstance(until, Due)
    found = asked_of(house.viewer(house.lin.uid), asked)
    assert found is not None
    assert (found.findings, found.until) == (("金额与借条不符", "缺转账记录"), until.due)
    assert filing_by_uid(asked).correct_until == date(2026, 12, 8)


def test_the_draft_of_a_correction_begins_with_what_was_handed_in_and_is_one(house: House, asked: UUID) -> None:
    draft = begun(house, asked)
    assert draft.answers == filing_by_uid(asked).answers
    assert [m.question for _uid, m in files_of(draft.uid)] == ["files.identity", "files.iou"]
    assert begun(house, asked).uid == draft.uid
    assert Draft.objects.filter(corrects=asked).count() == 1


def test_a_correction_mends_answers_adds_files_and_lets_the_seven_days_run_anew(house: House, asked: UUID) -> None:
    house.clock.forward(days=2)
    draft = house.amend(begun(house, asked), loan__amount="200000", hacked="1")
    add_file(house.viewer(house.lin.uid), draft.uid, material("files.payment"))
    assert house.hand_in(draft).filing == asked
    fresh = filing_by_uid(asked)
    assert (fresh.stage, fresh.claim_minor) == (Stage.UNDER_REVIEW, 20000000)
    assert fresh.decide_by == date(2026, 12, 2)
    assert "hacked" not in fresh.answers
    kinds = list(Document.objects.filter(subject=asked).values_list("kind", flat=True))
    assert sorted(kinds) == [*["complaint"] * 2, "files.identity", "files.iou", "files.payment", *["receipt"] * 2]
    assert accept(asked, by=house.clerk, at=house.at).claim_minor == 20000000


def test_both_rules_of_the_law_let_the_court_begin_on_the_day_after_receipt(house: House, asked: UUID) -> None:
    house.clock.forward(days=2)
    house.hand_in(begun(house, asked))
    received = date(2026, 11, 25)
    first = due("online_correction_restart", received + timedelta(days=1))
    assert isinstance(first, Due)
    decide_by = filing_by_uid(asked).decide_by
    assert decide_by is not None
    assert (decide_by - first.due).days + 1 == 7


def test_handing_a_correction_in_twice_is_once(house: House, asked: UUID) -> None:
    draft = begun(house, asked)
    assert house.hand_in(draft) == house.hand_in(draft)
    assert Entry.objects.filter(event="filing_corrected").count() == 1
    with refused("filing.nothing_to_correct"):
        begun(house, asked)


def test_corrections_are_asked_for_once(house: House, asked: UUID) -> None:
    with refused("scrutiny.not_at_this_stage"):
        ask_correction(asked, ["金额"], by=house.clerk, at=house.at)
    house.hand_in(begun(house, asked))
    with refused("scrutiny.not_asked_before"):
        ask_correction(asked, ["再补"], by=house.clerk, at=house.at)


def test_the_whole_last_day_is_in_time_and_the_next_is_not(house: House, asked: UUID) -> None:
    draft = begun(house, asked)
    house.clock.forward(days=15, hours=13, minutes=59)
    assert house.at.isoformat() == "2026-12-08T15:59:00+00:00"
    house.clock.forward(minutes=1)
    with refused("scrutiny.in_time"):
        house.hand_in(draft)
    assert filing_by_uid(asked).stage is Stage.CORRECTION
    assert draft_of(house.viewer(house.lin.uid), draft.uid).result is None
    house.clock.forward(minutes=-1)
    house.hand_in(draft)
    assert filing_by_uid(asked).stage is Stage.UNDER_REVIEW


def test_a_judge_refuses_only_after_the_period_has_run_out_in_vain(house: House, asked: UUID) -> None:
    with refused("scrutiny.period_over"):
        refuse(asked, "登记立案 7", by=house.judge, at=house.at)
    house.clock.forward(days=16)
    with refused("scrutiny.not_your_act"):
        refuse(asked, "登记立案 7", by=house.clerk, at=house.at)
    refuse(asked, "登记立案 7", by=house.judge, at=house.at)
    assert filing_by_uid(asked).stage is Stage.REFUSED


def test_a_wrong_correction_changes_nothing(house: House, asked: UUID) -> None:
    draft = house.amend(begun(house, asked), loan__amount="viel")
    with refused("amount.not_digits"):
        house.hand_in(draft)
    assert filing_by_uid(asked).stage is Stage.CORRECTION
    assert Document.objects.filter(subject=asked, kind="complaint").count() == 1


def test_nobody_corrects_what_is_not_his_or_was_not_asked_for(house: House, asked: UUID) -> None:
    for stranger in (house.zhou.uid, house.clerk.person):
        with refused("filing.no_such_filing"):
            begin_correction(house.viewer(stranger), asked)  # type: ignore[arg-type]
    other = house.filing(loan__amount="7")
    with refused("filing.nothing_to_correct"):
        begun(house, other)


def test_a_file_that_the_court_has_stays_and_an_added_one_can_be_taken_out_again(house: House, asked: UUID) -> None:
    draft, mine = begun(house, asked), house.viewer(house.lin.uid)
    with refused("filing.file_handed_in"):
        drop_file(mine, draft.uid, files_of(draft.uid)[0][0])
    add_file(mine, draft.uid, material("files.payment"))
    drop_file(mine, draft.uid, files_of(draft.uid)[2][0])
    assert len(files_of(draft.uid)) == 2


def test_an_outage_over_midnight_moves_the_last_day_behind_the_day_of_its_end(house: House, asked: UUID) -> None:
    """From 23:30 on the last day to 01:30 in the courts' own time, which is one day in Greenwich."""
    operator = Actor.office("", "the operator's record of an outage")
    house.clock.forward(days=16)
    began = datetime(2026, 12, 8, 15, 30, tzinfo=house.at.tzinfo)
    hours = {"began_at": began, "ended_at": began + timedelta(hours=2)}
    record_outage(court="", record_number="OUT-9", **hours, by=operator, at=house.at)
    assert house.work() == []
    assert filing_by_uid(asked).correct_until == date(2026, 12, 10)


def test_the_last_day_moves_when_the_platform_was_down_then_and_no_other_day(house: House, asked: UUID) -> None:
    account_of(house, house.lin.uid)
    operator = Actor.office("", "the operator's record of an outage")
    house.clock.forward(days=16)
    began = datetime(2026, 12, 8, 9, tzinfo=house.at.tzinfo)

    def outage(number: str, began: datetime) -> None:
        hours = {"began_at": began, "ended_at": began + timedelta(hours=2)}
        record_outage(court="", record_number=number, **hours, by=operator, at=house.at)
        assert house.work() == []

    outage("OUT-1", began - timedelta(days=1))
    assert filing_by_uid(asked).correct_until == date(2026, 12, 8)
    with refused("scrutiny.in_time"):
        house.hand_in(house.amend(begun(house, asked), loan__amount="200000"))
    outage("OUT-2", began)
    assert filing_by_uid(asked).correct_until == date(2026, 12, 9)
    told = news_of(house.viewer(house.lin.uid))[0]
    assert (told.kind, told.concerns) == (News.PERIOD_MOVED, asked)
    outage("OUT-3", began - timedelta(hours=3))
    assert Entry.objects.filter(event="correction_period_moved").count() == 1
    assert house.hand_in(house.amend(begun(house, asked), loan__amount="200000")).filing == asked
