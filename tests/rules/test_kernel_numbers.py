"""Case numbers: the worked cases of docs/law/numbers.md, and reading back what is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.law_tables import LawCase, cases
from tongban.courts.rules.tables import all_courts, case_types
from tongban.kernel.casenumber import CaseNumber, parse
from tongban.kernel.refusal import Refusal

pytestmark = pytest.mark.once

CODES = sorted({court.code for court in all_courts() if court.code != "最高法知"})
TYPES = sorted({row.characters for row in case_types() if row.characters})
NUMBERS = st.builds(
    CaseNumber,
    year=st.integers(2016, 2100),
    court=st.sampled_from(CODES),
    special=st.sampled_from(["", "知"]),
    type_chars=st.sampled_from(TYPES),
    serial=st.integers(1, 99_999_999),
    derived=st.integers(0, 99),
)


def told(answer: CaseNumber | Refusal) -> str:
    return answer.reason if isinstance(answer, Refusal) else str(answer)


@pytest.mark.parametrize("case", cases("numbers", "parse"), ids=lambda case: case.id)
def test_the_page_on_numbers_holds(case: LawCase) -> None:
    assert told(parse(case["typed"])) == case["answer"]


def test_the_page_holds_a_hundred_and_twenty_cases_and_more() -> None:
    tables = ("parse", "known", "write", "find", "chain")
    assert sum(len(cases("numbers", name)) for name in tables) >= 120


@given(NUMBERS)
def test_what_is_written_reads_back(number: CaseNumber) -> None:
    assert parse(str(number)) == number
    assert number.problem() is None


@given(NUMBERS)
def test_half_width_brackets_and_spaces_change_nothing(number: CaseNumber) -> None:
    typed = str(number).replace("（", " ( ").replace("）", " ) ")
    assert parse(typed) == number


@given(st.text(max_size=60))
def test_any_text_gives_a_number_or_a_refusal_with_a_law(text: str) -> None:
    answer = parse(text)
    assert isinstance(answer, CaseNumber) or answer.law


@pytest.mark.parametrize("type_code", ["", "a", "民初民初民初"])
def test_a_number_made_of_wrong_parts_has_a_problem(type_code: str) -> None:
    assert CaseNumber(2026, "渝0103", "", type_code, 1).problem() is not None


def test_numbers_of_one_series_sort_by_serial() -> None:
    one, two = CaseNumber(2026, "渝0103", "", "民初", 2), CaseNumber(2026, "渝0103", "", "民初", 10)
    assert one < two
    assert one.series == two.series
