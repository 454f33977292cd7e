"""Words about turns: what parties and the court do in a case beside its main course, told in their own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tongban.kernel.money import Money

DISMISSAL = "dismissal"
"""What the ruling is about that dismisses the action; of others the kind of what was asked for."""


@dataclass(frozen=True, slots=True)
class AppealableRuling:
    """A ruling that a party may appeal, or has appealed: its paper, what it is about, of which day.

    `until`: the last day of the party's own time; None once it has appealed.
    """

    paper: UUID
    what: str
    dated: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class TurnView:
    """A turn that was taken: which act of the table, by whose party (None: the court), in which words, when.

    `found`: codes of the conditions that the court stated; `amount`: what it is about, in money; `papers`: what goes
    out with it, of an appeal against a ruling that ruling; `law`: the article of the row.
    """

    uid: UUID
    case: UUID
    act: str
    source: str
    target: str
    party: UUID | None
    words: str
    found: tuple[str, ...]
    amount: Money | None
    papers: tuple[UUID, ...]
    law: str
    at: datetime
