"""A party asks that somebody of the court withdraws: who stands back, who decides, what follows (CPL 47-50)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.acts.conduct import prepared
from tests.acts.motions import against, asked, decided, of_party
from tests.builders import YUZHONG, House, refused, staff, step
from tongban.cases.actions.openness import close_to_public
from tongban.cases.events import CaseMoved, ConsentTakenBack
from tongban.cases.models import Assignment, Clock, OfficeChange, Recusal
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, Stage
from tongban.delivery.models import Dispatch
from tongban.documents.models import Document
from tongban.frame.guard import lifted
from tongban.hearings.actions.schedule import set_hearing
from tongban.kernel.actor import Actor
from tongban.kernel.facts import Fact
from tongban.motions.actions.decide import decide_motion
from tongban.motions.actions.hand_in import note_motion
from tongban.motions.models import Motion
from tongban.motions.vocabulary import Kind
from tongban.people.actions.register import appoint
from tongban.people.vocabulary import Role
from tongban.register.models import Entry

ANSWER = {"reasons": "经审查，情况属实。", "manner": "written"}
NO = {"reasons": "经审查，并无亲属关系。", "manner": "spoken", "ground": "unproven_tie"}


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


def recusal(house: House, case: CaseView, **told: str) -> Motion:
    told = {"challenged": "judge", "tie": "kin", "known": "before"} | told
    uid = asked(house, case, house.lin, "recusal", **told)
    return Motion.objects.get(uid=uid)


def president() -> Actor:
    return staff(YUZHONG, Role.PRESIDENT, "钱立")


def works(house: House, case: CaseView) -> None:
    """The judge of the case does something in it."""
    close_to_public(case.uid, "privacy", asked_by=None, reasons="涉及个人隐私。", by=house.judge, at=house.at)


def test_the_judge_stands_back_until_the_president_has_decided_and_somebody_else_gets_the_case(
    house: House, case: CaseView
) -> None:
    second, chief = staff(YUZHONG, Role.JUDGE, "赵敏"), president()
    motion = recusal(house, case)
    assert motion.stage == "before_president"
    clock = Clock.objects.get(case=case.uid, rule="recusal_decision")
    assert (clock.owed_by, clock.due) == ("court", house.at.date() + timedelta(days=3))
    with refused("cases.stands_back"):
        works(house, case)
    with refused("procedure.not_your_act"):
        decided(house, case, motion.uid, "grant_recusal", **ANSWER)
    decide_motion(case.uid, motion.uid, "grant_recusal", ANSWER, by=chief, at=house.at)
    after = case_by_uid(case.uid)
    assert after.judge == second.person
    assert Motion.objects.get().stage == "stepped_aside"
    assert Clock.objects.get(case=case.uid, rule="recusal_decision").met_at is not None
    assert OfficeChange.objects.get(case=case.uid).ground == "recusal"
    assert Assignment.objects.filter(case=case.uid, office="judge").latest("id").way == "drawn"
    ruling = Document.objects.get(subject=motion.uid, kind="ruling")
    assert ruling.title == "回避决定书"
    assert "审判员李明回避" in ruling.data
    assert "院长" in ruling.data
    assert Dispatch.objects.filter(case=case.uid, purpose="ruling").count() == 2, "both sides are told"
    assert Entry.objects.get(event="office_changed").basis == "CPL 47-50"


def test_others_go_on_and_what_is_urgent_the_judge_does_all_the_same(house: House, case: CaseView) -> None:
    recusal(house, case)
    set_hearing(case.uid, place="第一法庭", starts_at=house.at + timedelta(days=9), by=house.clerk, at=house.at)
    measure = {"against": against(case, 1), "aim": "forbid", "object": "转让股权", "haste": "no"}
    measure |= {"security": "cash", "security_what": "现金"}
    quick = asked(house, case, house.lin, "preservation", **measure)
    assert decided(house, case, quick, "rule_preservation", exempt="secured").stage == "ruled"
    change = asked(house, case, house.lin, "withdrawal")
    with refused("cases.stands_back"):
        decided(house, case, change, "grant")


def test_a_refusal_lets_the_judge_go_on_and_is_reviewed_once_while_the_work_goes_on(
    house: House, case: CaseView
) -> None:
    chief, motion = president(), recusal(house, case)
    with refused("motions.answer_missing"):
        decide_motion(case.uid, motion.uid, "refuse_recusal", {**NO, "ground": ""}, by=chief, at=house.at)
    decide_motion(case.uid, motion.uid, "refuse_recusal", NO, by=chief, at=house.at)
    assert "review_on_receipt" in Document.objects.get(subject=motion.uid, kind="ruling").data
    works(house, case)
    with refused("cases.recusal_refused_before"):
        recusal(house, case, reasons="再次申请。")
    of_party(house, case, house.lin, motion.uid, "ask_review")
    assert Clock.objects.get(case=case.uid, rule="recusal_review").due == house.at.date() + timedelta(days=3)
    set_hearing(case.uid, place="第一法庭", starts_at=house.at + timedelta(days=9), by=house.judge, at=house.at)
    with refused("motions.own_recusal"):
        decided(house, case, motion.uid, "grant_recusal", **ANSWER)
    decide_motion(case.uid, motion.uid, "refuse_recusal", NO, by=chief, at=house.at)
    assert Motion.objects.get(uid=motion.uid).stage == "stays_finally"
    last = Document.objects.filter(subject=motion.uid, kind="ruling").latest("id")
    assert last.title == "回避复议决定书"
    assert "review_on_receipt" not in last.data
    with refused("procedure.not_at_this_stage"):
        of_party(house, case, house.lin, motion.uid, "ask_review")


def test_review_is_asked_for_on_receipt_and_not_weeks_later(house: House, case: CaseView) -> None:
    motion = recusal(house, case)
    decide_motion(case.uid, motion.uid, "refuse_recusal", NO, by=president(), at=house.at)
    with lifted("test: the decision was served"):
        Dispatch.objects.filter(case=case.uid, purpose="ruling").update(state="served", served_at=house.at)
    house.clock.forward(days=2)
    with refused("procedure.on_receipt"):
        of_party(house, case, house.lin, motion.uid, "ask_review")


def test_the_judge_decides_about_the_clerk_and_about_an_expert(house: House, case: CaseView) -> None:
    second = staff(YUZHONG, Role.CLERK, "何平")
    motion = recusal(house, case, challenged="clerk")
    assert motion.stage == "before_presiding"
    with refused("cases.stands_back"):
        set_hearing(case.uid, place="第一法庭", starts_at=house.at + timedelta(days=9), by=house.clerk, at=house.at)
    decided(house, case, motion.uid, "grant_recusal", **ANSWER)
    assert case_by_uid(case.uid).clerk == second.person
    expert = recusal(house, case, challenged="appraiser", whom="孙工")
    assert decided(house, case, expert.uid, "grant_recusal", **ANSWER).stage == "stepped_aside"
    assert "鉴定人孙工回避" in Document.objects.get(subject=expert.uid, kind="ruling").data
    assert Recusal.objects.get(motion=expert.uid).person is None


def test_about_a_president_who_tries_the_case_the_committee_decides_by_its_number(house: House, case: CaseView) -> None:
    staff(YUZHONG, Role.JUDGE, "赵敏")
    chief, judge = president(), house.judge.person
    assert judge
    step(house.clerk, house.at, lambda record: appoint(record, person=judge, role=Role.PRESIDENT, court=YUZHONG))
    motion = recusal(house, case)
    assert motion.stage == "before_committee"
    own = replace(house.judge, role=Role.PRESIDENT.value)
    number = {"reference": "审委会〔2026〕3号"}
    with refused("motions.own_recusal"):
        decide_motion(case.uid, motion.uid, "refuse_recusal", NO | number, by=own, at=house.at)
    with refused("motions.answer_missing"):
        decide_motion(case.uid, motion.uid, "grant_recusal", ANSWER, by=chief, at=house.at)
    decide_motion(case.uid, motion.uid, "grant_recusal", ANSWER | number, by=chief, at=house.at)
    assert case_by_uid(case.uid).judge != judge


def test_who_takes_the_application_back_lets_the_judge_go_on(house: House, case: CaseView) -> None:
    motion = recusal(house, case)
    with refused("procedure.not_your_act"):
        of_party(house, case, house.zhou, motion.uid, "withdraw_application")
    of_party(house, case, house.lin, motion.uid, "withdraw_application")
    works(house, case)


def test_what_a_party_says_by_word_is_noted_and_stops_the_judge_too(house: House, case: CaseView) -> None:
    told = {"challenged": "judge", "tie": "gifts", "known": "before", "reasons": "接受原告宴请。"}
    other, zhou = staff(YUZHONG, Role.CLERK, "何平"), case.parties[1].uid
    with refused("cases.file_not_opened"):
        note_motion(case.uid, str(zhou), Kind.RECUSAL, told, by=other, at=house.at)
    with refused("motions.party_unknown"):
        note_motion(case.uid, str(case.uid), Kind.RECUSAL, told, by=house.clerk, at=house.at)
    note_motion(case.uid, str(zhou), Kind.RECUSAL, told, by=house.clerk, at=house.at)
    assert Motion.objects.get().party == zhou
    with refused("cases.stands_back"):
        works(house, case)


def test_nobody_stands_back_in_a_case_that_is_over_and_who_stands_back_does_not_end_it(
    house: House, case: CaseView
) -> None:
    recusal(house, case, challenged="clerk")
    ends = CaseMoved(case=case.uid, act="allow_withdrawal", source=Stage.PREPARATION, target=Stage.WITHDRAWN)

    def notes(fact: Fact) -> None:
        step(house.clerk, house.at, lambda record: record(fact, under="test", case=case.uid))

    house.put_at(case, Stage.WITHDRAWN)
    with refused("cases.stands_back"):
        notes(ends)
    notes(ConsentTakenBack(case=case.uid, party=case.parties[0].uid, change=case.uid, step="service"))
    house.put_at(case, Stage.HEARING)
    with refused("cases.stands_back"):
        notes(ConsentTakenBack(case=case.uid, party=case.parties[0].uid, change=case.uid, step="service"))


def test_nobody_asks_after_the_trial_or_against_nobody(house: House, case: CaseView) -> None:
    with refused("motions.answer_missing"):
        recusal(house, case, challenged="interpreter")
    with refused("motions.no_such_choice", "motions.answer_missing"):
        recusal(house, case, tie="boredom", known="")
    house.put_at(case, Stage.DELIBERATION)
    with refused("procedure.not_at_this_stage"):
        recusal(house, case)
    assert not Recusal.objects.exists()
