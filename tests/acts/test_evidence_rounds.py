"""Rounds: opened with everybody's consent, answered item by item within the period, closed by the court."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.acts.conduct import consent, does, opinion, prepared
from tests.builders import House, material, party, person, refused
from tongban.cases.actions.online import review_withdrawal
from tongban.cases.models import StepChange
from tongban.cases.vocabulary import CaseView, Stage
from tongban.cooperation.queries import sheet_of
from tongban.evidence.actions.rounds import close_round, open_exchange, open_inquiry
from tongban.evidence.models import Answer, Exhibit, Opinion, Round
from tongban.evidence.queries import contested, exchanged, exhibits_of, rounds_seen_by
from tongban.kernel.ids import new_id
from tongban.people.actions.prove import prove_again
from tongban.register.models import Entry


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


@pytest.fixture
def exchange(house: House, case: CaseView) -> UUID:
    consent(house, case, "exchange")
    return open_exchange(case.uid, days=3, by=house.clerk, at=house.at)


def iou(case: CaseView) -> UUID:
    return exhibits_of(case.uid)[0].uid


def test_an_exchange_needs_everybodys_consent_and_names_who_is_missing(house: House, case: CaseView) -> None:
    consent(house, case, "exchange", who=(house.lin,))
    with refused("cases.consent_missing") as got:
        open_exchange(case.uid, days=3, by=house.clerk, at=house.at)
    assert dict(got[0].facts)["who"] == "周志强"
    assert got[0].law == "在线诉讼规则 4(2), 20(1)"
    assert not Round.objects.exists()


def test_consent_to_another_step_is_not_inherited(house: House, case: CaseView) -> None:
    consent(house, case, "service", "inquiry", "hearing")
    with refused("cases.consent_missing"):
        open_exchange(case.uid, days=3, by=house.clerk, at=house.at)


def test_an_exchange_runs_at_most_once_at_a_time(house: House, case: CaseView, exchange: UUID) -> None:
    with refused("evidence.round_runs"):
        open_exchange(case.uid, days=3, by=house.clerk, at=house.at)
    close_round(case.uid, exchange, by=house.clerk, at=house.at)
    open_exchange(case.uid, days=3, by=house.judge, at=house.at)
    assert [r.number for r in rounds_seen_by(house.viewer(house.lin.uid), case.uid)] == [1, 2]


@pytest.mark.parametrize("days", [-1, 0, 31, 10**9])
def test_an_unreasonable_period_is_refused(house: House, case: CaseView, days: int) -> None:
    consent(house, case, "exchange")
    with refused("evidence.period_unreasonable"):
        open_exchange(case.uid, days=days, by=house.clerk, at=house.at)


def test_parties_and_strangers_open_no_round(house: House, case: CaseView) -> None:
    consent(house, case, "exchange", "inquiry")
    with refused("procedure.not_your_act"):
        open_exchange(case.uid, days=3, by=party(house.lin.uid), at=house.at)
    with refused("procedure.not_your_act"):
        open_inquiry(case.uid, ["何时借款？"], days=3, by=house.clerk, at=house.at)
    with refused("cases.no_such_case"):
        open_exchange(case.uid, days=3, by=house.wuhou_clerk, at=house.at)


def test_nothing_is_exchanged_when_there_is_nothing(house: House, case: CaseView) -> None:
    consent(house, case, "exchange")
    other = house.put_at(house.case(house.zhou, story__text="另一笔"), Stage.PREPARATION)
    with refused("evidence.nothing_to_exchange"):
        open_exchange(other.uid, days=3, by=house.clerk, at=house.at)


def test_an_opinion_is_given_item_by_item_and_makes_the_exhibit_examined(
    house: House, case: CaseView, exchange: UUID
) -> None:
    told = opinion(iou(case), relevance="no", relevance_reason="与本案无关")
    does(house, house.zhou, "comment_exhibit", case, **told)
    (said,) = exhibits_of(case.uid)[0].opinions
    assert (said.contests, said.reasons["relevance"]) == (True, "与本案无关")
    assert Exhibit.objects.get(uid=iou(case)).examined_at == house.at
    assert contested(case.uid) == ("原告证据1",)
    body = Entry.objects.get(event="opinion_given").body
    assert '"relevance":false' in body
    assert "与本案无关" not in body


def test_all_gaps_of_an_opinion_are_said_at_once(house: House, case: CaseView, exchange: UUID) -> None:
    told = {"exhibit": str(iou(case)), "authenticity": "no", "legality": "maybe"}
    with refused("evidence.reason_missing", "evidence.opinion_missing", "evidence.opinion_missing") as got:
        does(house, house.zhou, "comment_exhibit", case, **told)
    assert {no.fields[0] for no in got} == {"authenticity_reason", "legality", "relevance"}
    assert not Opinion.objects.exists()


def test_an_opinion_is_given_once(house: House, case: CaseView, exchange: UUID) -> None:
    does(house, house.zhou, "comment_exhibit", case, **opinion(iou(case)))
    with refused("evidence.commented_before"):
        does(house, house.zhou, "comment_exhibit", case, **opinion(iou(case), legality="no", legality_reason="偷录"))
    assert Opinion.objects.get().legality


def test_nobody_comments_the_own_sides_exhibit(house: House, case: CaseView, exchange: UUID) -> None:
    with refused("evidence.own_exhibit"):
        does(house, house.lin, "comment_exhibit", case, **opinion(iou(case)))


def test_without_an_open_exchange_or_after_its_last_day_nothing_is_taken(house: House, case: CaseView) -> None:
    with refused("evidence.no_open_exchange"):
        does(house, house.zhou, "comment_exhibit", case, **opinion(iou(case)))
    consent(house, case, "exchange")
    uid = open_exchange(case.uid, days=3, by=house.clerk, at=house.at)
    house.clock.forward(days=4)
    with refused("evidence.period_over"):
        does(house, house.zhou, "comment_exhibit", case, **opinion(iou(case)))
    close_round(case.uid, uid, by=house.clerk, at=house.at)
    with refused("evidence.no_open_exchange"):
        does(house, house.zhou, "comment_exhibit", case, **opinion(iou(case)))


def test_on_the_last_day_an_opinion_is_taken(house: House, case: CaseView, exchange: UUID) -> None:
    house.clock.forward(days=3)
    prove_again(by=party(house.zhou.uid), at=house.at)
    does(house, house.zhou, "comment_exhibit", case, **opinion(iou(case)))
    assert Opinion.objects.count() == 1


def test_who_withdraws_consent_is_no_longer_heard_online(house: House, case: CaseView, exchange: UUID) -> None:
    does(house, house.zhou, "withdraw_consent", case, step="exchange", reasons="没有设备。")
    change = StepChange.objects.get().uid
    review_withdrawal(case.uid, change, allow=True, reasons="准许。", by=house.judge, at=house.at)
    with refused("cases.consent_missing"):
        does(house, house.zhou, "comment_exhibit", case, **opinion(iou(case)))


@pytest.mark.parametrize("exhibit", ["", "not-an-id", "01a20000-0000-7000-8000-000000000000"])
def test_an_unknown_exhibit_is_refused(house: House, case: CaseView, exchange: UUID, exhibit: str) -> None:
    with refused("evidence.no_such_exhibit"):
        does(house, house.zhou, "comment_exhibit", case, **(opinion(iou(case)) | {"exhibit": exhibit}))


def test_a_stranger_says_nothing_in_another_peoples_case(house: House, case: CaseView, exchange: UUID) -> None:
    with refused("cases.no_such_case"):
        does(house, person("吴七", 7), "comment_exhibit", case, **opinion(iou(case)))


def test_a_round_is_closed_once_and_then_counts_as_held(house: House, case: CaseView, exchange: UUID) -> None:
    assert not exchanged(case.uid)
    close_round(case.uid, exchange, by=house.clerk, at=house.at)
    assert exchanged(case.uid)
    with refused("evidence.round_closed"):
        close_round(case.uid, exchange, by=house.clerk, at=house.at)
    with refused("evidence.no_such_round"):
        close_round(case.uid, new_id(), by=house.clerk, at=house.at)


def test_an_inquiry_is_answered_question_by_question_once(house: House, case: CaseView) -> None:
    consent(house, case, "inquiry")
    open_inquiry(case.uid, ["款项如何交付？", " ", "有无利息约定？"], days=5, by=house.judge, at=house.at)
    (inquiry,) = rounds_seen_by(house.viewer(house.zhou.uid), case.uid)
    assert [q.text for q in inquiry.questions] == ["款项如何交付？", "有无利息约定？"]
    first = str(inquiry.questions[0].uid)
    does(house, house.zhou, "answer_inquiry", case, question=first, text="银行转账。")
    does(house, house.lin, "answer_inquiry", case, question=first, text="转账。")
    with refused("evidence.answered_before"):
        does(house, house.zhou, "answer_inquiry", case, question=first, text="现金。")
    with refused("evidence.answer_missing"):
        does(house, house.zhou, "answer_inquiry", case, question=str(inquiry.questions[1].uid), text="  ")
    assert Answer.objects.count() == 2
    lines = sheet_of(house.viewer(house.zhou.uid), case.uid)["evidence"]["rounds"][0]["questions"]
    assert [q["to_answer"] for q in lines] == [False, True]
    assert [a["name"] for a in lines[0]["answers"]] == ["周志强", "林晓梅"]


def test_an_inquiry_without_questions_is_refused(house: House, case: CaseView) -> None:
    consent(house, case, "inquiry")
    with refused("evidence.questions_missing"):
        open_inquiry(case.uid, ["", " "], days=5, by=house.judge, at=house.at)
    with refused("evidence.too_many_questions"):
        open_inquiry(case.uid, ["？"] * 21, days=5, by=house.judge, at=house.at)
    assert not Round.objects.exists()


def test_after_the_period_an_inquiry_takes_no_answer(house: House, case: CaseView) -> None:
    consent(house, case, "inquiry")
    open_inquiry(case.uid, ["款项如何交付？"], days=1, by=house.judge, at=house.at)
    question = rounds_seen_by(house.viewer(house.zhou.uid), case.uid)[0].questions[0].uid
    house.clock.forward(days=2)
    with refused("evidence.period_over"):
        does(house, house.zhou, "answer_inquiry", case, question=str(question), text="转账。")


def test_the_sheet_says_what_is_still_to_comment(house: House, case: CaseView, exchange: UUID) -> None:
    does(house, house.zhou, "submit_exhibit", case, (material("exhibit"),), title="凭证", proves="已还款")
    lines = sheet_of(house.viewer(house.zhou.uid), case.uid)["evidence"]["exhibits"]
    assert [(line["number"], line["to_comment"]) for line in lines] == [("原告证据1", True), ("被告证据1", False)]


def test_a_round_and_what_was_said_in_it_stay_visible_after_its_last_day(
    house: House, case: CaseView, exchange: UUID
) -> None:
    house.clock.forward(days=30)
    (line,) = sheet_of(house.viewer(house.lin.uid), case.uid)["evidence"]["rounds"]
    assert (line["uid"], line["running"]) == (str(exchange), False)
