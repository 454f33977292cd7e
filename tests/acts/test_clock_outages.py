"""Outages of the platform: one entry, and each open period whose end it hit moves or stays, with its reason."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.acts.periods import TRIAL, asked, running
from tests.acts.service import NONE, quick_papers
from tests.builders import OPERATOR, WUHOU, YUZHONG, House, refused, staff, step
from tongban.access.vocabulary import Layer
from tongban.cases.actions import outages
from tongban.cases.actions.clocks import meet_clock
from tongban.cases.actions.outages import record_outage
from tongban.cases.models import Case, Clock, ClockIncident, Outage
from tongban.cases.queries import outages_at
from tongban.cases.vocabulary import CaseView, Stage
from tongban.fees.models import Charge
from tongban.frame.acts import Recording, act
from tongban.frame.guard import lifted
from tongban.judgments.models import Judgment
from tongban.kernel.actor import Actor
from tongban.people.vocabulary import Role
from tongban.register.models import Due, Entry
from tongban.wiring import operator
from tongban.wiring.command import parser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


@pytest.fixture
def president(house: House) -> Actor:
    return staff(YUZHONG, Role.PRESIDENT, "院长甲")


@pytest.fixture
def case(house: House) -> CaseView:
    return house.put_at(house.case(), Stage.PREPARATION)


DOWN = datetime(2026, 12, 8, 6, tzinfo=UTC)
"""The afternoon of Tuesday 8 December 2026 in Chongqing."""


def down(
    house: House,
    by: Actor,
    *,
    court: str = YUZHONG,
    began_at: datetime = DOWN,
    hours: float = 3,
    number: str = "故障〔2026〕1号",
) -> None:
    house.clock.at = max(house.at, began_at + timedelta(hours=max(hours, 0) + 1))
    record_outage(
        court=court,
        began_at=began_at,
        ended_at=began_at + timedelta(hours=hours),
        record_number=number,
        by=by,
        at=house.at,
    )


def test_an_outage_moves_what_it_hit_and_says_what_stays(house: House, case: CaseView, president: Actor) -> None:
    party = running(house, case, "defence", house.at, str(case.parties[1].uid))
    court = running(house, case, "filing_decision", datetime(2026, 12, 1, 2, tzinfo=UTC))
    fixed = running(house, case, "bill_interested_action", datetime(2025, 12, 8, 2, tzinfo=UTC))
    later = running(house, case, "defence", datetime(2026, 11, 25, 2, tzinfo=UTC), str(case.parties[1].uid))
    down(house, president)
    entry = Entry.objects.get(event="outage_recorded")
    told = json.loads(entry.body)
    assert told["moves"] == [str(party.uid)]
    assert set(told["stays"]) == {str(court.uid), str(fixed.uid)}
    assert entry.basis.startswith("house rule")
    found = {hit["clock"]: hit for hit in outages_at(YUZHONG)[0].found}
    assert (found[str(party.uid)]["before"], found[str(party.uid)]["due"]) == ("2026-12-08", "2026-12-09")
    assert found[str(court.uid)]["reason"] == "cases.outage_leaves_it"
    assert (found[str(fixed.uid)]["reason"], found[str(fixed.uid)]["law"]) == ("period.fixed_stays", "SI 127")
    assert str(later.uid) not in found
    assert house.work(without=NONE) == []
    party.refresh_from_db()
    assert party.due == date(2026, 12, 9)
    assert party.steps[-1]["code"] == "period.outage_moves"
    assert ["record", "故障〔2026〕1号"] in party.steps[-1]["facts"]
    assert json.loads(Entry.objects.get(event="clock_renewed", case=case.uid).body)["due"] == "2026-12-09"
    for row in (court, fixed, later):
        before = row.due
        row.refresh_from_db()
        assert row.due == before


def test_an_outage_moves_a_period_once_even_when_the_work_is_done_twice(
    house: House, case: CaseView, president: Actor
) -> None:
    party = running(house, case, "defence", house.at, str(case.parties[1].uid))
    down(house, president)
    assert house.work(without=NONE) == []
    with lifted("test: a worker died before it noted that the work is done"):
        Due.objects.filter(reaction="move_clocks").update(done_at=None, claimed_until=None)
    assert house.work(without=NONE) == []
    assert ClockIncident.objects.filter(of_clock=party).count() == 1
    assert Entry.objects.filter(event="clock_renewed").count() == 1


def test_what_was_done_before_the_worker_came_is_not_moved(house: House, case: CaseView, president: Actor) -> None:
    party = running(house, case, "defence", house.at, str(case.parties[1].uid))
    down(house, president)
    step(OPERATOR, house.at, lambda record: meet_clock(record, case.uid, "defence"))
    assert house.work(without=NONE) == []
    party.refresh_from_db()
    assert party.due == date(2026, 12, 8)


def test_a_calendar_announced_later_keeps_what_befell_the_period(house: House, case: CaseView) -> None:
    from tests.rules.test_courts_calendars import FICTIONAL_2027
    from tongban.courts.actions.announcing import announce_year

    row = running(house, case, "evidence_simplified", datetime(2027, 1, 25, 2, tzinfo=UTC))
    asked(house, case, TRIAL)
    house.clock.at = datetime(2027, 1, 26, 2, tzinfo=UTC)
    asked(house, case, "evidence_simplified", approver="court", amount=2, unit="day")
    row.refresh_from_db()
    assert (row.due, row.provisional) == (date(2027, 2, 11), True)
    announce_year(FICTIONAL_2027.encode(), year=2027, notice="通知", by=OPERATOR, at=house.at)
    assert house.work(without=NONE) == []
    row.refresh_from_db()
    assert not row.provisional
    assert any(one["code"] == "period.prolonged" for one in row.steps)
    assert row.due > date(2027, 2, 11), "the fictional festival covers that day"


def test_the_time_to_pay_the_fee_moves_with_its_period(house: House, president: Actor) -> None:
    case = house.case()
    assert house.work(without=NONE) == []
    charge = Charge.objects.get(case=case.uid)
    if charge.due is None:
        running(house, case, "fee_plaintiff", house.at, str(charge.payer))
        with lifted("test: the notice is served"):
            Charge.objects.filter(id=charge.id).update(due=date(2026, 11, 30))
    down(house, president, began_at=datetime(2026, 11, 30, 8, tzinfo=UTC))
    assert house.work(without=NONE) == []
    charge.refresh_from_db()
    assert charge.due == date(2026, 12, 1)


def test_the_last_day_of_appeal_moves_with_its_period(house: House, case: CaseView, president: Actor) -> None:
    for party in case.parties:
        running(house, case, "appeal_judgment", house.at, str(party.uid))
    with lifted("test: a judgment whose appeal periods run"):
        Case.objects.filter(uid=case.uid).update(stage=Stage.APPEAL_PERIOD)
        judgment = Judgment.objects.create(
            of_case=case.uid,
            case=case.uid,
            court=case.court,
            layer=Layer.CASE,
            document=case.uid,
            judge=house.judge.person,
            dated=house.at.date(),
            content={},
            appeal_until=date(2026, 12, 8),
            made_at=house.at,
        )
    down(house, president)
    assert house.work(without=NONE) == []
    judgment.refresh_from_db()
    assert judgment.appeal_until == date(2026, 12, 9)


def test_the_operator_records_an_outage_for_all_courts_and_each_sees_its_own(house: House, case: CaseView) -> None:
    running(house, case, "defence", house.at, str(case.parties[1].uid))
    down(house, OPERATOR, court="")
    assert len(outages_at(YUZHONG)[0].found) == 1
    assert outages_at(WUHOU)[0].found == ()


def test_the_operator_records_an_outage_from_a_terminal(
    house: House, case: CaseView, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(settings, "TONGBAN_CLOCK", house.clock)
    running(house, case, "defence", house.at, str(case.parties[1].uid))
    house.clock.at = DOWN + timedelta(hours=4)
    words = ["outage", "--from", "2026-12-08T14:00", "--to", "2026-12-08T17:00", "--record", "故障〔2026〕1号"]
    assert operator.run(parser().parse_args(words)) == operator.OK
    assert "that move: 1, that stay: 0" in capsys.readouterr().out
    assert Outage.objects.get().began_at == DOWN
    for wrong in (["outage", "--from", "today", "--to", "now", "--record", "x"], words):
        assert operator.run(parser().parse_args(wrong)) == operator.FAILED
    assert "written like 2026-12-08T14:00" in capsys.readouterr().out


def test_an_outage_at_another_court_moves_nothing_here(house: House, case: CaseView) -> None:
    running(house, case, "defence", house.at, str(case.parties[1].uid))
    down(house, staff(WUHOU, Role.PRESIDENT, "院长乙"), court=WUHOU)
    assert outages_at(YUZHONG) == []
    assert Outage.objects.get().found == []


def test_what_is_no_outage_is_refused_with_every_reason(house: House, case: CaseView, president: Actor) -> None:
    with refused("cases.outage_not_yours"):
        down(house, house.judge)
    with refused("cases.outage_not_yours"):
        down(house, president, court=WUHOU)
    with refused("cases.number_too_long"):
        down(house, president, number="1" * 81)
    with refused("cases.outage_backwards", "period.outage_without_record"):
        down(house, president, hours=-1, number=" ")
    with refused("cases.outage_too_long"):
        down(house, president, began_at=DOWN - timedelta(days=365), hours=366 * 24)
    ahead = house.at + timedelta(days=2)
    with refused("cases.outage_not_over"):
        record_outage(
            court=YUZHONG,
            began_at=house.at,
            ended_at=ahead,
            record_number="故障〔2026〕2号",
            by=president,
            at=house.at,
        )
    down(house, president)
    with refused("cases.outage_recorded_before"):
        down(house, president)
    assert Outage.objects.count() == 1


def test_an_outage_that_ends_at_midnight_leaves_the_next_day_alone(
    house: House, case: CaseView, president: Actor
) -> None:
    hit = running(house, case, "defence", house.at, str(case.parties[1].uid))
    next_day = running(house, case, "defence", house.at + timedelta(days=1), str(case.parties[1].uid))
    down(house, president, hours=10)
    assert house.work(without=NONE) == []
    for row in (hit, next_day):
        row.refresh_from_db()
        assert row.due == date(2026, 12, 9)
    assert [entry["clock"] for entry in outages_at(YUZHONG)[0].found] == [str(hit.uid)]


def test_an_outage_over_midnight_moves_both_days_to_the_day_after_its_end_in_the_courts_own_time(
    house: House, case: CaseView, president: Actor
) -> None:
    """From 23:30 to 01:00 in Chongqing, which is one and the same day in Greenwich."""
    mine, night = str(case.parties[1].uid), datetime(2026, 12, 8, 15, 30, tzinfo=UTC)
    last_minutes = running(house, case, "defence", house.at, mine)
    first_hour = running(house, case, "defence", house.at + timedelta(days=1), mine)
    later = running(house, case, "defence", house.at + timedelta(days=2), mine)
    down(house, president, began_at=night, hours=1.5)
    assert house.work(without=NONE) == []
    for row in (last_minutes, first_hour, later):
        row.refresh_from_db()
        assert row.due == date(2026, 12, 10)
    told = {entry["clock"]: (entry["before"], entry["due"]) for entry in outages_at(YUZHONG)[0].found}
    assert told == {
        str(last_minutes.uid): ("2026-12-08", "2026-12-10"),
        str(first_hour.uid): ("2026-12-09", "2026-12-10"),
    }


def test_an_outage_over_midnight_before_a_rest_day_moves_the_last_day_behind_it(
    house: House, case: CaseView, president: Actor
) -> None:
    friday = running(house, case, "defence", house.at + timedelta(days=3), str(case.parties[1].uid))
    assert friday.due == date(2026, 12, 11)
    down(house, president, began_at=datetime(2026, 12, 11, 15, 50, tzinfo=UTC), hours=1)
    assert house.work(without=NONE) == []
    friday.refresh_from_db()
    assert friday.due == date(2026, 12, 14)


def test_recording_an_outage_asks_no_more_of_the_database_when_it_hit_more_periods(
    house: House, case: CaseView, president: Actor
) -> None:
    asked_for: list[int] = []
    for number, periods in enumerate((1, 20), 1):
        for _ in range(periods):
            running(house, case, "defence", datetime(2026, 11, 23, 2, tzinfo=UTC), str(case.parties[1].uid))
        with CaptureQueriesContext(connection) as told:
            down(house, president, number=f"故障〔2026〕{number}号")
        asked_for.append(len(told))
    assert len(outages_at(YUZHONG)[0].found) > 20
    assert asked_for[0] == asked_for[1]


def test_a_period_that_is_met_before_its_turn_comes_stays_as_it_is(
    house: House, case: CaseView, president: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    party = running(house, case, "defence", house.at, str(case.parties[1].uid))
    down(house, president)

    @contextmanager
    def late(**told: Any) -> Iterator[Recording]:
        with lifted("test: somebody was quicker"):
            Clock.objects.filter(uid=party.uid).update(met_at=house.at)
        with act(**told) as record:
            yield record

    monkeypatch.setattr(outages, "act", late)
    assert house.work(without=NONE) == []
    party.refresh_from_db()
    assert party.due == date(2026, 12, 8)
    assert not ClockIncident.objects.exists()
