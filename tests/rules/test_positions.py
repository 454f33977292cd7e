"""Who stands how in an appeal (CPL 171; SI 315-317), and what is asked of a decision of the court above."""

from __future__ import annotations

from datetime import date

import pytest

from tongban.cases.law import check_result
from tongban.cases.vocabulary import PartyData, Side
from tongban.filing.rules.positions import asking, faced, known, positions, together

P1, P2 = (PartyData(Side.PLAINTIFF, name, "natural", stood=Side.PLAINTIFF) for name in ("甲", "乙"))
D1, D2 = (PartyData(Side.DEFENDANT, name, "natural", stood=Side.DEFENDANT) for name in ("丙", "丁"))
T = PartyData(Side.DEFENDANT, "戊", "natural", stood=Side.THIRD_PARTY)
TODAY = date(2026, 12, 20)


@pytest.mark.parametrize(
    ("parties", "against", "placed"),
    [
        ((D1, P1), "", "丙上诉人 甲被上诉人"),
        ((D1, D2, P1), "", "丙上诉人 丁原审被告 甲被上诉人"),
        ((D1, D2, P1), "other", "丙上诉人 丁原审被告 甲被上诉人"),
        ((D1, D2, P1), "own", "丙上诉人 丁被上诉人 甲原审原告"),
        ((D1, D2, P1), "all", "丙上诉人 丁被上诉人 甲被上诉人"),
        ((P1, P2, D1, D2), "other", "甲上诉人 乙原审原告 丙被上诉人 丁被上诉人"),
        ((P1, D1, T), "other", "甲上诉人 丙被上诉人 戊原审第三人"),
        ((P1, D1, T), "all", "甲上诉人 丙被上诉人 戊被上诉人"),
        ((T, P1, D1), "", "戊上诉人 甲被上诉人 丙被上诉人"),
        ((D1, P1), "nonsense", "丙上诉人 甲被上诉人"),
    ],
)
def test_who_is_appellee_and_who_keeps_the_place_of_the_first_instance(
    parties: tuple[PartyData, ...], against: str, placed: str
) -> None:
    found = positions(parties, against)
    assert " ".join(one.name + one.position for one in found) == placed
    assert [one.name for one in asking(found)] == [parties[0].name]
    assert faced(found), "nobody appeals against nobody"


def test_who_appeals_is_appellant_whomever_the_others_name() -> None:
    """SI 315."""
    first, second = positions((D1, D2, P1), "other"), positions((P1, D1, D2), "other")
    assert together([first, second]) == {known(D1): "上诉人", known(D2): "被上诉人", known(P1): "上诉人"}
    assert together([first]) == {known(D1): "上诉人", known(D2): "原审被告", known(P1): "被上诉人"}


def test_outside_of_appeals_the_sides_ask_and_are_asked() -> None:
    assert [one.name for one in asking((P1, P2, D1))] == ["甲", "乙"]
    assert [one.name for one in faced((P1, P2, D1))] == ["丙"]


@pytest.mark.parametrize(
    ("number", "dated", "effective", "reasons"),
    [
        ("（2026）渝05民终1号", date(2026, 12, 10), date(2026, 12, 20), []),
        ("(2026)渝05民辖终3号", date(2026, 12, 10), date(2026, 12, 10), []),
        ("（2026）渝05民终1号", date(2026, 12, 10), date(2026, 12, 9), ["turns.result_before_itself"]),
        ("（2026）渝05民终1号", date(2026, 12, 21), None, ["turns.result_day_ahead", "turns.result_day_missing"]),
        ("（2026）渝0103民初1号", None, None, ["turns.result_number", *["turns.result_day_missing"] * 2]),
    ],
)
def test_a_decision_of_the_court_above_has_its_number_and_its_days(
    number: str, dated: date | None, effective: date | None, reasons: list[str]
) -> None:
    assert [one.reason for one in check_result(number, dated, effective, today=TODAY)] == reasons
