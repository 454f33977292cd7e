"""A yes to an online step is taken back with the judge's review; a step is moved offline; what was done stays."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.acts.agents import SPECIAL, accepted
from tests.acts.conduct import consent, does, prepared
from tests.builders import YUZHONG, House, party, person, refused, staff
from tongban.cases.actions.online import move_step, review_withdrawal
from tongban.cases.models import Consent, StepChange
from tongban.cases.queries import consent_missing, consent_notice, consents_of
from tongban.cases.vocabulary import CaseView, Choice, Stage, Step
from tongban.cases.vocabulary.online import Review, Unfit
from tongban.cooperation.queries import sheet_seen_by
from tongban.people.vocabulary import Role
from tongban.register.models import Entry

WHY = "家中没有电脑，不会操作视频。"


@pytest.fixture
def case(house: House) -> CaseView:
    found = prepared(house)
    consent(house, found, "hearing", "exchange")
    return found


def asked(house: House, case: CaseView, step: str = "hearing") -> UUID:
    does(house, house.zhou, "withdraw_consent", case, step=step, reasons=WHY)
    return StepChange.objects.latest("id").uid


def choice(case: CaseView, step: Step = Step.HEARING) -> Choice:
    return consents_of(case.uid)[(case.parties[1].uid, step)].choice


def test_a_yes_is_not_turned_into_a_no_without_review(house: House, case: CaseView) -> None:
    with refused("cases.consent_stands"):
        consent(house, case, "hearing", choice="offline", who=(house.zhou,))
    asked(house, case)
    assert choice(case) is Choice.ONLINE
    assert consent_missing(case, Step.HEARING) is None


def test_the_judge_lets_a_party_out_of_it_and_what_was_done_stays(house: House, case: CaseView) -> None:
    change = asked(house, case)
    before = list(Consent.objects.order_by("id").values_list("uid", "choice"))
    review_withdrawal(case.uid, change, allow=True, reasons="理由正当，准许。", by=house.judge, at=house.at)
    assert choice(case) is Choice.OFFLINE
    assert choice(case, Step.EXCHANGE) is Choice.ONLINE
    assert list(Consent.objects.order_by("id").values_list("uid", "choice")) == before
    missing = consent_missing(case, Step.HEARING)
    assert missing is not None
    assert missing.reason == "cases.consent_missing"
    with refused("cases.reviewed_before"):
        review_withdrawal(case.uid, change, allow=True, reasons="再次", by=house.judge, at=house.at)
    house.clock.forward(minutes=1)
    consent(house, case, "hearing", who=(house.zhou,))
    assert choice(case) is Choice.ONLINE


def test_the_judge_holds_a_party_to_its_yes_only_on_a_ground_of_the_rules(house: House, case: CaseView) -> None:
    change = asked(house, case)
    for ground in ("", "because"):
        with refused("procedure.ground_named"):
            review_withdrawal(
                case.uid, change, allow=False, ground=ground, reasons="不准。", by=house.judge, at=house.at
            )
    with refused("cases.change_reasons_missing"):
        review_withdrawal(case.uid, change, allow=False, ground="delay_meant", reasons=" ", by=house.judge, at=house.at)
    review_withdrawal(
        case.uid, change, allow=False, ground="delay_meant", reasons="第三次拖延。", by=house.judge, at=house.at
    )
    assert choice(case) is Choice.ONLINE
    [line] = sheet_seen_by(house.viewer(house.zhou.uid), case.uid)["step_changes"]
    assert (line["state"], line["ground"], line["decision"]) == ("kept", "delay_meant", "第三次拖延。")
    assert sheet_seen_by(house.viewer(house.lin.uid), case.uid)["step_changes"] == []


@pytest.mark.parametrize("stage", [Stage.HEARING, Stage.DELIBERATION, Stage.EFFECTIVE])
def test_once_the_hearing_is_under_way_it_is_too_late(house: House, case: CaseView, stage: Stage) -> None:
    house.put_at(case, stage)
    with refused("procedure.in_good_time"):
        asked(house, case)
    assert not StepChange.objects.exists()


def test_a_request_without_sense_is_refused(house: House, case: CaseView) -> None:
    for told, reason in (
        ({"step": "hearing", "reasons": ""}, "cases.change_reasons_missing"),
        ({"step": "hearing", "reasons": "长" * 2001}, "cases.too_long"),
        ({"step": "inquiry", "reasons": WHY}, "cases.no_consent_to_take_back"),
        ({"step": "lunch", "reasons": WHY}, "cases.no_such_step"),
    ):
        with refused(reason):
            does(house, house.zhou, "withdraw_consent", case, **told)
    asked(house, case)
    with refused("cases.review_pending"):
        asked(house, case)
    assert Entry.objects.filter(event="consent_taken_back").count() == 1


def test_nobody_else_takes_it_back_or_reviews_it(house: House, case: CaseView) -> None:
    stranger = person("路人", 36)
    with refused("cases.no_such_case"):
        does(house, stranger, "withdraw_consent", case, step="hearing", reasons=WHY)
    change = asked(house, case)
    told = {"allow": True, "reasons": "准许。", "at": house.at}
    with refused("procedure.not_your_act"):
        review_withdrawal(case.uid, change, by=house.clerk, **told)  # type: ignore[arg-type]
    with refused("cases.not_the_judge_of_this_case"):
        review_withdrawal(case.uid, change, by=staff(YUZHONG, Role.JUDGE, "另一法官"), **told)  # type: ignore[arg-type]
    with refused("cases.no_such_case"):
        review_withdrawal(case.uid, change, by=house.wuhou_clerk, **told)  # type: ignore[arg-type]
    with refused("procedure.not_your_act"):
        review_withdrawal(case.uid, change, by=party(house.zhou.uid), **told)  # type: ignore[arg-type]
    other = house.put_at(house.case(loan__amount="5"), Stage.PREPARATION, defendant=house.zhou)
    with refused("cases.no_such_change"):
        review_withdrawal(other.uid, change, by=house.judge, **told)  # type: ignore[arg-type]
    assert StepChange.objects.get().state == Review.ASKED


def test_a_step_moved_offline_is_online_for_nobody_and_nobody_chooses_it(house: House, case: CaseView) -> None:
    move_step(case.uid, "hearing", ground="on_the_spot", reasons="须核对借条原件。", by=house.judge, at=house.at)
    assert choice(case) is Choice.OFFLINE
    assert choice(case, Step.EXCHANGE) is Choice.ONLINE
    for answer in ("online", "offline"):
        with refused("cases.step_moved_offline"):
            consent(house, case, "hearing", choice=answer, who=(house.zhou,))
    with refused("cases.step_moved_offline"):
        move_step(case.uid, "hearing", ground="on_the_spot", reasons="再次", by=house.judge, at=house.at)
    for who in (house.lin, house.zhou):
        events = [line["event"] for line in sheet_seen_by(house.viewer(who.uid), case.uid)["timeline"]]
        assert "step_moved_offline" in events


def test_a_step_is_moved_by_the_judge_of_the_case_on_a_ground_with_reasons(house: House, case: CaseView) -> None:
    for step, ground, reasons, no in (
        ("hearing", "", "须核对原件。", ["cases.ground_missing"]),
        ("exchange", "on_the_spot", "须核对原件。", ["cases.ground_missing"]),
        ("exchange", "no_ability", "", ["cases.change_reasons_missing"]),
        ("lunch", "no_ability", "无法操作。", ["cases.no_such_step"]),
    ):
        with refused(*no):
            move_step(case.uid, step, ground=ground, reasons=reasons, by=house.judge, at=house.at)
    for by in (house.clerk, party(house.zhou.uid)):
        with refused("procedure.not_your_act"):
            move_step(case.uid, "exchange", ground="no_ability", reasons="无法操作。", by=by, at=house.at)
    move_step(case.uid, "inquiry", ground=Unfit.COMPLEX, reasons="案情复杂。", by=house.judge, at=house.at)
    assert "21(1)" in Entry.objects.get(event="step_moved_offline").basis


def test_what_the_party_chose_itself_its_agent_does_not_change(house: House, case: CaseView) -> None:
    chen = person("陈律师", 31)
    accepted(house, case, house.zhou, **SPECIAL)
    does(house, house.zhou, "give_consent", case, step="inquiry", choice="offline", notice_version=consent_notice())
    with refused("cases.party_answered_itself"):
        does(house, chen, "give_consent", case, step="inquiry", choice="online", notice_version=consent_notice())
    with refused("cases.party_answered_itself"):
        does(house, chen, "withdraw_consent", case, step="hearing", reasons=WHY)
    does(house, chen, "give_consent", case, step="record", choice="offline", notice_version=consent_notice())
    house.clock.forward(minutes=1)
    does(house, house.zhou, "give_consent", case, step="record", choice="online", notice_version=consent_notice())
    assert choice(case, Step.RECORD) is Choice.ONLINE
    newest = Consent.objects.latest("id")
    assert not newest.by_agent
    assert timedelta(0) <= house.at - newest.at
