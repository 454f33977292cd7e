"""An oral complaint (CPL 123(2)): only a clerk takes it down, and what is written anew is confirmed anew."""

from __future__ import annotations

import pytest

from tongban.filing.rules.oral import check_oral, digest_of, not_oral, signed_by, taken_down, way_of
from tongban.filing.vocabulary.oral import OralWay

AT = "2026-11-23T09:00:00+08:00"


@pytest.mark.parametrize(
    ("way", "clerk", "reason"),
    [
        ("", False, ""),
        ("", True, ""),
        ("signed", True, ""),
        ("marked", True, ""),
        ("signed", False, "filing.oral_at_counter"),
        ("spoken", True, "filing.oral_way_unknown"),
    ],
)
def test_an_oral_complaint_needs_a_clerk_and_a_confirmation(way: str, clerk: bool, reason: str) -> None:
    told = {"oral.way": way, "oral.shown": "d", "oral.medium": "paper", "oral.signer": "林晓梅"}
    assert [one.reason for one in check_oral(told, clerk_beside=clerk, stands="d")] == ([reason] if reason else [])


@pytest.mark.parametrize(
    ("changed", "stands", "reasons"),
    [
        ({}, "e", ["filing.oral_not_shown"]),
        ({"oral.shown": ""}, "", ["filing.oral_not_shown"]),
        ({"oral.medium": "air"}, "d", ["filing.oral_medium_missing"]),
        ({"oral.signer": "长" * 61}, "d", ["filing.oral_signer_missing"]),
    ],
)
def test_a_record_is_shown_as_it_stands_and_signed_by_somebody_on_something(
    changed: dict[str, str], stands: str, reasons: list[str]
) -> None:
    told = {"oral.way": "signed", "oral.shown": "d", "oral.medium": "screen", "oral.signer": "林晓梅"} | changed
    assert [one.reason for one in check_oral(told, clerk_beside=True, stands=stands)] == reasons


def test_the_digest_of_a_record_is_that_of_its_words() -> None:
    assert digest_of(()) == ""
    assert digest_of((("诉讼请求", ("还款5元",)),)) != digest_of((("诉讼请求", ("还款6元",)),))


def test_what_a_platform_of_an_older_version_did_not_say_is_left_out() -> None:
    assert signed_by({"oral.way": "signed"}) == ("", "")
    assert signed_by({"oral.medium": "paper", "oral.signer": " 林晓梅 "}) == ("林晓梅", "打印的纸质笔录")


def test_who_took_it_down_is_told_by_the_act_alone() -> None:
    forged = {"loan.amount": "5", "oral.clerk": "何某", "oral.court": "渝0103"}
    assert taken_down(forged, clerk="王芳", court="川0107", at=AT) == {"loan.amount": "5"}
    told = taken_down({**forged, "oral.way": "marked"}, clerk="王芳", court="川0107", at=AT)
    assert (told["oral.clerk"], told["oral.court"], way_of(told)) == ("王芳", "川0107", OralWay.MARKED)
    assert not_oral(told) == {"loan.amount": "5"}
    for lost in ("oral.clerk", "oral.court", "oral.at"):
        assert way_of(told | {lost: ""}) is None
    assert way_of(told | {"oral.at": "yesterday"}) is None


@pytest.mark.parametrize("way", OralWay)
def test_each_way_has_its_chinese_term(way: OralWay) -> None:
    assert way.term in {"签名", "按指印"}
