"""What the machine doubts in a filing: one doubt for each thing, and none decides."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import answers
from tests.rules.filing_people import EVERYTHING, answered, middling
from tongban.filing.rules.answers import warnings
from tongban.filing.rules.checks import checks, doubts_of
from tongban.filing.rules.interview import interviews
from tongban.filing.vocabulary import Point

DAY = date(2026, 11, 23)
LENDING = interviews()["private_lending"]
FILES = ("files.identity", "files.iou")


def doubts(*, files: tuple[str, ...] = FILES, competent: bool = True, alike: bool = False, **changed: str) -> list[str]:
    found = checks(LENDING, answers(**changed), files=files, competent=competent, alike=alike, today=DAY)
    return doubts_of(found)


def test_a_complete_filing_is_clean_and_yet_a_person_judges_it() -> None:
    found = checks(LENDING, answers(), files=FILES, competent=True, alike=False, today=DAY)
    assert doubts_of(found) == []
    assert {one.point for one in found} == set(Point)
    assert {one.point for one in found if one.judged} == {Point.CONCERNED, Point.CLAIM, Point.MATERIALS}


def test_a_defendant_of_whom_only_the_name_is_told_is_doubted() -> None:
    bare = {"defendant__id_number": "", "defendant__address": "", "defendant__phone": ""}
    assert "scrutiny.defendant_unclear" in doubts(**bare)
    assert "scrutiny.defendant_unclear" not in doubts(**bare | {"defendant__phone": "13900000000"})


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"competent": False}, "scrutiny.not_competent"),
        ({"alike": True}, "scrutiny.alike"),
        ({"files": ("files.identity",)}, "filing.file_missing"),
    ],
)
def test_each_doubt_has_its_reason(changed: dict[str, object], reason: str) -> None:
    assert doubts(**changed) == [reason]  # type: ignore[arg-type]


def test_what_is_for_the_trial_is_no_doubt_of_scrutiny() -> None:
    """SI 219: who sues after the time is over is taken all the same; and a rate is looked up when it is judged."""
    old = answers(loan__happened="2020-12-01", loan__due="2021-01-01")
    assert "filing.rule.private_lending.limitation" in {one.reason for one in warnings(LENDING, old, today=DAY)}
    assert doubts(loan__happened="2020-12-01", loan__due="2021-01-01") == []
    estate = interviews()["property_management"]
    told = answered(estate, middling, fixed=EVERYTHING | {"estate.side": "manager"}, today=DAY)
    assert "filing.rates_not_compared" in {one.reason for one in warnings(estate, told, today=DAY)}
    found = checks(estate, told, files=(), competent=True, alike=False, today=DAY)
    assert "filing.rates_not_compared" not in doubts_of(found)


def test_a_missing_file_stands_under_materials_and_a_bad_answer_under_the_claim() -> None:
    found = checks(LENDING, answers(loan__amount="x"), files=(), competent=True, alike=False, today=DAY)
    by_point = {one.point: {doubt.reason for doubt in one.doubts} for one in found}
    assert by_point[Point.MATERIALS] == {"filing.file_missing"}
    assert "amount.not_digits" in by_point[Point.CLAIM]
