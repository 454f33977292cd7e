"""What may be done when a party dies or can no longer act itself: noted, told, succeeded (CPL 60, 153, 154; SI 55, 83).

The case itself is suspended, resumed and ended by the rows of its track. A second instance follows the first (CPL 181),
and has its own article for who is called (SI 320).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from tongban.cases.rules.procedures.words import By, Do
from tongban.kernel.moves import Move, roles, stay

LAW, CALLED = "CPL 153; SI 55", "SI 55"
_JUDGE = frozenset({By.JUDGE})


def losses(
    stages: Iterable[StrEnum], *, law: str = LAW, called: str = CALLED, judge: frozenset[str] = _JUDGE
) -> tuple[Move, ...]:
    """The rows for these stages: the case stays where it stands. `judge`: who calls heirs, and notes like the clerk."""
    at = tuple(stages)
    return (
        *stay(at, Do.TELL_LOSS, roles(By.PARTY), law),
        *stay(at, Do.NOTE_LOSS, judge | {By.CLERK}, law),
        *stay(at, Do.CALL_SUCCESSOR, judge, called),
        *stay(at, Do.NOTE_WAIVER, judge | {By.CLERK}, "CPL 154(i)"),
    )
