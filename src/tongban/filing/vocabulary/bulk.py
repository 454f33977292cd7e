"""Words of filing in bulk: one table with many complaints of the same kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from tongban.filing.vocabulary.interviews import Answers
from tongban.kernel.refusal import Refusal

MOST_ROWS = 10_000
"""Of one table."""


class BatchStage(StrEnum):
    """Where a batch stands. Nothing is filed before the person has seen what was found and hands it in."""

    CHECKING = "checking"
    CHECKED = "checked"
    FILING = "filing"
    FILED = "filed"


class RowState(StrEnum):
    """What became of a row: good to be filed, good with something to know before, good but like another row or an own
    filing, faulty, filed, or the same as a filing from before.
    """

    GOOD = "good"
    WARNED = "warned"
    TWIN = "twin"
    FAULTY = "faulty"
    FILED = "filed"
    KNOWN = "known"


FILEABLE = (RowState.GOOD, RowState.WARNED, RowState.TWIN)
"""Rows that are filed when the table is handed in: what is told of them hinders nothing."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the table: its line in the file, the plaintiff's own reference, the answers, and files by question."""

    line: int
    ref: str
    answers: Answers
    files: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive as its directory tells of it, sizes in bytes."""

    name: str
    size: int
    packed: int
    plain: bool
    """A regular file, not locked by a password."""


@dataclass(frozen=True, slots=True)
class BatchView:
    """A batch as pages and programs read it: how many rows it has, and how many stand in which state until now."""

    uid: UUID
    interview: str
    key: str
    name: str
    stage: BatchStage
    rows: int
    taken_at: datetime
    handed_in_at: datetime | None
    counts: Mapping[RowState, int]

    @property
    def fileable(self) -> int:
        """How many rows can be filed, or wait to be."""
        return sum(self.counts.get(state, 0) for state in FILEABLE)

    @property
    def checked(self) -> int:
        """How many rows have been looked over."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class RowView:
    """A row as pages and programs read it; what was found names its column in `fields`.

    `warnings`: what its sender should know, though it stands in the way of nothing.
    """

    line: int
    ref: str
    state: RowState
    findings: tuple[Refusal, ...]
    filing: UUID | None
    warnings: tuple[Refusal, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether what was found keeps the row from being filed."""
        return self.state in {RowState.FAULTY, RowState.KNOWN}
