"""Words about turns: what parties and the court do in a case beside its main course, told in their own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tongban.kernel.money import Money


@dataclass(frozen=True, slots=True)
class TurnView:
    """A turn that was taken: which act of the table, by whose party (None: the court), in which words, when.

    `found`: codes of the conditions that the court stated; `amount`: what it is about, in money; `papers`: what goes
    out with it; `law`: the article of the row.
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
