"""When a yes to an online step can be taken back, and on which ground a step is moved (在线诉讼规则 5, 21)."""

from __future__ import annotations

import pytest

from tongban.cases.rules.consent import check_ground
from tongban.cases.rules.procedures.online import good_time
from tongban.cases.vocabulary import Stage, Step
from tongban.cases.vocabulary.online import Keeping, Review, Unfit
from tongban.cases.wording import KEEPINGS, REVIEWS, UNFITS

pytestmark = pytest.mark.once

BEFORE = {Stage.DOCKETED, Stage.PREPARATION, Stage.HEARING_SET}


@pytest.mark.parametrize(
    ("step", "stages"),
    [
        (Step.HEARING, BEFORE),
        (Step.EXCHANGE, BEFORE),
        (Step.INQUIRY, BEFORE),
        (Step.RECORD, BEFORE | {Stage.HEARING, Stage.DELIBERATION}),
        (Step.SERVICE, set(Stage) - {Stage.EFFECTIVE, Stage.TRANSFERRED, Stage.WITHDRAWN}),
    ],
)
def test_a_yes_is_taken_back_before_its_step(step: Step, stages: set[Stage]) -> None:
    assert {stage for stage in Stage if good_time(step, stage)} == stages


def test_the_seven_bars_hold_for_hearings_and_inquiries_alone() -> None:
    bars = {ground for ground in Unfit if ground.of_hearing}
    assert len(bars) == 7
    for step in Step:
        able = {ground for ground in Unfit if check_ground(step, ground) is None}
        assert able == (set(Unfit) if step in (Step.HEARING, Step.INQUIRY) else set(Unfit) - bars)
        assert check_ground(step, "because") is not None


def test_all_words_about_the_way_of_steps_have_texts() -> None:
    assert (set(Keeping), set(Review), set(Unfit)) == (set(KEEPINGS), set(REVIEWS), set(UNFITS))
