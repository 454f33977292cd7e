"""The tree of courts, the calendar and the causes: the data is whole, and questions get answers or refusals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.courts.rules import clocks
from tongban.courts.rules.hierarchy import tree_on
from tongban.courts.rules.imports import table_problems
from tongban.courts.rules.numbers import types_of
from tongban.courts.rules.tables import all_courts, calendar, case_types, rows
from tongban.courts.vocabulary import CaseType, Court, CourtLevel
from tongban.kernel.periods import PeriodRule
from tongban.kernel.refusal import Refusal

pytestmark = pytest.mark.once

DAY = date(2026, 3, 2)


def test_the_shipped_table_of_courts_has_no_flaw() -> None:
    assert table_problems(all_courts()) == []
    assert len(all_courts()) == 530


def test_a_basic_court_is_found_by_code_and_by_place() -> None:
    tree = tree_on(DAY)
    court = tree.court("渝0103")
    assert isinstance(court, Court)
    assert (court.name, court.level, court.parent) == ("重庆市渝中区人民法院", CourtLevel.BASIC, "渝05")
    assert tree.of_place("500103") == court
    assert court.place_name == "重庆市渝中区"


def test_the_courts_above_stand_nearest_first() -> None:
    tree = tree_on(DAY)
    assert [court.code for court in tree.ancestors("川0107")] == ["川01", "川", "最高法"]
    assert tree.ancestors("最高法") == tree.ancestors("没有") == ()
    assert tree.parent("最高法") is None
    assert tree.province_of("川0107") == "川"


def test_children_are_the_courts_directly_below() -> None:
    tree = tree_on(DAY)
    assert "渝0103" in {court.code for court in tree.children("渝05")}
    assert tree.children("") == ()


@given(st.sampled_from(all_courts()))
def test_every_court_stands_below_the_supreme_court(court: Court) -> None:
    tree = tree_on(DAY)
    assert court.code == "最高法" or tree.ancestors(court.code)[-1].code == "最高法"


def test_a_court_is_unknown_before_its_first_day() -> None:
    before, after = tree_on(date(2022, 12, 31)).court("渝87"), tree_on(date(2023, 1, 1)).court("渝87")
    assert isinstance(before, Refusal)
    assert isinstance(after, Court)


def test_no_court_is_known_before_the_rules_on_codes() -> None:
    assert isinstance(tree_on(date(2015, 12, 31)).court("渝0103"), Refusal)


@given(st.text(max_size=12))
def test_any_code_and_any_place_gives_a_court_or_a_refusal_with_a_law(text: str) -> None:
    tree = tree_on(DAY)
    for answer in (tree.court(text), tree.of_place(text)):
        assert isinstance(answer, Court) or answer.law


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"parent": ""}, "courts.parent_missing"),
        ({"parent": "无"}, "courts.parent_unknown"),
        ({"parent": "渝0104"}, "courts.parent_below"),
        ({"parent": "渝0103"}, "courts.parent_below"),
        ({"level": CourtLevel.HIGH}, "courts.parent_below"),
        ({"valid_to": date(2000, 1, 1)}, "courts.ends_before_start"),
    ],
)
def test_a_flaw_in_a_table_of_courts_is_told(change: dict[str, object], reason: str) -> None:
    mended = [replace(court, **change) if court.code == "渝0103" else court for court in all_courts()]  # type: ignore[arg-type]
    assert {problem.reason for problem in table_problems(mended)} == {reason}


def test_a_code_that_stands_twice_is_told() -> None:
    assert [p.reason for p in table_problems([*all_courts(), all_courts()[5]])] == ["courts.code_twice"]


def test_the_calendar_knows_its_years() -> None:
    assert calendar().announced == frozenset(range(2015, 2027))
    assert calendar().provisional(2027)
    assert not calendar().holidays & calendar().working_weekends


@given(st.dates(date(2015, 1, 1), date(2027, 12, 1)))
def test_the_next_working_day_is_worked_and_near(day: date) -> None:
    following, before = calendar().next_working_day(day), calendar().last_working_day(day)
    assert not calendar().is_rest_day(following)
    assert not calendar().is_rest_day(before)
    assert before <= day <= following
    assert (following - day).days <= 10


def test_every_row_of_law_data_cites_an_article_and_a_basis() -> None:
    for name in (
        "courts",
        "causes",
        "case_types",
        "special_characters",
        "deadlines",
        "venue_rules",
        "venue_grounds",
        "venue_levels",
        "cause_hints",
        "cause_words",
        "number_links",
    ):
        for row in rows(f"{name}.csv"):
            assert row["article"], (name, row)
            assert row["basis"].strip(), (name, row)


def test_case_types_are_found_by_their_characters_and_year() -> None:
    found = types_of("民初", DAY)
    assert not isinstance(found, Refusal)
    assert [row.type_code for row in found] == ["0301"]
    assert isinstance(types_of("调确", DAY), Refusal)
    assert all(isinstance(row, CaseType) for row in case_types())


def test_an_amended_period_is_a_further_row_and_the_day_of_the_event_chooses(monkeypatch: pytest.MonkeyPatch) -> None:
    first = clocks.period_rule("filing_decision")
    assert isinstance(first, PeriodRule)
    old = replace(first, valid_to=date(2026, 12, 31))
    new = replace(first, amount=5, valid_from=date(2027, 1, 1))
    monkeypatch.setattr(clocks, "period_versions", lambda: {"filing_decision": (old, new)})
    assert clocks.period_rule("filing_decision", date(2026, 12, 31)) == old
    assert clocks.period_rule("filing_decision", date(2027, 1, 1)) == new
    assert clocks.period_rule("filing_decision") == new
