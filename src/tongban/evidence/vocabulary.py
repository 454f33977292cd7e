"""Words about evidence. Every term of the law carries its Chinese term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from tongban.cases.vocabulary import Side
from tongban.documents.vocabulary import FileKind


class ExhibitStage(StrEnum):
    """Where an exhibit handed in electronically stands (在线诉讼规则 12, 13)."""

    SUBMITTED = "submitted"
    """已提交，待审核"""
    AUDITED = "audited"
    """审核通过，可在诉讼中使用"""
    ORIGINAL_REQUIRED = "original_required"
    """应当提供原件、原物"""
    USABLE = "usable"
    """认定符合原件、原物形式要求"""


class ExhibitAct(StrEnum):
    """What the court does with the form of an exhibit."""

    PASS_AUDIT = "pass_audit"  # noqa: S105 - not a password # nosec B105
    REQUIRE_ORIGINAL = "require_original"
    ACCEPT_FORM = "accept_form"


class Trigger(StrEnum):
    """Why the original is required (在线诉讼规则 12(2))."""

    DIFFERS = "differs"
    """对方当事人认为与原件、原物不一致，并提出合理理由和依据"""
    UNCLEAR = "unclear"
    """呈现不完整、内容不清晰、格式不规范"""
    FILE_RULES = "file_rules"
    """卷宗、档案管理规定要求"""
    COURT = "court"
    """人民法院认为有必要"""


class Cure(StrEnum):
    """Why the electronic form counts as the original (在线诉讼规则 13)."""

    NOT_OBJECTED = "not_objected"
    """对方当事人对一致性未提出异议"""
    NOTARISED = "notarised"
    """形成过程已经公证"""
    CONFIRMED_BEFORE = "confirmed_before"
    """已在之前诉讼中提交并经人民法院确认"""
    COMPARED = "compared"
    """已与原件、原物比对一致"""
    CORROBORATED = "corroborated"
    """有其他证据证明一致"""


class Aspect(StrEnum):
    """The three things a party says about each exhibit (质证意见)."""

    AUTHENTICITY = "authenticity"
    """真实性"""
    LEGALITY = "legality"
    """合法性"""
    RELEVANCE = "relevance"
    """关联性"""

    @property
    def term(self) -> str:
        """The Chinese term, as on papers."""
        return {"authenticity": "真实性", "legality": "合法性", "relevance": "关联性"}[self.value]


class RoundKind(StrEnum):
    """What is done in text within a period, each party when it suits it (非同步)."""

    EXCHANGE = "exchange"
    """证据交换"""
    INQUIRY = "inquiry"
    """调查询问"""


class RoundState(StrEnum):
    """A round runs until the court closes it; after its last day nothing more is taken."""

    OPEN = "open"
    CLOSED = "closed"


class CaptureState(StrEnum):
    """Where the capture of a web page stands."""

    ORDERED = "ordered"
    """已受理，等待固定"""
    TAKEN = "taken"
    """已固定并作为证据提交"""
    REFUSED = "refused"
    """未能固定"""


ALSO_TAKEN = frozenset({FileKind.MP4, FileKind.MAIL})
"""Kinds of file that are taken as evidence beyond what every form takes."""


class FindingKind(StrEnum):
    """What was found in a file itself, without anybody's word."""

    WEBPAGE = "webpage"
    """网页固定情况"""
    MAIL = "mail"
    """电子邮件信头、DKIM 签名"""
    CREDENTIALS = "credentials"
    """内容凭证（C2PA）"""


def number_of(side: Side, number: int) -> str:
    """How an exhibit is called: 原告证据1."""
    return f"{side.term}证据{number}"


@dataclass(frozen=True, slots=True)
class Filed:
    """What was handed in with the complaint and becomes an exhibit: its documents belong to the file already."""

    title: str
    proves: str
    source: str
    documents: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class OpinionView:
    """What one party says about one exhibit."""

    party: UUID
    said: dict[Aspect, bool]
    reasons: dict[Aspect, str]
    original_differs: bool
    at: datetime

    @property
    def contests(self) -> bool:
        """True when the party denies any of the three."""
        return not all(self.said.values())


@dataclass(frozen=True, slots=True)
class FindingView:
    """What the platform found in one file of an exhibit; `body` is plain JSON whose keys the kind decides."""

    document: UUID
    kind: FindingKind
    body: dict[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class ExhibitView:
    """An exhibit as other floors read it."""

    uid: UUID
    party: UUID
    side: Side
    number: str
    title: str
    proves: str
    source: str
    stage: ExhibitStage
    trigger: Trigger | None
    cure: Cure | None
    examined_at: datetime | None
    submitted_at: datetime
    documents: tuple[UUID, ...]
    opinions: tuple[OpinionView, ...]
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class AnswerView:
    """A party's answer to a question of the court."""

    party: UUID
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question of the court to all parties."""

    uid: UUID
    number: int
    text: str
    answers: tuple[AnswerView, ...]


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round of exchange or inquiry."""

    uid: UUID
    kind: RoundKind
    number: int
    state: RoundState
    opened_at: datetime
    until: date
    closed_at: datetime | None
    questions: tuple[QuestionView, ...]


Section = dict[str, Any]
"""The part of a case's sheet that this domain offers: plain JSON."""
