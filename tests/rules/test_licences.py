"""Licences of lawyers and legal workers: numbers, lists, and who may practise on a day (CPL 61; 律师法 23, 47-49)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.acts.licences import FIRM, LAWYER, OFFICE, OTHER_FIRM, licence_line, table, worker_line
from tongban.kernel.refusal import Refusal
from tongban.people.rules.licence_files import COLUMNS, read_licences
from tongban.people.rules.licences import check_number, is_holders, number_parts, practising
from tongban.people.vocabulary.licences import Licence, LicenceKind, LicenceStatus

TODAY = date(2026, 11, 23)


def read(**changed: str) -> Licence | list[Refusal]:
    found = read_licences(table(licence_line(**changed)), today=TODAY)
    return found if isinstance(found, list) else found[0]


def right(**changed: str) -> Licence:
    found = read(**changed)
    assert isinstance(found, Licence), found
    return found


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (LAWYER, None),
        (LAWYER[:-1], "people.licence_number_form"),
        (LAWYER + "0", "people.licence_number_form"),
        ("1500120151012345X", "people.licence_number_form"),
        ("１5001201510123456", "people.licence_number_form"),
        ("25001201510123456", "people.licence_number_part"),
        ("19901201510123456", "people.licence_number_part"),
        ("15001197810123456", "people.licence_number_part"),
        ("15001202710123456", "people.licence_number_part"),
        ("15001201500123456", "people.licence_number_part"),
        ("15001201512123456", "people.licence_number_part"),
    ],
)
def test_each_part_of_a_lawyers_number_is_looked_at(number: str, reason: str | None) -> None:
    found = check_number(LicenceKind.LAWYER, number, today=TODAY)
    assert (found.reason if found else None) == reason


def test_the_parts_of_a_lawyers_number_cover_its_seventeen_digits() -> None:
    parts = number_parts(LicenceKind.LAWYER)
    assert [sign for part in parts for sign in range(part.first, part.last + 1)] == list(range(1, 18))


@pytest.mark.parametrize(
    ("number", "right"), [("12345678", True), ("1234567", False), ("1" * 18, False), ("1234 5678", False)]
)
def test_a_legal_workers_number_is_digits(number: str, right: bool) -> None:
    assert (check_number(LicenceKind.LEGAL_WORKER, number, today=TODAY) is None) is right


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({"类别": "法官"}, "类别"),
        ({"执业证号": "1"}, "执业证号"),
        ({"姓名": ""}, "姓名"),
        ({"身份证号": "990101199001010010"}, "身份证号"),
        ({"机构代码": FIRM[:-1] + "0"}, "机构代码"),
        ({"机构代码": OFFICE}, "机构代码"),
        ({"机构名称": " "}, "机构名称"),
        ({"省份": "51"}, "省份"),
        ({"省份": "99"}, "省份"),
        ({"首次执业日期": ""}, "首次执业日期"),
        ({"首次执业日期": "2015-7-1"}, "首次执业日期"),
        ({"首次执业日期": "2016-07-01"}, "首次执业日期"),
        ({"状态": "休假"}, "状态"),
        ({"状态": "停止执业"}, "状态起"),
        ({"状态": "停止执业", "状态起": "2026-05-01", "状态止": "2026-04-01"}, "状态止"),
        ({"有效期至": "永久"}, "有效期至"),
        ({"考核年度": "25"}, "考核年度"),
        ({"考核年度": "2027"}, "考核年度"),
        ({"考核年度": ""}, "考核年度"),
        ({"考核结果": "优秀"}, "考核结果"),
    ],
)
def test_a_wrong_line_is_named_with_its_column(changed: dict[str, str], column: str) -> None:
    found = read(**changed)
    assert isinstance(found, list)
    assert [one.reason for one in found] == ["people.licence_line_unclear"]
    assert dict(found[0].facts) | {"line": "2", "column": column} == dict(found[0].facts)


def test_all_wrong_lines_are_named_at_once() -> None:
    lines = (licence_line(姓名=""), worker_line(), worker_line(状态="?"), licence_line())
    found = read_licences(table(*lines), today=TODAY)
    assert isinstance(found, list)
    assert [dict(one.facts).get("line") for one in found] == ["2", "4"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        "类别,执业证号\n".encode(),
        table(licence_line(), columns=tuple(reversed(COLUMNS))),
        table(),
        (",".join(COLUMNS) + '\n"律师').encode(),
    ],
)
def test_what_is_no_list_is_refused(content: bytes) -> None:
    found = read_licences(content, today=TODAY)
    assert isinstance(found, list)
    assert [one.reason for one in found] == ["people.licences_no_table"]


def test_a_line_with_too_few_cells_is_named() -> None:
    found = read_licences((",".join(COLUMNS) + "\n律师,1\n").encode(), today=TODAY)
    assert isinstance(found, list)
    assert dict(found[0].facts)["line"] == "2"


def test_the_same_licence_twice_is_named() -> None:
    found = read_licences(table(licence_line(), licence_line(机构代码=OTHER_FIRM)), today=TODAY)
    assert isinstance(found, list)
    assert [one.reason for one in found] == ["people.licence_twice"]


CASES = [
    ({}, "2026-11-23", []),
    ({"考核年度": "2024"}, "2026-11-23", ["people.licence_not_checked"]),
    ({"考核年度": "2024"}, "2026-05-31", []),
    ({"考核年度": "2024"}, "2026-06-01", ["people.licence_not_checked"]),
    ({"状态": "停止执业", "状态起": "2026-10-01", "状态止": "2026-12-31"}, "2026-11-23", ["people.licence_suspended"]),
    ({"状态": "停止执业", "状态起": "2026-10-01", "状态止": "2026-12-31"}, "2026-09-30", []),
    ({"状态": "停止执业", "状态起": "2026-10-01", "状态止": "2026-12-31"}, "2026-12-31", ["people.licence_suspended"]),
    ({"状态": "停止执业", "状态起": "2026-10-01", "状态止": "2026-12-31"}, "2027-01-01", []),
    ({"状态": "停止执业", "状态起": "2026-10-01"}, "2027-01-01", ["people.licence_suspended"]),
    ({"状态": "吊销", "状态起": "2026-10-01"}, "2026-11-23", ["people.licence_ended"]),
    ({"状态": "注销", "状态起": "2026-10-01"}, "2026-09-30", []),
    ({"有效期至": "2026-11-22"}, "2026-11-23", ["people.licence_expired"]),
    ({"有效期至": "2026-11-23"}, "2026-11-23", []),
    ({"考核结果": "不称职"}, "2026-11-23", []),
]


@pytest.mark.parametrize(("changed", "on", "reasons"), CASES)
def test_who_may_practise_on_a_day(changed: dict[str, str], on: str, reasons: list[str]) -> None:
    found = practising(right(**changed), date.fromisoformat(on))
    assert [one.reason for one in found] == reasons
    assert all("律师" in one.law for one in found)


def test_a_first_year_needs_no_check_and_nobody_acts_before_it() -> None:
    fresh = right(执业证号="15001202610123456", 首次执业日期="2026-03-01", 考核年度="", 考核结果="")
    assert practising(fresh, date(2027, 5, 31)) == []
    assert [one.reason for one in practising(fresh, date(2027, 6, 1))] == ["people.licence_not_checked"]
    assert [one.reason for one in practising(fresh, date(2026, 2, 28))] == ["people.licence_not_yet"]


def test_several_reasons_are_told_together() -> None:
    both = replace(right(有效期至="2026-01-01"), status=LicenceStatus.REVOKED, status_since=date(2026, 1, 1))
    assert [one.reason for one in practising(both, TODAY)] == ["people.licence_ended", "people.licence_expired"]


def test_a_legal_worker_stands_under_other_articles() -> None:
    found = read_licences(table(worker_line(考核年度="2020")), today=TODAY)
    assert isinstance(found, tuple)
    assert "基层法律服务工作者管理办法" in practising(found[0], TODAY)[0].law


def test_a_licence_is_its_holders_alone() -> None:
    licence = right()
    assert is_holders(licence, "林晓梅", licence.id_number) is None
    assert is_holders(replace(licence, id_number=""), "林晓梅", "1") is None
    assert is_holders(licence, "林小梅", licence.id_number) is not None
    assert is_holders(licence, "林晓梅", "990101199001010029") is not None
