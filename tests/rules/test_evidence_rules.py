"""What an exhibit must say, what an opinion must say, and when a round takes words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.cases.vocabulary import Side
from tongban.courts.law import calendar
from tongban.dossier.vocabulary import Cure
from tongban.evidence.rules.exhibits import EXHIBIT, check_exhibit, key_of, unopposed
from tongban.evidence.rules.opinions import Opinion, check_opinion
from tongban.evidence.rules.rounds import last_day, may_speak
from tongban.evidence.vocabulary import Aspect, ExhibitAct, ExhibitStage, RoundKind, RoundState, number_of
from tongban.kernel.moves import Move
from tongban.kernel.refusal import Refusal

ALL_YES = {"authenticity": "yes", "legality": "yes", "relevance": "yes"}
DAY = date(2026, 11, 23)


def test_exhibits_are_called_as_papers_call_them() -> None:
    assert (number_of(Side.PLAINTIFF, 1), number_of(Side.DEFENDANT, 12)) == ("原告证据1", "被告证据12")


@given(st.lists(st.text(alphabet="0123456789abcdef", min_size=8, max_size=8), min_size=1))
def test_the_same_files_in_any_order_are_the_same_exhibit(files: list[str]) -> None:
    assert key_of(files) == key_of(list(reversed(files))) == key_of([*files, files[0]])


def test_a_complete_exhibit_meets_no_objection() -> None:
    assert check_exhibit(title="借条", proves="借贷合意", source="", files=1) == []


@pytest.mark.parametrize(
    ("changed", "reasons"),
    [
        ({}, []),
        ({"legality": ""}, ["opinion_missing"]),
        ({"legality": "perhaps"}, ["opinion_missing"]),
        ({"relevance": "no"}, ["reason_missing"]),
        ({"relevance": "no", "relevance_reason": "无关"}, []),
        ({"relevance": "no", "relevance_reason": "  "}, ["reason_missing"]),
        ({"original_differs": "yes"}, ["differs_but_authentic"]),
        ({"original_differs": "yes", "authenticity": "no", "authenticity_reason": "有涂改"}, []),
        ({"legality_reason": "长" * 401}, ["too_long"]),
    ],
)
def test_an_opinion_answers_all_three_and_gives_a_reason_for_each_no(
    changed: dict[str, str], reasons: list[str]
) -> None:
    found = check_opinion(ALL_YES | changed)
    assert [no.reason.removeprefix("evidence.") for no in (found if isinstance(found, list) else [])] == reasons
    if isinstance(found, Opinion):
        assert set(found.said) == set(Aspect)


@pytest.mark.parametrize(
    ("cure", "heard", "differs", "fits"),
    [
        (Cure.NOT_OBJECTED, True, False, True),
        (Cure.NOT_OBJECTED, False, False, False),
        (Cure.NOT_OBJECTED, True, True, False),
        (Cure.NOTARISED, False, True, True),
        (Cure.COMPARED, False, False, True),
    ],
)
def test_no_objection_needs_that_all_could_object(cure: Cure, heard: bool, differs: bool, fits: bool) -> None:
    assert unopposed(cure, all_heard=heard, anybody_differs=differs) is fits


def test_a_required_original_is_cured_by_the_judge_with_a_ground() -> None:
    grounds = {"ground_named", "unopposed", "compared"}
    found = EXHIBIT.decide(ExhibitStage.ORIGINAL_REQUIRED, ExhibitAct.ACCEPT_FORM, role="judge", holds=grounds)
    assert isinstance(found, Move)
    assert found.target is ExhibitStage.USABLE
    assert isinstance(EXHIBIT.decide(ExhibitStage.USABLE, ExhibitAct.REQUIRE_ORIGINAL, role="judge"), Refusal)


def test_a_round_lasts_through_its_last_day() -> None:
    assert last_day(DAY, 3, calendar()) == date(2026, 11, 26)
    assert last_day(DAY, 5, calendar()) == date(2026, 11, 30), "28 November is a Saturday"
    assert may_speak(RoundKind.EXCHANGE, RoundState.OPEN, DAY, DAY) is None
    late = may_speak(RoundKind.EXCHANGE, RoundState.OPEN, DAY, date(2026, 11, 24))
    assert late is not None
    assert late.reason == "evidence.period_over"


@pytest.mark.parametrize("state", [None, RoundState.CLOSED])
def test_no_open_round_takes_no_words(state: RoundState | None) -> None:
    no = may_speak(RoundKind.INQUIRY, state, DAY, DAY)
    assert no is not None
    assert (no.reason, no.law) == ("evidence.no_open_inquiry", "在线诉讼规则 20(1)")
