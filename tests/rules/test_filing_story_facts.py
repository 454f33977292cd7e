"""What a story already answers; rather nothing than a wrong answer."""

from __future__ import annotations

from datetime import date

import pytest

from tongban.filing.rules.interview import interviews
from tongban.filing.rules.story_facts import story_answers
from tongban.filing.vocabulary import Kind

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("form", "story", "answers"),
    [
        ("private_lending", "表弟借了我两万三，一直不还", {"loan.amount": "23000.00"}),
        ("private_lending", "同事找我借了3w 微信不回", {"loan.amount": "30000.00"}),
        ("private_lending", "I lent my cousin five grand since last spring, nothing", {"loan.amount": "5000.00"}),
        ("private_lending", "2025年3月12日借给他一万块", {"loan.amount": "10000.00", "loan.happened": "2025-03-12"}),
        ("private_lending", "他叫李建国，借我八千块不还", {"loan.amount": "8000.00", "defendant.name": "李建国"}),
        ("private_lending", "A man named Wang Qiang borrowed 3000 from me", {"defendant.name": "Wang Qiang"}),
        ("traffic_accident", "昨天我骑车被撞了", {"accident.happened": "2026-11-26"}),
        ("online_purchase", "网上花899块买的鞋是假的", {"order.price": "899.00"}),
        ("lease", "房东不退押金3000元", {"lease.deposit": "3000.00"}),
        ("consumer", "在健身房花3800元办的年卡，店关了", {"bought.price": "3800.00"}),
    ],
)
def test_what_the_story_says_for_sure_is_not_asked_again(form: str, story: str, answers: dict[str, str]) -> None:
    found = story_answers(interviews()[form], story, TODAY)
    assert answers.items() <= found.items(), found


@pytest.mark.parametrize(
    ("form", "story"),
    [
        ("private_lending", "前前后后借了十来万吧"),
        ("private_lending", "借了他两千多，说过几天还"),
        ("private_lending", "去年腊月他到我家借的钱"),
        ("private_lending", "上个月底他来借钱"),
        ("private_lending", "my neighbour Old Wang borrowed money since last spring"),
        ("private_lending", "邻居老王借了钱"),
        ("private_lending", "借了五万，还了一万"),
        ("private_lending", "利息每个月八百块，借的时候说好的"),
        ("private_lending", "说好2026年3月1日还给我，借的时候没写条"),
        ("private_lending", "农历2025年3月3日借给他的"),
        ("lease", "房东要扣我两千块押金"),
        ("lease", "每个月租金两千块，押金不退"),
        ("consumer", "饭店吃饭崩了牙，医生说要四千块"),
        ("labour", "老板他叫王大力，差我三千块工资"),
        ("traffic_accident", "交警2026年5月6日出的认定，说他全责"),
    ],
)
def test_what_could_be_something_else_is_left_open(form: str, story: str) -> None:
    assert story_answers(interviews()[form], story, TODAY) == {}


@pytest.mark.parametrize("name", sorted(interviews()))
def test_what_a_story_may_answer_is_an_amount_a_day_or_the_name_of_the_other_side(name: str) -> None:
    interview = interviews()[name]
    for one in interview.guide.tells:
        question = interview.question(one.answer)
        assert question is not None
        assert question.kind in {Kind.AMOUNT, Kind.DATE} or one.answer == "defendant.name"
        assert bool(one.beside) is (question.kind in {Kind.AMOUNT, Kind.DATE})
