"""A dispute from plain facts: what people write in a file, and everything that may be wrong with it at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.courts.rules.contradictions import contradictions
from tongban.courts.rules.facts import SCHEMA, VenueQuestion, question_from, unused_facts
from tongban.courts.rules.hierarchy import tree_on
from tongban.courts.rules.places import place_of
from tongban.courts.rules.venue import check_court, competent_courts
from tongban.courts.vocabulary import ClauseKind, Handling, Matter, Outcome, PartyState, VenueAnswer, Where
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal

pytestmark = pytest.mark.once

TODAY = date(2026, 3, 2)
LOAN: dict[str, Any] = {
    "matter": "private_lending",
    "plaintiffs": ["510107"],
    "defendants": ["500103"],
    "amount": "186500",
}
JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["510107", "渝0103", "defendant"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*SCHEMA, "kind", "x"]), inner, max_size=4)
    ),
    max_leaves=8,
)


def asked(facts: Mapping[str, Any]) -> VenueQuestion:
    question = question_from(facts, today=TODAY)
    assert isinstance(question, VenueQuestion), question
    return question


def courts(facts: Mapping[str, Any]) -> list[str]:
    question = asked(facts)
    answer = competent_courts(question.dispute, on=question.on)
    assert isinstance(answer, VenueAnswer), answer
    return [court.code for court in answer.courts]


def flaws(facts: Mapping[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    found = question_from(facts, today=TODAY)
    assert isinstance(found, tuple), found
    return [(refusal.reason, refusal.fields) for refusal in found]


def test_the_clause_of_the_loan_leads_to_the_defendants_court_alone() -> None:
    clause = {"kind": "defendant", "written": True}
    assert courts({**LOAN, "agreements": [clause]}) == ["渝0103"]
    assert courts(LOAN) == ["川0107", "渝0103"]


def test_words_may_be_english_or_the_words_of_the_law_and_one_stands_for_a_list() -> None:
    written = {
        "matter": "民间借贷",
        "原告": "成都市武侯区",
        "defendants": {"name": "乙", "domicile": "渝中区", "states": "下落不明或者宣告失踪"},
        "claim": "给付货币",
        "amount": 186500,
        "agreements": "被告住所地",
        "合同签订地": "重庆市渝北区",
        "合同没有实际履行": False,
    }
    dispute = asked(written).dispute
    assert dispute.matter is Matter.PRIVATE_LENDING
    assert dispute.plaintiffs[0].domicile == "510107"
    assert dispute.defendants[0].states == {PartyState.MISSING}
    assert dispute.amount == Money(18_650_000)
    assert dispute.agreements[0].kind is ClauseKind.DEFENDANT
    assert dispute.at(Where.SIGNING) == ("500112",)
    assert dispute.circumstances == frozenset()


def test_a_file_may_be_written_in_the_words_of_the_law_alone() -> None:
    facts = {
        "纠纷": "民间借贷纠纷",
        "原告": {"姓名": "甲", "住所地": "武侯区"},
        "被告": [{"姓名": "乙", "住所地": "渝中区", "经常居住地": "渝北区"}],
        "标的额": "186500",
        "起诉日期": "2026-03-02",
    }
    clause = {"约定": "约定的法院", "法院": "渝中区人民法院", "书面": True}
    assert courts(facts) == ["川0107", "渝0112"]
    assert courts(facts | {"管辖协议": clause}) == ["渝0103"]
    assert courts(facts | {"管辖协议": clause | {"书面": False}}) == ["川0107", "渝0112"]


def test_a_question_may_be_put_in_the_words_of_the_law() -> None:
    facts = {
        "询问事项": "管辖权异议",
        "事项内容": {"法院": "渝北区人民法院", "提出人": "被告", "送达日期": "2026-03-02", "提出日期": "2026-03-10"},
    }
    decide = asked(LOAN | facts).decide
    assert decide is not None
    handled = decide()
    assert isinstance(handled, Handling)
    assert handled.outcome is Outcome.TRANSFERS


def test_two_words_for_one_key_are_refused() -> None:
    twice = {"住所地": "510107", "domicile": "500103"}
    assert flaws(LOAN | {"plaintiffs": twice}) == [("venue.facts_contradict", ("plaintiffs[0].住所地",))]


def test_a_court_may_be_named_without_its_city_and_not_by_an_end_that_many_bear() -> None:
    assert asked(LOAN | {"court": "渝中区人民法院"}).court == "渝0103"
    assert flaws(LOAN | {"court": "人民法院"}) == [("courts.unknown", ("court",))]


@pytest.mark.parametrize(
    "name", ["重庆两江新区人民法院（重庆自由贸易试验区人民法院）", "重庆两江新区人民法院", "重庆自由贸易试验区人民法院"]
)
def test_a_court_with_two_names_is_known_by_each(name: str) -> None:
    assert asked(LOAN | {"court": name}).court == "渝0192"


@pytest.mark.parametrize("day", ["20260302", "2026-W10-1", "2026-3-2", "2026-02-30"])
def test_a_day_is_written_in_one_way(day: str) -> None:
    assert flaws(LOAN | {"on": day}) == [("venue.fact_wrong_type", ("on",))]


def test_a_court_is_not_refused_for_want_of_a_fact() -> None:
    land = asked(LOAN | {"matter": "immovable"}).dispute
    found = check_court("渝0103", land, on=TODAY)
    assert isinstance(found, Refusal)
    assert (found.reason, found.fields) == ("venue.place_unknown", ("subject",))


def test_a_side_that_lives_abroad_alone_makes_the_case_foreign_related() -> None:
    abroad = {**LOAN, "defendants": {"abroad": True}, "seizable": "500112"}
    assert asked(abroad).dispute.foreign
    assert not asked(LOAN | {"defendants": {"abroad": True, "domicile": "500103"}}).dispute.foreign
    found = competent_courts(asked(abroad).dispute, on=TODAY)
    assert isinstance(found, VenueAnswer)
    assert [court.code for court in found.courts] == ["川0107", "渝0112"]


def test_the_day_of_filing_is_today_unless_the_facts_name_one() -> None:
    assert asked(LOAN).on == TODAY
    assert asked({**LOAN, "on": "2025-01-06"}).on == date(2025, 1, 6)


def test_all_flaws_are_named_at_once_with_their_fields() -> None:
    found = flaws(
        {
            "matter": "private_lending",
            "plaintifs": ["510107"],
            "defendants": [{"domicile": "500103", "organisation": True, "habitual": "500112", "missing": "yes"}],
            "amount": "-1",
            "claim": "immovable",
            "agreements": [{"kind": "by law"}, {"kind": "court"}, {"kind": "defendant", "court": "渝0103"}],
            "performance": "市中区",
            "signing": 5,
            "deciding_court": "渝0199",
            "on": "2026-02-30",
        }
    )
    assert found == [
        ("venue.fact_misspelt", ("plaintifs",)),
        ("venue.fact_wrong_type", ("on",)),
        ("venue.fact_wrong_type", ("defendants[0].missing",)),
        ("venue.amount_negative", ("amount",)),
        ("venue.word_unknown", ("agreements[0].kind",)),
        ("venue.place_name_ambiguous", ("performance",)),
        ("venue.fact_wrong_type", ("signing",)),
        ("courts.unknown", ("deciding_court",)),
        ("venue.no_plaintiff", ("plaintiffs",)),
        ("venue.facts_contradict", ("claim", "subject")),
        ("venue.facts_contradict", ("defendants[0].organisation", "defendants[0].habitual")),
        ("venue.facts_contradict", ("agreements[1].kind", "agreements[1].court")),
        ("venue.facts_contradict", ("agreements[2].kind", "agreements[2].court")),
    ]


@pytest.mark.parametrize(
    ("facts", "reason", "field"),
    [
        ({}, "venue.fact_missing", "matter"),
        ({**LOAN, "天气": "雨"}, "venue.fact_unknown", "天气"),
        ({**LOAN, "matter": ["immovable", "succession"]}, "venue.fact_wrong_type", "matter"),
        ({**LOAN, "matter": "借"}, "venue.word_unknown", "matter"),
        ({**LOAN, "defendants": []}, "venue.no_defendant", "defendants"),
        ({**LOAN, "defendants": [7]}, "venue.fact_wrong_type", "defendants[0]"),
        ({**LOAN, "amount": True}, "venue.fact_wrong_type", "amount"),
        ({**LOAN, "amount": "0"}, "venue.amount_unreadable", "amount"),
        ({**LOAN, "amount": "1.234"}, "venue.amount_unreadable", "amount"),
        ({**LOAN, "amount": "-1"}, "venue.amount_negative", "amount"),
        ({**LOAN, "foreign": "no"}, "venue.fact_wrong_type", "foreign"),
        ({**LOAN, "plaintiffs": ["5101"]}, "venue.place_name_unknown", "plaintiffs[0]"),
        ({**LOAN, "plaintiffs": ["市中区"]}, "venue.place_name_ambiguous", "plaintiffs[0]"),
        ({**LOAN, "on": "2021-01-01"}, "venue.not_in_force", "on"),
        ({**LOAN, "on": "2999-01-01"}, "venue.day_beyond_reach", "on"),
        ({**LOAN, "on": "2022-12-31", "foreign": True}, "venue.foreign_not_in_force", "foreign"),
        ({**LOAN, "matter": "joint_venture"}, "venue.facts_contradict", "foreign"),
        ({**LOAN, "原告": "510107"}, "venue.facts_contradict", "原告"),
        ({**LOAN, "court": "渝0199"}, "courts.unknown", "court"),
        (
            {**LOAN, "matter": "immovable", "subject": "500103", "deceased": "500112"},
            "venue.facts_contradict",
            "deceased",
        ),
        ({**LOAN, "matter": "succession", "register": "500103"}, "venue.facts_contradict", "register"),
        ({**LOAN, "matter": "collision", "specialty": "patent"}, "venue.facts_contradict", "specialty"),
        ({**LOAN, "underlying": "tort"}, "venue.facts_contradict", "underlying"),
        ({**LOAN, "foreign": False, "defendants": {"abroad": True}}, "venue.facts_contradict", "foreign"),
        ({**LOAN, "matter": "divorce", "specialty": "patent"}, "venue.facts_contradict", "specialty"),
        (
            {**LOAN, "defendants": {"domicile": "500103", "missing": True, "confined_a_year": True}},
            "venue.facts_contradict",
            "defendants[0].missing",
        ),
        (
            {
                "matter": "retrial",
                "plaintiffs": "510107",
                "defendants": {"domicile": "500103", "organisation": True},
                "deciding_court": "渝0103",
                "citizens_only": True,
            },
            "venue.facts_contradict",
            "defendants[0].organisation",
        ),
        ({**LOAN, "claim": "at_once", "never_performed": True}, "venue.facts_contradict", "never_performed"),
        (
            {**LOAN, "defendants": {"abroad": True, "habitual": "500103"}},
            "venue.facts_contradict",
            "defendants[0].abroad",
        ),
        ({**LOAN, "defendants": {"confined_at": "500103"}}, "venue.facts_contradict", "defendants[0].confined_at"),
        (
            {**LOAN, "agreements": {"kind": "abroad", "place": "500103"}},
            "venue.facts_contradict",
            "agreements[0].place",
        ),
        ({**LOAN, "ask": "transfer"}, "venue.fact_needed", "about.court"),
        ({**LOAN, "ask": "objection", "about": []}, "venue.fact_wrong_type", "about"),
    ],
)
def test_bad_facts_are_refused_with_their_field(facts: Mapping[str, Any], reason: str, field: str) -> None:
    assert any(found == reason and field in fields for found, fields in flaws(facts)), flaws(facts)


def test_a_habitual_residence_like_the_domicile_is_no_contradiction() -> None:
    assert courts({**LOAN, "defendants": {"domicile": "500103", "habitual": "500103"}}) == ["川0107", "渝0103"]


def test_a_place_outside_the_table_is_a_lost_ground_by_code_and_by_name() -> None:
    for place in ("110105", "北京市朝阳区", "北京朝阳区"):
        question = asked({**LOAN, "defendants": place})
        answer = competent_courts(question.dispute, on=question.on)
        assert isinstance(answer, VenueAnswer)
        assert [court.code for court in answer.courts] == ["川0107"]
        lost = {item.ground: item.why for item in answer.lost}
        assert lost["defendant"].reason == "courts.place_not_in_table"
        assert "北京市" in dict(lost["defendant"].facts)["place"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("渝中区", "500103"),
        ("重庆市渝中区", "500103"),
        ("重庆渝中区", "500103"),
        ("武侯区", "510107"),
        ("四川省成都市武侯区", "510107"),
        ("成都武侯区", "510107"),
        ("金堂县", "510121"),
        ("四川省金堂县", "510121"),
        ("成都市金堂县", "510121"),
        ("内江市市中区", "511002"),
        ("乐山市市中区", "511102"),
        ("成都市", "510100"),
        ("重庆市", "500000"),
        ("成都高新技术产业开发区", "成都高新技术产业开发区"),
    ],
)
def test_places_are_known_by_their_names(name: str, code: str) -> None:
    assert place_of(name, tree_on(TODAY), "place") == code


def test_every_basic_court_is_found_by_the_name_of_its_place() -> None:
    tree = tree_on(TODAY)
    named = [court for court in tree.courts if court.division_code and court.level.value == "basic"]
    assert [court.code for court in named if place_of(court.place_name, tree, "") != court.division_code] == []


def test_facts_that_nothing_needed_are_named() -> None:
    facts = {**LOAN, "deceased": "500103", "signing": "500112"}
    assert unused_facts(asked(facts).dispute, TODAY) == ("signing", "deceased")
    assert unused_facts(asked({**facts, "agreements": "signing"}).dispute, TODAY) == ("deceased",)
    assert courts(facts) == courts(LOAN)


def test_a_circumstance_that_counts_only_abroad_is_named_as_unused_at_home() -> None:
    facts = {**LOAN, "many_parties": True, "major_in_area": True, "executing_court": "渝0103"}
    assert unused_facts(asked(facts).dispute, TODAY) == ("many_parties", "executing_court")
    assert unused_facts(asked({**facts, "foreign": True}).dispute, TODAY) == ("executing_court",)


def test_the_facts_of_a_question_are_read_for_each_question() -> None:
    day = {"served": "2026-03-02", "raised": "2026-03-10"}
    questions = {
        Outcome.DEEMED: {**LOAN, "ask": "submission", "about": {"court": "渝0112", "answered": True}},
        Outcome.NOT_FILED: {
            "ask": "priority",
            "about": {"at": "渝0103", "filings": [{"court": "川0107", "day": "2026-03-01"}, "渝0103"]},
        },
        Outcome.KEEPS: {**LOAN, "ask": "管辖恒定", "about": {"court": "渝0112", "changes": ["domicile"]}},
        Outcome.REPORTS: {**LOAN, "ask": "移送管辖", "about": {"court": "渝0112", "transferred": True}},
        Outcome.DESIGNATES: {"ask": "designation", "about": {"courts": ["渝0103", "川0107"]}},
        Outcome.TAKES_UP: {"ask": "elevation", "about": {"court": "渝0103", "direction": "asked_up"}},
        Outcome.DISMISSES: {**LOAN, "ask": "objection", "about": {"court": "渝0103", "by": "defendant", **day}},
    }
    for outcome, facts in questions.items():
        decide = asked(facts).decide
        assert decide is not None
        handled = decide()
        assert isinstance(handled, Handling), handled
        assert handled.outcome is outcome


@given(st.dictionaries(st.sampled_from([*SCHEMA, "x"]), JUNK, max_size=6))
def test_any_facts_give_a_question_or_refusals_with_a_law(facts: dict[str, Any]) -> None:
    found = question_from({**LOAN, **facts}, today=TODAY)
    if isinstance(found, tuple):
        assert found
        assert all(isinstance(refusal, Refusal) and refusal.law for refusal in found)
        return
    assert contradictions(found.dispute) == ()
    answer = found.decide() if found.decide else competent_courts(found.dispute, on=found.on)
    assert isinstance(answer, (VenueAnswer, Handling)) or answer.law
