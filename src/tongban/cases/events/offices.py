"""Facts about who conducts cases: draws, changes, postings, absences."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tongban.kernel.facts import Fact


class OfficeDrawn(Fact):
    """Chance gave an office in a case to `person`, between those of the `pool`: see `rules/drawing.py`.

    `turn`: the number of the draw at the court; `secret`: of this draw, now told; `promise`: its SHA-256 as it was told
    with the draw before; `following`: that of the next draw's secret; `weighed`: digest of what was known of everybody.
    """

    case: UUID
    office: str
    turn: int
    number: str
    pool: tuple[UUID, ...]
    secret: str
    promise: str
    following: str
    weighed: str
    person: UUID


class OfficeChanged(Fact):
    """An office in a case passed from `before` to `after`. `ground`: a code; `reasons`: digest of the words."""

    case: UUID
    office: str
    before: UUID | None
    after: UUID
    way: str
    ground: str
    reasons: str


class OfficeChangeAsked(Fact):
    """Judge or clerk asked that an office in the case passes to somebody else."""

    case: UUID
    change: UUID
    office: str
    ground: str
    reasons: str


class OfficeChangeRefused(Fact):
    """The president did not grant it: who holds the office keeps it."""

    case: UUID
    change: UUID
    office: str


class RecusalAsked(Fact):
    """A party asked that somebody withdraw from the case, who does nothing in it until `decides` has answered.

    `person`: judge or clerk; None for an expert or an interpreter.
    """

    case: UUID
    motion: UUID
    office: str
    person: UUID | None
    ground: str
    decides: str


class StaffPosted(Fact):
    """Somebody gets cases of a division of the court; `causes`: of special knowledge; `share`: of a full load."""

    person: UUID
    court: str
    office: str
    division: str
    causes: tuple[str, ...]
    share: int


class PostingEnded(Fact):
    """Somebody gets no cases of that division any more."""

    person: UUID
    court: str
    office: str
    division: str


class AbsenceNoted(Fact):
    """Somebody of the court is away from `first` to `last` (none: until further notice) and gets no new case."""

    person: UUID
    court: str
    first: date
    last: date | None


class AbsenceEnded(Fact):
    """Somebody of the court is back: `last` was the last day away."""

    person: UUID
    court: str
    last: date
