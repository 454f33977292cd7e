"""Labels, viewers and what a look at a row gives."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from tongban.kernel.terms import Term


class Layer(Term):
    """To which circle a row belongs. The widest circle comes first; a row belongs to exactly one."""

    PUBLIC = "public", "公开"
    """Anybody: published judgments, court lists, hearing notices."""
    PROCESS = "process", "审判流程信息"
    """Process information: parties and the court in full, the public only its masked form."""
    CASE = "case", "正卷"
    """The main file: parties, their agents, and staff of the court by their functions."""
    ERRAND = "errand", "协作事项"
    """What a court does for another: the applicant, and the staff of the courts in it who deal with errands."""
    HANDED_IN = "handed_in", "收件"
    """Handed in and not on the file: who handed it in, and before a case exists the registry; then who conducts it."""
    COUNTER = "counter", "窗口经办事项"
    """What the windows do about a case without its file: fees, receipts, things in the store, disputed acts. Who handed
    it in, the clerks of the windows, the president, and who tries the case."""
    OWN = "own", "本人"
    """A person's own drafts and account data: that person alone."""
    WITNESS = "witness", "证人材料"
    """A witness's summons and statement: that witness, the parties, and who tries the case."""
    STAND = "stand", "当庭向证人出示"
    """Shown to a witness by the judge: that witness while testifying, and who tries the case."""
    STAFF = "staff", "法院内部事务"
    """Work of the court: its staff by their functions."""
    SEALED = "sealed", "保密材料"
    """Kept secret by the judge's ruling (CPL 71): who handed it in, and who tries the case."""
    MEDIATION = "mediation", "调解材料"
    """Behind the wall of a mediation (在线调解规则 18): the parties, the mediator while mediating; never the court."""
    CAUCUS = "caucus", "单方调解材料"
    """Between one party (the holder is the party's uid) and the mediator alone (背对背); never the court."""
    PANEL = "panel", "副卷"
    """The deliberation layer: the judges of this case alone, never parties or partner courts."""
    HELPLINE = "helpline", "来电来访"
    """A question to the court: who asked, the staff who answer, the judge to whom it was handed; no part of a file."""
    COMPLAINT = "complaint", "反映法院工作"
    """Said against the court's own work: who said it, and the president of the court."""
    REMOVED = "removed", "已移出"
    """Taken off the platform because it holds a state secret: nobody, from the moment on at which it was said."""


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

    @property
    def held_in_case(self) -> tuple[UUID | None, UUID | None]:
        """The case with the holder: what somebody is entitled to as this person's agent, or witness, in this case."""
        return self.case, self.holder


BEHIND_THE_WALL = frozenset({Layer.MEDIATION, Layer.CAUCUS})
"""Layers of a mediation: they are no part of the file of the case, whoever looks."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person's facts, gathered once a request.

    `persons`: the person and all whom the person represents, of a client who filed through an agent the authority
    under which that was done; `courts`: codes of the courts whose staff the person is;
    `cases`: cases in which one of `persons` is a party, or for a party of which the person acts; `acting`: (case,
    party's person) of each authority in force, and of each dead party whose place the person took; `testifying`:
    (case, the person) while a judge hears the person as a witness; `panels`: cases in which the person sits as judge;
    `kept`: cases whose clerk (书记员) the person is;
    `opened`: cases that the person has a stated task in; `mediating`: cases in which the person is the mediator now;
    `sides`: uids of the parties that the person is or stands for; `beside_staff`: somebody of a court's staff stands
    at the person's side and reads along; `now`: business time of the request.
    """

    now: datetime
    person: UUID | None = None
    persons: frozenset[UUID] = field(default_factory=frozenset)
    courts: frozenset[str] = field(default_factory=frozenset)
    cases: frozenset[UUID] = field(default_factory=frozenset)
    panels: frozenset[UUID] = field(default_factory=frozenset)
    kept: frozenset[UUID] = field(default_factory=frozenset)
    opened: frozenset[UUID] = field(default_factory=frozenset)
    acting: frozenset[tuple[UUID, UUID]] = field(default_factory=frozenset)
    testifying: frozenset[tuple[UUID, UUID]] = field(default_factory=frozenset)
    mediating: frozenset[UUID] = field(default_factory=frozenset)
    sides: frozenset[UUID] = field(default_factory=frozenset)
    beside_staff: bool = False
    roles: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    """(role, court code) of each appointment."""

    noted: dict[tuple[str, UUID | None], set[str]] = field(default_factory=dict, compare=False, hash=False, repr=False)
    """What was read in the name of the viewer: (court, case) -> kinds of rows; the access log is written from it."""

    worked_out: dict[bool, Any] = field(default_factory=dict, compare=False, hash=False, repr=False)
    """What `visible_q` has worked out for this viewer, with masked rows and without."""

    def note(self, kind: str, court: str, case: UUID | None) -> None:
        """A row of `kind` is shown to the viewer; queries that show one case say so."""
        self.noted.setdefault((court, case), set()).add(kind)

    @classmethod
    def office(cls, court: str, now: datetime, case: UUID | None = None) -> Viewer:
        """The office of `court` in its own work: what its registry sees, and what the clerk of `case` sees."""
        kept = frozenset({case} if case else ())
        return cls(now=now, courts=frozenset({court}), kept=kept, roles=frozenset({("clerk", court)}))

    def in_office(self) -> Viewer:
        """The viewer by the functions alone: what somebody may see as a party, an agent or a witness opens no desk."""
        none: frozenset[Any] = frozenset()
        return replace(self, persons=none, cases=none, acting=none, testifying=none, sides=none, worked_out={})

    def courts_as(self, role: str) -> frozenset[str]:
        """The courts at which the viewer holds `role`."""
        return frozenset(court for held, court in self.roles if held == role)

    def has_role(self, role: str, court: str | None = None) -> bool:
        """True when the viewer holds `role` at `court` (at any court when None)."""
        return any(r == role and court in (None, c) for r, c in self.roles)
