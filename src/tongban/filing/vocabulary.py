"""Words about filing. Every term of the law carries its Chinese term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from tongban.cases.vocabulary import PartyData
from tongban.documents.vocabulary import Material
from tongban.kernel.money import Money


class Stage(StrEnum):
    """Where a filing stands at the competent court (管辖法院)."""

    UNDER_REVIEW = "under_review"
    """审查中"""
    CORRECTION = "correction"
    """待补正"""
    ACCEPTED = "accepted"
    """已立案"""
    REFUSED = "refused"
    """裁定不予受理"""


class Act(StrEnum):
    """The three exits of online scrutiny (在线诉讼规则 9), and the way back from the second."""

    ACCEPT = "accept"
    ASK_CORRECTION = "ask_correction"
    HAND_IN_CORRECTION = "hand_in_correction"
    REFUSE = "refuse"


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


class Kind(StrEnum):
    """Kinds of answers in an interview."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    AMOUNT = "amount"
    DATE = "date"
    CHOICE = "choice"
    DIVISION = "division"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    EMAIL = "email"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of an interview. `label`, `hint` and `choices` hold texts by language code.

    `stops`: the choice with which the matter does not belong on this platform; nothing of its page is taken in then.
    """

    id: str
    kind: Kind
    label: dict[str, str]
    hint: dict[str, str]
    required: bool
    law: str
    choices: dict[str, dict[str, str]]
    show_if: tuple[str, str] | None
    stops: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an interview: one thing at a time."""

    id: str
    title: dict[str, str]
    lead: dict[str, str]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Interview:
    """A guided pleading for one kind of dispute (要素式起诉状), as data with a version."""

    id: str
    version: str
    cause: str
    title: dict[str, str]
    pages: tuple[Page, ...]
    claims: tuple[str, ...]
    facts: str

    def question(self, question_id: str) -> Question | None:
        """The question with this id."""
        return next((q for page in self.pages for q in page.questions if q.id == question_id), None)


Answers = dict[str, str]
"""What a person answered, by question id; files are kept apart."""


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


@dataclass(frozen=True, slots=True)
class Pleading:
    """A complaint (起诉状) in structured form (CPL 124)."""

    parties: tuple[PartyData, ...]
    claim: Money
    claims: tuple[str, ...]
    facts: str
    cause: str


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
