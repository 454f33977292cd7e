"""What may be done when a party dies or can no longer act itself: noted, told, succeeded (CPL 60, 153, 154; SI 55, 83).

The case itself is suspended, resumed and ended by the rows of its track.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from tongban.cases.rules.procedures.words import By, Do
from tongban.kernel.moves import Move, roles, stay

LAW = "CPL 153; SI 55"


def losses(stages: Iterable[StrEnum]) -> tuple[Move, ...]:
    """The rows for these stages: the case stays where it stands."""
    at = tuple(stages)
    return (
        *stay(at, Do.TELL_LOSS, roles(By.PARTY), LAW),
        *stay(at, Do.NOTE_LOSS, roles(By.CLERK, By.JUDGE), LAW),
        *stay(at, Do.CALL_SUCCESSOR, roles(By.JUDGE), "SI 55"),
        *stay(at, Do.NOTE_WAIVER, roles(By.CLERK, By.JUDGE), "CPL 154(i)"),
    )
