"""From a person's own words to the form that fits."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.filing.rules.diagnosis import MOST, OTHER, diagnose
from tongban.kernel.money import Money

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("story", "wanted"),
    [
        ("朋友去年跟我借了三万块钱，一直不还", "private_lending"),
        ("I lent my cousin money and he does not pay me back", "private_lending"),
        ("我送了一批货，对方拖欠货款", "sale"),
        ("The buyer took the goods and does not pay the price", "sale"),
        ("健身房关门了，卡里的钱不退", "service_contract"),
        ("My money for the training course is not refunded", "service_contract"),
        ("房东不退押金", "lease"),
        ("my landlord keeps the deposit", "lease"),
        ("物业费太高，服务很差", "property_management"),
        ("公司拖欠我三个月工资还把我辞退了", "labour"),
        ("My boss fired me and owes me wages", "labour"),
        ("我老公经常打我，我想离婚", "divorce"),
        ("I want a divorce from my husband", "divorce"),
        ("孩子爸爸不给抚养费", "maintenance"),
        ("He does not pay child support", "maintenance"),
        ("我骑车被撞了，保险公司不赔", "traffic_accident"),
        ("I was hit by a car on a crossing", "traffic_accident"),
        ("在超市买到过期食品", "consumer"),
        ("the shop sold me a counterfeit bag, false advertising", "consumer"),
        ("我的信用卡被盗刷了", "bank"),
        ("strangers paid with my stolen card", "bank"),
        ("楼上漏水把我家天花板泡了", "neighbour"),
        ("my neighbour makes noise every night", "neighbour"),
        ("在淘宝买的手机是假货，商家不退款", "online_purchase"),
        ("an online shop never sent my online order", "online_purchase"),
        ("有人在网上泄露我的个人信息", "personal_information"),
        ("an app leaked my personal data", "personal_information"),
        ("游戏账号被封了，里面有装备", "platform_account"),
        ("the platform banned my account", "platform_account"),
        ("转错钱了对方不退", "general"),
    ],
)
def test_own_words_lead_to_the_form(story: str, wanted: str) -> None:
    best = diagnose(story, on=TODAY)[0]
    assert best.interview.id == wanted
    assert best.words or best.causes, "a suggestion is shown with its reason"


def test_what_nobody_understands_leads_to_the_general_form() -> None:
    assert [one.interview.id for one in diagnose("xyzzy", on=TODAY)] == [OTHER]
    assert [one.interview.id for one in diagnose("", on=TODAY)] == [OTHER]


def test_a_group_alone_lists_its_forms() -> None:
    assert {one.interview.id for one in diagnose("", on=TODAY, group="family")} == {"divorce", "maintenance"}


def test_cost_and_time_come_with_the_suggestion() -> None:
    """30,000 yuan cost 550, a labour case ten, and half of it in the simplified procedure."""
    loan = diagnose("借钱不还", on=TODAY, amount=Money(3000000))[0]
    assert (loan.fee, loan.months) == (Money(27500), 3)
    assert diagnose("拖欠工资", on=TODAY, amount=Money(3000000))[0].fee == Money(500)
    assert diagnose("借钱不还", on=TODAY)[0].fee is None


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=300))
def test_no_story_is_too_strange(story: str) -> None:
    assert 1 <= len(diagnose(story, on=TODAY)) <= MOST
