"""`tongban law number` and `tongban law cause` at a terminal: answers, JSON, refusals with a way on."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tongban.cli.legal import command
from tongban.courts.rules.cause_facts import PlainFact
from tongban.courts.rules.tables import case_types
from tongban.wiring.command import parser

TODAY = date(2026, 3, 2)

pytestmark = pytest.mark.once

Law = Callable[..., tuple[int, Any]]


@pytest.fixture
def law(capsys: pytest.CaptureFixture[str]) -> Law:
    """Ask `tongban law …`; gives the exit status and what was printed, read as JSON where it was asked for."""

    def ask(*words: str, language: str = "en") -> tuple[int, Any]:
        status = command.run(parser().parse_args(["law", *words, "--language", language]), today=TODAY)
        printed = capsys.readouterr().out
        return status, json.loads(printed) if "--json" in words else printed

    return ask


def test_a_number_is_read_with_its_court_and_its_kind(law: Law) -> None:
    status, told = law("number", "parse", "(2026) 渝0103民初1号之一", "--json")
    assert status == 0
    assert told["number"] == "（2026）渝0103民初1号之一"
    assert (told["year"], told["special"], told["serial"], told["derived"]) == (2026, "", 1, 1)
    assert told["court"] == {
        "code": "渝0103",
        "known": True,
        "name": "重庆市渝中区人民法院",
        "level": "basic",
        "level_term": "基层人民法院",
    }
    assert (told["type"]["characters"], told["type"]["name"], told["type"]["codes"]) == (
        "民初",
        "民事一审案件",
        ["0301"],
    )
    assert told["known"]
    assert told["doubts"] == []
    assert told["article"]


def test_what_the_tables_do_not_know_of_a_number_is_said_and_is_no_error(law: Law) -> None:
    status, told = law("number", "parse", "（2024）粤0604诉前调确1716号", "--json")
    assert status == 0
    assert not told["known"]
    assert [doubt["reason"] for doubt in told["doubts"]] == ["case_number.court_outside_table"]
    status, printed = law("number", "parse", "（2026）渝0103民终1号")
    assert status == 0
    assert "CPL 171" in printed
    assert "intermediate people's court" in printed


def test_a_number_is_written_from_its_parts(law: Law) -> None:
    parts = ("--year", "2026", "--court", "渝0103", "--type", "民初", "--serial", "1")
    status, told = law("number", "format", *parts, "--derived", "1", "--json")
    assert (status, told["number"]) == (0, "（2026）渝0103民初1号之一")
    status, told = law("number", "format", *parts[:2], "--court", "渝01", *parts[4:], "--special", "知", "--json")
    assert (status, told["number"]) == (0, "（2026）渝01知民初1号")


def test_a_number_is_written_as_papers_write_it(law: Law) -> None:
    status, told = law("number", "format", "( 2026 )渝0103民初1号之一", "--json")
    assert (status, told["number"]) == (0, "（2026）渝0103民初1号之一")
    status, told = law("number", "format", "（2026）渝0103民终1号", "--json")
    assert (status, told["refused"][0]["reason"]) == (1, "case_number.level")


@pytest.mark.parametrize(
    ("words", "reasons"),
    [
        (("number", "parse", "没有号"), ["case_number.malformed"]),
        (("number", "parse"), ["case_number.empty"]),
        (("number", "parse", "（2015）渝民初字第1号"), ["case_number.old_form"]),
        (("number", "format", "--year", "2026"), ["case_number.part_missing"]),
        (
            ("number", "format", "--year", "2026", "--court", "渝9999", "--type", "民说", "--serial", "1"),
            ["case_number.court_unknown", "case_number.type_unknown"],
        ),
        (("number", "find", "没有"), ["case_number.none_in_text"]),
        (("number", "types", "没有"), ["case_number.no_such_types"]),
        (("number", "chain"), ["case_number.empty"]),
        (("number", "chain", "x", "（2026）渝0103民初1号"), ["case_number.malformed"]),
        (("number", "chain", "（2026）渝0103民初1号", "（2026）渝01民终1号"), ["case_number.link_court"]),
        (("cause", "search"), ["causes.nothing_asked"]),
        (("cause", "search", "没有这种案由"), ["causes.nothing_found"]),
        (("cause", "search", "离婚", "--on", "2025-12-31"), ["causes.no_list"]),
        (("cause", "search", "离婚", "--on", "bad"), ["period.no_such_day"]),
        (("cause", "show", "999"), ["causes.unknown"]),
        (("cause", "show"), ["causes.unknown"]),
        (("cause", "suggest", "--fact", "support_in_money"), ["causes.no_suggestion"]),
        (("cause", "suggest", "--fact", "x", "--fact", "y"), ["causes.no_such_fact", "causes.no_such_fact"]),
        (("cause", "suggest", "--on", "2020-01-01"), ["causes.no_list"]),
    ],
)
def test_what_cannot_be_answered_is_refused_with_its_law_and_a_way_on(
    law: Law, words: tuple[str, ...], reasons: list[str]
) -> None:
    status, told = law(*words, "--json")
    assert status == 1
    assert [refusal["reason"] for refusal in told["refused"]] == reasons
    assert all(refusal["law"] and refusal["says"] and refusal["remedy"] for refusal in told["refused"])
    assert not any("%(" in refusal["says"] + refusal["remedy"] for refusal in told["refused"])


def test_the_numbers_of_a_text_are_found_with_their_places(law: Law) -> None:
    text = "见（2026）渝0103民初1号和（2015）渝中法民初字第1号"
    status, told = law("number", "find", text, "--json")
    assert status == 0
    assert [text[each["start"] : each["end"]] for each in told["numbers"]] == [
        each["typed"] for each in told["numbers"]
    ]
    assert told["numbers"][1]["refused"]["reason"] == "case_number.old_form"
    assert "渝中区" in law("number", "find", text)[1]


def test_a_chain_says_how_each_number_follows_the_one_before(law: Law) -> None:
    numbers = ("（2026）渝0103民诉前调1号", "（2026）渝0103民初7号", "（2026）渝05民终3号", "（2027）渝民申1号")
    status, told = law("number", "chain", *numbers, "--json")
    assert status == 0
    assert [link["term"] for link in told["links"]] == ["诉前调解转立案", "上诉", "申请再审"]


def test_the_kinds_of_case_are_listed_all_or_by_words(law: Law) -> None:
    assert len(law("number", "types", "--json")[1]["types"]) == len(case_types())
    rows = law("number", "types", "执行", "异议", "--json")[1]["types"]
    assert [row["characters"] for row in rows] == ["执异"]
    assert law("number", "types", "民终", "--json")[1]["types"][0]["levels"] == ["supreme", "high", "intermediate"]


def test_a_cause_is_found_with_its_path_and_the_reason(law: Law) -> None:
    status, told = law("cause", "search", "借钱不还", "--json")
    assert status == 0
    first = told["causes"][0]
    assert (first["code"], first["name"], first["level"]) == ("108(3)", "民间借贷纠纷", 4)
    assert first["path"] == ["合同、准合同纠纷", "合同纠纷", "借款合同纠纷", "民间借贷纠纷"]
    assert "借钱不还" in first["why"]
    assert len(law("cause", "search", "合同", "--limit", "3", "--json")[1]["causes"]) == 3
    assert "民间借贷纠纷" in law("cause", "search", "mjjd", "--on", "2026-01-01", language="zh-hans")[1]


def test_a_cause_is_shown_with_what_stands_below(law: Law) -> None:
    told = law("cause", "show", "108", "--json")[1]
    assert [below["code"] for below in told["below"]] == [f"108({n})" for n in range(1, 7)]
    assert told["pinyin"] == "jie kuan he tong jiu fen"
    assert law("cause", "show", "108（3）", "--json")[1]["name"] == "民间借贷纠纷"


def test_facts_suggest_a_cause_and_ask_what_is_missing(law: Law) -> None:
    status, told = law("cause", "suggest", "--fact", "money_lent", "--json")
    assert (status, told["code"], told["article"]) == (0, "108(3)", "民间借贷规定 1")
    assert {row["fact"]: row["name"] for row in told["missing"]} == {
        "lender_is_bank": "金融借款合同纠纷",
        "lender_is_microcredit": "小额借款合同纠纷",
    }
    assert all(step["law"] for step in told["steps"])
    assert told["steps"][0]["text"].startswith("You said: Money was lent.")
    assert len(law("cause", "suggest", "--json")[1]["facts"]) == len(PlainFact)
    assert "出借款项" in law("cause", "suggest", language="zh-hans")[1]
