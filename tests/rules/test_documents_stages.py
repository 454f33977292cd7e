"""The life of a paper, as a table."""

from __future__ import annotations

import pytest

from tongban.documents.rules.layout import place_of
from tongban.documents.rules.stages import PAPER
from tongban.documents.vocabulary import PaperAct, Stage
from tongban.documents.wording import REFUSALS, STAGES
from tongban.kernel.moves import Move
from tongban.kernel.refusal import Refusal


def test_the_table_is_sound() -> None:
    assert PAPER.problems() == []


@pytest.mark.parametrize(
    ("stage", "act", "role", "target"),
    [
        (Stage.ORDERED, PaperAct.RENDER, "office", Stage.RENDERED),
        (Stage.RENDERED, PaperAct.COUNTERSIGN, "judge", Stage.RENDERED),
        (Stage.RENDERED, PaperAct.SIGN, "office", Stage.SIGNED),
    ],
)
def test_a_paper_goes_its_way(stage: Stage, act: PaperAct, role: str, target: Stage) -> None:
    move = PAPER.decide(stage, act, role=role)
    assert isinstance(move, Move)
    assert move.target == target


@pytest.mark.parametrize(
    ("stage", "act", "role", "reason"),
    [
        (Stage.ORDERED, PaperAct.SIGN, "judge", "paper.not_at_this_stage"),
        (Stage.RENDERED, PaperAct.RENDER, "office", "paper.not_at_this_stage"),
        (Stage.SIGNED, PaperAct.SIGN, "judge", "paper.not_at_this_stage"),
        (Stage.SIGNED, PaperAct.COUNTERSIGN, "judge", "paper.not_at_this_stage"),
        (Stage.KEPT, PaperAct.SIGN, "judge", "paper.not_at_this_stage"),
        (Stage.RENDERED, PaperAct.SIGN, "party", "paper.not_your_act"),
        (Stage.ORDERED, PaperAct.RENDER, "judge", "paper.not_your_act"),
    ],
)
def test_what_a_paper_does_not_allow_is_refused_in_words(stage: Stage, act: PaperAct, role: str, reason: str) -> None:
    found = PAPER.decide(stage, act, role=role)
    assert isinstance(found, Refusal)
    assert found.reason == reason
    assert str(REFUSALS[reason].says) % dict(found.facts)


def test_every_stage_has_a_word() -> None:
    assert set(STAGES) == set(Stage)


def test_content_lies_two_levels_deep() -> None:
    assert str(place_of("ab" + "cd" + "0" * 60)) == "ab/cd/abcd" + "0" * 60
