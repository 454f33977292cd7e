"""Causes of action: the worked cases of docs/law/causes.md, the list whole, found, suggested, chosen, changed."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seed_causes import initials, syllables

from tests.rules.law_tables import LawCase, cases
from tongban.cases.law import TRACKS
from tongban.cases.rules.cause import new_cause, reason_for_change
from tongban.cases.vocabulary import Act, CauseChange, Stage, Track
from tongban.courts.rules import cause_search, causes
from tongban.courts.rules.cause_facts import PlainFact, Suggestion, facts_named, suggest
from tongban.courts.rules.cause_search import Hit, search
from tongban.courts.rules.tables import rows
from tongban.courts.vocabulary import Cause, CauseLevel
from tongban.kernel.refusal import Refusal

pytestmark = pytest.mark.once

DAY = date(2026, 3, 2)
LISTED = causes.causes_on(DAY)
assert not isinstance(LISTED, Refusal)
NAMES = [cause.name for cause in LISTED]


def facts_of(case: LawCase) -> set[PlainFact]:
    """The facts of a line of the table `suggest`."""
    return set(map(PlainFact, case["facts"].split()))


def hits(typed: str) -> tuple[Hit, ...]:
    """What a search that must find something finds."""
    found = search(typed, DAY, limit=1055)
    assert not isinstance(found, Refusal), found
    return found


@pytest.mark.parametrize("case", cases("causes", "search"), ids=lambda case: case.id)
def test_a_cause_is_found_by_what_people_type(case: LawCase) -> None:
    found = search(case["typed"], DAY)
    if isinstance(found, Refusal):
        assert (found.reason, "") == (case["answer"], case["why"])
    else:
        assert (found[0].cause.name, found[0].why.code) == (case["answer"], f"causes.{case['why']}")


@pytest.mark.parametrize("case", cases("causes", "suggest"), ids=lambda case: case.id)
def test_plain_facts_suggest_a_cause_with_its_reason(case: LawCase) -> None:
    answer = suggest(facts_of(case), DAY)
    if isinstance(answer, Refusal):
        assert answer.reason == case["answer"]
        return
    assert answer.cause.name == case["answer"]
    assert {question.fact for question in answer.missing} == set(map(PlainFact, case["missing"].split()))
    assert answer.steps
    assert answer.article


@pytest.mark.parametrize("case", cases("causes", "use"), ids=lambda case: case.id)
def test_a_cause_is_used_when_it_exists_and_nothing_lower_fits(case: LawCase) -> None:
    day = date.fromisoformat(case["day"])
    answer = causes.check_cause(case["code"], day, none_lower=case["none lower"] == "yes")
    assert (answer.reason if isinstance(answer, Refusal) else answer.name) == case["answer"]


@pytest.mark.parametrize("case", cases("causes", "lists before"), ids=lambda case: case.id)
def test_a_day_before_the_list_names_the_list_of_that_day(case: LawCase) -> None:
    answer = causes.causes_on(date.fromisoformat(case["day"]))
    assert isinstance(answer, Refusal)
    assert dict(answer.facts) == {"day": case["day"], "list": case["list"]}


@pytest.mark.parametrize("case", cases("causes", "several"), ids=lambda case: case.id)
def test_several_causes_stand_side_by_side_in_the_order_of_the_claims(case: LawCase) -> None:
    answer = causes.several_causes(case["codes"].split(), DAY, none_lower=case["none lower"].split())
    refused = [found.reason for found in answer if isinstance(found, Refusal)]
    named = causes.causes_together([found for found in answer if isinstance(found, Cause)])
    assert (" ".join(refused) or named) == case["answer"]


@pytest.mark.parametrize("case", cases("causes", "change"), ids=lambda case: case.id)
def test_the_cause_of_a_case_changes_for_a_reason_at_its_time(case: LawCase) -> None:
    why = reason_for_change(case["reason"])
    if isinstance(why, Refusal):
        assert why.reason == case["answer"]
        return
    allowed = TRACKS[Track.SIMPLIFIED].decide(Stage(case["stage"]), Act.CHANGE_CAUSE, role="judge", holds=[why])
    changed = new_cause("108(3)", case["to"], filed_on=DAY, none_lower=case["none lower"] == "yes")
    answer = allowed if isinstance(allowed, Refusal) else changed
    assert (answer.reason if isinstance(answer, Refusal) else answer.name) == case["answer"]  # type: ignore[union-attr]


def test_the_page_holds_two_hundred_searches_and_suggestions_and_more() -> None:
    assert len(cases("causes", "search")) >= 150
    assert len(cases("causes", "suggest")) >= 50


def test_the_list_is_whole() -> None:
    by_level = {level: sum(cause.level is level for cause in LISTED) for level in CauseLevel}
    assert list(by_level.values()) == [12, 59, 514, 470]
    codes = {cause.code for cause in LISTED}
    assert len(codes) == len(LISTED) == 1055
    assert all(cause.parent in codes if cause.level > "1" else not cause.parent for cause in LISTED)


def test_a_cause_stands_one_level_below_its_parent() -> None:
    level = {cause.code: int(cause.level) for cause in LISTED}
    assert all(level[cause.parent] == int(cause.level) - 1 for cause in LISTED if cause.parent)


def test_the_pinyin_of_the_list_is_that_of_its_names() -> None:
    for row in rows("causes.csv"):
        assert row["initials"] == initials(row["name"]), row
        assert row["pinyin"] == syllables(row["name"]), row


def test_the_path_of_a_cause_leads_down_from_the_first_level() -> None:
    lending = causes.check_cause("108(3)", DAY)
    assert isinstance(lending, Cause)
    assert [cause.code for cause in causes.path(lending, DAY)] == ["IV", "IV-10", "108", "108(3)"]
    assert lending in causes.children("108", DAY)
    assert causes.cause_name("108(3)", DAY) == "民间借贷纠纷"
    assert causes.cause_name("108(3)", date(2020, 1, 1)) == "108(3)"


@pytest.mark.parametrize("typed", ["企业名称（商号）合同纠纷", "企业名称(商号)合同纠纷"])
def test_brackets_of_either_width_find_a_name(typed: str) -> None:
    assert hits(typed)[0].cause.code == "160"


@given(st.sampled_from(LISTED))
def test_every_cause_is_found_by_code_name_pinyin_and_initials(cause: Cause) -> None:
    assert hits(cause.code)[0].cause == cause
    typed = cause.name[: cause_search.LONGEST_QUERY]
    assert hits(typed)[0].cause.name == cause.name
    assert cause in [hit.cause for hit in hits(typed)]
    for spelled in (cause.pinyin.replace(" ", ""), cause.pinyin):
        found = [hit.cause for hit in hits(spelled[: cause_search.LONGEST_QUERY])]
        assert cause in found
        assert found[0].pinyin == cause.pinyin or len(spelled) > cause_search.LONGEST_QUERY
    assert cause in [hit.cause for hit in hits(cause.initials)]


@given(st.sampled_from(list(rows("cause_words.csv"))), st.randoms(use_true_random=False))
def test_every_word_of_every_day_finds_its_cause_among_the_first(row: dict[str, str], chance: Random) -> None:
    typed = [chance.choice(part.split("/")) for part in row["word"].split()]
    chance.shuffle(typed)
    assert row["cause"] in {hit.cause.code for hit in hits(" ".join(typed))[:5]}


@given(st.text(max_size=80))
def test_any_text_finds_causes_with_reasons_or_is_refused_with_a_law(text: str) -> None:
    found = search(text, DAY)
    assert found.law if isinstance(found, Refusal) else all(hit.why.code in WHY for hit in found)


WHY = {f"causes.{kind}" for kind in ("by_code", "by_name", "by_pinyin", "by_initials", "by_word", "by_topic", "near")}


def test_a_search_gives_as_many_as_asked_and_none_of_a_day_without_list() -> None:
    found = search("合同", DAY, limit=3)
    assert len(found) == 3 if not isinstance(found, Refusal) else pytest.fail(str(found))
    assert isinstance(search("离婚", date(2025, 12, 31)), Refusal)


def test_the_words_of_every_day_are_many_and_point_to_the_list() -> None:
    words = list(rows("cause_words.csv"))
    assert len({row["word"] for row in words if not row["word"].isascii()}) >= 200
    assert len({row["word"] for row in words if row["word"].isascii()}) >= 60
    assert {row["cause"] for row in words} <= {cause.code for cause in LISTED}
    pairs = [(row["word"], row["cause"]) for row in words]
    assert len(set(pairs)) == len(pairs)


def test_every_hint_names_a_cause_of_the_list_and_every_fact_is_used() -> None:
    hints = list(rows("cause_hints.csv"))
    assert {row["cause"] for row in hints} <= set(NAMES)
    assert {fact for row in hints for fact in row["needs"].split()} == set(PlainFact)


@given(st.sets(st.sampled_from(list(PlainFact)), max_size=6))
def test_any_facts_suggest_a_cause_of_the_list_or_are_refused(facts: set[PlainFact]) -> None:
    answer = suggest(facts, DAY)
    if isinstance(answer, Refusal):
        assert answer.reason == "causes.no_suggestion"
        return
    assert answer.cause in LISTED
    assert answer.cause not in answer.others
    assert not facts & {question.fact for question in answer.missing}


@given(st.sampled_from(list(rows("cause_hints.csv"))))
def test_the_facts_of_a_row_suggest_its_cause_first_or_beside_another(row: dict[str, str]) -> None:
    answer = suggest(set(map(PlainFact, row["needs"].split())), DAY)
    assert isinstance(answer, Suggestion)
    assert row["cause"] in {answer.cause.name, *(cause.name for cause in answer.others)}


def test_facts_are_named_by_their_codes_or_refused_one_by_one() -> None:
    assert facts_named(["money_lent", "money_lent"]) == {PlainFact.MONEY_LENT}
    refused = facts_named(["money_lent", "x", "y"])
    assert isinstance(refused, tuple)
    assert [refusal.facts for refusal in refused] == [(("fact", "x"),), (("fact", "y"),)]


def test_every_reason_to_change_a_cause_has_its_chinese_term() -> None:
    assert all(reason.term for reason in CauseChange)
