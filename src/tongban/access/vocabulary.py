"""Labels, viewers and what a look at a row gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Layer(StrEnum):
    """To which circle a row belongs. The widest circle comes first; a row belongs to exactly one."""

    PUBLIC = "public"
    """Anybody: published judgments, court lists, hearing notices (公开)."""
    PROCESS = "process"
    """Process information (审判流程信息): parties and the court in full, the public only its masked form."""
    CASE = "case"
    """The main file (正卷): parties, their agents, and the staff of the court."""
    HANDED_IN = "handed_in"
    """Handed in before a case exists: who handed it in, and the staff of the court it is addressed to."""
    OWN = "own"
    """A person's own drafts and account data: that person alone."""
    STAFF = "staff"
    """Work of the court: its staff."""
    PANEL = "panel"
    """The deliberation layer (副卷): the judges of this case alone, never parties or partner courts."""


class Sight(StrEnum):
    """What a viewer gets of a row."""

    FULL = "full"
    MASKED = "masked"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Label:
    """The label of one row; empty fields mean "none". `until`: shown up to this time to those who are not staff."""

    layer: Layer
    court: str = ""
    case: UUID | None = None
    holder: UUID | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person's facts, gathered once a request.

    `persons`: the person and all whom the person represents; `courts`: codes of the courts whose staff the person is;
    `cases`: cases in which one of `persons` is a party; `panels`: cases in which the person sits as judge; `now`:
    business time of the request.
    """

    now: datetime
    person: UUID | None = None
    persons: frozenset[UUID] = field(default_factory=frozenset)
    courts: frozenset[str] = field(default_factory=frozenset)
    cases: frozenset[UUID] = field(default_factory=frozenset)
    panels: frozenset[UUID] = field(default_factory=frozenset)
    roles: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    """(role, court code) of each appointment."""

    def has_role(self, role: str, court: str | None = None) -> bool:
        """True when the viewer holds `role` at `court` (at any court when None)."""
        return any(r == role and court in (None, c) for r, c in self.roles)
