"""A list of people becomes rows, one for each line, and nobody on it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.filing_people import TODAY, credit_code, id_number
from tongban.filing.rules.answers import findings
from tongban.filing.rules.interview import interviews
from tongban.filing.rules.party_list import with_listed
from tongban.filing.rules.told import as_asked
from tongban.filing.vocabulary import Answers

LIST = "defendant.list"
FIRST = {"defendant.kind": "natural", "defendant.name": "周志强", "defendant.more": ""}


def taken(text: str, **known: str) -> Answers:
    answers = FIRST | {key.replace("__", "."): value for key, value in known.items()} | {LIST: text}
    return with_listed(interviews()["traffic_accident"], answers, TODAY)


def row(answers: Answers, number: int = 2) -> Answers:
    before = f"defendant.{number}."
    return {key.removeprefix(before): value for key, value in answers.items() if key.startswith(before)}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            f"王强，{id_number(3)}，13800000001，重庆市渝中区示例街3号",
            {
                "kind": "natural",
                "name": "王强",
                "id_number": id_number(3),
                "phone": "13800000001",
                "address": "重庆市渝中区示例街3号",
                "division": "500103",
                "where": "here",
            },
        ),
        (f"2. 被告二：王强\t{id_number(3)}", {"kind": "natural", "name": "王强", "id_number": id_number(3)}),
        (f"王强 {id_number(3)} 13800000001", {"name": "王强", "id_number": id_number(3), "phone": "13800000001"}),
        ("王强，男，汉族，1985年2月2日出生，住重庆市渝中区示例街3号", {"name": "王强", "division": "500103"}),
        (f"示例运输有限公司，{credit_code(7)}", {"kind": "legal", "credit_code": credit_code(7)}),
        ("示例财产保险股份有限公司", {"kind": "legal", "name": "示例财产保险股份有限公司"}),
        ("JOHN SMITH, E12345678", {"name": "JOHN SMITH", "id_kind": "passport", "id_number": "E12345678"}),
        ("陈大文，H01234567", {"id_kind": "hk_macao_permit", "id_number": "H01234567"}),
        ("林小美，台湾居民来往大陆通行证：01234567", {"id_kind": "taiwan_permit", "id_number": "01234567"}),
        (f"王强，{id_number(3)[:17]}", {"name": "王强", "id_number": id_number(3)[:17]}),
        ("13800000001", {"name": "13800000001", "phone": "13800000001"}),
        ("王强，示例街3号，后院", {"name": "王强", "address": "示例街3号，后院"}),
    ],
)
def test_a_line_tells_what_stands_in_it(line: str, told: Answers) -> None:
    found = taken(line)
    assert found["defendant.more"] == "yes"
    assert found[LIST] == ""
    assert told.items() <= row(found).items(), row(found)


def test_an_empty_first_row_is_filled_before_others_are_added() -> None:
    found = taken("王强\n李芳", defendant__name="")
    assert (found["defendant.name"], found["defendant.2.name"]) == ("王强", "李芳")
    assert (found["defendant.more"], found["defendant.2.more"]) == ("yes", "no")


def test_nobody_gets_what_was_told_of_somebody_who_was_taken_out_again() -> None:
    before = {"defendant__more": "no", "defendant__2__name": "李芳", "defendant__2__phone": "13900000009"}
    found = taken("王强", **before)
    assert (found["defendant.2.name"], found["defendant.2.phone"]) == ("王强", "")


def test_the_head_of_a_table_is_nobody_and_a_list_sent_twice_adds_nobody() -> None:
    text = f"姓名\t身份证号码\t电话\n王强\t{id_number(3)}\t13800000001"
    once = taken(text)
    assert [q for q in once if q.endswith(".name")] == ["defendant.name", "defendant.2.name"]
    again = once | {LIST: text}
    assert with_listed(interviews()["traffic_accident"], again, TODAY) == once
    mended = again | {"defendant.2.phone": "13800000002"}
    assert "defendant.3.name" not in with_listed(interviews()["traffic_accident"], mended, TODAY)


def test_who_finds_no_room_stays_in_the_list_and_stands_in_the_way() -> None:
    found = taken("\n".join(f"王强{number}" for number in range(2, 34)))
    assert found["defendant.30.name"] == "王强30"
    assert found[LIST].split() == ["王强31", "王强32", "王强33"]
    told = [
        one for one in findings(interviews()["traffic_accident"], found, files=(), today=TODAY) if LIST in one.fields
    ]
    assert [(one.reason, one.facts) for one in told] == [("filing.list_waits", (("lines", "3"),))]


def test_a_list_is_asked_for_once_and_only_where_there_may_be_several() -> None:
    def asked(interview: str, answers: Answers) -> list[str]:
        pages = as_asked(interviews()[interview], answers, TODAY).pages
        return [q.id for page in pages for q in page.questions if q.kind == "party_list"]

    assert asked("traffic_accident", taken("王强")) == [LIST]
    assert asked("divorce", {}) == []


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=60), max_size=12)
)
def test_whatever_is_pasted_nobody_is_lost_and_the_page_can_be_asked(lines: list[str]) -> None:
    found = taken("\n".join(lines))
    assert found[LIST] == ""
    people = "".join(value for key, value in found.items() if key.count(".") == 2)
    for line in "\n".join(lines).splitlines():
        for word in line.split():
            if word.isascii() and word.isalpha() and len(word) > 1 and word.islower():
                assert word in people.lower(), line
    as_asked(interviews()["traffic_accident"], found, TODAY)
