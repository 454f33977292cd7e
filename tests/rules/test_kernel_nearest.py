"""Loose words: what may be meant by them is suggested from data in both languages, and none is taken for another."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.cases.law import PROCEDURES, procedure_named
from tongban.courts.law import period_rule, question_from
from tongban.courts.vocabulary import Matter
from tongban.fees.law import kind_named
from tongban.fees.vocabulary import FeeKind
from tongban.kernel.nearest import MOST, everyday_words, nearest
from tongban.kernel.refusal import Refusal

pytestmark = pytest.mark.once
NAMES = {"loan": ("loan", "借款", "lend money"), "lease": ("lease", "租赁"), "tort": ("tort", "car accident")}
TABLES = [
    ("tongban.courts", "venue_words.csv", {matter.value for matter in Matter}),
    ("tongban.fees", "kind_words.csv", {kind.value for kind in FeeKind}),
    ("tongban.cases", "procedure_words.csv", set(PROCEDURES)),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("loan", ("loan",)),
        ("LOAN ", ("loan",)),
        ("money", ("loan",)),
        ("an accident with a car", ("tort",)),
        ("借款合同", ("loan",)),
        ("租", ()),
        ("leese", ("lease",)),
        ("xyzzy", ()),
        ("", ()),
    ],
)
def test_the_nearest_names_are_suggested(typed: str, found: tuple[str, ...]) -> None:
    assert nearest(typed, NAMES) == found


@given(st.text(max_size=60))
def test_whatever_is_typed_gets_few_suggestions_or_none(typed: str) -> None:
    words = everyday_words("tongban.courts", "venue_words.csv")
    found = nearest(typed, words)
    assert len(found) <= MOST
    assert set(found) <= set(words)


@pytest.mark.parametrize(("package", "table", "known"), TABLES)
def test_every_word_of_the_law_has_everyday_words_in_both_languages(package: str, table: str, known: set[str]) -> None:
    words = everyday_words(package, table)
    assert set(words) == known
    for meant, said in words.items():
        assert all(word == word.strip() != "" for word in said), meant
        assert any(word.isascii() for word in said), meant
        assert any(not word.isascii() for word in said), meant


def _matters(typed: str) -> set[str]:
    refused = question_from({"matter": typed, "plaintiffs": "510107"}, today=date(2026, 3, 2))
    assert isinstance(refused, tuple)
    found = next(each for each in refused if each.fields == ("matter",))
    return set(dict(found.facts).get("matters", "").split("、"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("loan", {"private_lending", "financial_contract"}),
        ("借钱", {"private_lending"}),
        ("rent", {"lease", "house_lease"}),
        ("车祸", {"traffic_accident"}),
        ("网购", {"online_sale"}),
        ("inheritance", {"succession"}),
        ("divorse", {"divorce"}),
    ],
)
def test_a_loose_word_for_a_matter_is_refused_with_what_may_be_meant(typed: str, meant: set[str]) -> None:
    assert _matters(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"), [("loan", "property"), ("支付令申请", "payment_order"), ("work", "labour")]
)
def test_a_loose_word_for_a_fee_is_refused_with_what_may_be_meant(typed: str, meant: str) -> None:
    found = kind_named(typed)
    assert isinstance(found, Refusal)
    assert found.reason == "fees.kind_loose"
    assert meant in dict(found.facts)["near_kinds"].split("、")


def test_a_loose_word_for_a_procedure_or_a_period_is_refused_with_what_may_be_meant() -> None:
    appeal, period = procedure_named("appeal", PROCEDURES), period_rule("appeal")
    assert isinstance(appeal, Refusal)
    assert isinstance(period, Refusal)
    assert dict(appeal.facts)["procedures"] == "second_instance"
    assert "appeal_judgment" in dict(period.facts)["instead"].split("、")
