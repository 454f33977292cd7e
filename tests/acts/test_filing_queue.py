"""Scrutiny of many filings: whose turn it is, page by page; several registered at once; the last day."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection

from tests.builders import YUZHONG, House, party, refused, step
from tongban.cases.models import Case
from tongban.filing.actions.decide import accept, accept_each, ask_correction, refuse
from tongban.filing.actions.hand_in import correct
from tongban.filing.models import Filing
from tongban.filing.queries import filing_by_uid
from tongban.filing.queries.scrutiny import QueuePage, next_in_queue, queue_page
from tongban.filing.vocabulary import Queue, Wanted, When
from tongban.kernel.ids import new_id
from tongban.register.models import Entry


def several(house: House, number: int) -> list[UUID]:
    """Filings in the order in which they came, each about another sum."""
    return [house.filing(loan__amount=str(60000 + one)) for one in range(number)]


def page(house: House, *, limit: int = 50, **wanted: object) -> QueuePage:
    viewer, today = house.viewer(house.clerk.person), house.at.date()
    return queue_page(viewer, Wanted(YUZHONG, **wanted), today=today, limit=limit)


def uids(found: QueuePage) -> list[object]:
    return [one.uid for one in found.filings]


def test_pages_lead_through_the_whole_queue_once_what_ends_first_on_top(house: House) -> None:
    first = several(house, 2)
    house.clock.forward(days=1)
    later = several(house, 3)
    seen, after = [], ""
    for _turn in range(3):
        found = page(house, limit=2, after=after)
        seen += uids(found)
        assert found.count == 5
        after = found.following
    assert seen == first + later
    assert after == ""


def test_a_filing_decided_between_two_pages_hides_none_of_the_others(house: House) -> None:
    one, two, three = several(house, 3)
    found = page(house, limit=2)
    accept(one, by=house.clerk, at=house.at)
    assert uids(page(house, limit=2, after=found.following)) == [three]
    assert uids(page(house)) == [two, three]


def test_whose_turn_it_is_decides_about_the_list_and_its_clock(house: House) -> None:
    asked, taken, no, waits = several(house, 4)
    ask_correction(asked, ["补充地址"], by=house.clerk, at=house.at)
    accept(taken, by=house.clerk, at=house.at)
    refuse(no, "CPL 122(4): 不属于本院管辖", by=house.judge, at=house.at)
    lists = {queue: uids(page(house, queue=queue)) for queue in Queue}
    assert lists == {
        Queue.TO_DECIDE: [waits],
        Queue.WITH_APPLICANT: [asked],
        Queue.REGISTERED: [taken],
        Queue.REFUSED: [no],
        Queue.APPEALED: [],
        Queue.MOVED: [],
        Queue.IN_MEDIATION: [],
        Queue.SETTLED: [],
        Queue.TAKEN_BACK: [],
    }


def test_lists_are_narrowed_by_the_last_day_and_by_the_kind_of_dispute(house: House) -> None:
    (old,) = several(house, 1)
    house.clock.forward(days=7)
    assert uids(page(house, when=When.TODAY)) == [old]
    assert uids(page(house, when=When.WEEK)) == [old]
    assert uids(page(house, when=When.OVER)) == []
    house.clock.forward(days=1)
    assert uids(page(house, when=When.OVER)) == [old]
    assert uids(page(house, interview="private_lending")) == [old]
    assert uids(page(house, interview="divorce")) == []


def test_another_court_sees_an_empty_list(house: House) -> None:
    several(house, 1)
    stranger = house.viewer(house.wuhou_clerk.person)
    assert queue_page(stranger, Wanted(YUZHONG), today=house.at.date()).filings == ()


@pytest.mark.parametrize("after", ["x", "2026-11-30.", ".", "2026-13-01.00000000-0000-0000-0000-000000000000"])
def test_a_place_that_is_none_is_refused(house: House, after: str) -> None:
    with refused("filing.no_such_place"):
        page(house, after=after)


def test_the_next_filing_is_the_one_after_this_and_the_first_again_at_the_end(house: House) -> None:
    one, two, three = several(house, 3)
    viewer, today = house.viewer(house.clerk.person), house.at.date()

    def after(uid: object) -> tuple[object, int]:
        return next_in_queue(viewer, filing_by_uid(uid), today=today)

    assert [after(uid) for uid in (one, two, three)] == [(two, 2), (three, 2), (one, 2)]


def test_the_list_is_read_straight_from_its_index(house: House) -> None:
    house.filing()
    rows = Filing.objects.filter(court=YUZHONG, stage="under_review").order_by("decide_by", "uid")
    plan = rows[:51].explain()
    if connection.vendor == "sqlite":
        assert "filing_queue" in plan
        assert "TEMP B-TREE" not in plan


def test_clean_filings_are_registered_together_each_by_its_own_act(house: House) -> None:
    chosen = several(house, 3)
    done = accept_each(chosen, by=house.clerk, at=house.at)
    assert [uid for uid, _case, _no in done] == chosen
    assert sorted(case.number for _uid, case, _no in done if case) == sorted(
        Case.objects.values_list("number", flat=True)
    )
    assert Entry.objects.filter(event="filing_accepted").count() == 3


def test_one_that_is_doubted_or_gone_stops_none_of_the_others(house: House) -> None:
    clean, decided = several(house, 2)
    doubted = house.filing(loan__amount="60000")
    assert Filing.objects.get(uid=doubted).doubts == ["scrutiny.alike"]
    accept(decided, by=house.clerk, at=house.at)
    done = accept_each([doubted, decided, new_id(), clean], by=house.clerk, at=house.at)
    reasons = [[refusal.reason for refusal in no] for _uid, _case, no in done]
    assert reasons == [
        ["scrutiny.needs_a_look"],
        ["scrutiny.not_at_this_stage"],
        ["filing.no_such_filing"],
        [],
    ]


def test_a_clerk_of_another_court_registers_none(house: House) -> None:
    chosen = several(house, 2)
    done = accept_each(chosen, by=house.wuhou_clerk, at=house.at)
    assert {refusal.reason for _uid, _case, no in done for refusal in no} == {"filing.no_such_filing"}


def test_only_on_the_last_day_is_a_filing_registered_first(house: House) -> None:
    filing = house.filing()
    with refused("scrutiny.last_day"):
        accept(filing, by=house.clerk, at=house.at, undecided=True)
    house.clock.forward(days=7)
    accept(filing, by=house.clerk, at=house.at, undecided=True)
    assert Entry.objects.get(event="filing_accepted").basis == "登记立案 8"


def test_on_its_last_day_a_filing_is_put_forward_once(house: House) -> None:
    house.filing()
    house.clock.forward(days=6, hours=13)
    house.work()
    assert not Entry.objects.filter(event="registration_proposed").exists()
    house.clock.forward(hours=2)
    assert house.work() == []
    assert house.work() == []
    entry = Entry.objects.get(event="registration_proposed")
    assert entry.basis == "登记立案 8"
    assert YUZHONG in entry.actor


def test_what_is_decided_or_runs_anew_is_not_put_forward(house: House) -> None:
    decided, asked = several(house, 2)
    accept(decided, by=house.clerk, at=house.at)
    ask_correction(asked, ["补充地址"], by=house.clerk, at=house.at)
    house.clock.forward(days=2)
    step(party(house.lin.uid), house.at, lambda record: correct(record, asked, {"defendant.phone": "13900000000"}))
    house.clock.forward(days=5, hours=6)
    house.work()
    assert not Entry.objects.filter(event="registration_proposed").exists()
    house.clock.forward(days=2)
    house.work()
    assert Entry.objects.filter(event="registration_proposed").count() == 1
