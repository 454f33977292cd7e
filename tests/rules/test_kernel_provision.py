"""Citations read as data."""

from __future__ import annotations

import pytest

from tongban.courts.rules.clocks import period_rules
from tongban.kernel.provision import Provision, in_chinese, provisions

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("citation", "parts"),
    [
        ("CPL 85(2); SI 125", [("CPL", "85(2)"), ("SI", "125")]),
        ("CPL 126; SI 126, 208; 登记立案 8", [("CPL", "126"), ("SI", "126"), ("SI", "208"), ("登记立案", "8")]),
        ("交纳办法 13(2)1", [("交纳办法", "13(2)1")]),
        ("SI 29-33", [("SI", "29-33")]),
        ("CPL 23(3)-(4); SI 12", [("CPL", "23(3)-(4)"), ("SI", "12")]),
        ("全国年节及纪念日放假办法", [("全国年节及纪念日放假办法", "")]),
        ("", []),
    ],
)
def test_a_citation_is_read_in_its_articles(citation: str, parts: list[tuple[str, str]]) -> None:
    assert [(p.instrument, p.article) for p in provisions(citation)] == parts


def test_a_short_name_has_a_full_one() -> None:
    assert Provision("CPL", "85").full_name == "中华人民共和国民事诉讼法"


def test_every_citation_of_the_periods_can_be_read() -> None:
    assert all(provisions(rule.article) for rule in period_rules().values())


@pytest.mark.parametrize(
    ("citation", "told"),
    [
        ("CPL 35; SI 29-33", "民事诉讼法第35条；民诉法解释第29-33条"),
        ("CPL 122(3)", "民事诉讼法第122条（3）"),
        ("CPL 23(3)-(4)", "民事诉讼法第23条（3）-（4）"),
        ("在线诉讼规则 14, 20(1)", "在线诉讼规则第14条、第20条（1）"),
        ("在线诉讼规则 20(2)(iii)", "在线诉讼规则第20条（2）（iii）"),
        ("跨域立案公告 2019", "跨域立案公告（2019年）"),
        ("house rule: federation", "house rule: federation"),
    ],
)
def test_a_citation_reads_as_a_chinese_reader_expects_it(citation: str, told: str) -> None:
    assert in_chinese(citation) == told
