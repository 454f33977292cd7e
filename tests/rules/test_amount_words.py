"""Amounts as people write them: in Chinese capitals, in words, in figures, and mixed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.kernel.amount_words import amount_told, amount_typed, amounts_in, number_told
from tongban.kernel.money import LIMIT_MINOR, Money
from tongban.kernel.refusal import Refusal

CAPITALS = "零壹贰叁肆伍陆柒捌玖"
GROUPS = ("", "万", "亿")


def capitals(yuan: int) -> str:
    """The amount as a cashier writes it (支付结算办法, annex 1)."""
    if yuan == 0:
        return "零元整"
    written, gap = "", False
    for group in reversed(range(3)):
        part = yuan // 10 ** (4 * group) % 10**4
        for place in reversed(range(4)):
            digit = part // 10**place % 10
            if digit:
                written += ("零" if gap and written else "") + CAPITALS[digit] + ("", "拾", "佰", "仟")[place]
                gap = False
            else:
                gap = True
        if part:
            written += GROUPS[group]
    return f"{written}元整"


@pytest.mark.parametrize(
    ("written", "yuan"),
    [
        ("壹佰万元整", "1000000.00"),
        ("5万元", "50000.00"),
        ("3.5万", "35000.00"),
        ("1亿2000万元", "120000000.00"),
        ("￥20,000.50", "20000.50"),
        ("人民币 ¥ 5000元", "5000.00"),
        ("三百元五角", "300.50"),
        ("伍万贰仟元叁角肆分", "52000.34"),
        ("壹拾万零伍佰元", "100500.00"),
        ("拾万圆整", "100000.00"),
        ("5万3千元", "53000.00"),
        ("两万块", "20000.00"),
        ("一万亿元", "1000000000000.00"),
        ("人民币10 万元", "100000.00"),
        ("5 万", "50000.00"),
        ("20000", "20000.00"),
    ],
)
def test_an_amount_is_read_as_people_write_it(written: str, yuan: str) -> None:
    found = amount_told(written)
    assert found is not None
    assert found.decimal_text == yuan


@pytest.mark.parametrize(
    "written",
    [
        "",
        "三万五",
        "两百五",
        "二〇二六",
        "万元",
        "零元",
        "0元",
        "1,23元",
        "一二三元",
        "-5元",
        "1e9元",
        "9" * 70,
        "亿" * 5000,
        "人民币10余万元",
        "10多万元",
        "1万2",
        "3万5元",
        "2百5",
        f"一{' ' * 200_000}x",
        "100元1厘",
    ],
)
def test_what_can_be_read_in_two_ways_or_in_none_is_no_amount(written: str) -> None:
    assert amount_told(written) is None


@given(st.integers(1, LIMIT_MINOR // 100 - 1).filter(lambda yuan: yuan < 10**12))
def test_what_a_cashier_writes_in_capitals_is_read_back(yuan: int) -> None:
    found = amount_told(capitals(yuan))
    assert found is not None
    assert found.minor == yuan * 100


@given(st.text(alphabet="0123456789,.，一二三万亿千百十零壹拾佰元角分整￥人民币()（） 美", max_size=200))
def test_no_text_breaks_the_reading(text: str) -> None:
    for found in amounts_in(text):
        assert 0 <= found.start < found.end <= len(text)
        assert 0 < found.money.minor <= LIMIT_MINOR
    number_told(text)


def test_only_yuan_are_read_from_a_text() -> None:
    text = "偿还人民币壹拾万元整（￥100,000.00元），另付10万美元、50港元，于2025年3月1日付三分之一，共50元。"
    text += "花了人民币3 万元，损失人民币10余万元。"
    assert [one.money.minor for one in amounts_in(text)] == [100000_00, 100000_00, 50_00, 30000_00]


@pytest.mark.parametrize("typed", ["叁万伍仟元整", "35000", "¥35,000.00", "3万5千", "３５０００"])
def test_a_field_takes_an_amount_in_digits_or_in_words(typed: str) -> None:
    assert amount_typed(typed, field="amount") == Money(3_500_000, "CNY")


@pytest.mark.parametrize(("typed", "reason"), [("三万五", "amount.not_digits"), ("零元", "amount.not_digits")])
def test_a_field_refuses_words_that_say_no_one_amount(typed: str, reason: str) -> None:
    found = amount_typed(typed, field="amount")
    assert isinstance(found, Refusal)
    assert (found.reason, found.fields) == (reason, ("amount",))


def test_words_are_yuan_and_no_other_money() -> None:
    assert isinstance(amount_typed("叁万伍仟元", field="amount", currency="USD"), Refusal)
