"""Every procedure is a sound table: no (stage, act) twice, no unreachable stage, no dead end, no row without law."""

from __future__ import annotations

from enum import StrEnum

import pytest
from drawings import procedures

from tongban.kernel.moves import Move, Procedure

pytestmark = pytest.mark.once


PROCEDURES = procedures()


def test_there_are_procedures() -> None:
    """An empty walk would prove nothing."""
    assert PROCEDURES


@pytest.mark.parametrize("place", PROCEDURES)
def test_a_procedure_has_no_problems(place: str) -> None:
    assert PROCEDURES[place].problems() == []


def test_no_two_procedures_share_a_name() -> None:
    names = [procedure.name for procedure in PROCEDURES.values()]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("place", PROCEDURES)
def test_a_drawing_keeps_to_the_language_of_drawings(place: str) -> None:
    """A label ends at a colon, a semicolon or the end of the line: what stands behind would be read as stages."""
    for line in PROCEDURES[place].mermaid().splitlines()[1:]:
        _, _, label = line.partition(": ")
        assert ":" not in label
        assert ";" not in line


class _Stage(StrEnum):
    FILED = "filed"
    LOST = "lost"
    STUCK = "stuck"


class _Act(StrEnum):
    LOSE = "lose"


def test_a_broken_table_is_caught() -> None:
    clerk = frozenset({"clerk"})
    broken = Procedure(
        "broken",
        _Stage.FILED,
        frozenset(),
        (
            Move(_Act.LOSE, _Stage.FILED, _Stage.STUCK, clerk, "CPL 126"),
            Move(_Act.LOSE, _Stage.FILED, _Stage.STUCK, clerk, "CPL 126"),
            Move(_Act.LOSE, _Stage.LOST, _Stage.STUCK, frozenset(), ""),
        ),
    )
    assert broken.problems() == [
        "broken: lose at filed stands twice",
        "broken: lose at lost cites no article",
        "broken: nobody may lose at lost",
        "broken: lost cannot be reached",
        "broken: stuck is a dead end",
    ]
