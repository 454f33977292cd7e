"""Papers at the counter and originals: what a receipt names, the four grounds, the five ways to cure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tongban.dossier.law import ITEM, compared, cure_of, trigger_of
from tongban.dossier.rules.custody import MOST, check_handed, check_step
from tongban.dossier.rules.originals import LONGEST, REQUEST, check_comparison, check_reply, check_request
from tongban.dossier.vocabulary import Cure, Demand, Handed, ItemAct, Outcome, Trigger

TODAY = date(2026, 11, 23)
SOON = TODAY + timedelta(days=7)
GOOD = Handed("借条", "original", 1, 1)


def reasons(found: list) -> list[str]:
    return [one.reason.removeprefix("dossier.") for one in found]


@pytest.mark.parametrize(
    ("items", "place", "lacks"),
    [
        ([GOOD], "二楼卷柜3", []),
        ([], "二楼卷柜3", ["nothing_handed_over"]),
        ([Handed("", "original", 1, 1)], "柜", ["title_missing"]),
        ([Handed("借条", "photo", 1, 1)], "柜", ["form_missing"]),
        ([Handed("借条", "copy", 0, 1)], "柜", ["count_wrong"]),
        ([Handed("借条", "copy", 1, 0)], "柜", ["count_wrong"]),
        ([Handed("录音笔", "object", 0, 1)], "柜", []),
        ([Handed("长" * 61, "copy", 1, 1)], "柜", ["too_long"]),
        ([GOOD] * (MOST + 1), "柜", ["too_many_items"]),
        ([Handed("", "", -1, -1)], " ", ["title_missing", "form_missing", "count_wrong", "place_missing"]),
    ],
)
def test_a_receipt_names_each_thing_with_pages_copies_and_kind(items: list, place: str, lacks: list[str]) -> None:
    assert reasons(check_handed(items, place)) == lacks


@pytest.mark.parametrize(
    ("act", "told", "lacks"),
    [
        (ItemAct.MOVE, {"place": "三楼"}, []),
        (ItemAct.MOVE, {}, ["place_missing"]),
        (ItemAct.TAKE_BACK, {"who": "李明"}, ["place_missing"]),
        (ItemAct.LEND, {"who": "李明", "signed": "签名"}, []),
        (ItemAct.LEND, {"place": "三楼"}, ["taker_missing", "signature_missing"]),
        (ItemAct.RETURN, {"who": "林晓梅"}, ["signature_missing"]),
    ],
)
def test_nothing_leaves_the_store_without_a_name_and_a_signature(act: ItemAct, told: dict, lacks: list[str]) -> None:
    assert reasons(check_step(act, **{"place": "", "who": "", "signed": ""} | told)) == lacks


def test_the_tables_of_custody_and_of_requests_have_no_flaw() -> None:
    assert ITEM.problems() + REQUEST.problems() == []


def test_there_are_four_grounds_and_five_ways_each_with_its_article() -> None:
    assert [one.law for one in Trigger] == [f"在线诉讼规则 12(2)({n})" for n in ("i", "ii", "iii", "iv")]
    assert [one.law for one in Cure] == [f"在线诉讼规则 13({n})" for n in ("i", "ii", "iii", "iv", "v")]
    assert trigger_of("because") is None
    assert cure_of("") is None


@pytest.mark.parametrize(
    ("changed", "lacks"),
    [
        ({}, []),
        ({"trigger": "because"}, ["ground_missing"]),
        ({"reasons": " "}, ["reasons_missing"]),
        ({"address": ""}, ["address_missing"]),
        ({"until": None}, ["period_wrong"]),
        ({"until": TODAY}, ["period_wrong"]),
        ({"until": TODAY + timedelta(days=LONGEST + 1)}, ["period_wrong"]),
        ({"reasons": "长" * 401}, ["too_long"]),
        (
            {"trigger": "because", "reasons": "", "address": "", "until": None},
            ["ground_missing", "reasons_missing", "address_missing", "period_wrong"],
        ),
    ],
)
def test_a_request_says_ground_reasons_period_and_address(changed: dict, lacks: list[str]) -> None:
    demand = replace(Demand(Trigger.UNCLEAR, "第二页看不清", SOON, "示例路1号"), **changed)
    assert reasons(check_request(demand, today=TODAY)) == lacks


@pytest.mark.parametrize(
    ("reply", "words", "lacks"),
    [
        ("bring", "", []),
        ("post", "顺丰", []),
        ("cannot", "原件在对方手中", []),
        ("cannot", " ", ["hardship_missing"]),
        ("perhaps", "", ["reply_missing"]),
        ("bring", "长" * 401, ["too_long"]),
    ],
)
def test_who_cannot_bring_the_original_says_why(reply: str, words: str, lacks: list[str]) -> None:
    assert reasons(check_reply(reply, words)) == lacks


@pytest.mark.parametrize(
    ("outcome", "way", "where", "lacks"),
    [
        ("identical", "in_person", "", []),
        ("differs", "online", "第2页金额", []),
        ("differs", "online", " ", ["difference_missing"]),
        ("identical", "online", "第2页金额", ["difference_but_identical"]),
        ("maybe", "online", "", ["outcome_missing"]),
        ("identical", "by telephone", "", ["way_missing"]),
        ("differs", "online", "长" * 401, ["too_long"]),
    ],
)
def test_a_comparison_says_how_and_where_they_differ(outcome: str, way: str, where: str, lacks: list[str]) -> None:
    assert reasons(check_comparison(outcome, way, where)) == lacks


@pytest.mark.parametrize(
    ("cure", "newest", "fits"),
    [
        (Cure.COMPARED, Outcome.IDENTICAL, True),
        (Cure.COMPARED, Outcome.DIFFERS, False),
        (Cure.COMPARED, None, False),
        (Cure.NOTARISED, None, True),
    ],
)
def test_compared_is_a_ground_only_after_a_comparison_without_difference(
    cure: Cure, newest: Outcome | None, fits: bool
) -> None:
    assert compared(cure, newest=newest) is fits
