"""Words about filing. Every term of the law carries its Chinese term."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from tongban.cases.vocabulary import PartyData
from tongban.documents.vocabulary import Material
from tongban.fees.vocabulary import FeeKind
from tongban.filing.vocabulary.agent import AGENT_ANSWERS, FILED_BY
from tongban.filing.vocabulary.interviews import Answers as Answers
from tongban.filing.vocabulary.interviews import Interview as Interview
from tongban.filing.vocabulary.interviews import Kind as Kind
from tongban.filing.vocabulary.interviews import Page as Page
from tongban.filing.vocabulary.interviews import Question as Question
from tongban.filing.vocabulary.oral import ORAL_MEDIUM as ORAL_MEDIUM
from tongban.filing.vocabulary.oral import ORAL_SIGNER as ORAL_SIGNER
from tongban.filing.vocabulary.oral import ORAL_WAY as ORAL_WAY
from tongban.filing.vocabulary.scrutiny import Act as Act
from tongban.filing.vocabulary.scrutiny import Check as Check
from tongban.filing.vocabulary.scrutiny import Early as Early
from tongban.filing.vocabulary.scrutiny import OrderStage as OrderStage
from tongban.filing.vocabulary.scrutiny import OrderView as OrderView
from tongban.filing.vocabulary.scrutiny import Point as Point
from tongban.filing.vocabulary.scrutiny import Queue as Queue
from tongban.filing.vocabulary.scrutiny import SeriesView as SeriesView
from tongban.filing.vocabulary.scrutiny import Stage as Stage
from tongban.filing.vocabulary.scrutiny import Wanted as Wanted
from tongban.filing.vocabulary.scrutiny import When as When
from tongban.kernel.money import Money

COURT_CHOSEN = "court.chosen"
"""The answer that names one of several competent courts; the choice is the plaintiff's (CPL 36)."""
RULING, DATED = "ruling.kind", "ruling.dated"
"""The answers that say against which ruling an appeal is: what it is about, and of which day."""
AGAIN_WHY = "again.why"
"""The answer why something is filed that is like what the person has filed already (SI 247)."""
TAKEN_BACK_WHY = "taken_back.why"
"""What stands beside the answers of a filing that was taken back: why, if that was said. Nobody types it into one."""
BESIDE = frozenset({COURT_CHOSEN, AGAIN_WHY, ORAL_WAY, ORAL_SIGNER, ORAL_MEDIUM}) | AGENT_ANSWERS
"""Answers that belong to no question of an interview."""


class Stand(StrEnum):
    """What a defendant says to a claim, or to the facts told in the complaint."""

    ACCEPT = "accept"
    """承认"""
    PARTLY = "partly"
    """部分承认"""
    DENY = "deny"
    """否认"""

    @property
    def term(self) -> str:
        """The Chinese term, as on papers."""
        return {"accept": "承认", "partly": "部分承认", "deny": "不同意"}[self.value]


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as pages and other floors read it; `result` is what became of it, `corrects` the filing that it mends."""

    uid: UUID
    holder: UUID
    interview: str
    version: str
    answers: Answers
    helper: UUID | None
    helper_court: str
    started_at: datetime
    saved_at: datetime
    handed_in_at: datetime | None
    result: UUID | None
    corrects: UUID | None = None

    @property
    def by_agent(self) -> bool:
        """Whether its holder is no plaintiff, but acts for one."""
        return self.answers.get(FILED_BY, "") == str(self.holder)


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """One line of what is claimed: a sum, or interest from `start` on, `end` not counted, at `rate` percent a year.

    `principal` is what bears the interest; `counts`: whether it belongs to the amount in dispute.
    """

    id: str
    label: dict[str, str]
    law: str
    amount: Money
    start: date | None = None
    end: date | None = None
    days: int | None = None
    rate: str = ""
    principal: Money | None = None
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Pleading:
    """A complaint (起诉状) in structured form (CPL 124); `schedule` is how its sum comes about.

    `fee_kind` is the item of the tariff (交纳办法 13): it follows from the answers, so it travels wherever they do.
    `paper` and `sides`: how the pleading and the two sides are called, in an appeal or an application. `agent`: who
    acts for the plaintiff, as `rules.agent.agent_told` gives it; `by_agent`: that agent files with the own account.
    `heads`: the legal representative (法定代表人) of each organisation that asks, by its name. `personal`: what else
    CPL 124(1) asks of each person who does, by identity number or else name: sex, born, ethnicity, work.
    """

    parties: tuple[PartyData, ...]
    claim: Money
    claims: tuple[str, ...]
    facts: str
    cause: str
    fee_kind: FeeKind
    schedule: tuple[ScheduleLine, ...] = ()
    paper: str = "民事起诉状"
    sides: tuple[str, str] = ("原告", "被告")
    agent: Mapping[str, str] = field(default_factory=dict)
    by_agent: bool = False
    heads: Mapping[str, str] = field(default_factory=dict)
    personal: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Package:
    """Everything that is handed in, as it travels between courts.

    `through_court` is the cooperating court (协作法院) at whose counter it was handed in, `matter` the errand between
    the two courts; both empty when a person files at the competent court directly.
    """

    interview: str
    version: str
    answers: Answers
    applicant: UUID
    court: str
    venue: dict[str, Any]
    materials: tuple[Material, ...]
    platform: str
    through_court: str = ""
    matter: UUID | None = None


@dataclass(frozen=True, slots=True)
class FilingView:
    """A filing as pages and other floors read it."""

    uid: UUID
    stage: Stage
    court: str
    through_court: str
    matter: UUID | None
    applicant: UUID
    interview: str
    version: str
    answers: Answers
    venue: dict[str, Any]
    claim_minor: int
    currency: str
    cause: str
    handed_in_at: datetime
    decide_by: date | None
    decided_at: datetime | None
    case: UUID | None
    findings: tuple[str, ...]
    correct_until: date | None = None
    pointed_to: str = ""
    """The court that is competent, as the plaintiff was told; `findings` say why."""
    doubts: tuple[str, ...] = ()
    """What the machine doubted when it came in, by the code of its words; empty: it is clean."""
    early: Early = Early.NONE
    early_number: str = ""
    """The number of the mediation before registration (民诉前调), once there is one."""
    about: UUID | None = None
    """The case of this platform from which it starts, in an appeal or an application for enforcement."""
    ruling: UUID | None = None
    """The paper by which it was refused; `served_on`, `appeal_until`: its service, and the last day to appeal."""
    served_on: date | None = None
    appeal_until: date | None = None
    above: dict[str, str] = field(default_factory=dict)
    """Where an appeal against the ruling went, and what was ruled there: court, act, number, dated, effective."""
    holder: UUID | None = None
    """Who filed; for a client who files through an agent's account the authority under which that was done."""
    again: UUID | None = None
    """The very same filing before, which was over when this one came in."""

    @property
    def by_agent(self) -> bool:
        """Whether the applicant is no plaintiff, but acts for one."""
        return self.answers.get(FILED_BY, "") == str(self.applicant)


@dataclass(frozen=True, slots=True)
class Defence:
    """A statement of defence (答辩状, CPL 128): a stand and a reason to each claim, and to the facts."""

    stands: tuple[tuple[Stand, str], ...]
    facts: Stand
    facts_text: str


@dataclass(frozen=True, slots=True)
class DefenceView:
    """A defence as other floors read it."""

    party: UUID
    content: Defence
    at: datetime
