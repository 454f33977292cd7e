"""A period that a party missed without fault is restored: asked for in time, decided by the judge, counted again."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from tests.acts.conduct import prepared
from tests.acts.further import APPEAL, OFF, hand_in_from, served
from tests.acts.motions import asked, decided, of_party
from tests.acts.periods import running
from tests.builders import OPERATOR, YUZHONG, House, material, refused, staff
from tongban.cases.actions.outages import record_outage
from tongban.cases.law import At
from tongban.cases.models import Case, Clock, ClockIncident
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, Stage
from tongban.delivery.models import Dispatch
from tongban.documents.models import Document
from tongban.fees.models import Charge
from tongban.judgments.models import Judgment
from tongban.motions.actions.decide import decide_motion
from tongban.motions.actions.hand_in import note_motion
from tongban.motions.models import Motion
from tongban.motions.queries import motions_waiting
from tongban.motions.vocabulary import Kind
from tongban.people.vocabulary import Role
from tongban.publication.actions.decide import publish
from tongban.publication.models import Publication
from tongban.register.models import Due, Entry

ILL = {"hindrance": "good_cause", "reasons": "因急病住院，附出院证明。"}
NO = {"ground": "unproven_hindrance"}
IN_TIME = datetime(2026, 12, 14, 2, tzinfo=UTC)
"""A Monday; the time to answer ended on Tuesday 8 December."""


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


@pytest.fixture
def answer(house: House, case: CaseView) -> Clock:
    """周志强's time to answer, from 23 November to 8 December; it is over."""
    found = running(house, case, "defence", house.at, str(case.parties[1].uid))
    house.clock.at = IN_TIME
    return found


def restoration(house: House, case: CaseView, clock: Clock, first: str, last: str, **told: str) -> UUID:
    days = {"period": str(clock.uid), "first": first, "last": last}
    return asked(house, case, house.zhou, "restoration", **ILL | days | told)


def test_the_days_lost_in_hospital_are_given_back_and_both_sides_are_told(
    house: House, case: CaseView, answer: Clock
) -> None:
    uid = restoration(house, case, answer, "2026-12-01", "2026-12-10", file="yes")
    assert {d.kind for d in Document.objects.filter(subject=uid)} == {"motion", "motion_file"}
    answer.refresh_from_db()
    assert answer.due == date(2026, 12, 8), "nothing moves before the judge has decided"
    motion = decided(house, case, uid, "grant")
    answer.refresh_from_db()
    assert (motion.stage, answer.due, answer.met_at) == ("granted", date(2026, 12, 18), None)
    assert [one["code"] for one in answer.steps][-1] == "period.restored"
    lost = ClockIncident.objects.get(of_clock=answer)
    assert (lost.kind, lost.state, lost.decided_by) == ("obstacle", "holds", house.judge.person)
    ruling = Document.objects.get(subject=uid, kind="ruling")
    assert ruling.title == "准许顺延期限决定书"
    assert "答辩期（原至2026年12月8日）顺延至2026年12月18日" in ruling.data
    assert "第八十六条" in ruling.data
    assert Dispatch.objects.filter(case=case.uid, purpose="ruling").count() == 2
    assert Entry.objects.filter(event="clock_renewed", case=case.uid).count() == 1


def test_a_refusal_names_its_ground_and_moves_nothing(house: House, case: CaseView, answer: Clock) -> None:
    uid = restoration(house, case, answer, "2026-12-01", "2026-12-10")
    with refused("motions.answer_missing"):
        decided(house, case, uid, "reject")
    with refused("procedure.not_your_act"):
        decide_motion(case.uid, uid, "reject", {**NO, "reasons": "不足。"}, by=house.clerk, at=house.at)
    assert decided(house, case, uid, "reject", **NO).stage == "rejected"
    answer.refresh_from_db()
    assert answer.due == date(2026, 12, 8)
    ruling = Document.objects.get(subject=uid, kind="ruling")
    assert "不准许周志强顺延答辩期" in ruling.data
    assert "所述事由没有证据证明" in ruling.data
    with refused("procedure.not_at_this_stage"):
        decided(house, case, uid, "grant")
    restoration(house, case, answer, "2026-12-01", "2026-12-10", reasons="补交出院证明，再次申请。")
    of_party(house, case, house.zhou, Motion.objects.latest("id").uid, "withdraw_application")
    assert Motion.objects.latest("id").stage == "application_withdrawn"


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        ("2026-12-01", "2026-12-01", "period.restoration_too_late"),
        ("2026-12-09", "2026-12-11", "period.span_outside"),
        ("2026-12-08", "2026-12-07", "motions.obstacle_backwards"),
        ("2026-12-01", "2026-12-15", "motions.obstacle_lasts"),
    ],
)
def test_it_is_asked_for_in_time_and_about_what_lay_in_the_period(
    house: House, case: CaseView, answer: Clock, first: str, last: str, reason: str
) -> None:
    with refused(reason):
        restoration(house, case, answer, first, last)
    assert not Motion.objects.exists()


def test_nobody_asks_for_the_period_of_another_of_the_court_or_for_one_that_the_law_fixes(
    house: House, case: CaseView, answer: Clock
) -> None:
    days = {"first": "2026-12-01", "last": "2026-12-10"}
    mine = str(case.parties[1].uid)
    court = running(house, case, "filing_decision", datetime(2026, 12, 1, 2, tzinfo=UTC))
    fixed = running(house, case, "bill_interested_action", datetime(2025, 12, 8, 2, tzinfo=UTC), mine)
    for clock in (court, fixed):
        with refused("motions.no_such_choice"):
            restoration(house, case, clock, "2026-12-01", "2026-12-10")
    with refused("motions.no_such_choice"):
        asked(house, case, house.lin, "restoration", **ILL | days | {"period": str(answer.uid)})


def test_where_the_day_given_back_is_behind_the_judge_names_one_that_leaves_time(
    house: House, case: CaseView, answer: Clock
) -> None:
    uid = restoration(house, case, answer, "2026-12-06", "2026-12-10")
    house.clock.at = datetime(2026, 12, 16, 2, tzinfo=UTC)
    with refused("motions.last_day_needed"):
        decided(house, case, uid, "grant")
    with refused("motions.day_over"):
        decided(house, case, uid, "grant", until="2026-12-15")
    decided(house, case, uid, "grant", until="2026-12-19")
    answer.refresh_from_db()
    assert answer.due == date(2026, 12, 21), "19 December is a Saturday"
    assert [one["code"] for one in answer.steps].count("period.restored_until") == 1
    assert "顺延至2026年12月21日" in Document.objects.get(subject=uid, kind="ruling").data


def test_the_judge_gives_no_less_than_the_days_lost(house: House, case: CaseView, answer: Clock) -> None:
    uid = restoration(house, case, answer, "2026-12-01", "2026-12-10")
    with refused("motions.less_than_lost"):
        decided(house, case, uid, "grant", until="2026-12-17")


def test_the_clerk_notes_at_the_counter_what_a_party_asks_for(house: House, case: CaseView, answer: Clock) -> None:
    told = ILL | {"period": str(answer.uid), "first": "2026-12-01", "last": "2026-12-10"}
    zhou = str(case.parties[1].uid)
    stranger = staff(YUZHONG, Role.CLERK, "何平")
    with refused("cases.file_not_opened"):
        note_motion(case.uid, zhou, Kind.RESTORATION, told, by=stranger, at=house.at)
    files = (material("files"),)
    uid = note_motion(case.uid, zhou, Kind.RESTORATION, told, by=house.clerk, at=house.at, materials=files)
    paper = Document.objects.get(subject=uid, kind="motion")
    assert paper.title == "顺延期限申请书"
    assert "由法院工作人员录入" in paper.data
    assert Document.objects.filter(subject=uid, kind="motion_file").count() == 1
    decided(house, case, uid, "grant")
    answer.refresh_from_db()
    assert answer.due == date(2026, 12, 18)


def effective(house: House) -> tuple[CaseView, Clock]:
    """A judgment that took effect because nobody appealed, and 周志强's time to appeal."""
    case = served(house)
    mine = str(next(one.uid for one in case.parties if one.name == "周志强"))
    clock = Clock.objects.get(case=case.uid, rule="appeal_judgment", owed_by=mine)
    assert clock.due is not None
    house.clock.at = datetime.combine(clock.due + timedelta(days=3), house.at.timetz())
    assert house.work(without=OFF) == []
    assert case_by_uid(case.uid).stage is Stage.EFFECTIVE
    return case, clock


def lost_days(clock: Clock) -> dict[str, str]:
    """From four days before the last day to the day after it: six days."""
    assert clock.due is not None
    first, last = clock.due - timedelta(days=4), clock.due + timedelta(days=1)
    return {"first": first.isoformat(), "last": last.isoformat()}


def test_who_could_not_appeal_does_so_after_the_judgment_took_effect(house: House) -> None:
    case, clock = effective(house)
    uid = restoration(house, case, clock, **lost_days(clock))
    assert house.judge.person
    waiting = motions_waiting(house.viewer(house.judge.person), YUZHONG)
    assert [one.uid for one, _end in waiting] == [uid]
    decided(house, case, uid, "grant")
    before = clock.due
    clock.refresh_from_db()
    assert before is not None
    assert clock.due is not None
    assert (clock.met_at, clock.due >= before + timedelta(days=6)) == (None, True)
    assert house.work(without=OFF) == []
    assert case_by_uid(case.uid).stage is Stage.APPEAL_PERIOD
    row = Judgment.objects.get()
    assert (row.effective_on, row.appeal_until) == (None, clock.due)
    with refused("publication.not_in_effect"):
        publish(Publication.objects.get().uid, by=house.judge, at=house.at)
    hand_in_from(house, house.zhou, case, "appeal", APPEAL)
    assert house.work(without=OFF) == []
    assert case_by_uid(case.uid).stage is At.APPEALED
    house.clock.forward(days=60)
    assert house.work(without=OFF) == []
    assert Judgment.objects.get().effective_on is None


def test_a_judgment_binds_again_when_the_time_given_back_is_over_and_costs_nobody_twice(house: House) -> None:
    case, clock = effective(house)
    charges = sorted(Charge.objects.values_list("period", "payer", "amount_minor"))
    decided(house, case, restoration(house, case, clock, **lost_days(clock)), "grant")
    assert house.work(without=OFF) == []
    clock.refresh_from_db()
    assert clock.due is not None
    house.clock.at = datetime.combine(clock.due + timedelta(days=3), house.at.timetz())
    assert house.work(without=OFF) == []
    assert Case.objects.get(uid=case.uid).stage == Stage.EFFECTIVE
    assert Judgment.objects.get().effective_on == clock.due + timedelta(days=1)
    assert Entry.objects.filter(event="judgment_effective").count() == 2
    assert sorted(Charge.objects.values_list("period", "payer", "amount_minor")) == charges
    assert Publication.objects.count() == 1
    assert not Due.objects.filter(done_at__isnull=True, reaction__in=["allot_fees", "propose_publication"]).exists()


def test_a_night_without_the_platform_is_no_lost_appeal_though_the_judgment_took_effect_at_midnight(
    house: House,
) -> None:
    """Out of order from 23:30 to 01:00, recorded in the morning: a person sees it, and the judge restores."""
    case = served(house)
    mine = str(next(one.uid for one in case.parties if one.name == "周志强"))
    clock = Clock.objects.get(case=case.uid, rule="appeal_judgment", owed_by=mine)
    assert clock.due is not None
    midnight = datetime.combine(clock.due + timedelta(days=1), time(), timezone.get_current_timezone())
    house.clock.at = (midnight + timedelta(minutes=30)).astimezone(UTC)
    assert house.work(without=OFF) == []
    assert case_by_uid(case.uid).stage is Stage.EFFECTIVE
    house.clock.forward(hours=8)
    hours = {"began_at": midnight - timedelta(minutes=30), "ended_at": midnight + timedelta(hours=1)}
    told = record_outage(court=YUZHONG, record_number="故障〔2026〕9号", **hours, by=OPERATOR, at=house.at)
    hit = next(one for one in told.found if one["clock"] == str(clock.uid))
    assert (hit["due"], hit["reason"]) == ("", "cases.outage_after_the_end")
    days = {"first": clock.due.isoformat(), "last": clock.due.isoformat()}
    uid = restoration(house, case, clock, **days, hindrance="force_majeure", reasons="平台故障，未能提交上诉状。")
    decided(house, case, uid, "grant", until=(clock.due + timedelta(days=3)).isoformat())
    assert house.work(without=OFF) == []
    hand_in_from(house, house.zhou, case, "appeal", APPEAL)
    assert case_by_uid(case.uid).stage is At.APPEALED
