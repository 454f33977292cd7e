"""Chained records: the six items of the manifest, and what stands in the way of a ruling (在线诉讼规则 16-19)."""

from __future__ import annotations

import pytest

from tongban.evidence.rules.chain import (
    RULING_LAW,
    Chained,
    check_manifest,
    check_ruling,
    items_of,
    manifest_form,
    may_show,
)
from tongban.evidence.vocabulary import ChainRuling, Provenance

WHOLE = Chained(claimed=True, examined=True, matched=True, asked=True)
WHY = "与转账记录一致"


def reasons_of(ruling: ChainRuling, facts: Chained = WHOLE, reasons: str = WHY, *, on_motion: bool = True) -> list[str]:
    return sorted(no.reason for no in check_ruling(ruling, reasons, facts, on_motion=on_motion))


def test_the_six_items_are_those_of_the_article_and_no_others() -> None:
    assert [item.term for item in Provenance] == [
        "具体来源", "生成机制", "存储过程", "公证机构公证", "第三方见证", "关联印证数据",
    ]  # fmt: skip


def test_the_sealed_form_always_names_all_six_items() -> None:
    form = manifest_form(
        exhibit="e", number=1, party="p", at="t", exhibit_files=["aa"], said={Provenance.SOURCE: "手机"}, files={}
    )
    assert form["items"]["source"] == {"says": "手机", "file": None}
    assert [item for item, held in form["items"].items() if held == {"says": None, "file": None}] == [
        "generation", "storage", "notary", "witness", "corroboration",
    ]  # fmt: skip


def test_only_what_holds_words_is_an_item_and_strange_keys_are_none() -> None:
    assert items_of({"source": " 手机 ", "storage": " ", "hearsay": "听说"}) == {Provenance.SOURCE: "手机"}


def test_a_manifest_needs_one_item_and_its_files_answer_items() -> None:
    assert [no.reason for no in check_manifest({}, [])] == ["evidence.nothing_shown"]
    assert check_manifest({}, ["notary"]) == []
    assert [no.reason for no in check_manifest({}, ["notary", "notary"])] == ["evidence.one_file_an_item"]
    assert [no.reason for no in check_manifest({Provenance.SOURCE: "手机"}, ["x"])] == ["evidence.no_such_item"]


@pytest.mark.parametrize(
    ("own", "over", "reason"),
    [(True, False, None), (True, True, "evidence.exchange_over"), (False, False, "evidence.not_your_exhibit")],
)
def test_until_the_exchange_is_closed_its_own_party_shows(own: bool, over: bool, reason: str | None) -> None:
    found = may_show(own=own, exchange_over=over)
    assert (found and found.reason) == reason


@pytest.mark.parametrize(
    ("ruling", "law"),
    [
        ("unaltered", "在线诉讼规则 16"),
        ("rebutted", "在线诉讼规则 16"),
        ("not_reliable", "在线诉讼规则 17"),
        ("ask_before", "在线诉讼规则 18(2)"),
        ("before_confirmed", "在线诉讼规则 18(2)"),
        ("before_not_confirmed", "在线诉讼规则 18(2)"),
        ("expert", "在线诉讼规则 19"),
        ("appraisal", "在线诉讼规则 19"),
        ("collect", "在线诉讼规则 19"),
    ],
)
def test_each_ruling_has_its_article_and_is_free_when_all_is_given(ruling: str, law: str) -> None:
    assert RULING_LAW[ChainRuling(ruling)] == law
    assert reasons_of(ChainRuling(ruling)) == []


def test_every_ruling_has_an_article() -> None:
    assert set(RULING_LAW) == set(ChainRuling)


def test_unaltered_rests_on_the_check_and_needs_no_further_reasons() -> None:
    assert reasons_of(ChainRuling.UNALTERED, reasons="", on_motion=False) == []
    unmatched = Chained(claimed=True, examined=True, matched=False, asked=True)
    assert reasons_of(ChainRuling.UNALTERED, unmatched) == ["evidence.check_without_match"]
    assert reasons_of(ChainRuling.REBUTTED, unmatched) == []


@pytest.mark.parametrize("ruling", [one for one in ChainRuling if one is not ChainRuling.UNALTERED])
def test_every_other_ruling_needs_reasons(ruling: ChainRuling) -> None:
    assert reasons_of(ruling, reasons="  ") == ["evidence.ruling_without_reasons"]


@pytest.mark.parametrize("ruling", list(ChainRuling))
def test_facts_are_found_only_after_both_sides_were_heard_and_measures_before(ruling: ChainRuling) -> None:
    unheard = Chained(claimed=True, examined=False, matched=True, asked=True)
    measures = {ChainRuling.ASK_BEFORE, ChainRuling.EXPERT, ChainRuling.APPRAISAL, ChainRuling.COLLECT}
    assert reasons_of(ruling, unheard) == ([] if ruling in measures else ["evidence.not_examined"])


def test_not_confirmed_only_after_the_party_could_answer() -> None:
    unasked = Chained(claimed=True, examined=True, matched=True, asked=False)
    assert reasons_of(ChainRuling.BEFORE_NOT_CONFIRMED, unasked) == ["evidence.not_asked_before"]
    assert reasons_of(ChainRuling.BEFORE_CONFIRMED, unasked) == []


def test_an_expert_is_heard_on_a_motion_and_an_appraisal_also_without() -> None:
    assert reasons_of(ChainRuling.EXPERT, on_motion=False) == ["evidence.expert_without_motion"]
    assert reasons_of(ChainRuling.APPRAISAL, on_motion=False) == []
    assert reasons_of(ChainRuling.COLLECT, on_motion=False) == []


def test_all_that_stands_in_the_way_is_said_at_once() -> None:
    nothing = Chained(claimed=False, examined=False, matched=False, asked=False)
    assert reasons_of(ChainRuling.UNALTERED, nothing) == [
        "evidence.check_without_match", "evidence.not_chained", "evidence.not_examined",
    ]  # fmt: skip
