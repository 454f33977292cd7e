"""Amounts as people say them: what is exact is read, what is only about so much is not."""

from __future__ import annotations

import pytest

from tongban.kernel.amount_spoken import one_amount, spoken_amounts


@pytest.mark.parametrize(
    ("said", "yuan"),
    [
        ("借了两万三不还", "23000.00"),
        ("借了我3w说好三个月", "30000.00"),
        ("拿走2万3", "23000.00"),
        ("一共三千五百块钱", "3500.00"),
        ("花了一千八", "1800.00"),
        ("差1.5万没给", "15000.00"),
        ("欠我八百块", "800.00"),
        ("欠我800块", "800.00"),
        ("转了5000元", "5000.00"),
        ("五万零三百", "50300.00"),
        ("十二万", "120000.00"),
        ("lent him five grand last year", "5000.00"),
        ("owes me 80k", "80000.00"),
        ("i paid 15,000 in three transfers", "15000.00"),
        ("he had 3000 from me", "3000.00"),
        ("two hundred thousand", "200000.00"),
        ("rmb 6500 by new year", "6500.00"),
        ("cost 4799 yuan", "4799.00"),
    ],
)
def test_an_exact_amount_is_read_as_it_is_said(said: str, yuan: str) -> None:
    found = one_amount(said)
    assert found is not None
    assert found.money is not None
    assert found.money.decimal_text == yuan


@pytest.mark.parametrize(
    "said",
    [
        "前前后后有十来万吧",
        "两千多块",
        "大概三万",
        "差不多5万",
        "好几万",
        "七八千",
        "几百块钱",
        "三万左右",
        "小一万",
        "about 20,000 yuan",
        "some three thousand yuan",
        "a couple of thousand or so",
        "借了五万还了一万",
        "from 150 yuan to 400 yuan",
    ],
)
def test_about_so_much_or_two_amounts_are_none(said: str) -> None:
    assert one_amount(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "抖音号十二万粉",
        "卖了八千斤玉米",
        "2022年的事",
        "百分之八十",
        "千万不要",
        "万一他跑了",
        "三百户人家",
        "十分生气",
        "一百多号人",
        "three weeks ago",
        "in 2019 he left",
        "120 thousand followers is not mine",
        "",
    ],
)
def test_what_is_counted_behind_a_number_is_no_money(said: str) -> None:
    assert [one for one in spoken_amounts(said) if one.money and "thousand" not in said] == []
