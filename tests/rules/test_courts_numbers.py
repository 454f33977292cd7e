"""Case numbers against the tables: known or not, to be given or not, found in a text, related in one dispute."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.law_tables import LawCase, cases
from tests.rules.test_kernel_numbers import NUMBERS
from tongban.courts.rules import tables
from tongban.courts.rules.chain import NumberChain, chain_of, link
from tongban.courts.rules.numbers import draw_serial, is_drawn, known_number, make_number, read_number, series_problems
from tongban.courts.vocabulary import CaseType, CourtLevel, NumberRelation
from tongban.kernel.casenumber import PADDED, SPECIALS, CaseNumber, find_numbers, parse
from tongban.kernel.refusal import Refusal

pytestmark = pytest.mark.once

WRITTEN = [row for row in tables.case_types() if row.characters]
A_COURT = {
    CourtLevel.SUPREME: "最高法",
    CourtLevel.HIGH: "渝",
    CourtLevel.INTERMEDIATE: "渝05",
    CourtLevel.BASIC: "渝0103",
}


def number_of(case: LawCase) -> CaseNumber:
    """The parts of a line of the table `write`."""
    year, serial, derived = (int(case[name]) for name in ("year", "serial", "derived"))
    return CaseNumber(year, case["court"], case["special"], case["type"], serial, derived)


def pairs() -> list[tuple[CaseNumber, CaseNumber]]:
    """The numbers of the table `chain`."""
    return [(read(case["earlier"]), read(case["later"])) for case in cases("numbers", "chain")]


def read(text: str) -> CaseNumber:
    """A number that must read."""
    number = parse(text)
    assert isinstance(number, CaseNumber), number
    return number


@pytest.mark.parametrize("case", cases("numbers", "known"), ids=lambda case: case.id)
def test_a_known_number_names_a_court_and_a_type_of_its_year(case: LawCase) -> None:
    answer = known_number(case["typed"])
    assert (answer.reason if isinstance(answer, Refusal) else str(answer)) == case["answer"]


@pytest.mark.parametrize("case", cases("numbers", "write"), ids=lambda case: case.id)
def test_a_number_is_written_or_refused_for_all_its_reasons(case: LawCase) -> None:
    made = make_number(number_of(case))
    told = str(made) if isinstance(made, CaseNumber) else " ".join(refusal.reason for refusal in made)
    assert told == case["answer"]


@pytest.mark.parametrize("case", cases("numbers", "find"), ids=lambda case: case.id)
def test_every_number_in_a_text_is_found_with_its_place(case: LawCase) -> None:
    found = find_numbers(case["text"])
    told = [each.answer.reason if isinstance(each.answer, Refusal) else str(each.answer) for each in found]
    assert " ".join(told) == case["numbers"]
    assert all(case["text"][each.start : each.end] == each.typed for each in found)


@pytest.mark.parametrize("case", cases("numbers", "chain"), ids=lambda case: case.id)
def test_a_number_follows_another_by_a_relation_of_the_table(case: LawCase) -> None:
    answer = link(read(case["earlier"]), read(case["later"]))
    assert (answer.reason if isinstance(answer, Refusal) else answer.relation.term) == case["answer"]
    assert answer.law if isinstance(answer, Refusal) else answer.article


@pytest.mark.parametrize("row", WRITTEN, ids=lambda row: row.type_code or row.characters)
def test_every_type_of_the_table_is_written_and_read_back(row: CaseType) -> None:
    level = next(level for level in CourtLevel if not row.levels or level in row.levels)
    year = min(max(row.valid_from.year, 2016), row.valid_to.year)
    number = CaseNumber(year, A_COURT[level], "", row.characters, 10 ** (PADDED.get(row.characters, 1) - 1))
    if row.valid_to.year < 2016:
        assert series_problems(year=2016, court="渝0103", type_chars=row.characters)
        return
    assert make_number(number) == number
    assert parse(str(number)) == number
    assert row in read_number(number).types


def test_the_table_holds_its_types_each_below_its_group() -> None:
    rows = tables.case_types()
    codes = {row.type_code for row in rows if row.type_code}
    assert len([row for row in rows if row.characters != "商初"]) == 222
    assert all(row.parent in codes for row in rows if row.parent)
    assert all(bool(row.levels) == bool(row.levels_article) for row in rows)


def test_the_special_characters_of_the_table_are_those_that_are_read() -> None:
    assert "".join(row[0] for row in tables.special_characters()) == SPECIALS


@given(NUMBERS)
def test_any_number_of_the_table_reads_as_a_court_and_a_type_or_says_why_not(number: CaseNumber) -> None:
    reading = read_number(number)
    assert parse(str(number)) == number
    assert reading.court is not None or reading.doubts
    assert reading.types or reading.doubts
    assert all(doubt.law for doubt in reading.doubts)


@given(st.lists(NUMBERS, max_size=5))
def test_numbers_in_a_sentence_are_found_in_their_order(numbers: list[CaseNumber]) -> None:
    found = find_numbers("，".join(f"见{number}判决" for number in numbers))
    assert [each.answer for each in found] == numbers


@given(st.text(max_size=200))
def test_any_text_can_be_looked_through(text: str) -> None:
    assert all(text[each.start : each.end] == each.typed for each in find_numbers(text))


def test_what_can_be_related_is_written_with_types_of_the_table() -> None:
    known = {row.characters for row in WRITTEN}
    seen: set[tuple[str, str]] = set()
    for row in tables.rows("number_links.csv"):
        for earlier in row["earlier"].split():
            for later in row["later"].split():
                assert {earlier, later} <= known
                assert (earlier, later) not in seen
                seen.add((earlier, later))
    assert {row["relation"] for row in tables.rows("number_links.csv")} == set(NumberRelation)


STORY = (
    "（2026）渝0103民诉前调1号",
    "（2026）渝0103民初7号",
    "（2026）渝05民终3号",
    "（2027）渝民申2号",
)


def test_a_dispute_is_one_chain_from_mediation_to_enforcement() -> None:
    chain = chain_of(tuple(map(read, STORY)))
    assert isinstance(chain, NumberChain)
    chain = chain.add(read("（2026）渝05民终3号"), read("（2026）渝0103执9号"))
    assert isinstance(chain, NumberChain)
    assert [found.relation.term for found in chain.after(read(STORY[2]))] == ["申请再审", "申请执行"]
    assert [str(found.earlier) for found in chain.before(read(STORY[1]))] == [STORY[0]]
    told = [str(number) for number in chain.numbers()]
    assert told[:3] == list(STORY[:3])
    assert set(told[3:]) == {STORY[3], "（2026）渝0103执9号"}


def test_a_link_stands_once_and_leads_in_no_circle() -> None:
    chain = chain_of((read("（2026）渝0103民初1号"), read("（2026）渝05民终1号"), read("（2026）渝0103民初2号")))
    assert isinstance(chain, NumberChain)
    again = chain.add(read("（2026）渝0103民初1号"), read("（2026）渝05民终1号"))
    back = chain.add(read("（2026）渝0103民初2号"), read("（2026）渝05民终1号"))
    assert isinstance(again, Refusal)
    assert again.reason == "case_number.link_twice"
    assert isinstance(back, Refusal)
    assert back.reason == "case_number.link_circle"
    broken = chain_of((read("（2026）渝0103民初1号"), read("（2026）渝01民终1号")))
    assert isinstance(broken, Refusal)


def test_a_random_serial_is_drawn_until_one_is_free() -> None:
    chance = random.Random(7)
    given_out: set[int] = set()
    for _ in range(500):
        serial = draw_serial("刑核", chance.randrange, given_out.__contains__)
        assert isinstance(serial, int)
        given_out.add(serial)
    assert len(given_out) == 500
    assert sorted(given_out) != list(range(min(given_out), min(given_out) + 500))
    assert is_drawn("刑核")
    assert not is_drawn("民初")


def test_the_bounds_of_chance_give_the_first_and_the_last_serial() -> None:
    assert draw_serial("刑核", lambda _: 0, set().__contains__) == 1
    assert draw_serial("刑核", lambda many: many - 1, set().__contains__) == 99_999_999


def test_a_series_of_random_serials_that_is_used_up_is_refused() -> None:
    found = draw_serial("刑核", lambda _: 0, lambda _: True)
    assert isinstance(found, Refusal)
    assert found.reason == "case_number.none_left"


def test_an_appeal_is_checked_against_the_tree_of_its_own_year() -> None:
    assert date(2022, 12, 31).year == read("（2022）渝87民终1号").year
    early = link(read("（2022）渝0103民初1号"), read("（2022）渝87民终1号"))
    late = link(read("（2023）渝0103民初1号"), read("（2023）渝87民终1号"))
    assert not isinstance(early, Refusal), "a court that the table does not hold in that year is believed"
    assert isinstance(late, Refusal)
