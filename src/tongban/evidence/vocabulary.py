"""Words about evidence. Every term of the law carries its Chinese term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from tongban.cases.vocabulary import Side
from tongban.documents.vocabulary import FileKind
from tongban.dossier.vocabulary import Cure, Trigger
from tongban.kernel.terms import Term


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


class Secrecy(Term):
    """Whether an exhibit is kept secret by the judge's order (CPL 71; 民诉法解释 103)."""

    OPEN = "open", "未作保密处理"
    SECRET = "secret", "保密"


class SecrecyAct(Term):
    """What the judge orders about the secrecy of an exhibit."""

    KEEP = "keep", "责令保密"
    LIFT = "lift", "解除保密"


class SecretGround(Term):
    """Why an exhibit is kept secret (CPL 71). State secrets do not belong here at all."""

    TRADE = "trade", "商业秘密"
    PRIVACY = "privacy", "个人隐私"
    LAW = "law", "法律规定应当保密的其他情形"


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


class Provenance(Term):
    """What speaks for the truth of a chained record before it was put on the chain (在线诉讼规则 18(2))."""

    SOURCE = "source", "具体来源"
    GENERATION = "generation", "生成机制"
    STORAGE = "storage", "存储过程"
    NOTARY = "notary", "公证机构公证"
    WITNESS = "witness", "第三方见证"
    CORROBORATION = "corroboration", "关联印证数据"


class ChainRuling(Term):
    """What the judge rules about a chained exhibit (在线诉讼规则 16-19)."""

    UNALTERED = "unaltered", "认定上链后未经篡改"
    REBUTTED = "rebutted", "有相反证据足以推翻，不认定上链后未经篡改"
    NOT_RELIABLE = "not_reliable", "结合存证平台和技术因素，不认定上链后的真实性"
    ASK_BEFORE = "ask_before", "要求提供证据证明上链存储前的真实性"
    BEFORE_CONFIRMED = "before_confirmed", "确认上链存储前的真实性"
    BEFORE_NOT_CONFIRMED = "before_not_confirmed", "不予确认上链存储前的真实性"
    EXPERT = "expert", "准许有专门知识的人提出意见"
    APPRAISAL = "appraisal", "委托鉴定"
    COLLECT = "collect", "调取其他相关证据进行核对"


class PlatformKind(Term):
    """What an evidence platform outside the courts offers, by how its proofs can be checked."""

    LEDGER = "ledger", "透明日志、区块链存证平台"
    STAMP = "stamp", "可信时间戳服务"
    CHAIN = "chain", "联盟链存证平台"


class PlatformStatus(Term):
    """Where an evidence platform stands with the court. The judge weighs it, it is no condition (规则 17)."""

    UNDER_REVIEW = "under_review", "审查中"
    ADMITTED = "admitted", "已准入"
    SUSPENDED = "suspended", "已暂停"
    WITHDRAWN = "withdrawn", "已撤回"


class PlatformAct(StrEnum):
    """What the president of a court does with an evidence platform."""

    ADMIT = "admit"
    SUSPEND = "suspend"
    WITHDRAW = "withdraw"


class ProofForm(Term):
    """A proof of somebody else about an exhibit, by its form."""

    LEDGER = "ledger", "账本证明包"
    STAMP = "stamp", "RFC 3161 时间戳"
    CHAIN = "chain", "链上存证证明"


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
class ManifestView:
    """What a party showed about the time before the chain; whatever stands neither in `said` nor `files` is not shown.

    `files` are documents, by item; `digest` is the SHA-256 of the canonical form, which is sealed.
    """

    uid: UUID
    number: int
    said: dict[Provenance, str]
    files: dict[Provenance, UUID]
    at: datetime
    digest: str


@dataclass(frozen=True, slots=True)
class RulingView:
    """A ruling about a chained exhibit; `motion` is the party that asked for it, None when the court did so itself."""

    uid: UUID
    ruling: ChainRuling
    reasons: str
    motion: UUID | None
    law: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PlatformStep:
    """One decision about an evidence platform: what it is since then, and why."""

    status: PlatformStatus
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PlatformView:
    """An evidence platform as the public list shows it; `court` is the code of the court whose president decides."""

    uid: UUID
    court: str
    name: str
    kind: PlatformKind
    operator: str
    status: PlatformStatus
    steps: tuple[PlatformStep, ...]


@dataclass(frozen=True, slots=True)
class ProofView:
    """A proof of somebody else about an exhibit. `verdict` is "" until the worker has checked it.

    `covers` is the SHA-256 of the file of the exhibit that it is about; `platform` names the platform of the register
    whose keys it carries, "" when it is unknown here, and `status` how that stood with the court at the check.
    """

    uid: UUID
    name: str
    form: ProofForm
    at: datetime
    verdict: str
    since: datetime | None
    origin: str
    covers: str
    lacks: tuple[str, ...]
    platform: str
    status: str


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
    chained: bool
    manifest: ManifestView | None
    rulings: tuple[RulingView, ...]
    proofs: tuple[ProofView, ...]
    secret: SecretGround | None = None


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
