"""Facts about turns."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tongban.kernel.facts import Fact
from tongban.kernel.money import Money


class TurnTaken(Fact):
    """A party, or the court (`party` empty), took a turn of the case's procedure: the act, the stage before and after.

    `found`: what the court stated; `words`: digest of what was said; `amount`: what it is about; `papers`: what goes
    out with it.
    """

    case: UUID
    turn: UUID
    act: str
    source: str
    target: str
    party: UUID | None
    found: tuple[str, ...]
    words: str
    amount: Money | None
    papers: tuple[UUID, ...]


class AnswerAwaited(Fact):
    """Papers of a turn reached a party, and its time to answer them runs until the day `until`."""

    case: UUID
    party: UUID
    rule: str
    until: date
