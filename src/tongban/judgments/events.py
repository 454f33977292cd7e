"""Facts about judgments: ids, digests and dates; the text itself is a paper."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tongban.kernel.facts import Fact


class JudgmentMade(Fact):
    """The judge of the case decided and froze the judgment; signatures are ordered by this act.

    `digest` is the SHA-256 of the frozen text, `cited` the exhibits it relies on.
    """

    case: UUID
    judgment: UUID
    document: UUID
    judge: UUID
    digest: str
    cited: tuple[UUID, ...]


class JudgmentPronounced(Fact):
    """The judgment carries the judge's signature and the court's seal, and lies on the parties' file."""

    case: UUID
    judgment: UUID
    document: UUID
    version: UUID


class AppealPeriodRuns(Fact):
    """Every party has been served; `until` is the last day of the last party's appeal period."""

    case: UUID
    judgment: UUID
    until: date


class ResultRecorded(Fact):
    """What the court above decided was recorded from its paper: `act` of the case's table, `number` of the appeal; it
    binds since the day `effective`.
    """

    case: UUID
    act: str
    number: str
    dated: date
    effective: date
    document: UUID


class JudgmentEffective(Fact):
    """No appeal came in time, or none succeeded: the judgment is in effect from the day `on`."""

    case: UUID
    judgment: UUID
    document: UUID
    on: date
