"""An oral complaint (CPL 123(2)): only a clerk takes it down, and what is written anew is confirmed anew."""

from __future__ import annotations

import pytest

from tongban.filing.rules.oral import check_oral, not_oral, taken_down, way_of
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
    found = check_oral({"oral.way": way}, clerk_beside=clerk)
    assert (found.reason if found else "") == reason


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
