"""Amounts, dates and digests as people read them."""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.face import presentation
from tongban.kernel.money import Money

pytestmark = pytest.mark.once

# The first six are the examples of 支付结算办法, annex 1, in the form that writes no optional zero.
CAPITALS = [
    (140950, "人民币壹仟肆佰零玖元伍角整"),
    (600714, "人民币陆仟零柒元壹角肆分"),
    (168032, "人民币壹仟陆佰捌拾元叁角贰分"),
    (10700053, "人民币壹拾万柒仟元伍角叁分"),
    (1640902, "人民币壹万陆仟肆佰零玖元零贰分"),
    (32504, "人民币叁佰贰拾伍元零肆分"),
    (18650000, "人民币壹拾捌万陆仟伍佰元整"),
    (0, "人民币零元整"),
    (5, "人民币伍分"),
    (50, "人民币伍角整"),
    (100, "人民币壹元整"),
    (1000, "人民币壹拾元整"),
    (10100, "人民币壹佰零壹元整"),
    (1000500, "人民币壹万零伍元整"),
    (10050000, "人民币壹拾万零伍佰元整"),
    (100000000, "人民币壹佰万元整"),
    (10000000000, "人民币壹亿元整"),
    (10000000100, "人民币壹亿零壹元整"),
    (10001000000, "人民币壹亿零壹万元整"),
    (100000000000000, "人民币壹万亿元整"),
    (100010000000000, "人民币壹万零壹亿元整"),
]
VALUES = {digit: number for number, digit in enumerate("零壹贰叁肆伍陆柒捌玖")}
UNITS = {"拾": 10, "佰": 100, "仟": 1000}


def read_back(text: str) -> int:
    """The amount in fen that a person reads in capitals: an independent reader for the writer."""
    whole, has_yuan, rest = text.removeprefix("人民币").partition("元")
    if not has_yuan:
        whole, rest = "", whole
    total = section = digit = 0
    for mark in whole:
        if mark in VALUES:
            digit = VALUES[mark]
        elif mark in UNITS:
            section, digit = section + digit * UNITS[mark], 0
        elif mark == "万":
            total, section, digit = total + (section + digit) * 10_000, 0, 0
        elif mark == "亿":
            total, section, digit = (total + section + digit) * 100_000_000, 0, 0
    fen = (total + section + digit) * 100
    for mark, following in pairwise(rest):
        fen += VALUES.get(mark, 0) * {"角": 10, "分": 1}.get(following, 0)
    return fen


@pytest.mark.parametrize(("fen", "text"), CAPITALS)
def test_an_amount_is_written_in_capitals_as_vouchers_require(fen: int, text: str) -> None:
    assert presentation.money_capitals(Money(fen)) == text


@given(st.integers(min_value=0, max_value=10**15))
def test_capitals_read_back_as_the_same_amount(fen: int) -> None:
    text = presentation.money_capitals(Money(fen))
    assert read_back(text) == fen
    assert "零零" not in text


@pytest.mark.parametrize("amount", [Money(-1), Money(100, "USD"), Money(10**19)])
def test_no_capitals_are_invented_for_what_the_rules_do_not_cover(amount: Money) -> None:
    with pytest.raises(ValueError, match="capitals"):
        presentation.money_capitals(amount)


@pytest.mark.parametrize(
    ("amount", "chinese", "english"),
    [
        (Money(18650000), "186,500.00 元", "CNY 186,500.00"),
        (Money(-5), "-0.05 元", "CNY -0.05"),
        (Money(1200000, "VND"), "1,200,000 越南盾", "VND 1,200,000"),
    ],
)
def test_an_amount_has_its_unit_where_readers_expect_it(amount: Money, chinese: str, english: str) -> None:
    assert presentation.money(amount, "zh-hans") == chinese
    assert presentation.money(amount, "en") == english


def test_a_date_reads_as_people_write_it() -> None:
    day = date(2026, 11, 2)
    assert presentation.day(day, "zh-hans") == "2026年11月2日"
    assert presentation.day(day, "zh-hans", weekday=True) == "2026年11月2日 星期一"
    assert presentation.day(day, "en") == "2 November 2026"
    assert presentation.day(day, "en", weekday=True) == "Monday 2 November 2026"
    moment = datetime(2026, 11, 2, 9, 5)
    assert presentation.moment(moment, "zh-hans") == "2026年11月2日 09:05"
    assert presentation.moment(moment, "en") == "2 November 2026, 09:05"


@pytest.mark.parametrize(
    ("language", "date_text", "amount"),
    [
        ("zh-hant", "2026年11月2日 星期一", "-1,234.50 元"),
        ("vi", "Thứ Hai, ngày 2 tháng 11 năm 2026", "CNY -1.234,50"),
        ("es", "lunes, 2 de noviembre de 2026", "CNY -1.234,50"),
        ("ru", "понедельник, 2 ноября 2026 г.", "CNY -1\N{NO-BREAK SPACE}234,50"),
        ("ky", "2026-ж., 2-ноябрь, дүйшөмбү", "CNY -1\N{NO-BREAK SPACE}234,50"),
        ("th", "Monday 2 November 2026", "CNY -1,234.50"),
    ],
)
def test_each_language_writes_dates_and_amounts_its_own_way(language: str, date_text: str, amount: str) -> None:
    assert presentation.day(date(2026, 11, 2), language, weekday=True) == date_text
    assert presentation.money(Money(-123450), language) == amount


@given(st.dates(), st.sampled_from(["vi", "es", "ru", "ky", "en"]))
def test_no_reader_can_take_the_month_for_the_day(day: date, language: str) -> None:
    told = presentation.day(day, language)
    digits = re.findall(r"[0-9]+", told.replace(f"tháng {day.month} ", ""))
    assert sorted(map(int, digits)) == sorted((day.day, day.year))


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 B"), (1023, "1023 B"), (1024, "1 KB"), (1468006, "1.4 MB"), (20 * 2**20, "20 MB")]
)
def test_a_file_size_has_a_unit_people_know(number: int, text: str) -> None:
    assert presentation.size(number) == text


def test_a_digest_is_grouped_without_losing_a_digit() -> None:
    digest = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"
    assert "".join(presentation.digest_groups(digest)) == digest
