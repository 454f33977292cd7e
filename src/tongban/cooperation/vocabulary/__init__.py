"""Words of cooperation. Every term of the law carries its Chinese term."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from tongban.access.audience import Audience
from tongban.federation.vocabulary import Kind

_BOTH_COURTS = (Audience.STAFF, Audience.PERSON)
FILING = Kind("filing", (Audience.STAFF,), "跨域立案的诉状、材料和申请人信息")
FILING_ANSWER = Kind("filing-answer", _BOTH_COURTS, "管辖法院的立案结果和文书")
FILING_CORRECTION = Kind("filing-correction", (Audience.STAFF,), "补正后的诉状和材料")
CORRECTION_ANSWER = Kind("correction-answer", _BOTH_COURTS, "补正是否收下")
LOG = Kind("log", _BOTH_COURTS, "协作事项的办理记录")
SHEET = Kind("sheet", (Audience.PARTY,), "本人可见的案件信息和文书")
ACT = Kind("act", (Audience.STAFF,), "当事人在本案中的诉讼行为和材料")
ACT_ANSWER = Kind("act-answer", (Audience.PARTY,), "诉讼行为是否收下")
HAND_OVER = Kind("hand-over", (Audience.STAFF,), "外网节点收到的诉状、材料和提交人信息，只有内网节点能打开")
ASK = Kind("ask", (Audience.PERSON,), "已登录的本人请求查看，只有内网节点能打开")
VIEW = Kind("view", (Audience.PERSON,), "本人可见的案件信息和文书，只有本人的浏览器能打开")
TABLE = Kind("table", (Audience.STAFF,), "批量立案的表格和材料，只有内网节点能打开")
TABLE_FILING = Kind("table-filing", (Audience.STAFF,), "批量立案的提交，只有内网节点能打开")
GATEWAY_MESSAGE = Kind("gateway-message", (Audience.STAFF,), "支付平台的通知，原样密封转送，只有内网节点能打开")
ZONE_KINDS = (HAND_OVER, ASK, VIEW, GATEWAY_MESSAGE, TABLE, TABLE_FILING)
"""What the two zones of one platform tell each other."""
DISPUTE = Kind("dispute", _BOTH_COURTS, "当事人对诉讼行为提出的非本人操作异议")
DISPUTE_ANSWER = Kind("dispute-answer", _BOTH_COURTS, "非本人操作异议的核查结果")
REMOVAL = Kind("removal", (Audience.STAFF,), "涉及国家秘密的内容摘要值，请求清除副本")
REMOVAL_ANSWER = Kind("removal-answer", (Audience.STAFF,), "涉及国家秘密的副本是否已清除")
SERVICE = Kind("service", (Audience.STAFF,), "委托送达或者远程打印的文书，受送达人的姓名、地址和电话")
SERVICE_ANSWER = Kind("service-answer", (Audience.STAFF,), "代为送达的结果、送达回证和送达过程记录")
SERVICE_CALLED_BACK = Kind("service-called-back", (Audience.STAFF,), "撤回委托送达或者远程打印的通知")
KINDS = (
    *(FILING, FILING_ANSWER, FILING_CORRECTION, CORRECTION_ANSWER, LOG),
    *(SHEET, ACT, ACT_ANSWER, *ZONE_KINDS, DISPUTE, DISPUTE_ANSWER, REMOVAL, REMOVAL_ANSWER),
    *(SERVICE, SERVICE_ANSWER, SERVICE_CALLED_BACK),
)
"""What platforms tell each other; there is no other kind."""


class MatterKind(StrEnum):
    """What one court does for another."""

    FILING = "filing"
    """跨域立案"""


class MatterStage(StrEnum):
    """Where an errand stands; the same words at both courts."""

    HANDED_IN = "handed_in"
    """协作法院已收件"""
    CHECKED = "checked"
    """协作法院已核对身份和材料"""
    SENT = "sent"
    """已发送管辖法院"""
    RECEIVED = "received"
    """管辖法院已收件"""
    CORRECTION = "correction"
    """管辖法院要求补正"""
    ANSWERED = "answered"
    """管辖法院已答复"""
    TAKEN_BACK = "taken_back"
    """发送前由申请人撤回"""


class MatterAct(StrEnum):
    """What moves an errand."""

    CHECK = "check"
    SEND = "send"
    NOTE_RECEIPT = "note_receipt"
    ANSWER = "answer"
    TAKE_ANSWER = "take_answer"
    ASK_CORRECTION = "ask_correction"
    TAKE_REQUEST = "take_request"
    HAND_IN_CORRECTION = "hand_in_correction"
    REOPEN_CORRECTION = "reopen_correction"
    TAKE_BACK = "take_back"
    """发送前撤回"""


class Owed(StrEnum):
    """What an errand waits for."""

    ANSWER = "answer"
    """管辖法院反馈 (15 minutes)"""
    CORRECTION = "correction"
    """申请人补正"""
    DECISION = "decision"
    """补正后重新起算的立案审查"""


class Answer(StrEnum):
    """How the competent court answered."""

    ACCEPTED = "accepted"
    CORRECTION = "correction"
    REFUSED = "refused"
    RETURNED = "returned"
    """退回: it could not be taken in; the refusals say why"""


class Line(StrEnum):
    """What a line of the shared log tells; nothing else is written there, so that no free text travels."""

    HANDED_IN = "handed_in"
    CHECKED = "checked"
    SENT = "sent"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    CORRECTION = "correction"
    CORRECTION_SENT = "correction_sent"
    CORRECTED = "corrected"
    REFUSED = "refused"
    PRINTED = "printed"
    SERVICE_ASKED = "service_asked"
    PRINTING_ASKED = "printing_asked"
    TAKEN_IN = "taken_in"
    LETTERS_PRINTED = "letters_printed"
    POSTED = "posted"
    SERVED = "served"
    NOT_SERVED = "not_served"
    COUNTED = "counted"
    NOT_COUNTED = "not_counted"
    CALLED_BACK = "called_back"
    GIVEN_BACK = "given_back"
    TOO_LATE = "too_late"
    TAKEN_BACK = "taken_back"


class RemoteState(StrEnum):
    """What became of an act that was sent to the court that owns the case."""

    SENT = "sent"
    DONE = "done"
    REFUSED = "refused"


class AtPeer(StrEnum):
    """What became of the request that another platform erase its copies of a state secret."""

    ASKED = "asked"
    """已请求"""
    ERASED = "erased"
    """已清除"""
    ON_FILE = "on_file"
    """对方案卷中另有该材料，由对方法院两人办理"""


@dataclass(frozen=True, slots=True)
class AtPeerView:
    """A request about copies, ours (`outgoing`) or the peer's. `received_at`: by the peer's signed receipt of ours."""

    removal: UUID
    peer: str
    outgoing: bool
    state: AtPeer
    asked_at: datetime
    received_at: datetime | None
    answered_at: datetime | None


class PageKind(StrEnum):
    """What a person in the internet zone may ask the court zone to show."""

    LIST = "list"
    """Filings and cases."""
    CASE = "case"
    PAPER = "paper"
    TABLE = "table"
    """What became of a table of complaints, row by row."""
    PAY = "pay"
    """Where a fee is paid online; asking lays the order down at the payment gateway."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: for a list, `subject` is empty; else the uid of the case, of the paper or of the fee."""

    kind: PageKind
    subject: UUID | None = None

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}" if self.subject else self.kind.value


@dataclass(frozen=True, slots=True)
class HandedOverView:
    """A filing that the internet zone took in: since when it is kept, and when the court zone received it."""

    uid: UUID
    at: datetime
    confirmed_at: datetime | None
    confirm_by: datetime


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as the internet zone has it for one browser: what was asked when, and what the court showed when.

    `content` is None before the first answer; `file` the content of a paper.
    """

    asked_at: datetime
    waits: bool
    made_at: datetime | None
    content: Mapping[str, Any] | None
    file: bytes | None = None


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of the log that both courts and the person see."""

    at: datetime
    court: str
    what: str
    facts: dict[str, str]


@dataclass(frozen=True, slots=True)
class MatterView:
    """An errand as pages read it."""

    uid: UUID
    kind: MatterKind
    stage: MatterStage
    from_court: str
    to_court: str
    peer: str
    applicant: UUID
    applicant_name: str
    handed_in_at: datetime
    answer_due: datetime | None
    answered_at: datetime | None
    answer: dict[str, Any]
    package: dict[str, Any]
    log: tuple[LogLine, ...]
    outgoing: bool
    correct_until: date | None = None
    decide_by: date | None = None

    @property
    def owed(self) -> tuple[Owed, date | datetime] | None:
        """What is owed, and until when; once the errand is answered, what was owed last. None before it is sent."""
        if self.stage is MatterStage.CORRECTION and self.correct_until:
            return Owed.CORRECTION, self.correct_until
        if self.decide_by:
            return Owed.DECISION, self.decide_by
        return (Owed.ANSWER, self.answer_due) if self.answer_due and self.correct_until is None else None

    @property
    def over(self) -> bool:
        """Whether nobody waits for anything in it any more."""
        return self.stage in {MatterStage.ANSWERED, MatterStage.TAKEN_BACK}

    @property
    def done_at(self) -> datetime | None:
        """When the competent court's answer came that ends the errand."""
        return self.answered_at if self.stage is MatterStage.ANSWERED else None


Sheet = Mapping[str, Any]
"""A case as one person may see it: plain JSON, the same wherever the case lives (`queries.sheet_of`)."""
